"""The stage of one owner's OKRs: whose, of which cycle, what is in hand, how one moves."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container

from okrtui.meeting.rows import Kind, Row, key_result_of
from okrtui.model.ops import Changed
from okrtui.model.records import Cycle, CycleState, KeyResult, Link, Objective, State, Task
from screens import member_head as head
from screens.card import key_result_card
from screens.desk import Desk
from screens.keymap import Action
from screens.link_rows import LinkRows, asked_lines, asked_rows, link_in
from screens.member_hints import member_hints
from screens.member_room import MemberRoom, owners_of
from screens.phrases import owner_name
from screens.side_cards import objective_card
from screens.spans import Spanned
from screens.turn_rows import TurnRows
from widgets.key_hints import Hint
from widgets.kr_card import KrCard
from widgets.kr_card_lines import KrCardData, compact_lines
from widgets.line import Piece, width_of
from widgets.member_strip import MemberStrip
from widgets.okr_tree import OkrTree
from widgets.tree_row import TreeRow

WIDE = 100
"""Columns from which on the row in hand has a card of its own."""

VAST = 160
"""Columns from which on that card has room for earlier notes."""

_APART = 6
"""Cells between the two ends of a line, and at its edges."""

EMPTY = "empty"
"""The kind of the row that says that there is nothing yet."""


_CHANGES = frozenset(
    {
        "confidence",
        "step_up",
        "step_down",
        "value",
        "note",
        "reason",
        "tick",
        "change",
        "correct",
        "key_result",
        "objective",
        "task",
        "drop",
    }
)
"""What a closed cycle does not take any more."""


class MemberStage(Spanned):
    """One owner's tree and the row in hand; `member.MemberScreen` adds what each key does."""

    KEYS = "member"
    CSS_PATH = "member.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012, textual's own way
        (0, "-narrow"),
        (WIDE, "-wide"),
        (VAST, "-vast"),
    ]

    room: MemberRoom

    def __init__(self, desk: Desk, owner: str, *, cycle: str | None = None) -> None:
        """Make it. cycle: the one to look at first, by its id; without it, what runs now."""
        super().__init__(desk, cycle=cycle)
        self.room = MemberRoom(desk, self.session, owner)
        self.folded: set[str] = set()
        self._turn: TurnRows | None = None
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._below = MemberStrip(signs=desk.signs, id="below")
        self.tree_view = OkrTree(signs=desk.signs, id="tree")
        self.tree_view.can_focus = False
        self.card = KrCard(signs=desk.signs, id="card")
        self._shown: str | None = None

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._below
        with Container(id="room"):
            yield self.tree_view
            yield self.card
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the first key result."""
        self.show_owner()

    def on_resize(self) -> None:
        """Show the row in hand where it now has room."""
        self.call_after_refresh(self.show_in_hand)
        self.call_after_refresh(self._show_head)

    def on_screen_resume(self) -> None:
        """Show what another screen did meanwhile."""
        if self.is_mounted and self._turn is not None:
            self.room.changed(None)
            self.show_again()

    # -- what is in hand

    @property
    def row(self) -> str | None:
        """The id of the row in hand."""
        return self.tree_view.cursor_id

    @property
    def is_over(self) -> bool:
        """Whether all that is looked at is closed, and takes no more changes."""
        states = [self.room.books.get(Cycle, one).state for one in self.span]
        return bool(states) and all(state is CycleState.CLOSED for state in states)

    def says_over(self) -> bool:
        """Return whether what is looked at is closed; say so."""
        if self.is_over:
            title = self.room.books.get(Cycle, self.span[0]).name
            self.say(self.words("entry.ended", title=title), "dim")
        return self.is_over

    async def perform(self, action: Action) -> None:
        """Carry an action out, unless the cycle is closed, or another answers for the row."""
        if action.name in _CHANGES and self.says_over():
            return
        row = self.row_in_hand()
        if row is not None and row.kind is Kind.LINK and action.on and Kind.LINK not in action.on:
            name = self.owner_name(row.owner or "")
            self.say(self.words("member.answered_by", name=name), "dim")
            return
        await super().perform(action)

    def row_kind(self) -> str:
        """Return the kind of the row in hand."""
        found = self.tree_view.row_in_hand
        return found.kind if found else ""

    def row_in_hand(self) -> Row | None:
        """Return the row in hand as the cursor walks it."""
        return self._turn.row(self.row) if self._turn is not None else None

    def item(self) -> Objective | KeyResult | Task | None:
        """Return the objective, key result or task in hand."""
        row = self.row_in_hand()
        return row.item if row else None

    def key_result(self) -> KeyResult | None:
        """Return the key result in hand: the row's own, or that of its task."""
        row = self.row_in_hand()
        return self.room.books.find(KeyResult, key_result_of((row,), row.id)) if row else None

    def link(self) -> Link | None:
        """Return what is asked in the row in hand, if it is such a row."""
        return link_in(self.room.books, self.row)

    def objective(self) -> Objective | None:
        """Return the objective in hand: the row's own, or that above it."""
        item, kr = self.item(), self.key_result()
        if isinstance(item, Objective):
            return item
        return self.room.books.objective_of(kr) if kr else None

    def owner_name(self, owner: str) -> str:
        """Return what an owner is called."""
        return owner_name(self.room.books, owner, self.desk.words)

    # -- showing

    def show_owner(self) -> None:
        """Show an owner's OKRs from the first key result on."""
        self._show_rows(start=True)
        self._show_head()
        self.show_in_hand()
        self.show_keys()

    def show_again(self) -> None:
        """Show what changed, with the cursor where it is."""
        self._show_rows(start=False)
        self._show_head()
        self.show_in_hand()
        self.show_keys()

    def _show_head(self) -> None:
        owners = owners_of(self.room.books, self.span)
        self._head.show(head.title(self.room), list(head.stops(self.room, owners)))
        standing = head.standing(self.room)
        self._below.show(standing, ())
        room = self.size.width - width_of(standing) - _APART
        self._below.show_clock(head.serves(self.room, room))

    def _show_rows(self, *, start: bool) -> None:
        stop, folded = self.room.stop, frozenset(self.folded)
        if self._turn is not None and self._turn.is_of(stop, folded) and not start:
            for row in self._turn.renew():
                self.tree_view.update_row(self._marked(row))
            return
        self._turn = turn = TurnRows(stop, self.room, folded)
        rows = [self._marked(row) for row in turn.shown] or [self._nothing()]
        rows += asked_rows(self.room, (self.room.owner,), every=True)
        first = next((row.id for row in rows if row.kind != "objective"), None)
        self.tree_view.set_rows(rows, first if start else self.row)

    def _marked(self, row: TreeRow) -> TreeRow:
        """Return a row that says, in place of numbers, that it is a draft, where it is one."""
        found = self._turn.row(row.id) if self._turn is not None else None
        if found is None or isinstance(found.item, Task) or found.item.state is not State.DRAFT:
            return row
        blank = {"value": "", "change": "", "confidence": "", "progress": None}
        return replace(row, aside=self.words("member.draft"), title_role="dim", **blank)

    def _nothing(self) -> TreeRow:
        said = self.words("member.nothing_yet", key=self.desk.keymap.keys("member.objective"))
        return TreeRow(id=EMPTY, kind=EMPTY, title=said, title_role="dim")

    def show_in_hand(self) -> None:
        """Show the row in hand: on its card, or below its row where that has no room."""
        kr = self.key_result()
        if self.size.width >= WIDE:
            self.tree_view.set_detail()
            self.card.show(self.card_data())
        elif kr is not None and self.row == kr.id:
            width = max(self.size.width - 6, 2)
            lines = compact_lines(key_result_card(kr, self.room), width, signs=self.desk.signs)
            self.tree_view.set_detail(kr.id, [[Piece("    "), *line] for line in lines])
        elif (link := self.link()) is not None and self.row is not None:
            self.tree_view.set_detail(self.row, asked_lines(self.room, link, self.size.width))
        else:
            self.tree_view.set_detail()

    def card_data(self) -> KrCardData:
        """Return what the card says of the row in hand."""
        kr, item = self.key_result(), self.item()
        if kr is not None:
            return key_result_card(kr, self.room)
        if (link := self.link()) is not None:
            return LinkRows(self.desk).card(link)
        return objective_card(item, self.room) if isinstance(item, Objective) else KrCardData()

    def key_hints(self) -> Iterable[Hint]:
        """Return the keys that apply to the row in hand."""
        return member_hints(self)

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        self.room.changed(changed)
        self.show_again()

    # -- moving

    def move(self, by: int) -> None:
        """Take another row in hand, so many further down."""
        if self.tree_view.move(by):
            self._show_moved()

    def move_to(self, row: str) -> None:
        """Take a row in hand, if it is there."""
        if self.tree_view.move_to(row):
            self._show_moved()

    def on_okr_tree_cursor_moved(self, event: OkrTree.CursorMoved) -> None:
        """Show the row that is now in hand, where the mouse took it."""
        event.stop()
        if self.row != self._shown:
            self._show_moved()

    def _show_moved(self) -> None:
        # At once, and not when the tree tells: so all of it is one frame, not two.
        self._shown = self.row
        self.show_in_hand()
        self.show_keys()

    def on_member_strip_stop_chosen(self, event: MemberStrip.StopChosen) -> None:
        """Show the owner who was clicked."""
        event.stop()
        self.go_to(event.id)

    def go_to(self, owner: str) -> None:
        """Show another owner's OKRs."""
        self.room = MemberRoom(self.desk, self.session, owner)
        self._turn = None
        self.show_owner()

    def go_by(self, by: int) -> None:
        """Show the OKRs of the next owner, or of the one before."""
        owners = owners_of(self.room.books, self.span)
        if owners:
            at = owners.index(self.room.owner) if self.room.owner in owners else -by
            self.go_to(owners[(at + by) % len(owners)])

    def show_span(self) -> None:
        """Show whose OKRs these are in the cycle that is looked at now."""
        self.go_to(self.room.owner)
