"""The cycles: what is due now, and the way to drafting, scoring, closing and the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.app import ComposeResult

from okrtui.cycle.circumstances import around_now
from okrtui.cycle.closable import check_closable
from okrtui.cycle.opening import VIA_OPEN, came_along, open_cycle
from okrtui.cycle.steps import CycleLine, Do, cycle_lines, to_do, working
from okrtui.model.books import Books
from okrtui.model.ops import Changed, Op, Transaction
from okrtui.model.records import Cycle
from okrtui.model.view import View
from okrtui.text.errors import Refused, WrongUsage
from screens.ask import Ask
from screens.base import DeskScreen
from screens.cycle_rows import CycleRows, day_of
from screens.desk import Desk
from screens.phrases import head_marks
from screens.slices import SOON, Slices
from screens.walking import Walks
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Lines
from widgets.member_strip import MemberStrip

_TOUCHES = frozenset({"cycles", "objectives", "key_results", "scores", "meetings", "team"})

WIDE = 100
"""Columns from which on a bar shows how much of a cycle is gone."""


class CycleScreen(Walks, DeskScreen[None]):
    """All cycles of the team, the last one first. The row in hand says what can be done below."""

    KEYS = "cycles"
    AUTO_FOCUS = "#cycles"
    CSS_PATH = "cycle.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: Sequence[CycleLine] = ()
        self._found_at: tuple[int, date] | None = None
        self._slices = Slices(self, desk.clock)
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._now = Lines(signs=desk.signs, id="now")
        self._cycles = Lines(selectable=True, signs=desk.signs, id="cycles")
        self._ways = Lines(signs=desk.signs, id="ways")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._now
        yield self._cycles
        yield self._ways
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the cycles, with what is due first in hand."""
        self._show_head()
        around = around_now(self.desk.who, settings=self.desk.settings, clock=self.desk.clock)
        self._slices.start(working(self.desk.books, around), self._begin, at_once=SOON)

    def _begin(self, found: Sequence[CycleLine]) -> None:
        self._took(found)
        due = to_do(list(found))
        if due:
            line, _ = due[0]
            self._cycles.move_to(line.id or line.name)
            self._show_ways()

    def on_resize(self) -> None:
        """Show the bars where there is room for them."""
        self.call_after_refresh(self._show_lines)

    def on_screen_resume(self) -> None:
        """Show what another screen did meanwhile."""
        if self._found_at not in (None, self._now_is):
            self._show()

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        if any(table in _TOUCHES for table, _ in changed.keys):
            self._show()

    # -- what it shows

    @property
    def _today(self) -> date:
        return self.desk.calendar.day(self.desk.clock.now())

    @property
    def _now_is(self) -> tuple[int, date]:
        return self.desk.store.view.seq, self._today

    def _show(self) -> None:
        desk = self.desk
        self._slices.stop()
        around = around_now(desk.who, settings=desk.settings, clock=desk.clock)
        self._took(cycle_lines(desk.books, around))

    def _took(self, found: Sequence[CycleLine]) -> None:
        self._found, self._found_at = found, self._now_is
        self._show_head()
        self._show_lines()

    def _show_head(self) -> None:
        desk = self.desk
        team = desk.books.team_name()
        dot = Piece(f" {desk.signs.dot} ", "dim")
        title = [Piece(team, "strong"), dot] if team else []
        self._head.show([*head_marks(desk), *title, Piece(self.words("quarter.cycles"))], ())
        self._head.show_clock([Piece(day_of(self._today, desk), "dim")])

    def _show_lines(self) -> None:
        if self._found_at is None:
            return
        rows = self._rows()
        due, cycles = list(rows.now()), list(rows.cycles())
        self._now.styles.height = max(len(due), 1) + 1
        self._now.show([Piece(self.words("quarter.now"), "accent")], due, empty=rows.calm())
        none = [Piece(self.words("quarter.no_cycle"), "dim")]
        self._cycles.styles.height = max(len(cycles), 1) + 1
        self._cycles.show([Piece(self.words("quarter.all"), "accent")], cycles, empty=none)
        self._show_ways()

    def _rows(self) -> CycleRows:
        return CycleRows(self.desk, self._found, wide=self.app.size.width >= WIDE)

    def _show_ways(self) -> None:
        line = self._in_hand
        title = [Piece(line.name, "accent")] if line else []
        self._ways.show(title, self._rows().ways(line))
        self.show_keys()

    @property
    def _in_hand(self) -> CycleLine | None:
        chosen = self._cycles.cursor_id
        return next((line for line in self._found if (line.id or line.name) == chosen), None)

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        line = self._in_hand
        if line is not None and line.steps:
            yield self.hint_of("cycles.take", f"quarter.foot_{line.steps[0].do.value}", kept=True)
        yield self.hint_of("cycles.down", "quarter.foot_cycle")
        yield self.hint_of("cycles.open", "quarter.foot_open_other")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("cycles.back", "keys.board", kept=True)

    def on_row_list_cursor_moved(self, event: Lines.CursorMoved) -> None:
        """Show what one can do with the cycle in hand."""
        event.stop()
        self._show_ways()

    async def on_row_list_row_activated(self, event: Lines.RowActivated) -> None:
        """Do what comes first for the cycle that was clicked while in hand."""
        event.stop()
        self.act_take()

    # -- what its keys do

    def move(self, by: int) -> None:
        """Take another cycle in hand, so many further down."""
        if self._cycles.move(by):
            self._show_ways()

    def act_take(self) -> None:
        """Do what comes first for the cycle in hand."""
        line = self._in_hand
        if line is None or not line.steps:
            return
        match line.steps[0].do:
            case Do.OPEN | Do.BEGIN | Do.CARRY:
                self._open(line.name, (line.start, line.end))
            case Do.DRAFT | Do.AGREE:
                self.act_drafts()
            case Do.SCORE:
                self.act_score()
            case Do.CLOSE:
                self.act_close()
            case Do.READ:
                self.act_report()

    def act_drafts(self) -> None:
        """Go through the drafts of the cycle in hand."""
        from screens.drafts import DraftsScreen

        if (cycle := self._cycle()) is not None:
            self.app.push_screen(DraftsScreen(self.desk, cycle.id))

    def act_score(self) -> None:
        """Score the cycle in hand with the team."""
        self._score(mine=False)

    def act_mine(self) -> None:
        """Score what one answers for oneself."""
        self._score(mine=True)

    def _score(self, *, mine: bool) -> None:
        from screens.scoring import ScoringScreen

        cycle = self._closable()
        if cycle is None:
            return
        screen = ScoringScreen(self.desk, cycle.id, mine=mine)
        if mine and not screen.stop.branches:
            self.say(self.words("quarter.none_mine"), "dim")
        else:
            self.app.push_screen(screen, lambda closed: self._was_closed(cycle.id, closed))

    def act_close(self) -> None:
        """Go through what stands between the cycle in hand and its closing."""
        from screens.cycle_close import CycleCloseScreen

        cycle = self._closable(running=True)
        if cycle is not None:
            screen = CycleCloseScreen(self.desk, cycle.id)
            self.app.push_screen(screen, lambda closed: self._was_closed(cycle.id, closed))

    def _was_closed(self, cycle: str, closed: bool | None) -> None:
        if closed:
            self._show()
            self.call_later(self._show_report, cycle)

    def act_report(self) -> None:
        """Read the report of the cycle in hand, done or as far as it has come."""
        if (cycle := self._cycle()) is not None:
            self._show_report(cycle.id)

    def _show_report(self, cycle: str) -> None:
        from screens.cycle_report import CycleReportScreen

        coming = self._to_open(cycle)
        screen = CycleReportScreen(self.desk, cycle, opens=coming.name if coming else "")

        def read(opens: bool | None) -> None:
            if opens and coming is not None:
                self._cycles.move_to(coming.id or coming.name)
                self._open(coming.name, (coming.start, coming.end))

        self.app.push_screen(screen, read)

    def _to_open(self, cycle: str) -> CycleLine | None:
        """Return the cycle that goes on from another, where it waits to be opened."""
        origin = self.desk.books.get(Cycle, cycle)
        waiting = (
            line
            for line in reversed(self._found)
            if line.start > origin.start
            and any(step.do in {Do.OPEN, Do.BEGIN, Do.CARRY} for step in line.steps)
        )
        return next(waiting, None)

    def act_open(self) -> None:
        """Ask which cycle is to be opened."""
        coming = next((line for line in self._found if not line.id), None)
        self.ask(
            Ask(
                id="open-cycle",
                label=self.words("quarter.ask_open"),
                text=coming.name if coming else "",
                hint=self.words("cycle.open_name"),
                then=self._open_named,
            )
        )

    def _open_named(self, typed: str) -> None:
        # Reading names as people write them costs a few milliseconds.
        from okrtui.cycle.naming import named_span

        try:
            name, start, end = named_span(typed)
        except WrongUsage:
            self.say(self.words("cycle.open_bad_name", given=typed), "at_risk")
            return
        self._open(name, (start, end))

    def _open(self, name: str, span: tuple[date, date]) -> None:
        desk = self.desk
        if desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")
            return
        around = around_now(desk.who, settings=desk.settings, clock=desk.clock)

        def decide(view: View) -> Sequence[Op]:
            return open_cycle(name, span, Books(view), around)

        self.save(
            lambda: desk.store.commit(decide, via=VIA_OPEN, as_=desk.as_),
            typed=name,
            then=lambda made: self._opened(name, made),
            wait=True,
        )

    def _opened(self, name: str, made: Transaction | None) -> None:
        self._show()
        there = next((line for line in self._found if line.name == name), None)
        if there is not None:
            self._cycles.move_to(there.id)
            self._show_ways()
        kept, drafts = came_along(made)
        if kept or drafts:
            told = self.words("quarter.opened_with", name=name, kept=kept, drafts=drafts)
        else:
            told = self.words("quarter.opened" if made else "quarter.opened_before", name=name)
        self.say(told, "on_track")

    def _cycle(self) -> Cycle | None:
        """Return the cycle in hand; say so where it is not opened yet."""
        line = self._in_hand
        if line is None:
            return None
        if not line.id:
            self.say(self.words("quarter.open_it_first", name=line.name), "dim")
            return None
        return self.desk.books.get(Cycle, line.id)

    def _closable(self, *, running: bool = False) -> Cycle | None:
        """Return the cycle in hand if it may be scored now; say why where it may not.

        running: whether it is enough that a meeting hinders it, which the list tells.
        """
        cycle = self._cycle()
        if cycle is None:
            return None
        try:
            check_closable(self.desk.books, cycle, self._today)
        except Refused as error:
            if not (running and error.message.key == "cycle.meeting_runs"):
                self.tell(error, "at_risk")
                return None
        return cycle

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()
