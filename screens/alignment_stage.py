"""The stage of the alignment: which cycles, the row in hand, and how it is worked out and shown."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Final

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.model.aligned import Kind, Row
from okrtui.model.alignment import Alignment, alignment
from okrtui.model.health import SEVERITY
from okrtui.model.links import ASKING
from okrtui.model.ops import Changed
from okrtui.model.records import TEAM, Cycle, KeyResult, Objective, State
from screens.alignment_card import AlignmentCard
from screens.alignment_rows import AlignmentRows, Stand, counts, unfolded
from screens.desk import Desk
from screens.link_rows import answers_left
from screens.member_room import MemberRoom
from screens.phrases import head_marks, owner_name
from screens.slices import SLICE, SOON, Slices
from screens.spans import Spanned
from widgets.drawing import Drawing
from widgets.key_hints import Hint
from widgets.line import Line, Piece
from widgets.lines import Lines
from widgets.member_strip import MemberStrip

WIDE: Final = 100
"""Columns from which on what is told of the row in hand stands beside it, and not below."""

_WOVEN: Final = -1
"""How far the work is when the rows are there, and nothing yet of how they stand."""

_SHAPES: Final = frozenset({"objectives", "key_results", "links", "members", "cycles"})
_SAID: Final = frozenset({"check_ins", "tasks", "meetings"})
"""What the rows are made of, and how they stand."""


class AlignmentStage(Spanned):
    """Company, team and members, each below what they serve; `AlignmentScreen` adds the keys."""

    KEYS = "alignment"
    AUTO_FOCUS = "#rows"
    CSS_PATH = "alignment.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012, textual's own way

    room: MemberRoom

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.room = MemberRoom(desk, self.session, TEAM)
        self.folded: set[str] = set()
        self.told: Alignment | None = None
        self._stands: dict[str, Stand] = {}
        self._slices = Slices(self, desk.clock)
        self._away = False
        self._shown: dict[str, Row] = {}
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._below = MemberStrip(signs=desk.signs, id="below")
        self._rows = Lines(selectable=True, signs=desk.signs, id="rows")
        self._card = Drawing(signs=desk.signs, id="card")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._below
        with Container(id="room"):
            yield self._rows
            yield self._card
        yield from self.foot()

    def on_mount(self) -> None:
        """Show how all of it hangs together."""
        self._look(SOON)
        if self.desk.store.read_only:
            self.said.say([Piece(self.words("board.read_only"), "at_risk")], seconds=None)

    def on_resize(self) -> None:
        """Show as much of each row as there is room for now."""
        self.call_after_refresh(self.show_rows)

    def on_screen_suspend(self) -> None:
        """Rest while another screen lies above."""
        self._away = True
        self._slices.stop()

    def on_screen_resume(self) -> None:
        """Show what another screen did meanwhile."""
        if self._away:
            self._away = False
            self.room.changed(None)
            self.show_again()

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        tables = {table for table, _ in changed.keys}
        if tables & _SHAPES:
            self.told = None
        if tables & (_SHAPES | _SAID) and not self._away:
            self.room.changed(changed)
            self._look()

    def show_again(self) -> None:
        """Show what changed, with the cursor where it is."""
        self.told = None
        self._look(SOON)

    # -- working it out: the rows at once, how they stand in slices between keys

    def _look(self, at_once: float = SLICE) -> None:
        shown = False

        def waits(done: int) -> None:
            nonlocal shown
            if not shown and done != _WOVEN:
                shown = True
                self.show_rows()

        self._slices.start(self._work(), self._took, at_once=at_once, waits=waits)

    def _took(self, stands: dict[str, Stand]) -> None:
        self._stands = stands
        self.show_rows()

    def _work(self) -> Generator[int, None, dict[str, Stand]]:
        """Work out how each objective stands, and each key result that something is aligned to.

        The rows are there before the first pause; where that took long, they are shown at the next.
        """
        desk, told = self.desk, self.told
        if told is None:
            told = alignment(desk.books, self.span, desk.today, desk.calendar)
            self.told = told
            yield _WOVEN
        found: dict[str, Stand] = {}
        for row in told.rows:
            objective, kr = row.objective, row.key_result
            if row.kind is Kind.OBJECTIVE and objective is not None:
                if objective.state is State.DRAFT:
                    continue
                for one in self.room.books.key_results(objective.id):
                    self.room.stand(one)
                    yield len(found)
                stands = self.room.objective(objective)
                healths = [one.now.health for one in stands.standings]
                worst = min(healths, key=lambda one: SEVERITY[one], default=None)
                found[row.id] = Stand(stands.progress, worst)
            elif row.kind is Kind.KEY_RESULT and kr is not None:
                now = self.room.stand(kr).now
                found[row.id] = Stand(now.progress, now.health)
            yield len(found)
        return found

    # -- what is in hand

    @property
    def in_hand(self) -> Row | None:
        """The row in hand; None where there is none."""
        return self._shown.get(self._rows.cursor_id or "")

    def row_kind(self) -> str:
        """Return the kind of the row in hand."""
        row = self.in_hand
        return row.kind.value if row else ""

    def has_below(self, row: Row) -> bool:
        """Return whether something stands below a row."""
        rows = self.told.rows if self.told else ()
        return any(one.parent == row.id for one in rows)

    def item(self) -> Objective | KeyResult | None:
        """Return the objective or key result in hand; of a link what it goes out from."""
        row = self.in_hand
        if row is None:
            return None
        return (
            row.tie.source if row.kind is Kind.LINK and row.tie else row.key_result or row.objective
        )

    def owner_name(self, owner: str) -> str:
        """Return what an owner is called."""
        return owner_name(self.desk.books, owner, self.desk.words)

    # -- showing

    def show_rows(self) -> None:
        """Show the rows as they are now folded, and what is told of the one in hand."""
        told = self.told
        if told is None:
            return
        self._show_head(told)
        drawn = AlignmentRows(self.desk, self._stands, self._rows.size.width)
        shown = unfolded(told.rows, self.folded)
        self._shown = {row.id: row for row, _ in shown}
        empty = self.words("alignment.nothing" if self.span else "trends.no_cycle")
        items = [drawn.item(row, hidden) for row, hidden in shown]
        was = self._rows.cursor_id
        self._rows.show([], items, empty=[Piece(empty, "dim")])
        if was is None:
            # Somebody's row says little: the first objective is what one reads.
            first = next((row.id for row, _ in shown if row.kind is not Kind.OWNER), None)
            self._rows.move_to(first or "")
        self.show_in_hand()

    def _show_head(self, told: Alignment) -> None:
        desk = self.desk
        cycles = [one.name for cycle in self.span if (one := desk.books.find(Cycle, cycle))]
        title: list[Piece] = [*head_marks(desk), Piece(self.words("alignment.title"), "strong")]
        if cycles:
            title += [Piece(f" {desk.signs.dot} ", "dim"), Piece(" + ".join(cycles))]
        self._head.show(title, ())
        self._below.show(counts(told, desk), ())

    def show_in_hand(self) -> None:
        """Show what is told of the row in hand, and the keys that apply to it."""
        self._card.show(self._draw)
        self._card.scroll_to(y=0, animate=False)
        self.show_keys()

    def _draw(self, width: int, _height: int) -> list[Line]:
        rows = self.told.rows if self.told else ()
        return AlignmentCard(self.desk, rows, self._stands).lines(self.in_hand, width)

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do with the row in hand."""
        row = self.in_hand
        if row is not None:
            yield self.hint_of("alignment.open", "member.foot_open")
            yield self.hint_of("alignment.marked", "alignment.foot_marked")
            if row.kind is not Kind.OWNER:
                yield self.hint_of("alignment.align", "links.foot_align")
                yield self.hint_of("alignment.depends", "links.foot_depends")
            if row.kind is Kind.LINK and row.tie is not None and row.tie.link.kind in ASKING:
                for name, words in answers_left(row.tie.link).items():
                    yield self.hint_of(f"alignment.{name}", words, kept=True)
            if row.tie is not None:
                yield self.hint_of("alignment.unlink", "links.foot_remove")
            yield self.hint_of("alignment.fold", "alignment.foot_fold")
        yield self.hint_of("alignment.search", "alignment.foot_search")
        if self.has_cycle(1):
            yield self.hint_of("alignment.later", "member.foot_cycle")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("alignment.back", "keys.board", kept=True)

    def on_row_list_cursor_moved(self, event: Lines.CursorMoved) -> None:
        """Show the row that is now in hand, where the mouse took it."""
        event.stop()
        self.show_in_hand()

    # -- moving

    def move(self, by: int) -> None:
        """Take another row in hand, so many further down."""
        if self._rows.move(by):
            self.show_in_hand()

    def go_to(self, id: str) -> bool:
        """Take a row in hand, unfolding what it is hidden below; return whether it is there."""
        by_id = {row.id: row for row in (self.told.rows if self.told else ())}
        row = by_id.get(id)
        if row is None:
            return False
        above = by_id.get(row.parent or "")
        hidden = False
        while above is not None:
            hidden = hidden or above.id in self.folded
            self.folded.discard(above.id)
            above = by_id.get(above.parent or "")
        if hidden:
            self.show_rows()
        self._rows.move_to(id)
        self.show_in_hand()
        return True

    def marked(self) -> Iterator[str]:
        """Yield the rows at which something is wrong, from the one in hand on, and round again."""
        rows = self.told.rows if self.told else ()
        ids = [row.id for row in rows]
        here = self._rows.cursor_id
        at = ids.index(here) + 1 if here in ids else 0
        for row in (*rows[at:], *rows[:at]):
            if row.marks:
                yield row.id

    def show_span(self) -> None:
        """Show how all of it hangs together in the cycles that are looked at now."""
        self.room = MemberRoom(self.desk, self.session, TEAM)
        self._stands = {}
        self.show_again()
