"""The cycles: what is due now, and the way to drafting, scoring, closing and the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from okrtui.cycle.circumstances import around_now
from okrtui.cycle.closable import check_closable
from okrtui.cycle.opening import VIA_OPEN, came_along, open_cycle
from okrtui.cycle.steps import CycleLine, Do
from okrtui.model.books import Books
from okrtui.model.ops import Op, Transaction
from okrtui.model.records import Cycle, CycleState
from okrtui.model.view import View
from okrtui.text.errors import Refused, WrongUsage
from screens.ask import Ask
from screens.cycle_stage import CycleStage
from screens.walking import Walks
from widgets.lines import Lines


class CycleScreen(Walks, CycleStage):
    """All cycles of the team. The row in hand says what can be done below."""

    def on_row_list_row_activated(self, event: Lines.RowActivated) -> None:
        """Do what comes first for the cycle that was clicked while in hand."""
        event.stop()
        self.act_take()

    # -- what its keys do

    def move(self, by: int) -> None:
        """Take another cycle in hand, so many further down."""
        if self.cycles.move(by):
            self.show_ways()

    def act_take(self) -> None:
        """Do what comes first for the cycle in hand."""
        line = self.in_hand
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
            screen = CycleCloseScreen(self.desk, cycle.id, score=self.act_score)
            self.app.push_screen(screen, lambda closed: self._was_closed(cycle.id, closed))

    def _was_closed(self, cycle: str, closed: bool | None) -> None:
        if closed:
            self.look(lambda: self.call_later(self._show_report, cycle))

    def act_report(self) -> None:
        """Read the report of the cycle in hand, done or as far as it has come."""
        if (cycle := self._cycle()) is not None:
            self._show_report(cycle.id)

    def _show_report(self, cycle: str) -> None:
        from screens.cycle_report import CycleReportScreen

        closed = self.desk.books.get(Cycle, cycle).state is CycleState.CLOSED
        coming = self._to_open(cycle) if closed else None
        screen = CycleReportScreen(self.desk, cycle, opens=coming.name if coming else "")

        def read(opens: bool | None) -> None:
            if opens and coming is not None:
                self.cycles.move_to(coming.id or coming.name)
                self._open(coming.name, (coming.start, coming.end))

        self.app.push_screen(screen, read)

    def _to_open(self, cycle: str) -> CycleLine | None:
        """Return the cycle that goes on from another, where it waits to be opened."""
        origin = self.desk.books.get(Cycle, cycle)
        waiting = (
            line
            for line in reversed(self.found)
            if line.start > origin.start
            and any(step.do in {Do.OPEN, Do.BEGIN, Do.CARRY} for step in line.steps)
        )
        return next(waiting, None)

    def act_open(self) -> None:
        """Ask which cycle is to be opened."""
        coming = next((line for line in self.found if not line.id), None)
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
        self.look(lambda: self._take(name))
        kept, drafts = came_along(made)
        if kept or drafts:
            told = self.words("quarter.opened_with", name=name, kept=kept, drafts=drafts)
        else:
            told = self.words("quarter.opened" if made else "quarter.opened_before", name=name)
        self.say(told, "on_track")

    def _take(self, name: str) -> None:
        there = next((line for line in self.found if line.name == name), None)
        if there is not None:
            self.cycles.move_to(there.id)
            self.show_ways()

    def _cycle(self) -> Cycle | None:
        """Return the cycle in hand; say so where it is not opened yet."""
        line = self.in_hand
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
            check_closable(self.desk.books, cycle, self.today)
        except Refused as error:
            if not (running and error.message.key == "cycle.meeting_runs"):
                self.tell(error, "at_risk")
                return None
        return cycle

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()
