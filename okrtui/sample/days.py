"""When things happened to the sample team: everything is counted from today."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

WEEKS = 6
"""How many weekly meetings have been held."""

_GONE = 45
_LENGTH = 91


class Days(msgspec.Struct, frozen=True):
    """The calendar of a sample quarter whose middle is today.

    now: the instant at which the sample is made, UTC; zone: of the workspace.
    """

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The day that it is in the workspace."""
        return self.now.astimezone(self.zone).date()

    @property
    def first(self) -> date:
        """The first day of the quarter."""
        return self.today - timedelta(days=_GONE)

    @property
    def last(self) -> date:
        """The last day of the quarter, 13 weeks in all."""
        return self.first + timedelta(days=_LENGTH - 1)

    @property
    def quarter(self) -> str:
        """What the team calls this quarter: `2026-Q4`."""
        return f"{self.today.year}-Q{(self.today.month + 2) // 3}"

    def due(self, days: int | None) -> date | None:
        """Return the day so many days from today, or the Friday before it if it is a weekend."""
        if days is None:
            return None
        day = self.today + timedelta(days=days)
        return day - timedelta(days=max(0, day.isoweekday() - 5))

    def meeting(self, week: int) -> date:
        """Return the day of a weekly meeting; the last one was seven days ago."""
        return self.today - timedelta(days=7 * (WEEKS + 1 - week))

    def at(self, day: date, hour: int, minutes: int = 0) -> datetime:
        """Return an instant, UTC, so many minutes past an hour of a day in the workspace."""
        local = datetime.combine(day, time(hour), self.zone)
        return local.astimezone(UTC) + timedelta(minutes=minutes)

    def ago(self, days: int) -> datetime:
        """Return an instant of an afternoon some days ago; of today, two hours ago."""
        if days == 0:
            return self.now - timedelta(hours=2)
        return self.at(self.today - timedelta(days=days), 16, 40)
