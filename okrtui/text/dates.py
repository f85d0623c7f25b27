"""Days as people type them and as they are shown.

A day without a year is the next such day; only one of the last few weeks is taken as just gone,
for nobody says "20 Nov" on the 24th and means a year from now. A weekday alone is the next one
after today, `next` and 下 mean the week after this one. Weeks begin on Monday.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from okrtui.text.errors import Refused
from okrtui.text.fullwidth import plain
from okrtui.text.words import Language, words_in

_JUST_GONE = timedelta(days=31)
_MOST_WORDS = 4

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY_NAMES = {
    **{name: at for at, day in enumerate(_DAYS) for name in (day, day[:3])},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
_MONTH_NAMES = {
    **{name: at for at, month in enumerate(_MONTHS, 1) for name in (month, month[:3])},
    "sept": 9,
}
_CHINESE_DAYS = {**{sign: at for at, sign in enumerate("一二三四五六日")}, "天": 6}
_CHINESE_NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}

_NAMED = {
    **dict.fromkeys(["today", "今天", "今日"], 0),
    **dict.fromkeys(["tomorrow", "tmr", "明天", "明日"], 1),
    **dict.fromkeys(["后天", "後天"], 2),
    "大后天": 3,
}
_ENDS = {
    **dict.fromkeys(["eom", "end of month", "month end", "月底", "本月底", "月末"], (0, 1)),
    **dict.fromkeys(["end of next month", "下月底", "下个月底"], (1, 1)),
    **dict.fromkeys(["eoq", "end of quarter", "季度末", "季末", "本季度末"], (0, 3)),
    **dict.fromkeys(["eoy", "end of year", "年底", "年末"], (0, 12)),
}
_BEFORE = frozenset({"by", "on", "before", "due", "until", "till"})
_AFTER = ("之前", "以前", "前")
_COMMAS = ",，、"


def parse_day(text: str, today: date) -> date:
    """Return the day that `text` names, as seen from `today`.

    Understood: `+3d`, `+2w`, `+1m`, `in 3 days`, `today`, `tomorrow`, `fri`, `this fri`,
    `next fri`, `12-01`, `12/01`, `1 Dec`, `Dec 1`, `2026-12-01`, `20261201`, `2026-W49-5`, `eom`,
    `eoq`, `eoy`, 明天, 3天后, 周五, 本周五, 下周五, 12月1日, 15号, 月底, 季度末, 年底. Capitals and
    full-width signs do not matter.

    Raises:
        Refused: it names no day.
    """
    day = _day(" ".join(plain(text).casefold().split()), today)
    if day is None:
        raise Refused("dates.no_day", text=text.strip())
    return day


def take_day(words: Sequence[str], today: date) -> tuple[list[str], date | None]:
    """Return the words of one line of typing without the day at their end, and that day.

    `["send", "trace", "by", "fri"]` is `["send", "trace"]` and Friday; so is 发送数据，周五. Words
    that would be used up entirely stay words, and so does a fraction (`3/4`) that no `by` marks as
    a day.
    """
    parted = _part_last(words)
    for count in range(min(_MOST_WORDS, len(parted) - 1), 0, -1):
        rest, tail = parted[:-count], " ".join(map(plain, parted[-count:])).casefold()
        marked = rest[-1].casefold() in _BEFORE
        if marked:
            rest = rest[:-1]
        for end in _AFTER:
            if tail.endswith(end):
                tail, marked = tail.removesuffix(end), True
        if tail.count("/") == 1 and not marked:
            continue
        day = _day(tail, today)
        if day is not None and rest and (title := rest[-1].rstrip(_COMMAS)):
            return [*rest[:-1], title], day
    return list(words), None


def _part_last(words: Sequence[str]) -> list[str]:
    """Return the words, the last one parted at its last comma: Chinese is typed without blanks."""
    *before, last = words or [""]
    at = max(last.rfind(comma) for comma in _COMMAS)
    return [*before, last] if at < 1 else [*before, last[: at + 1], last[at + 1 :]]


def show_day(day: date, today: date, language: Language) -> str:
    """Return a day as briefly as it is clear beside `today`: `today`, `Fri`, `31 Dec`, 12月31日."""
    words = words_in(language)
    match (day - today).days:
        case 0:
            return words("dates.today")
        case 1:
            return words("dates.tomorrow")
        case days if 1 < days < 7:
            return show_weekday(day, language)
    return show_date(day, language, year=today.year)


def show_date(day: date, language: Language, *, year: int | None = None) -> str:
    """Return a day as a date, `31 Dec` or 12月31日; with its year where that is not `year`."""
    words = words_in(language)
    month = words("dates.months").split()[day.month - 1]
    if day.year == year:
        return words("dates.day_month", day=day.day, month=month)
    return words("dates.day_month_year", day=day.day, month=month, year=day.year)


def show_span(start: date, end: date, language: Language) -> str:
    """Return from when to when: `1 Jan – 31 Mar 2027`, 2027年1月1日 – 3月31日.

    A year that both have is said once, where the language says it: at the end, or first.
    """
    same = start.year == end.year
    first = end.year if same and language != "zh" else None
    last = start.year if same and language == "zh" else None
    return f"{show_date(start, language, year=first)} – {show_date(end, language, year=last)}"


def show_weekday(day: date, language: Language) -> str:
    """Return the short name of a day of the week: `Fri`, 周五."""
    return words_in(language)("dates.weekdays").split()[day.weekday()]


def _day(text: str, today: date) -> date | None:
    if text in _NAMED:
        return today + timedelta(days=_NAMED[text])
    if text in _ENDS:
        return _end(today, *_ENDS[text])
    for form, meaning in _FORMS:
        if found := re.fullmatch(form, text):
            try:
                return meaning(found, today)
            except (ValueError, OverflowError):
                return None
    return None


def _end(today: date, months_on: int, span: int) -> date:
    """Return the last day of the span of months (1, 3, 12) that `today` is in."""
    month = (today.month - 1) // span * span + span + months_on
    return _in_month(today.year + (month - 1) // 12, (month - 1) % 12 + 1, 31)


def _days_in(year: int, month: int) -> int:
    from calendar import monthrange  # Brings all locales along, and most starts read no day.

    return monthrange(year, month)[1]


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, _days_in(year, month)))


def _later(found: re.Match[str], today: date) -> date:
    count = found["n"]
    number = _CHINESE_NUMBERS.get(count) or int(count)
    match found["unit"][0]:
        case "d" | "天":
            return today + timedelta(days=number)
        case "w" | "周" | "星":
            return today + timedelta(weeks=number)
    month = today.month - 1 + number
    return _in_month(today.year + month // 12, month % 12 + 1, today.day)


def _weekday(found: re.Match[str], today: date) -> date | None:
    name = found["day"]
    weekday = _DAY_NAMES.get(name, _CHINESE_DAYS.get(name))
    if weekday is None:
        return None
    monday = today - timedelta(days=today.weekday())
    which = found["which"] or ""
    if which in {"next", "下", "下个"}:
        return monday + timedelta(days=7 + weekday)
    if which == "下下":
        return monday + timedelta(days=14 + weekday)
    if which:
        return monday + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _month_day(found: re.Match[str], today: date) -> date | None:
    name = found["month"]
    month = int(name) if name.isdecimal() else _MONTH_NAMES.get(name)
    if month is None:
        return None
    day = int(found["day"])
    if year := found.groupdict().get("year"):
        return date(int(year), month, day)
    return _nearest(
        [(year, month) for year in (today.year - 1, today.year, today.year + 1)], day, today
    )


def _month_less(found: re.Match[str], today: date) -> date:
    months = [(today.year, today.month + ahead) for ahead in (0, 1, 2)]
    fitting = [(year + (month - 1) // 12, (month - 1) % 12 + 1) for year, month in months]
    return _nearest(fitting, int(found["day"]), today, just_gone=timedelta())


def _nearest(
    months: list[tuple[int, int]], day: int, today: date, *, just_gone: timedelta = _JUST_GONE
) -> date:
    """Return the first day of that number in one of the months that is not long gone."""
    for year, month in months:
        if day <= _days_in(year, month) and date(year, month, day) >= today - just_gone:
            return date(year, month, day)
    raise ValueError(f"there is no day {day} near")  # 31 April; 29 February, between leap years


def _iso(found: re.Match[str], _: date) -> date:
    return date.fromisoformat(found.group().upper())


# Patterns, not compiled ones: compiling all of them would be felt at every start.
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})"
_YEAR = r"(?P<year>\d{4})"
_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], date | None]], ...] = (
    (r"\+(?P<n>\d{1,4}) ?(?P<unit>d|days?|w|weeks?|m|months?)", _later),
    (r"in (?P<n>\d{1,4}) (?P<unit>days?|weeks?|months?)", _later),
    (r"(?P<n>\d{1,4}|[一两二三四五六七])个?(?P<unit>天|周|星期|月)[之以]?[后後]", _later),
    (r"(?:(?P<which>this|next) )?(?P<day>[a-z]{3,9})", _weekday),
    (r"(?P<which>[本这]|[这下]个|下|下下)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])", _weekday),
    (rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.]{_DAY}", _month_day),
    (r"\d{8}|\d{4}-?w\d\d-?[1-7]", _iso),
    (rf"(?P<month>\d{{1,2}})[-/]{_DAY}", _month_day),
    (rf"{_ORDINAL} {_MONTH}(?: {_YEAR})?", _month_day),
    (rf"{_MONTH} {_ORDINAL}(?:,? {_YEAR})?", _month_day),
    (rf"(?:{_YEAR}年)?(?P<month>\d{{1,2}})月{_DAY}[日号]?", _month_day),
    (rf"{_DAY}[日号]", _month_less),
)
