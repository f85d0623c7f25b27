"""The past cycles: what each came to, how well it was foretold, and whether that gets better."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from textual.app import ComposeResult
from textual.widget import Widget

from okrtui.cycle.compare import LookedBack, look_back
from okrtui.model.ops import Changed
from okrtui.model.records import TEAM, Cycle
from screens.base import DeskScreen
from screens.desk import Desk
from screens.past_rows import PastRows, in_order
from screens.phrases import head_marks
from screens.slices import Slices
from screens.walking import Pages, Walks
from widgets.key_hints import Hint
from widgets.line import Line, Piece
from widgets.lines import Item, Lines
from widgets.member_strip import MemberStrip

_TOLD_BY = frozenset({"cycles", "objectives", "key_results", "check_ins", "scores"})


class PastScreen(Pages, Walks, DeskScreen[None]):
    """A table of all cycles; below it, how well the one in hand was foretold.

    cycle: the id of the one to take in hand first.
    """

    KEYS = "past"
    AUTO_FOCUS = "#cycles"
    CSS_PATH = "past.tcss"

    def __init__(self, desk: Desk, cycle: str | None = None) -> None:
        super().__init__(desk)
        self._first = cycle
        self._known: dict[str, LookedBack] = {}
        self._marked: str | None = None
        self._slices = Slices(self, desk.clock)
        self._telling = Slices(self, desk.clock)
        self._told_of: tuple[object, ...] = ()
        self._looked = 0
        self._cycles: tuple[list[Cycle], list[Cycle]] = ([], [])
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._table = Lines(selectable=True, signs=desk.signs, id="cycles")
        self._told = Lines(signs=desk.signs, id="told")

    @property
    def scrolled(self) -> Widget:
        """What is told of the cycle in hand."""
        return self._told

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._table
        yield self._told
        yield from self.foot()

    def on_mount(self) -> None:
        """Show what cycles there are, and look back on one after the other."""
        self._look()
        self.show_keys()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        """Leave undone what nobody looks at any more."""
        self._slices.stop()
        self._telling.stop()

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        if any(table in _TOLD_BY for table, _ in changed.keys):
            self._look()

    def on_screen_resume(self) -> None:
        """Show what another screen changed meanwhile."""
        if self._known:
            self._look()

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        yield self.hint_of("past.open", "past.foot_open", kept=True)
        yield self.hint_of("past.report", "past.foot_report")
        yield self.hint_of("past.meetings", "past.foot_meetings")
        yield self.hint_of("past.mark", "past.foot_mark")
        yield self.hint_of("past.page_down", "past.foot_scroll")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("past.back", kept=True)

    # -- what it shows

    def _look(self) -> None:
        today = self.desk.today
        self._cycles = in_order(self.desk.books.cycles(), today)
        self._slices.start(self._work(), lambda _: None)
        self._show()
        if self._first is not None and self._table.move_to(self._first):
            self._first = None
            self._show_told()

    def _work(self) -> Generator[None, None, None]:
        alike, others = self._cycles
        for cycle in [*alike, *others]:
            looked = yield from look_back(self.desk.books, cycle, self.desk.calendar)
            if looked != self._known.get(cycle.id):
                self._known[cycle.id] = looked
                self._looked += 1
                self._show()

    def _rows(self) -> PastRows:
        # Where a list draws a line, its first two cells and its last are its own.
        width = (self._table.scrollable_content_region.width or self.size.width) - 3
        return PastRows(self.desk, self._cycles, self._known, width=width, marked=self._marked)

    def _show(self) -> None:
        rows, count = self._rows(), sum(map(len, self._cycles))
        title = [*head_marks(self.desk), Piece(self.words("past.title"), "strong")]
        self._head.show(title, ())
        self._head.show_clock([Piece(self.words("past.counted", n=count), "dim")])
        empty = [Piece(self.words("past.none"), "dim")]
        self._table.show(rows.head() if count else [], rows.items(), empty=empty)
        self._table.styles.height = max(count, 1) + 1
        self._show_told(rows)

    def _show_told(self, rows: PastRows | None = None) -> None:
        cycle = self.cycle
        rows = rows or self._rows()
        told_of = (cycle, rows.width, self._looked)
        if told_of == self._told_of:
            return
        other, self._told_of = self._told_of[:1] != (cycle,), told_of
        self._telling.stop()
        if cycle is None:
            self._told.show([], ())
            return
        title = [Piece(f"{cycle.name}  ", "strong"), Piece(self.words("past.how_well"), "dim")]

        def tell(lines: list[Line]) -> None:
            self._told.show(title, [Item(id=str(at), line=line) for at, line in enumerate(lines)])

        def tell_some(lines: list[Line]) -> None:
            nonlocal other
            if other:  # Of the same cycle something stands there, and perhaps it is scrolled.
                other = False
                tell(lines)

        self._telling.start(_gathered(rows.told(cycle)), tell, waits=tell_some)

    @property
    def cycle(self) -> Cycle | None:
        """The cycle in hand."""
        return self.desk.books.find(Cycle, self._table.cursor_id)

    # -- what its keys do

    def move(self, by: int) -> None:
        """Take another cycle in hand, so many further down."""
        if self._table.move(by):
            self._show_moved()

    def _show_moved(self) -> None:
        self._told.scroll_to(y=0, animate=False)
        self._show_told()

    def on_row_list_cursor_moved(self, event: Lines.CursorMoved) -> None:
        """Show the cycle that the mouse took in hand."""
        event.stop()
        self._show_told()

    def on_row_list_row_activated(self, event: Lines.RowActivated) -> None:
        """Open the cycle that was clicked while in hand."""
        event.stop()
        self.act_open()

    def act_open(self) -> None:
        """Show the OKRs of the cycle in hand: one's own, or the team's."""
        from screens.member import MemberScreen

        if (cycle := self.cycle) is not None:
            owner = self.desk.me.id if self.desk.me else TEAM
            self.app.push_screen(MemberScreen(self.desk, owner, cycle=cycle.id))

    def act_report(self) -> None:
        """Show the report of the cycle in hand."""
        from screens.cycle_report import CycleReportScreen

        if (cycle := self.cycle) is not None:
            self.app.push_screen(CycleReportScreen(self.desk, cycle.id))

    def act_meetings(self) -> None:
        """Show the meetings of the cycle in hand."""
        from screens.past_meetings import HeldScreen

        if (cycle := self.cycle) is not None:
            self.app.push_screen(HeldScreen(self.desk, cycle))

    def act_appraisals(self) -> None:
        """Show the appraisals of the cycle in hand."""
        from screens.appraisal import AppraisalScreen

        if (cycle := self.cycle) is not None:
            self.app.push_screen(AppraisalScreen(self.desk, cycle.id))

    def act_mark(self) -> None:
        """Mark the cycle in hand; where another one is marked, compare the two."""
        from screens.past_compare import PastCompareScreen

        cycle, books = self.cycle, self.desk.books
        if cycle is None:
            return
        other, self._marked = books.find(Cycle, self._marked), None
        if other is None:
            self._marked = cycle.id
            key = self.desk.keymap.keys("past.mark")
            self.say(self.words("past.marked", name=cycle.name, key=key), "bright")
        elif other.id == cycle.id:
            self.say(self.words("past.unmarked", name=cycle.name), "dim")
        else:
            earlier, later = sorted((other, cycle), key=lambda one: (one.start, one.end))
            self.app.push_screen(PastCompareScreen(self.desk, earlier, later))
        self._show()

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()


def _gathered(lines: Iterable[Line]) -> Generator[list[Line], None, list[Line]]:
    """Gather lines one by one, and say each time what is there so far."""
    found: list[Line] = []
    for line in lines:
        found.append(line)
        yield found
    return found
