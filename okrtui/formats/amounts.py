"""Reading amounts as people write them: `≥ 99.5%`, `R$ 1,50`, `12k users`, `3 万`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from okrtui.formats.tree import FoundMetric
from okrtui.model.records import Direction, MetricKind

_FACTORS = {
    "k": 3,
    "K": 3,
    "m": 6,
    "M": 6,
    "mn": 6,
    "bn": 9,
    "B": 9,
    "万": 4,
    "萬": 4,
    "亿": 8,
    "億": 8,
}
_CURRENCY = r"R\$|US\$|\$|€|£|¥|￥|₹|USD|EUR|GBP|CNY|RMB|BRL"
_AMOUNT = re.compile(
    rf"(?P<sign>[≥≤<>~≈+]|>=|<=|at least|at most|up to|under|over|至少|最多|不超过|不少于)?\s*"
    rf"(?P<before>{_CURRENCY})?\s*"
    r"(?P<number>-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|-?\d{1,20}(?:[.,]\d{1,12})?)"
    r"\s?(?P<factor>mn|bn|[kKmMB](?![A-Za-z])|万|萬|亿|億)?\+?\s*"
    rf"(?P<after>%|％|{_CURRENCY}|元)?\+?\s*(?P<unit>.{{0,40}})",
    re.I | re.S,
)
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_UNIT = re.compile(r"[^\d.,;:()（）%]{0,24}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a text begins with, and what it counts."""

    number: Decimal
    kind: MetricKind
    unit: str


def amount(text: str) -> Amount | None:
    """Return the amount that a text is, or None where it is none or could mean two.

    `1.234` is a thousand or one, as the writer's country has it: nobody is asked to guess.
    """
    match = _AMOUNT.match(text.strip())
    if match is None:
        return None
    number = _number(match["number"])
    if number is None:
        return None
    unit = match["unit"].strip(" ./")
    if not _UNIT.fullmatch(unit):
        unit = unit.split("(")[0].split("（")[0].strip()
        if not _UNIT.fullmatch(unit):
            return None
    number = number.scaleb(_FACTORS.get(match["factor"] or "", 0))
    after = match["after"] or ""
    if after in {"%", "％"}:
        return Amount(number, MetricKind.PERCENT, unit)
    if currency := match["before"] or after:
        return Amount(number, MetricKind.CURRENCY, currency.upper())
    return Amount(number, MetricKind.NUMBER, unit)


def _number(written: str) -> Decimal | None:
    if _AMBIGUOUS.fullmatch(written):
        # With a comma, three digits are thousands nearly everywhere; with a point they may be.
        if "." in written:
            return None
        written = written.replace(",", "")
    elif written.count(",") == 1 and "." not in written and len(written.split(",")[1]) != 3:
        written = written.replace(",", ".")
    try:
        number = Decimal(written.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def metric(start: str, target: str, unit: str = "", kind: str = "") -> FoundMetric | None:
    """Return the metric that a start and a target in words make, or None where they make none."""
    end = amount(target)
    if end is None:
        return None
    begin = amount(start) if start.strip() else None
    if start.strip() and begin is None:
        return None
    if (
        begin is not None
        and MetricKind.NUMBER not in {begin.kind, end.kind}
        and begin.kind is not end.kind
    ):
        return None
    first = begin.number if begin else Decimal(0)
    direction = _direction(kind)
    if first == end.number and direction is Direction.REACH:
        return None
    chosen = _kind(kind, unit) or (
        begin.kind if begin and end.kind is MetricKind.NUMBER else end.kind
    )
    named = unit.strip() if unit.strip() not in {"%", "％"} else ""
    return FoundMetric(
        kind=chosen,
        direction=direction,
        start=first,
        target=end.number,
        unit=named or end.unit or (begin.unit if begin else ""),
    )


def _direction(kind: str) -> Direction:
    for direction in (Direction.KEEP_ABOVE, Direction.KEEP_BELOW):
        if direction.value.replace("_", " ") in kind.casefold():
            return direction
    return Direction.REACH


def _kind(kind: str, unit: str) -> MetricKind | None:
    words = f"{kind} {unit}".casefold()
    for named in MetricKind:
        if kind.casefold().split(",")[0].strip().replace(" ", "_") == named.value:
            return named
    if "%" in words or "percent" in words or "百分" in words:
        return MetricKind.PERCENT
    if re.search(r"currency|revenue amount|货币|金额|\$|€|£|¥|\busd\b|\beur\b", words):
        return MetricKind.CURRENCY
    return MetricKind.NUMBER if re.search(r"\bnumber\b|numeric|数字|数值", words) else None


def share(text: str) -> Decimal | None:
    """Return progress in words as a share of the way: `40%` and `0.4` are 0.4; `40` is too."""
    found = amount(text)
    if found is None or found.kind is MetricKind.CURRENCY:
        return None
    if found.kind is MetricKind.PERCENT or found.number > 1:
        return found.number / 100
    return found.number


def confidence(text: str) -> int | None:
    """Return a confidence from 1 to 10: `7`, `7/10`, `70%`, `0.7`; else None."""
    match = re.match(r"\s*(\d+(?:\.\d+)?)\s*(%|/\s*10)?\s*$", text)
    if match is None:
        return None
    number = Decimal(match[1])
    if match[2] == "%":
        number /= 10
    elif not match[2] and 0 < number < 1:
        number *= 10
    rounded = int(number.to_integral_value())
    return rounded if 1 <= rounded <= 10 else None
