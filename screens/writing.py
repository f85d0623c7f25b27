"""Writing one objective, key result or task: its fields, the sentence they make, and advice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.widget import Widget

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.meeting.telling import tell
from okrtui.model.links import ALIGNING
from okrtui.model.ops import Changed, Transaction
from okrtui.model.records import KeyResult, Link, Objective, Task
from okrtui.text.errors import OkrError
from okrtui.text.message import Message
from screens.base import DeskScreen
from screens.desk import Desk
from screens.link_prompts import LinkPrompts
from screens.link_rows import link_in
from screens.phrases import owner_name
from screens.room import Room
from screens.walking import Pages, Walks
from screens.writing_advice import Told, told_of
from screens.writing_prompts import WritingPrompts
from screens.writing_rows import PICK, Item, field_rows, sentence
from widgets.key_hints import Hint
from widgets.line import Line, Piece, wrapped
from widgets.lines import Item as LineItem, Lines
from widgets.okr_tree import OkrTree

_LEAST = 8
"""Cells in which a sentence is broken at least."""


class WritingScreen(Pages, Walks, DeskScreen[None]):
    """One thing, field by field. What is saved is saved at once, by the rules of who opened it."""

    KEYS = "writing"
    CSS_PATH = "writing.tcss"

    def __init__(self, desk: Desk, session: Session, room: Room, item: Item) -> None:
        super().__init__(desk)
        self.session = session
        self.room = room
        self._kind: type[Item] = type(item)
        self._about = item.id
        self._told = Told()
        self._read_at = -1
        self._head = Lines(signs=desk.signs, id="head")
        self.fields = OkrTree(spaced=False, signs=desk.signs, id="fields")
        self.fields.can_focus = False
        self._advice = Lines(signs=desk.signs, id="advice")

    @property
    def scrolled(self) -> Widget:
        """The sentence and the advice."""
        return self._advice

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self.fields
        yield self._advice
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the fields as they are, and have them read."""
        self.show_again()
        self.show_keys()

    def on_resize(self) -> None:
        """Break the sentences anew."""
        self.call_after_refresh(self._show_advice)

    @property
    def item(self) -> Objective | KeyResult | Task:
        """What is written, as it is now."""
        return self.room.books.get(self._kind, self._about)

    @property
    def prompts(self) -> WritingPrompts:
        """What is asked for here."""
        return WritingPrompts(self)

    @property
    def links(self) -> LinkPrompts:
        """What is asked for where something is linked."""
        return LinkPrompts(self)

    def link(self) -> Link | None:
        """Return the link in hand."""
        return link_in(self.room.books, self.fields.cursor_id)

    def owner_name(self, owner: str) -> str:
        """Return what an owner is called."""
        return owner_name(self.room.books, owner, self.desk.words)

    # -- showing

    def show_again(self) -> None:
        """Show the fields and the sentence as they are now."""
        item = self.item
        self._head.show([Piece(self._called(item), "key"), Piece("  "), *self._above(item)], ())
        self.fields.set_rows(field_rows(item, self.desk, last=self._told.last))
        self._show_advice()
        if self.desk.store.view.seq != self._read_at:
            self._read_at = self.desk.store.view.seq
            self.run_worker(self._read(item), exclusive=True)

    def _called(self, item: Item) -> str:
        match item:
            case Objective():
                return self.room.books.objective_name(item)
            case KeyResult():
                return self.room.books.kr_name(item)
            case Task():
                return self.words("terms.task")

    def _above(self, item: Item) -> Line:
        """Return the title of what it hangs below."""
        match item:
            case KeyResult():
                return [Piece(self.room.books.objective_of(item).title, "dim")]
            case Task():
                return [Piece(self.room.books.get(KeyResult, item.key_result).title, "dim")]
            case Objective():
                return []

    async def _read(self, item: Item) -> None:
        """Have the linter read it, in a thread: its tables take a while to come at first."""
        settings, words = self.desk.settings, self.desk.words
        self._told = await asyncio.to_thread(told_of, item, self.room.books, settings, words)
        if self.is_mounted and self.room.books.find(self._kind, self._about) is not None:
            self.fields.set_rows(field_rows(self.item, self.desk, last=self._told.last))
            self._show_advice()

    def _show_advice(self) -> None:
        room = max(self.size.width - 6, _LEAST)
        lines: list[list[Piece]] = []
        item = self.item
        if isinstance(item, KeyResult) and (made := sentence(item, self.desk.words)):
            key = self.desk.keymap.keys("writing.sentence")
            lines += wrapped([Piece(f"{key} ", "key"), Piece(made, "bright")], room)
            lines.append([])
        for title, said, better in self._told.findings:
            lines += wrapped([Piece(f"{title}  ", "accent"), Piece(said)], room)
            lines += wrapped([Piece(self.words("writing.better", text=better), "dim")], room)
            lines.append([])
        items = [LineItem(id=str(at), line=line) for at, line in enumerate(lines)]
        well = [Piece(self.words("writing.well"), "dim")] if self._told.was_read else []
        self._advice.show([], items, empty=well)

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        yield self.hint_of("writing.edit", "writing.foot_edit", kept=True)
        yield self.hint_of("writing.down", "writing.foot_field")
        if self.link() is not None:
            yield self.hint_of("writing.remove", "links.foot_remove", kept=True)
        if isinstance(self.item, KeyResult):
            yield self.hint_of("writing.sentence", "writing.foot_sentence")
        yield self.hint_of("writing.undo")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("writing.back", kept=True)

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        self.room.changed(changed)
        self._show_or_leave()

    def _show_or_leave(self) -> bool:
        """Show what changed; go where it is there no more. Return whether it is."""
        there = self.room.books.find(self._kind, self._about) is not None
        if there:
            self.show_again()
        else:
            self.leave()
        return there

    # -- doing

    def do(
        self,
        intent: intents.Intent,
        *,
        typed: str = "",
        after: Callable[[], None] | None = None,
        refused: Callable[[OkrError], None] | None = None,
        quiet: bool = False,
        wait: bool = False,
    ) -> None:
        """Carry an intent out in the store's thread, and show what came of it."""

        def done(transaction: Transaction | None) -> None:
            if transaction is not None:
                self.room.changed(transaction)
                self.show_again()
                if not quiet:
                    self.tell(tell(transaction, self.room.books), "bright")
            if after is not None:
                after()

        self.save(
            lambda: self.session.do(intent), typed=typed, then=done, refused=refused, wait=wait
        )

    # -- what its keys do

    def on_okr_tree_cursor_moved(self, event: OkrTree.CursorMoved) -> None:
        """Show the keys of the row that is now in hand."""
        event.stop()
        self.show_keys()

    def move(self, by: int) -> None:
        """Take another field in hand, so many further down."""
        self.fields.move(by)

    def act_edit(self) -> None:
        """Ask for the field in hand; pick what is linked, or ask it anew."""
        row, link, item = self.fields.row_in_hand, self.link(), self.item
        if row is None:
            return
        if row.kind == "field":
            self.prompts.field(item, row.id)
        elif link is not None and link.kind in ALIGNING:
            self.links.turn(link)
        elif link is not None:
            self.links.again(link)
        elif row.kind == "pick" and not isinstance(item, Task):
            self.links.pick(item, row.id.removeprefix(PICK))

    def act_remove(self) -> None:
        """Ask why the link in hand goes."""
        link = self.link()
        if link is not None:
            self.links.unlink(link)
        else:
            self.say(self.words("writing.not_here"), "dim")

    def act_sentence(self) -> None:
        """Offer the sentence that the four parts make as the title."""
        item = self.item
        made = sentence(item, self.desk.words) if isinstance(item, KeyResult) else ""
        if made:
            self.prompts.field(item, "title", text=made)
        else:
            self.say(self.words("writing.no_sentence"), "dim")

    def act_undo(self) -> None:
        """Take back what was done last."""
        self.save(self.session.undo, then=self._reversed)

    def act_redo(self) -> None:
        """Bring back what was undone last."""
        self.save(self.session.redo, then=self._reversed)

    def _reversed(self, told: Message) -> None:
        self.room.changed(None)
        if self._show_or_leave():
            self.tell(told, "bright")

    def on_okr_tree_row_activated(self, event: OkrTree.RowActivated) -> None:
        """Ask for the field that was clicked while in hand."""
        event.stop()
        self.act_edit()

    def act_back(self) -> None:
        """Go back."""
        self.leave()
