"""The stage of the objectives: what is let through, in which order, and how it is balanced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.app import ComposeResult

from okrtui.model.balance import Aspect, Finding, Spread, lopsided, sentence, spread_over
from okrtui.model.records import Cycle, CycleState, State
from okrtui.model.rows import ObjectiveRow
from screens.desk import Desk
from screens.objectives_balance import balance_lines
from screens.objectives_hints import foot
from screens.objectives_reading import Advice
from screens.objectives_rows import ObjectiveRows, below, chosen_words, ordered_by, told_of
from screens.objectives_work import ObjectivesWork
from screens.phrases import head_marks
from widgets.key_hints import Hint
from widgets.line import Line, Piece, wrapped
from widgets.lines import Item, Lines
from widgets.member_strip import MemberStrip
from widgets.objective_table import WIDE, ObjectiveTable

_LOW, _TALL = 20, 30
"""Lines from which on there is room for more than the rows, and for two sentences on the balance.
"""

_LEAST = 20
"""Cells in which lines are broken at least."""

_EDGE = 5
"""Cells at the edges of a line, and of the scrollbar beside it."""

_STATES = {CycleState.DRAFTING: "member.drafting", CycleState.CLOSED: "member.closed"}


class ObjectivesStage(ObjectivesWork):
    """All objectives in a table below their balance; `objectives.ObjectivesScreen` has the keys."""

    KEYS = "objectives"
    AUTO_FOCUS = "#objectives"
    CSS_PATH = "objectives.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012, textual's own way
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_LOW, "-high")]  # noqa: RUF012

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._balance = Lines(signs=desk.signs, id="balance")
        self._table = ObjectiveTable(signs=desk.signs, id="objectives")
        self._below = Lines(signs=desk.signs, id="below")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._balance
        yield self._table
        yield self._below
        yield from self.foot()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self.show_again)

    # -- what is in hand

    @property
    def in_hand(self) -> ObjectiveRow | None:
        """The objective in hand; None where there is none."""
        here = self._table.cursor_id
        return next((row for row in self.found or () if row.objective.id == here), None)

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the rows, from above."""
        return self._table.shown

    def advice_of(self, id: str) -> Sequence[Advice] | None:
        """Return what there is to say of an objective; None while it was not read yet."""
        return None if self.advice is None else self.advice.get(id)

    def move(self, by: int) -> None:
        """Take another row in hand, so many further down."""
        if self._table.move(by):
            self._show_below()

    def move_to(self, id: str) -> None:
        """Take a row in hand."""
        if self._table.move_to(id):
            self._show_below()

    def on_row_list_cursor_moved(self, event: ObjectiveTable.CursorMoved) -> None:
        """Show what is to be said of the row that is now in hand."""
        event.stop()
        self._show_below()

    def scroll_advice(self, by: int) -> None:
        """Scroll what is said of the row in hand."""
        self._below.scroll_relative(y=by, animate=False)

    # -- showing

    def show_chosen(self) -> None:
        """Show what is let through now, in its order."""
        self.order()
        self.show_again()

    def show_again(self) -> None:
        """Show what changed, with the cursor where it is."""
        found, desk = self.found, self.desk
        if found is None:
            return
        shown = self.in_order([row for row in found if self.chosen.lets(row)])
        rows = ObjectiveRows(found, desk.books, desk.words, desk.signs, self.advice)
        self._show_head(len(shown))
        self._show_balance(found)
        self._table.show(
            rows.head(self.by),
            [row.objective.id for row in shown],
            rows.line,
            empty=[Piece(self._nothing(found), "dim")],
        )
        self._show_below()

    def show_waiting(self) -> None:
        """Show what is known before anything was worked out."""
        self._show_head()

    def _nothing(self, found: Sequence[ObjectiveRow]) -> str:
        if found:
            key = self.desk.keymap.keys("objectives.all")
            return self.words("objectives.nothing_so", key=key)
        return self.words("objectives.nothing_yet" if self.span else "overview.no_cycle")

    def _show_head(self, shown: int = 0) -> None:
        desk, words = self.desk, self.words
        dot = Piece(f" {desk.signs.dot} ", "dim")
        line = [*head_marks(desk), Piece(words("objectives.title"), "strong")]
        cycles = [desk.books.get(Cycle, one) for one in self.span]
        if cycles:
            line += [dot, Piece(" + ".join(cycle.name for cycle in cycles))]
            if said := _STATES.get(cycles[0].state):
                line += [dot, Piece(words(said), "dim")]
        right: list[Piece] = []
        if found := self.found:
            if drafts := sum(row.objective.state is State.DRAFT for row in found):
                line += [dot, Piece(words("objectives.drafts", n=drafts), "accent")]
            count = words("objectives.of", n=shown, of=len(found))
            if self.chosen.is_open:
                count = words("objectives.count", n=shown)
            right = [
                Piece(count, "normal" if self.chosen.is_open else "key"),
                dot,
                Piece(ordered_by(self.by, desk.words), "dim"),
            ]
        self._head.show(line, ())
        self._head.show_clock(right)

    def _show_balance(self, found: Sequence[ObjectiveRow]) -> None:
        desk, chosen = self.desk, self.chosen
        room = max(self.size.width - _EDGE, _LEAST)
        # Each is counted over what the other filters let through: so its own bars stay comparable.
        spreads = [
            spread_over(aspect, [row for row in found if chosen.lets(row, but=aspect)])
            for aspect in Aspect
        ]
        findings = self._findings(spreads)
        lit = frozenset(one.value for one in findings if one.value is not None)
        lines: list[Line] = []
        if found:
            known = told_of(found)
            lines += balance_lines(spreads, known, chosen, desk.words, desk.signs, room, lit=lit)
        if self.size.height < _LOW:
            del lines[1:]
        if findings and self.size.height >= _TALL:
            lines.append([])
        lines += self._said_of_filter(room)
        for finding in findings:
            lines += wrapped([Piece(desk.words.tell(sentence(finding)), "bright")], room)
        self._balance.styles.height = len(lines)
        self._balance.show([], [Item(id=str(at), line=line) for at, line in enumerate(lines)])

    def _findings(self, spreads: Sequence[Spread]) -> list[Finding]:
        """Return what to say: of one's own choice of a kind it is no news that it is of a kind."""
        if any(self.chosen.wanted.values()) or self.chosen.health is not None:
            return []
        room = 2 if self.size.height >= _TALL else 1 if self.size.height >= _LOW else 0
        return list(lopsided(spreads))[:room]

    def _said_of_filter(self, room: int) -> Iterator[Line]:
        if self.chosen.is_open:
            return
        said = chosen_words(self.chosen, self.desk.books, self.desk.words)
        line = [
            Piece(self.words("objectives.shown", what=said), "bright"),
            Piece(f"   {self.desk.keymap.keys('objectives.all')} ", "key"),
            Piece(self.words("objectives.shows_all"), "dim"),
        ]
        yield from wrapped(line, room)

    def _show_below(self) -> None:
        row, desk = self.in_hand, self.desk
        lines: list[Line] = []
        if row is not None:
            room = max(self.size.width - _EDGE, _LEAST)
            one, narrow = row.objective, self.size.width < WIDE
            advice = self.advice_of(one.id)
            name = desk.books.objective_name(one)
            lines += below(one, name, advice, desk.words, desk.signs, room, kinds=narrow)
        self._below.show([], [Item(id=str(at), line=line) for at, line in enumerate(lines)])
        self._below.scroll_to(y=0, animate=False)
        self.show_keys()

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        return foot(self)
