"""How a key result is measured, as its title says: `900 -> 300 ms`, `below 0.1 %`, `3 milestones`.

A measure stays in the title, for it is what makes it a key result; only what names the milestones,
or says `yes/no`, leaves it.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from okrtui.model.numbers import parse_number
from okrtui.model.records import Direction, MetricKind
from okrtui.text.errors import Refused
from okrtui.text.fullwidth import plain

_NUMBER = (
    r"(?<![A-Za-z0-9.,/-])(?:[$€£¥￥₩₹]\s?)?[-−]?"
    r"\d[\d.,'_]*(?:\s?[kKM千万萬亿億](?![a-zA-Z]))?"
)
_UNIT = r"(?P<unit>\s*[^\s\d-]\S*(?:\s+[^\s\d→]\S*)?)?\s*$"
_ARROW = r"\s*(?:[-－=＝][>＞]|[→⇒])\s*"
_FALLS_TO = r"\s*(?:降到|降至|降低到|升到|升至|提高到|提升到|提升至|增加到|减少到)\s*"
_FROM_TO = re.compile(
    rf"(?P<start>{_NUMBER})(?P<first>\s?[^\s\d→=－＝-]{{0,12}}?)"
    rf"(?P<to>{_ARROW}|{_FALLS_TO}|\s+to\s+|\s*[到至]\s*)"
    rf"(?P<target>{_NUMBER.replace('/-', '/')}){_UNIT}",
    re.I,
)
_ONLY_TO = re.compile(rf"(?:^|\s){_ARROW}(?P<target>{_NUMBER.replace('/-', '/')}){_UNIT}")
_FROM = re.compile(r"(?:\bfrom|从|由)\s*$", re.I)
_KEEPS = re.compile(r"\b(?:keep|hold|stay|maintain|kept)\b|保持|维持|控制", re.I)
_WITHIN = rf"在\s*(?P<target2>{_NUMBER})(?P<unit2>\s*[^\s\d以之]*)\s*"
_BELOW = re.compile(
    r"(?:\b(?:below|under|at most)\s|不超过|不高于|(?<!不)[低小]于|<=|[<≤＜])\s*"
    rf"(?P<target>{_NUMBER}){_UNIT}|{_WITHIN}(?:以下|以内|之内)\s*$",
    re.I,
)
_ABOVE = re.compile(
    r"(?:\b(?:above|over|at least)\s|不低于|不少于|(?<!不)[高大]于|>=|[>≥＞])\s*"
    rf"(?P<target>{_NUMBER}){_UNIT}|{_WITHIN}(?:以上|之上)\s*$",
    re.I,
)
_STEPS = re.compile(
    r"(?:^|[\s,，;；:：(（])(?P<count>\d{1,2}|[一二三四五六七八九十两])?\s*个?(?:milestones?|里程碑)"
    r"\s*[:：]?\s*(?P<names>.*)$",
    re.I | re.S,
)
_YES_NO = re.compile(r"[\s,，;；:：(（]+(?:yes\s?/\s?no|是\s?/\s?否|是否)[)）]?\s*$", re.I)
_PARTS = re.compile(r"\s+[/／]\s+|\s*[,，、;；]\s*")
_CHINESE = {sign: at for at, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_MONEY = "$€£¥￥₩₹"
_MONEY_WORDS = frozenset({"usd", "eur", "gbp", "cny", "rmb", "brl", "jpy", "元", "美元", "欧元"})
_LONGEST_UNIT = 24


class Measure(msgspec.Struct, frozen=True):
    """How a key result is measured; `milestones` are the steps that were named.

    said: whether the line says it; else it is how a key result is measured that says nothing.
    """

    metric: MetricKind = MetricKind.PERCENT
    direction: Direction = Direction.REACH
    start: Decimal = Decimal(0)
    target: Decimal = Decimal(100)
    unit: str = ""
    milestones: tuple[str, ...] = ()
    said: bool = False


def take_measure(title: str) -> tuple[str, Measure]:
    """Return a title, without what it only says of its measure, and how it is measured."""
    for read in (_yes_no, _milestones, _line_to_keep, _from_to):
        found = read(title)
        if found is not None:
            return found
    return title, Measure()


def _yes_no(title: str) -> tuple[str, Measure] | None:
    found = _YES_NO.search(title)
    if found is None or not (rest := title[: found.start()].strip()):
        return None
    return rest, Measure(MetricKind.YES_NO, target=Decimal(1), said=True)


def _milestones(title: str) -> tuple[str, Measure] | None:
    found = _STEPS.search(title)
    if found is None:
        return None
    names = tuple(name.strip() for name in _PARTS.split(found["names"]) if name.strip())
    count = _CHINESE.get(found["count"] or "") or int(found["count"] or 0)
    if len(names) < 2 and not (count and not names):
        return None
    rest = title[: found.start()].strip(" ,，;；:：(（")
    steps = max(count, len(names))
    if not steps:
        return None
    measure = Measure(MetricKind.MILESTONE, target=Decimal(steps), milestones=names, said=True)
    return rest if rest and names else title, measure


def _line_to_keep(title: str) -> tuple[str, Measure] | None:
    if _KEEPS.search(title) is None:
        return None
    for pattern, direction in ((_BELOW, Direction.KEEP_BELOW), (_ABOVE, Direction.KEEP_ABOVE)):
        found = pattern.search(title)
        if found is None:
            continue
        target = found["target"] or found["target2"]
        amount = _amount(target, found["unit"] or found["unit2"] or "")
        if amount is not None:
            number, kind, unit = amount
            return title, Measure(kind, direction, target=number, unit=unit, said=True)
    return None


def _from_to(title: str) -> tuple[str, Measure] | None:
    found = _FROM_TO.search(title)
    if found is None:
        only = _ONLY_TO.search(title)
        end = _amount(only["target"], only["unit"] or "") if only else None
        if end is None:
            return None
        return title, Measure(end[1], target=end[0], unit=end[2], said=True)
    if found["to"].strip() in {"to", "到", "至"} and not _FROM.search(title[: found.start()]):
        return None
    unit = found["unit"] or found["first"]
    begin, end = _amount(found["start"], unit), _amount(found["target"], unit)
    if begin is None or end is None:
        return None
    _, kind, unit = begin if end[1] is MetricKind.NUMBER else end
    return title, Measure(kind, start=begin[0], target=end[0], unit=unit, said=True)


def _amount(number: str, unit: str) -> tuple[Decimal, MetricKind, str] | None:
    unit = unit.strip().rstrip(".,，。;；)）")
    sign = number.strip()[0]
    try:
        value = parse_number(number)
    except Refused:
        return None
    if plain(unit)[:1] == "%" or unit.casefold() in {"percent", "百分比"}:
        return value, MetricKind.PERCENT, ""
    if sign in _MONEY:
        return value, MetricKind.CURRENCY, sign
    if unit and (unit[0] in _MONEY or unit.casefold() in _MONEY_WORDS):
        return value, MetricKind.CURRENCY, unit
    return value, MetricKind.NUMBER, unit if len(unit) <= _LONGEST_UNIT else ""
