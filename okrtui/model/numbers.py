"""Numbers as people type them and as people read them; exact, and never a float.

Programs read and write `codec.canonical` numbers; what is here is for eyes and fingers.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from okrtui.model.codec import canonical
from okrtui.model.records import KeyResult, MetricKind
from okrtui.text.errors import Refused
from okrtui.text.words import Words

NOTHING: Final = "–"
MINUS: Final = "−"

_GROUP_FROM = 10_000
_MOST_DIGITS = 24
_SAID_OF_TEXT = 40
_SCALES: Final = {"k": 3, "K": 3, "M": 6, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_SIGNS: Final = "€$£¥￥₩₹%"
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<sign>[,. '_])\d{3}(?:(?P=sign)\d{3})*")
_PLAIN = re.compile(r"\d+(?:\.\d*)?|\.\d+")
# Not NFKC, which would make 102 of 10².
_TWINS: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(character): twin
    for twin, characters in ((" ", "\u3000\u00a0\u2009\u202f"), ("-", "−–"), ("'", "’"))
    for character in characters
}
_YES: Final = frozenset({"yes", "y", "1", "true", "done", "是", "对", "完成", "已完成"})
_NO: Final = frozenset({"no", "n", "0", "false", "否", "不", "未完成"})


# -- what people read


def show_number(number: Decimal) -> str:
    """Return a finite number: no exponent, no noise, digits in threes from 10,000 on."""
    whole, dot, rest = canonical(abs(number)).partition(".")
    if abs(number) >= _GROUP_FROM:
        whole = f"{int(whole):,}"
    return f"{MINUS if number < 0 else ''}{whole}{dot}{rest}"


def show_signed(number: Decimal | int | None) -> str:
    """Return a difference: `+5`, `−15`, `0`, or `–` where there is nothing to compare."""
    if number is None:
        return NOTHING
    return f"{'+' if number > 0 else ''}{show_number(Decimal(number))}"


def show_value(
    key_result: KeyResult,
    value: Decimal | None,
    words: Words | None = None,
    *,
    of: Decimal | None = None,
) -> str:
    """Return a value of a key result with its unit: `410 ms`, `32 %`, `€ 1200`, `1/3`.

    words: the language of yes and no; without it those are `1/1` and `0/1`.
    of: how many steps or tasks there are in all (`Moment.of`); else the target says.
    """
    if value is None:
        return NOTHING
    number, unit = show_number(value), key_result.unit
    match key_result.metric:
        case MetricKind.MILESTONE:
            return f"{number}/{show_number(of if of is not None else key_result.target)}"
        case MetricKind.TASKS:
            return number if of is None else f"{number}/{show_number(of)}"
        case MetricKind.YES_NO:
            if words is None:
                return f"{number}/1"
            return words("terms.yes") if value >= 1 else words("terms.no")
        case MetricKind.PERCENT:
            return f"{number} {unit or '%'}"
        case MetricKind.CURRENCY if unit and not unit[-1].isalnum():
            return f"{unit} {number}"
        case _:
            return f"{number} {unit}" if unit else number


def percent(progress: Decimal | None) -> int | None:
    """Return raw progress in whole per cent, rounded; never 100 before all is done."""
    if progress is None:
        return None
    rounded = int((progress * 100).to_integral_value(ROUND_HALF_UP))
    return 99 if rounded == 100 and progress < 1 else rounded


def percent_clamped(progress: Decimal | None) -> int | None:
    """Return progress in whole per cent as bars show it: 0 to 100."""
    raw = percent(progress)
    return None if raw is None else min(100, max(0, raw))


def show_percent(progress: Decimal | None) -> str:
    """Return progress: `52 %`; with the raw value beside it where it lies outside 0–100."""
    raw, shown = percent(progress), percent_clamped(progress)
    if raw is None or shown is None:
        return NOTHING
    if raw == shown:
        return f"{shown} %"
    return f"{shown} % ({show_number(Decimal(raw))} %)"


def change_in_percent(then: Decimal | None, now: Decimal | None) -> int | None:
    """Return by how many points progress changed, as the difference of what is shown.

    So that 27 % beside 32 % never stands beside +4.
    """
    was, is_ = percent(then), percent(now)
    return None if was is None or is_ is None else is_ - was


# -- what people type


def parse_number(text: str, unit: str = "") -> Decimal:
    """Return the number that a person typed: `12`, `-3.5`, `1,200.5`, `1 200`, `12%`, `3万`.

    Full-width signs and the digits of any script count as their plain twins. A single comma that
    cannot part thousands is a decimal comma. `unit` may stand before or after the number.

    Raises:
        Refused: it is no number, not finite, or longer than anybody's number.
    """
    rest = _plain_signs(text)
    if unit and (known := _plain_signs(unit)):
        rest = rest.removesuffix(known).removeprefix(known)
    rest = rest.strip().strip(_SIGNS).strip()
    negative, rest = rest.startswith("-"), rest.lstrip("+-").strip().strip(_SIGNS).strip()
    scale = _SCALES.get(rest[-1:], 0)
    digits = _ungrouped(rest[:-1].strip() if scale else rest)
    signs = sum(character in "+-" for character in _plain_signs(text))
    if not _PLAIN.fullmatch(digits) or len(digits) > _MOST_DIGITS or signs > 1:
        raise Refused("numbers.no_number", text=_in_short(text))
    number = Decimal(digits).scaleb(scale)
    return Decimal(canonical(-number if negative else number))


def parse_value(key_result: KeyResult, text: str) -> Decimal:
    """Return the value that a person typed for a key result, as its metric takes it.

    Milestones take `2` and `2/3`, yes or no takes words of both languages.

    Raises:
        Refused: it is no such value.
    """
    said = _plain_signs(text)
    if key_result.metric is MetricKind.YES_NO:
        word = said.casefold()
        if word in _YES | _NO:
            return Decimal(word in _YES)
        raise Refused("numbers.no_yes_or_no", text=_in_short(text))
    if key_result.metric is MetricKind.MILESTONE:
        done, slash, of = said.partition("/")
        number = parse_number(done, key_result.unit)
        whole = number == number.to_integral_value() and number >= 0
        if not whole or (slash and parse_number(of) != key_result.target):
            raise Refused("numbers.no_steps", target=show_number(key_result.target))
        return number
    return parse_number(text, key_result.unit)


def _in_short(text: str) -> str:
    """Return what was typed as a message can repeat it: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _SAID_OF_TEXT else line[:_SAID_OF_TEXT] + "…"


def _plain_signs(text: str) -> str:
    """Return `text` with full-width and foreign digits and signs as their plain twins."""
    return "".join(
        character if character.isascii() else str(unicodedata.decimal(character, character))
        for character in text.translate(_TWINS).strip()
    )


def _ungrouped(digits: str) -> str:
    """Return digits without the signs that part thousands, the decimal sign as a dot."""
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot >= 0:
        point = max(comma, dot)
    elif digits.count(",") == 1 and not _GROUPED.fullmatch(digits):
        point = comma
    elif digits.count(".") == 1:
        point = dot
    else:
        return _threes(digits)
    return f"{_threes(digits[:point])}.{digits[point + 1 :]}"


def _threes(whole: str) -> str:
    """Return `whole` with its thousands joined, or as it is where they are not parted rightly."""
    return re.sub(r"\D", "", whole) if _GROUPED.fullmatch(whole) else whole
