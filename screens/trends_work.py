"""How the trends are worked out: in slices, between which keys have their turn."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date
from typing import Final

from textual.timer import Timer

from okrtui.model.ops import Changed
from okrtui.model.records import Cycle
from okrtui.model.status import running_cycle
from okrtui.model.trend_columns import Column
from okrtui.model.trends import Trends, working
from screens.base import DeskScreen
from screens.desk import Desk
from screens.trends_rows import heat_rows, shown_columns
from widgets.heat_map import CELL, HeatMap, HeatRow, room_for_columns
from widgets.line import Piece

_AT_ONCE = 0.15
"""Seconds that the first paint may wait for all of it."""

_SLICE, _REST = 0.008, 0.004
"""Seconds of work between which keys have their turn, and of the turn."""

_TOUCHES: Final = frozenset(
    {"check_ins", "tasks", "objectives", "key_results", "members", "cycles", "meetings", "changes"}
)


class TrendsWork(DeskScreen[None]):
    """A screen of one cycle, worked out anew when something changed; who shows it fills `_show`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._cycle = running_cycle(desk.books, self._today)
        self._found: Trends | None = None
        self._made: tuple[tuple[Column, ...], list[HeatRow]] = ((), [])
        self._working: Generator[int, None, Trends] | None = None
        self._rest: Timer | None = None
        self._again = False
        self._heat = HeatMap(signs=desk.signs, id="heat")

    def _show(self) -> None:
        """Show what was worked out."""
        raise NotImplementedError

    @property
    def _today(self) -> date:
        return self.desk.calendar.day(self.desk.clock.now())

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        if any(table in _TOUCHES for table, _ in changed.keys):
            self._look()

    def on_screen_resume(self) -> None:
        """Show what another screen did meanwhile."""
        if self.is_mounted and self._found is not None:
            self._look()

    def _look_at_once(self) -> None:
        """Work it out, as far as a first paint can wait."""
        self._look(_AT_ONCE)

    def _look(self, seconds: float = _SLICE) -> None:
        if self._working is not None:
            # What is worked out goes on to its end, and then once more: so it comes to one.
            self._again = True
            return
        self._again = False
        books, today = self.desk.books, self._today
        # As it is now: somebody may have given it another end, or made the first one.
        known = books.find(Cycle, self._cycle.id) if self._cycle is not None else None
        self._cycle = known or running_cycle(books, today)
        if self._cycle is None:
            self._show()
        else:
            self._working = self._work(self._cycle)
            self._go_on(seconds)

    def _work(self, cycle: Cycle) -> Generator[int, None, Trends]:
        desk = self.desk
        found = yield from working(desk.books, cycle, today=self._today, calendar=desk.calendar)
        shown, rows = self._columns(found), []
        for row in self._rows(found, shown):
            rows.append(row)
            yield len(found.rows)
        self._made = shown, rows
        return found

    def _go_on(self, seconds: float = _SLICE) -> None:
        work, clock = self._working, self.desk.clock
        if work is None:
            return
        end = clock.elapsed() + seconds
        try:
            done = next(work)
            while clock.elapsed() < end:
                done = next(work)
        except StopIteration as whole:
            self._working = None
            if self._found is None:
                self.said.hush()
            self._found = whole.value
            self._show()
            if self._again:
                self._look()
        else:
            if self._found is None:
                self.said.say([Piece(self.words("board.working", n=done), "dim")], seconds=None)
            self._rest = self.set_timer(_REST, self._go_on)

    def _begin_anew(self) -> None:
        """Work another cycle out."""
        if self._rest is not None:
            self._rest.stop()
        self._working, self._found = None, None
        self._look_at_once()

    def _columns(self, found: Trends) -> tuple[Column, ...]:
        width = self._heat.scrollable_content_region.width or self.size.width - 1
        return shown_columns(found, room_for_columns(width), CELL)

    def _rows(self, found: Trends, shown: tuple[Column, ...]) -> Iterator[HeatRow]:
        desk = self.desk
        return heat_rows(found, shown, desk.books, desk.words, desk.settings.thresholds)
