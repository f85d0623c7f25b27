"""Where this session is, told to the others; and where the others are, told to this one."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from okrtui.together.live import Live
from okrtui.together.seat import Table
from screens.base import DeskScreen
from screens.worker import POLL, WATCH

if TYPE_CHECKING:
    from screens.together_seated import Seated

_BATCH = 0.04
"""Seconds from a move to its writing, with those that follow: what a key shows comes first."""

_LOOK = 1.0
"""Seconds between two looks at who is here."""


class Seen(NamedTuple):
    """What is new: who sits in the meeting, and where whoever leads is."""

    table: Table | None
    where: Live | None


class Whereabouts:
    """Writes down where a screen of the meeting is, and looks where the others are."""

    def __init__(self, screen: Seated) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._waits = False
        self._looked = 0.0

    def where(self) -> Live:
        """Return where the screen is now."""
        screen, desk = self._screen, self._desk
        me = desk.me
        return Live(
            meeting=screen.session.meeting_id,
            who=desk.who,
            at=desk.clock.now(),
            stop=screen.stop,
            row=screen.row,
            member=me.id if me else None,
            leads=not screen.follows,
            follows=screen.follows,
            doing=self._doing(),
            large=screen.is_large,
        )

    def _doing(self) -> str:
        screen = self._screen
        if screen.asked is not None:
            return screen.asked.id.partition(":")[0]
        above = screen.app.screen
        if above is screen or not isinstance(above, DeskScreen):
            return ""
        return f"{above.KEYS}_screen"

    def sit(self) -> None:
        """Be in the meeting from now on."""
        worker, seat = self._desk.worker, self._desk.seat
        worker.aside(partial(seat.sit, self.where()))
        # Who leads only looks who is here, which is seldom.
        every = WATCH if self._screen.follows else POLL
        worker.watch(
            self._look,
            lambda seen: self._screen.call_later(self._screen.saw, seen),
            every=every,
        )

    def leave(self) -> None:
        """Be in it no longer; where one led, that stays written down."""
        self.tell_now()
        self._desk.worker.watch_no_more()
        self._desk.worker.aside(self._desk.seat.leave)

    def tell(self) -> None:
        """Say where the screen is, soon."""
        if not self._waits:
            self._waits = True
            self._screen.set_timer(_BATCH, self._rest)

    def _rest(self) -> None:
        self._waits = False
        self.tell_now()

    def tell_now(self) -> None:
        """Say where the screen is."""
        self._desk.worker.aside(partial(self._desk.seat.say, self.where()))

    def _look(self) -> Seen | None:
        now, table = time.monotonic(), None
        if now - self._looked >= _LOOK:
            self._looked = now
            table = self._desk.seat.look(self._screen.session.meeting_id)
        where = self._desk.seat.follow() if self._screen.follows else None
        return Seen(table, where) if table or where else None
