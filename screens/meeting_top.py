"""The two lines at the top of the meeting, as one widget: its parts change at different times."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult

from screens import meeting_head as head
from screens.room import Room
from screens.short_line import ShortLine
from widgets.kept_lines import Ground
from widgets.member_strip import MemberStrip
from widgets.signs import Signs

_CLOCK = 6
"""Cells of a clock: `123:45`."""


class MeetingTop(Ground):
    """The stops with the clock of the meeting; below it whose turn it is, with theirs."""

    def __init__(self, *, signs: Signs, id: str) -> None:
        super().__init__(id=id)
        self._strip = MemberStrip(signs=signs, id="strip")
        self._clock = ShortLine(least=_CLOCK, signs=signs, id="clock")
        self._planned = ShortLine(signs=signs, id="planned")
        self._where = MemberStrip(signs=signs, id="where")
        self._turn = ShortLine(least=_CLOCK, signs=signs, id="turn")
        self._counted = ShortLine(signs=signs, id="counted")
        self._of: object = None

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Ground(classes="head"):
            yield self._strip
            yield self._clock
            yield self._planned
        with Ground(classes="head"):
            yield self._where
            yield self._turn
            yield self._counted

    def show(self, room: Room, stop: str, now: datetime) -> None:
        """Show which stop is in hand, and what is done."""
        of = room, room.epoch, room.meeting, room.done, stop, room.desk.seat.table.sitters
        if of != self._of:  # Most keys change a key result, and nothing up here.
            self._of = of
            self._strip.show(head.title(room), list(head.stops(room, stop)))
            self._where.show(head.where(room, stop), ())
            self._planned.show(head.planned(room))
            self._counted.show(head.counted(room, stop))
        self.tick(room, stop, now)

    def tick(self, room: Room, stop: str, now: datetime) -> None:
        """Show the time."""
        self._clock.show(head.clock(room, now))
        self._turn.show(head.turn(room, stop, now))
