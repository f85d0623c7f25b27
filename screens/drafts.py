"""The drafts of a cycle: looked through together, marked, and agreed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Sequence

from textual.app import ComposeResult

from okrtui.cycle.agreeing import Sorted, which_can
from okrtui.cycle.session import Agreeing
from okrtui.model.books import Books
from okrtui.model.ops import Changed, Set, Transaction
from okrtui.model.records import TEAM, Cycle, Objective
from okrtui.text.message import Message
from screens.base import DeskScreen
from screens.desk import Desk
from screens.drafts_rows import (
    Hints,
    Row,
    below,
    hints_of,
    marked_with,
    name_room,
    row_item,
    rows_of,
)
from screens.phrases import head_marks
from screens.walking import Walks
from widgets.key_hints import Hint
from widgets.line import Piece, wrapped
from widgets.lines import Item, Lines
from widgets.member_strip import MemberStrip

_SLICE, _REST = 20, 0.001
"""Drafts that are read in one go beside the screen, and the seconds between: keys go first."""

_TOUCHES = frozenset({"objectives", "key_results", "links", "members", "cycles"})

_MOST_HINTS = 3
_STATES = "state"


class DraftsScreen(Walks, DeskScreen[None]):
    """What a cycle is to have. `space` marks, `enter` agrees what is marked, or what is in hand."""

    KEYS = "drafts"
    AUTO_FOCUS = "#drafts"
    CSS_PATH = "drafts.tcss"

    def __init__(self, desk: Desk, cycle: str) -> None:
        super().__init__(desk)
        self._cycle_id = cycle
        self._session = Agreeing(
            desk.store, author=desk.who, settings=desk.settings, clock=desk.clock, as_=desk.as_
        )
        self._rows: list[Row] = []
        self._room = 0
        self._marked: set[str] = set()
        self._hints: dict[str, Hints] = {}
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._list = Lines(selectable=True, signs=desk.signs, id="drafts")
        self._below = Lines(signs=desk.signs, id="below")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._list
        yield self._below
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the first draft, and have them all read."""
        self._show()
        first = next((row for row in self._rows if row.is_draft), None)
        if first is not None:
            self._list.move_to(first.item.id)
        self._show_below()
        self._read()

    def on_resize(self) -> None:
        """Break what stands below anew."""
        self.call_after_refresh(self._show_below)

    def on_screen_resume(self) -> None:
        """Show what was mended meanwhile."""
        if self.is_mounted:
            self._show()
            self._read()

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        if any(table in _TOUCHES for table, _ in changed.keys):
            self._show()
            self._read()

    @property
    def _cycle(self) -> Cycle:
        return self.desk.books.get(Cycle, self._cycle_id)

    @property
    def _in_hand(self) -> Row | None:
        chosen = self._list.cursor_id
        return next((row for row in self._rows if row.item.id == chosen), None)

    # -- what it shows

    def _show(self) -> None:
        desk, cycle = self.desk, self._cycle
        self._rows = rows_of(desk.books, cycle)
        self._room = name_room(self._rows)
        self._marked &= {row.item.id for row in self._rows if row.is_draft}
        dot = Piece(f" {desk.signs.dot} ", "dim")
        title = [Piece(cycle.name, "strong"), dot, Piece(self.words("quarter.drafts_title"))]
        self._head.show([*head_marks(desk), *title], ())
        agreed = sum(not row.is_draft for row in self._rows)
        count = self.words("quarter.agreed_of", n=agreed, of=len(self._rows))
        self._head.show_clock([Piece(count, "bright")] if self._rows else [])
        empty = self.words("quarter.no_drafts", key=self.desk.keymap.keys("drafts.member"))
        self._list.show([], [self._item(row) for row in self._rows], empty=[Piece(empty, "dim")])
        self._show_below()

    def _item(self, row: Row) -> Item:
        hints = self._hints.get(row.item.id)
        return row_item(
            row,
            room=self._room,
            marked=row.item.id in self._marked,
            hints=None if hints is None else len(hints.texts),
            words=self.desk.words,
            signs=self.desk.signs,
        )

    def _show_below(self) -> None:
        row, desk = self._in_hand, self.desk
        items: list[Item] = []
        if row is not None:
            said = list(below(row, desk.books, self._cycle, desk.words))
            if row.is_draft and (hints := self._hints.get(row.item.id)):
                said += [("normal", text) for text in hints.texts[:_MOST_HINTS]]
            room = max(self.size.width - 4, 8)
            lines = [line for role, text in said for line in wrapped([Piece(text, role)], room)]
            items = [Item(id=str(at), line=line) for at, line in enumerate(lines)]
        self._below.show([], items)
        self.show_keys()

    def _read(self) -> None:
        self.run_worker(self._reading(), exclusive=True)

    async def _reading(self) -> None:
        """Have the linter read the drafts, in a thread: its tables take a while at first."""
        desk = self.desk
        drafts = [row.item for row in self._rows if row.is_draft]

        def read() -> dict[str, Hints]:
            found = {}
            told = hints_of(drafts, desk.books, desk.settings.lint_off, desk.words)
            for at, (draft, hints) in enumerate(told, 1):
                found[draft] = hints
                if at % _SLICE == 0:
                    time.sleep(_REST)
            return found

        self._hints = await asyncio.to_thread(read)
        if self.is_mounted:
            self._show()

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        if any(row.is_draft for row in self._rows):
            words = "quarter.foot_agree_marked" if self._marked else "quarter.foot_agree"
            yield self.hint_of("drafts.agree", words, kept=True)
            yield self.hint_of("drafts.mark", "quarter.foot_mark")
            yield self.hint_of("drafts.all", "quarter.foot_agree_all")
            yield self.hint_of("drafts.write", "quarter.foot_mend")
        yield self.hint_of("drafts.member", "quarter.foot_member")
        yield self.hint_of("drafts.undo")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("drafts.back", kept=True)

    def on_row_list_cursor_moved(self, event: Lines.CursorMoved) -> None:
        """Show what is to be said of the draft in hand."""
        event.stop()
        self._show_below()

    def on_row_list_row_activated(self, event: Lines.RowActivated) -> None:
        """Mark the draft that was clicked while in hand."""
        event.stop()
        self.act_mark()

    # -- agreeing

    def act_mark(self) -> None:
        """Mark the draft in hand, or take the mark away; an objective takes its own along."""
        row = self._in_hand
        if row is None:
            return
        for draft, mark in marked_with(row, self._rows, self._marked).items():
            (self._marked.add if mark else self._marked.discard)(draft)
        self._show()

    def act_agree(self) -> None:
        """Agree the drafts that are marked, or the one in hand."""
        row = self._in_hand
        if self._marked:
            self._agree([one.item.id for one in self._rows if one.item.id in self._marked])
        elif row is not None and row.is_draft:
            self._agree([row.item.id])
        elif row is not None:
            self.say(self.words("quarter.agreed_already", name=row.name), "dim")

    def act_all(self) -> None:
        """Agree all drafts that can be."""
        drafts = [row.item.id for row in self._rows if row.is_draft]
        if drafts:
            self._agree(drafts)
        else:
            self.say(self.words("quarter.all_agreed"), "dim")

    def _agree(self, ids: Sequence[str]) -> None:
        desk = self.desk
        if desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")
            return

        def job() -> tuple[Transaction | None, Sorted]:
            parted = which_can(ids, Books(desk.store.view))
            return self._session.agree(ids), parted

        self.save(job, then=self._agreed, wait=True)

    def _agreed(self, done: tuple[Transaction | None, Sorted]) -> None:
        made, parted = done
        count = sum(isinstance(op, Set) and _STATES in op.fields for op in made.ops) if made else 0
        self._marked -= set(parted.can)
        self._show()
        told = [self.words("quarter.agreed_now", n=count)] if count else []
        if parted.cannot:
            first, error = parted.cannot[0]
            self._list.move_to(first)
            self._show_below()
            told.append(self.desk.words.tell(error))
            if len(parted.cannot) > 1:
                told.append(self.words("quarter.cannot_more", n=len(parted.cannot) - 1))
        undo = self.desk.keymap.keys("drafts.undo")
        after = [Piece(f"   {undo} ", "key"), Piece(self.words("keys.undo"), "dim")]
        self.say("  ".join(told), "at_risk" if parted.cannot else "on_track", after=after)

    def act_undo(self) -> None:
        """Take back what one agreed last."""
        self.save(self._session.undo, then=self._reversed)

    def act_redo(self) -> None:
        """Agree again what was taken back last."""
        self.save(self._session.redo, then=self._reversed)

    def _reversed(self, told: Message) -> None:
        self._show()
        self.tell(told, "bright")

    # -- mending

    def act_write(self) -> None:
        """Write the draft in hand, field by field."""
        from screens.member_room import MemberRoom
        from screens.spans import alone
        from screens.writing import WritingScreen

        row, desk = self._in_hand, self.desk
        if row is None:
            return
        session = alone(desk, (self._cycle_id,))
        room = MemberRoom(desk, session, self._owner(row))
        self.app.push_screen(WritingScreen(desk, session, room, row.item))

    def act_member(self) -> None:
        """Open the OKRs of whose draft is in hand, in this cycle, to add to them."""
        from screens.member import MemberScreen

        self.app.push_screen(
            MemberScreen(self.desk, self._owner(self._in_hand), cycle=self._cycle_id)
        )

    def _owner(self, row: Row | None) -> str:
        if row is None:
            return self.desk.me.id if self.desk.me else TEAM
        item = row.item
        return (item if isinstance(item, Objective) else self.desk.books.objective_of(item)).owner

    def act_history(self) -> None:
        """Show what was done to the draft in hand, and why."""
        from screens.why import WhyScreen

        if (row := self._in_hand) is not None:
            self.app.push_screen(WhyScreen(self.desk, row.item))

    # -- from row to row

    def move(self, by: int) -> None:
        """Take another draft in hand, so many further down."""
        if self._list.move(by):
            self._show_below()

    def act_back(self) -> None:
        """Go back."""
        self.leave()
