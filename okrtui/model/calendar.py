"""Days as the team counts them: its time zone, its ISO weeks, its working days, its cycles."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

from okrtui.model.records import Cycle
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused

_WEEK: Final = 7
_DAY: Final = timedelta(days=1)
_YEAR_PART = re.compile(r"(\d{4})(?:-(\d{2})|-?([QHBW])(\d{1,2}))?")
_PART_YEAR = re.compile(r"([QH])(\d)-?(\d{4})")
_MONTHS_IN: Final = {"Q": 3, "H": 6, "B": 2}


class Calendar:
    """The team's days. Everything about them that settings decide is decided here."""

    def __init__(self, settings: Settings) -> None:
        """Take zone, working days and days off from the settings.

        Raises:
            Refused: the time zone is not known on this machine.
        """
        try:
            self._zone = ZoneInfo(settings.time_zone)
        except (KeyError, ValueError, OSError) as error:  # not found, not a name, a folder
            raise Refused(
                "numbers.no_time_zone", field="time_zone", text=settings.time_zone
            ) from error
        self._workdays = frozenset(settings.working_days)
        self._days_off = sorted(
            day for day in settings.days_off if day.isoweekday() in self._workdays
        )
        # All key results of a cycle ask for the same few spans.
        self._counted: dict[tuple[date, date], int] = {}

    def day(self, instant: datetime) -> date:
        """Return the day that an instant (aware) falls on, where the team is."""
        return instant.astimezone(self._zone).date()

    def local(self, instant: datetime) -> datetime:
        """Return an instant (aware) as the clock on the team's wall shows it."""
        return instant.astimezone(self._zone)

    def first_instant(self, day: date) -> datetime:
        """Return the instant at which a day begins, where the team is."""
        return datetime.combine(day, time(), self._zone).astimezone(UTC)

    def working_days(self, first: date, last: date) -> int:
        """Return how many days are worked from `first` to `last`, both included."""
        if last < first:
            return 0
        if (first, last) not in self._counted:
            self._counted[first, last] = self._count(first, last)
        return self._counted[first, last]

    def _count(self, first: date, last: date) -> int:
        weeks, rest = divmod((last - first).days + 1, _WEEK)
        weekday = first.isoweekday() - 1
        days = weeks * len(self._workdays)
        days += sum((weekday + i) % _WEEK + 1 in self._workdays for i in range(rest))
        return days - sum(first <= day <= last for day in self._days_off)

    def weeks(self, first: date, last: date) -> Fraction:
        """Return the working days from `first` to `last`, both included, in working weeks."""
        return Fraction(self.working_days(first, last), len(self._workdays) or 1)

    def share_gone(self, start: date, end: date, today: date) -> Fraction:
        """Return the share of a span's working days that lie before today: 0 to 1.

        Today is still there to work in. A span without a working day is gone once it is over.
        """
        all_of_them = self.working_days(start, end)
        if not all_of_them:
            return Fraction(today > end)
        return Fraction(self.working_days(start, min(today - _DAY, end)), all_of_them)


def monday_of(day: date) -> date:
    """Return the Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def week(day: date) -> str:
    """Return the ISO week of a day: `2026-W48`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def week_of(cycle: Cycle, today: date) -> tuple[int, int]:
    """Return in which week of a cycle a day lies, and how many it has: (8, 13).

    Weeks are counted from the cycle's first day, so that every quarter has 13; before it the
    number is 0, after it the last.
    """
    of = max(1, round(((cycle.end - cycle.start).days + 1) / _WEEK))
    number = (today - cycle.start).days // _WEEK + 1
    return min(max(number, 0), of), of


def parse_cycle(name: str) -> tuple[date, date]:
    """Return the first and last day of a cycle by its name.

    `2026`, `2026-H2`, `2026-Q4` (`2026Q4`, `Q4 2026`), `2026-B6` (two months), `2026-11`,
    `2026-W48`, and spans of days or of those: `2026-11-01..2026-12-15`, `2026-11..2026-12`.

    Raises:
        Refused: it is none of these, or ends before it starts.
    """
    first, dots, last = name.partition("..")
    start, end = _span(first, name), _span(last, name) if dots else None
    span = (start[0], end[1] if end else start[1])
    if span[1] < span[0]:
        raise Refused("numbers.cycle_backwards", text=name.strip())
    return span


def _span(part: str, name: str) -> tuple[date, date]:
    plain = part.strip().upper().replace(" ", "-").replace("年", "-").rstrip("-")
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
            day = date.fromisoformat(plain)
            return day, day
        if turned := _PART_YEAR.fullmatch(plain):
            plain = f"{turned[3]}-{turned[1]}{turned[2]}"
        if found := _YEAR_PART.fullmatch(plain):
            return _of_year(int(found[1]), found[3] or ("M" if found[2] else "Y"), found)
    except (ValueError, OverflowError) as error:  # a month 13, a week 54, a year 0; past 9999
        raise Refused("numbers.no_cycle", text=" ".join(name.split())[:40]) from error
    raise Refused("numbers.no_cycle", text=" ".join(name.split())[:40])


def _of_year(year: int, unit: str, found: re.Match[str]) -> tuple[date, date]:
    match unit:
        case "Y":
            return date(year, 1, 1), date(year, 12, 31)
        case "M":
            return _months(year, int(found[2]), 1)
        case "W":
            monday = date.fromisocalendar(year, int(found[4]), 1)
            return monday, monday + timedelta(days=_WEEK - 1)
        case _:
            months = _MONTHS_IN[unit]
            return _months(year, (int(found[4]) - 1) * months + 1, months)


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    from calendar import monthrange  # Brings all locales along; few starts ask for a span by name.

    last = first + count - 1
    start = date(year, first, 1)
    return start, date(year, last, monthrange(year, last)[1])
