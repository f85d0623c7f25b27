"""What one objective or key result hangs on, and what is asked of who has it: made and answered."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult

from okrtui.meeting.session import Session
from okrtui.model.links import ALIGNING, COLLABORATOR, DEPENDS, VERTICAL, Item, item_of
from okrtui.model.ops import Changed, Insert, Transaction
from okrtui.model.records import KeyResult, Link, Objective
from okrtui.text.errors import Refused
from screens.desk import Desk
from screens.doing import Doing
from screens.link_prompts import LinkPrompts
from screens.link_rows import (
    ALIGNED,
    ASKED,
    ASKING,
    HEADING,
    LinkRows,
    answers_left,
    link_in,
    row_of,
)
from screens.phrases import owner_name
from screens.room import Room
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Lines
from widgets.okr_tree import OkrTree


class LinksScreen(Doing):
    """The links of one item. What is done is saved at once, by the rules of who opened it."""

    KEYS = "linked"
    CSS_PATH = "links.tcss"

    def __init__(self, desk: Desk, session: Session, room: Room, item: Item) -> None:
        super().__init__(desk)
        self.session = session
        self.room = room
        self._about = item.id
        self._head = Lines(signs=desk.signs, id="head")
        self.tree_view = OkrTree(spaced=False, signs=desk.signs, id="linked")
        self.tree_view.can_focus = False

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self.tree_view
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the links as they are."""
        self.show_again()

    @property
    def item(self) -> Item:
        """What is linked, as it is now.

        Raises:
            Refused: it is there no more.
        """
        found = item_of(self.room.books, self._about)
        if found is None:
            raise Refused("entry.gone")
        return found

    @property
    def prompts(self) -> LinkPrompts:
        """What is asked for here."""
        return LinkPrompts(self)

    def owner_name(self, owner: str) -> str:
        """Return what an owner is called."""
        return owner_name(self.room.books, owner, self.desk.words)

    def row_kind(self) -> str:
        """Return the kind of the row in hand."""
        row = self.tree_view.row_in_hand
        return row.kind if row is not None else ""

    def link(self) -> Link | None:
        """Return the link in hand."""
        return link_in(self.room.books, self.tree_view.cursor_id)

    # -- showing

    def show_again(self) -> None:
        """Show what changed, or leave what is there no more."""
        item = item_of(self.room.books, self._about)
        if item is None:
            self.leave()
            return
        books = self.room.books
        named = books.kr_name if isinstance(item, KeyResult) else None
        name = named(item) if named else books.objective_name(item)  # type: ignore[arg-type]
        self._head.show([Piece(name, "key"), Piece("  "), Piece(item.title, "strong")], ())
        self.tree_view.set_rows(LinkRows(self.desk).of_item(item))
        self.show_keys()

    def show_done(self, transaction: Transaction | None, *, quiet: bool = False) -> None:
        """Show what became durable, with a link that was made in hand."""
        super().show_done(transaction, quiet=quiet)
        for op in transaction.ops if transaction is not None else ():
            if isinstance(op, Insert) and op.table == "links":
                self.tree_view.move_to(row_of(op.id))

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        self.room.changed(changed)
        self.show_again()

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do with the row in hand."""
        match self.row_kind():
            case kind if kind == ASKED:
                yield from self._answers(kept=True)
                yield self.hint_of("linked.enter", "links.foot_answer")
            case kind if kind == ASKING:
                yield self.hint_of("linked.enter", "links.foot_again")
                yield self.hint_of("linked.remove", "links.foot_remove", kept=True)
                yield from self._answers(kept=False)
            case kind if kind == ALIGNED:
                yield self.hint_of("linked.enter", "links.foot_turn")
                yield self.hint_of("linked.remove", "links.foot_remove", kept=True)
        yield self.hint_of("linked.align", "links.foot_align", kept=True)
        yield self.hint_of("linked.depends", "links.foot_depends", kept=True)
        if isinstance(item_of(self.room.books, self._about), KeyResult):
            yield self.hint_of("linked.collaborator", "links.foot_collaborator", kept=True)
        yield self.hint_of("linked.undo")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("linked.back", kept=True)

    def _answers(self, *, kept: bool) -> Iterable[Hint]:
        for name, words in answers_left(self.link()).items():
            yield self.hint_of(f"linked.{name}", words, kept=kept)

    def on_okr_tree_cursor_moved(self, event: OkrTree.CursorMoved) -> None:
        """Show the keys of the row that is now in hand."""
        event.stop()
        self.show_keys()

    def on_okr_tree_row_activated(self, event: OkrTree.RowActivated) -> None:
        """Do what `enter` does to a row that was clicked while in hand."""
        event.stop()
        self.act_enter()

    # -- what its keys do

    def act_down(self) -> None:
        """Take the next row in hand."""
        self.tree_view.move(1)

    def act_up(self) -> None:
        """Take the row before in hand."""
        self.tree_view.move(-1)

    def act_align(self) -> None:
        """Pick what it is aligned to."""
        self.prompts.pick(self.item, VERTICAL)

    def act_depends(self) -> None:
        """Pick what or whom it depends on."""
        self.prompts.pick(self.item, DEPENDS)

    def act_collaborator(self) -> None:
        """Pick who works on it, too."""
        item = self.item
        if isinstance(item, Objective):
            self.say(self.words("links.only_key_results"), "dim")
        else:
            self.prompts.pick(item, COLLABORATOR)

    def act_enter(self) -> None:
        """Go into the row in hand: pick, answer, ask anew, turn."""
        link, row = self.link(), self.tree_view.cursor_id or ""
        if link is None:
            kind = row.removeprefix("heading:")
            if self.row_kind() == HEADING and kind != ASKED:
                self.prompts.pick(self.item, kind)
        elif self.row_kind() == ASKED:
            self.prompts.answer(link)
        elif link.kind in ALIGNING:
            self.prompts.turn(link)
        else:
            self.prompts.again(link)

    def act_confirm(self) -> None:
        """Say yes to what is asked."""
        if (link := self.link()) is not None:
            self.prompts.confirm(link)

    def act_refuse(self) -> None:
        """Ask why the answer is no."""
        if (link := self.link()) is not None:
            self.prompts.refuse(link)

    def act_remove(self) -> None:
        """Ask why the link in hand goes; of what others ask, why the answer is no."""
        if self.row_kind() == ASKED:
            self.act_refuse()
        elif (link := self.link()) is not None:
            self.prompts.unlink(link)

    def act_back(self) -> None:
        """Go back."""
        self.leave()
