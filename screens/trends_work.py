"""How the trends are worked out: in slices, between which keys have their turn."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date
from typing import Final

from okrtui.model.ops import Changed
from okrtui.model.records import Cycle
from okrtui.model.status import running_cycle
from okrtui.model.trend_columns import Column
from okrtui.model.trends import Trends, working
from screens.base import DeskScreen
from screens.desk import Desk
from screens.slices import SLICE, SOON, Slices
from screens.trends_rows import heat_rows, shown_columns
from widgets.heat_map import CELL, HeatMap, HeatRow, room_for_columns
from widgets.line import Piece

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
        self._slices = Slices(self, desk.clock)
        self._again = False
        self._heat = HeatMap(signs=desk.signs, id="heat")

    def _show(self) -> None:
        """Show what was worked out."""
        raise NotImplementedError

    @property
    def _today(self) -> date:
        return self.desk.today

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
        self._begin(SOON)

    def _look(self) -> None:
        if self._slices.are_going:
            # What is worked out goes on to its end, and then once more: so it comes to one.
            self._again = True
        else:
            self._begin()

    def _begin(self, at_once: float = SLICE) -> None:
        self._again = False
        books, today = self.desk.books, self._today
        # As it is now: somebody may have given it another end, or made the first one.
        known = books.find(Cycle, self._cycle.id) if self._cycle is not None else None
        self._cycle = known or running_cycle(books, today)
        if self._cycle is None:
            self._show()
        else:
            work = self._work(self._cycle)
            self._slices.start(work, self._took, at_once=at_once, waits=self._say_how_far)

    def _work(self, cycle: Cycle) -> Generator[int, None, Trends]:
        desk = self.desk
        found = yield from working(desk.books, cycle, today=self._today, calendar=desk.calendar)
        shown, rows = self._columns(found), []
        for row in self._rows(found, shown):
            rows.append(row)
            yield len(found.rows)
        self._made = shown, rows
        return found

    def _say_how_far(self, done: int) -> None:
        if self._found is None:
            self.said.say([Piece(self.words("board.working", n=done), "dim")], seconds=None)

    def _took(self, found: Trends) -> None:
        if self._found is None:
            self.said.hush()
        self._found = found
        self._show()
        if self._again:
            self._look()

    def _begin_anew(self) -> None:
        """Work another cycle out."""
        self._slices.stop()
        self._found = None
        self._look_at_once()

    def _columns(self, found: Trends) -> tuple[Column, ...]:
        width = self._heat.scrollable_content_region.width or self.size.width - 1
        return shown_columns(found, room_for_columns(width), CELL)

    def _rows(self, found: Trends, shown: tuple[Column, ...]) -> Iterator[HeatRow]:
        desk = self.desk
        return heat_rows(found, shown, desk.books, desk.words, desk.settings.thresholds)
