"""What the engine knows beside the books: which meeting, who speaks, and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import msgspec

from okrtui.model.calendar import Calendar
from okrtui.model.clock import Clock
from okrtui.model.ids import new_id as make_id
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances of one intent.

    meeting: the id of the meeting in hand; None outside of any.
    author: the login of who types.
    now: the instant, UTC. new_id: makes ids for documents born at that instant.
    gives: a member who fills in their own part while somebody else leads: what is said of a key
        result is theirs, and waits to be confirmed. None for who leads.
    cycles: the ids of those that are looked at outside of any meeting.
    """

    meeting: str | None
    author: str
    now: datetime
    new_id: Callable[[datetime], str]
    settings: Settings
    calendar: Calendar
    gives: str | None = None
    cycles: tuple[str, ...] = ()

    def in_meeting(self) -> str:
        """Return the id of the meeting in hand.

        Raises:
            Refused: there is none.
        """
        if self.meeting is None:
            raise Refused("entry.needs_meeting")
        return self.meeting

    def id(self) -> str:
        """Return a fresh id."""
        return self.new_id(self.now)

    def today(self) -> date:
        """Return the day in the workspace's time zone."""
        return self.calendar.day(self.now)


def context_now(meeting: str, *, author: str, settings: Settings, clock: Clock) -> Context:
    """Return the circumstances of what is done to a meeting now."""
    return Context(
        meeting=meeting,
        author=author,
        now=clock.now(),
        new_id=make_id,
        settings=settings,
        calendar=Calendar(settings),
    )
