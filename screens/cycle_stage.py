"""The stage of the cycles: what is due now, the cycles, what one can do with the one in hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from textual.app import ComposeResult

from okrtui.cycle.circumstances import around_now
from okrtui.cycle.steps import CycleLine, to_do, working
from okrtui.model.ops import Changed
from screens.base import DeskScreen
from screens.cycle_rows import CycleRows, day_of
from screens.desk import Desk
from screens.phrases import head_marks
from screens.slices import SLICE, SOON, Slices
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Lines
from widgets.member_strip import MemberStrip

_TOUCHES = frozenset({"cycles", "objectives", "key_results", "scores", "meetings", "team"})

WIDE = 100
"""Columns from which on a bar shows how much of a cycle is gone."""


class CycleStage(DeskScreen[None]):
    """All cycles of the team, the last one first; `cycle.CycleScreen` adds what each key does."""

    KEYS = "cycles"
    AUTO_FOCUS = "#cycles"
    CSS_PATH = "cycle.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Sequence[CycleLine] = ()
        self._found_at: tuple[int, date] | None = None
        self._slices = Slices(self, desk.clock)
        self._again = False
        self._then: list[Callable[[], object]] = []
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._now = Lines(signs=desk.signs, id="now")
        self.cycles = Lines(selectable=True, signs=desk.signs, id="cycles")
        self._ways = Lines(signs=desk.signs, id="ways")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._now
        yield self.cycles
        yield self._ways
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the cycles, with what is due first in hand."""
        self._show_head()
        self.look(self._take_due, at_once=SOON)

    def _take_due(self) -> None:
        due = to_do(list(self.found))
        if due:
            line, _ = due[0]
            self.cycles.move_to(line.id or line.name)
            self.show_ways()

    def on_resize(self) -> None:
        """Show the bars where there is room for them."""
        self.call_after_refresh(self._show_lines)

    def on_screen_resume(self) -> None:
        """Show what another screen did meanwhile."""
        if self._found_at not in (None, self._now_is):
            self.look()

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        if any(table in _TOUCHES for table, _ in changed.keys):
            self.look()

    # -- what it shows

    @property
    def today(self) -> date:
        """The day it is for the team."""
        return self.desk.today

    @property
    def _now_is(self) -> tuple[int, date]:
        return self.desk.store.view.seq, self.today

    def look(self, then: Callable[[], object] | None = None, *, at_once: float = SLICE) -> None:
        """Find out anew what there is, in slices; then: called when it is shown."""
        if then is not None:
            self._then.append(then)
        if self._slices.are_going:
            # It goes on to its end, and then once more: so it comes to one.
            self._again = True
            return
        desk = self.desk
        around = around_now(desk.who, settings=desk.settings, clock=desk.clock)
        self._slices.start(working(desk.books, around), self._took, at_once=at_once)

    def _took(self, found: Sequence[CycleLine]) -> None:
        self.found, self._found_at = found, self._now_is
        self._show_head()
        self._show_lines()
        if self._again:
            self._again = False
            self.look()
            return
        waiting, self._then = self._then, []
        for then in waiting:
            then()

    def _show_head(self) -> None:
        desk = self.desk
        team = desk.books.team_name()
        dot = Piece(f" {desk.signs.dot} ", "dim")
        title = [Piece(team, "strong"), dot] if team else []
        self._head.show([*head_marks(desk), *title, Piece(self.words("quarter.cycles"))], ())
        self._head.show_clock([Piece(day_of(self.today, desk), "dim")])

    def _show_lines(self) -> None:
        if self._found_at is None:
            return
        rows = self._rows()
        due, cycles = list(rows.now()), list(rows.cycles())
        self._now.styles.height = max(len(due), 1) + 1
        self._now.show([Piece(self.words("quarter.now"), "accent")], due, empty=rows.calm())
        none = [Piece(self.words("quarter.no_cycle"), "dim")]
        self.cycles.styles.height = max(len(cycles), 1) + 1
        self.cycles.show([Piece(self.words("quarter.all"), "accent")], cycles, empty=none)
        self.show_ways()

    def _rows(self) -> CycleRows:
        return CycleRows(self.desk, self.found, wide=self.app.size.width >= WIDE)

    def show_ways(self) -> None:
        """Show what one can do with the cycle in hand."""
        line = self.in_hand
        title = [Piece(line.name, "accent")] if line else []
        self._ways.show(title, self._rows().ways(line))
        self.show_keys()

    @property
    def in_hand(self) -> CycleLine | None:
        """The cycle in hand."""
        chosen = self.cycles.cursor_id
        return next((line for line in self.found if (line.id or line.name) == chosen), None)

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        line = self.in_hand
        if line is not None and line.steps:
            yield self.hint_of("cycles.take", f"quarter.foot_{line.steps[0].do.value}", kept=True)
        yield self.hint_of("cycles.down", "quarter.foot_cycle")
        yield self.hint_of("cycles.open", "quarter.foot_open_other")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("cycles.back", "keys.board", kept=True)

    def on_row_list_cursor_moved(self, event: Lines.CursorMoved) -> None:
        """Show what one can do with the cycle in hand."""
        event.stop()
        self.show_ways()
