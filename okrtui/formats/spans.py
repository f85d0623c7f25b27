"""The names of cycles, as people write them, and the days they mean.

Our spelling: `2026-Q4`, `2026-H1`, `2026`, `2026-11`, `2026-07/08`. A fiscal quarter (`FY22-Q3`)
is a name without days: when a company's year begins, only the company knows.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_YEAR = r"(?P<y>20\d\d)"
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4}
_SEPARATOR = r"\s*[-_/ ,·.年']*\s*"
_FISCAL = re.compile(
    r"(?<![A-Za-z])(?:FY\s?(?P<y>\d{2}|20\d\d)\s*[-_/ ]?\s*Q(?P<q>[1-4])|"
    r"Q(?P<q2>[1-4])\s*[-_/ ]?\s*FY\s?(?P<y2>\d{2}|20\d\d))(?!\d)",
    re.I,
)
_QUARTER = (
    re.compile(rf"(?<!\d){_YEAR}{_SEPARATOR}(?:[Qq]|第)\s?(?P<q>[1-4一二三四])(?:\s*季度?)?(?!\d)"),
    re.compile(rf"(?<![A-Za-z0-9])[Qq](?P<q>[1-4]){_SEPARATOR}(?:of\s+)?{_YEAR}(?!\d)"),
    re.compile(rf"(?<![\dA-Za-z])(?P<q>[1-4])[Qq]\s?{_YEAR}(?!\d)"),
)
_HALF = (
    re.compile(rf"(?<!\d){_YEAR}{_SEPARATOR}[Hh](?P<h>[12])(?!\d)"),
    re.compile(rf"(?<![A-Za-z0-9])[Hh](?P<h>[12]){_SEPARATOR}{_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}\s*年?\s*(?P<h>[上下])半年"),
)
# `2026-03-05` is a day: months are told by 月, or as we and some others write them.
_MONTHS = re.compile(
    rf"(?<!\d){_YEAR}(?:\s*年\s*(?P<m>\d{{1,2}})\s*月?\s*[-~～至/]\s*(?P<n>\d{{1,2}})\s*月|"
    r"(?:-(?P<m2>\d{2})/|/(?P<m3>\d{2})-)(?P<n2>\d{2})(?![\d/-]))"
)
_MONTH = re.compile(
    rf"(?<!\d){_YEAR}\s*[-年/]\s*(?P<m>\d{{1,2}})(?:\s*月(?!\s*\d)|(?![\d/\-.年月]))"
)
_WHOLE_YEAR = re.compile(rf"\s*(?:fy\s?)?{_YEAR}\s*(?:年度?|全年)?\s*(?:okrs?)?\s*", re.I)


def cycle_named(text: str) -> str | None:
    """Return, in our spelling, the first cycle that a text names with its year; else None."""
    text = text[:300]
    if match := _FISCAL.search(text):
        year = (match["y"] or match["y2"])[-2:]
        return f"FY{year}-Q{match['q'] or match['q2']}"
    for pattern in _QUARTER:
        if match := pattern.search(text):
            return f"{match['y']}-Q{_CHINESE.get(match['q'], match['q'])}"
    for pattern in _HALF:
        if match := pattern.search(text):
            half = {"上": "1", "下": "2"}.get(match["h"], match["h"])
            return f"{match['y']}-H{half}"
    if match := _MONTHS.search(text):
        first, last = int(match["m"] or match["m2"] or match["m3"]), int(match["n"] or match["n2"])
        if 1 <= first < last <= 12:
            return f"{match['y']}-{first:02}/{last:02}"
    if (match := _MONTH.search(text)) and 1 <= int(match["m"]) <= 12:
        return f"{match['y']}-{int(match['m']):02}"
    if match := _WHOLE_YEAR.fullmatch(text):
        return match["y"]
    return None


def quarter_named(text: str) -> bool:
    """Return whether a text names a quarter or half year; changelogs name months and days."""
    return bool(re.search(r"[QH]\d", cycle_named(text) or ""))


def without_cycle(text: str) -> str:
    """Return what is left of a heading when the cycle in it is taken away."""
    for pattern in (_FISCAL, *_QUARTER, *_HALF, _MONTHS, _MONTH):
        text = pattern.sub(" ", text)
    return text.strip(" -–—:：·|,()（）[]")


def days_of(name: str) -> tuple[date, date] | None:
    """Return the first and last day of a cycle in our spelling; None for a mere name."""
    match = re.fullmatch(r"(20\d\d)(?:-(?:Q([1-4])|H([12])|(\d\d)(?:/(\d\d))?))?", name)
    if match is None:
        return None
    year = int(match[1])
    if match[2]:
        first, last = int(match[2]) * 3 - 2, int(match[2]) * 3
    elif match[3]:
        first, last = int(match[3]) * 6 - 5, int(match[3]) * 6
    elif match[4]:
        first, last = int(match[4]), int(match[5] or match[4])
    else:
        first, last = 1, 12
    if not 1 <= first <= last <= 12:
        return None
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


def day(text: str) -> date | None:
    """Return a day written with its year first, which can be mistaken for no other."""
    match = re.search(
        r"(?<!\d)(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)", text[:100]
    )
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
