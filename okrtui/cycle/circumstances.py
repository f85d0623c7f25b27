"""What the rules of a cycle know beside the books: who acts, when, and how the team counts days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import msgspec

from okrtui.model.calendar import Calendar
from okrtui.model.clock import Clock
from okrtui.model.ids import new_id as make_id
from okrtui.model.settings import Settings


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances of one command.

    by: the login of who acts. now: the instant, UTC.
    new_id: makes ids for documents born at that instant.
    """

    by: str
    now: datetime
    new_id: Callable[[datetime], str]
    settings: Settings
    calendar: Calendar

    def id(self) -> str:
        """Return a fresh id."""
        return self.new_id(self.now)

    def today(self) -> date:
        """Return the day in the workspace's time zone."""
        return self.calendar.day(self.now)


def around_now(by: str, *, settings: Settings, clock: Clock) -> Circumstances:
    """Return the circumstances of what somebody does to a cycle now. by: their login."""
    return Circumstances(
        by=by,
        now=clock.now(),
        new_id=make_id,
        settings=settings,
        calendar=Calendar(settings),
    )
