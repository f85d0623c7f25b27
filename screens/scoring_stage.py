"""The stage of the closing walk: whose turn it is, the row in hand, how one moves."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.cycle.session import Scoring
from okrtui.model.ops import Changed
from okrtui.model.records import KeyResult
from screens.base import DeskScreen
from screens.desk import Desk
from screens.phrases import owner_name, short_name
from screens.scoring_card import scoring_card
from screens.scoring_rows import rows
from screens.scoring_walk import Stop, Walk
from widgets.key_hints import Hint
from widgets.kr_card import KrCard
from widgets.kr_card_lines import KrCardData, compact_lines
from widgets.line import Piece
from widgets.member_strip import MemberStrip, Stop as StripStop
from widgets.okr_tree import OkrTree
from widgets.tree_row import TreeRow

WIDE = 100
"""Columns from which on the key result in hand has a card of its own."""

_TOUCHES = frozenset(
    {"scores", "check_ins", "tasks", "objectives", "key_results", "members", "cycles", "meetings"}
)
EMPTY = "empty"
"""The kind of the row that says that there is nothing."""


class ScoringStage(DeskScreen[bool]):
    """One owner's key results at the closing; `scoring.ScoringScreen` adds what each key does."""

    KEYS = "scoring"
    CSS_PATH = "scoring.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012, textual's own way

    def __init__(self, desk: Desk, cycle: str, *, mine: bool) -> None:
        """Make it. mine: whether only what one answers for oneself is walked through."""
        super().__init__(desk)
        self.walk = Walk(desk, cycle)
        self.session = Scoring(
            desk.store, author=desk.who, settings=desk.settings, clock=desk.clock, as_=desk.as_
        )
        self.mine = mine
        self.owner = self._first_owner()
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._below = MemberStrip(signs=desk.signs, id="below")
        self.tree_view = OkrTree(signs=desk.signs, id="tree")
        self.tree_view.can_focus = False
        self.card = KrCard(signs=desk.signs, id="card")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._below
        with Container(id="room"):
            yield self.tree_view
            yield self.card
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the first key result that waits."""
        waiting = self.walk.next_waiting(None, self.scope)
        if waiting is not None and (stop := self.walk.stop_of(waiting.id)):
            self.owner = stop.owner
        self.show_stop(waiting.id if waiting else None)

    def on_resize(self) -> None:
        """Show the row in hand where it now has room."""
        self.call_after_refresh(self._show_in_hand)

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        if any(table in _TOUCHES for table, _ in changed.keys):
            self.walk.changed()
            self.show_again()

    # -- what is in hand

    @property
    def scope(self) -> str | None:
        """Whose key results are walked through; None: everybody's."""
        return self._me if self.mine else None

    @property
    def _me(self) -> str:
        me = self.desk.me
        return me.id if me else ""

    @property
    def stop(self) -> Stop:
        """The stop in hand."""
        return self.walk.stop(self.owner)

    def row_kind(self) -> str:
        """Return the kind of the row in hand."""
        found = self.tree_view.row_in_hand
        return found.kind if found else ""

    def key_result(self) -> KeyResult | None:
        """Return the key result in hand."""
        row = self.tree_view.cursor_id
        return next((kr for kr in self.stop.key_results if kr.id == row), None)

    def _first_owner(self) -> str:
        owners = [stop.owner for stop in self.walk.stops]
        return self._me if self.mine or self._me in owners else next(iter(owners), "")

    # -- showing

    def show_stop(self, row: str | None = None) -> None:
        """Show a stop, at a row, or at its first key result that waits, or its first one."""
        stop = self.stop
        waits = next((kr.id for kr in stop.key_results if self.walk.waits(kr)), None)
        first = next((kr.id for kr in stop.key_results), None)
        self._show(row or waits or first)

    def show_again(self) -> None:
        """Show what changed, with the cursor where it is."""
        self._show(self.tree_view.cursor_id)

    def _show(self, row: str | None) -> None:
        desk = self.desk
        shown = list(rows(self.stop, self.walk, desk.books, desk.words, desk.signs))
        self.tree_view.set_rows(shown or [self._nothing()], row)
        self._show_head()
        self._show_in_hand()
        self.show_keys()

    def _nothing(self) -> TreeRow:
        return TreeRow(
            id=EMPTY, kind=EMPTY, title=self.words("quarter.nothing_to_score"), title_role="dim"
        )

    def _show_head(self) -> None:
        desk, words = self.desk, self.words
        dot = Piece(f" {desk.signs.dot} ", "dim")
        done, of = self.walk.count(self.scope)
        with_whom = words("quarter.only_mine" if self.mine else "quarter.with_the_team")
        title = words("quarter.closing_of", name=self.walk.cycle.name)
        self._head.show([Piece(title, "strong"), dot, Piece(with_whom)], list(self._strip()))
        self._head.show_clock([Piece(words("quarter.scored_of", n=done, of=of), "bright")])
        self._below.show([Piece(words("quarter.for_learning"), "dim")], ())

    def _strip(self) -> Iterable[StripStop]:
        books, words = self.desk.books, self.desk.words
        members = {member.id: member for member in books.members()}
        for stop in self.walk.stops:
            if self.mine and stop.owner != self.owner:
                continue
            member = members.get(stop.owner)
            name = short_name(member) if member else owner_name(books, stop.owner, words)
            waits = any(self.walk.waits(kr) for kr in stop.key_results)
            here = stop.owner == self.owner
            yield StripStop(
                id=stop.owner,
                name=name,
                short=name[:2],
                state="now" if here else "to_come" if waits else "done",
            )

    def _show_in_hand(self) -> None:
        kr = self.key_result()
        if self.size.width >= WIDE:
            self.tree_view.set_detail()
            self.card.show(self._card_of(kr))
        elif kr is not None:
            width = max(self.size.width - 6, 2)
            lines = compact_lines(self._card_of(kr), width, signs=self.desk.signs)
            self.tree_view.set_detail(kr.id, [[Piece("    "), *line] for line in lines])
        else:
            self.tree_view.set_detail()

    def _card_of(self, kr: KeyResult | None) -> KrCardData:
        if kr is None:
            return KrCardData()
        return scoring_card(self.walk.stand(kr), self.walk.cycle, self.desk)

    def key_hints(self) -> Iterable[Hint]:
        """Return the keys that apply to the row in hand."""
        keymap = self.desk.keymap
        kr = self.key_result()
        if self.menu:
            yield self.hint("", "g", "keys.top", kept=True)
            yield self.hint("", "G", "keys.end", kept=True)
            return
        asks = kr is not None and self._asks_for_score(kr)
        if not asks:
            yield self.hint_of("scoring.take", self._foot_take(kr), kept=True)
        if kr is not None:
            lowest, highest = keymap.keys("scoring.score.0"), keymap.keys("scoring.score.9")
            yield self.hint("", f"{lowest}-{highest}", "quarter.foot_tenths", kept=asks)
            yield self.hint_of("scoring.score.10", "quarter.foot_whole")
            yield self.hint_of("scoring.cause", "quarter.cause")
            yield self.hint_of("scoring.lesson", "quarter.lesson")
            onward = keymap.keys("scoring.onward.keep", "scoring.onward.change")
            onward = f"{onward} {keymap.keys('scoring.onward.drop')}"
            yield self.hint("", onward, "quarter.foot_onward")
        yield self.hint_of("scoring.next", "quarter.foot_next")
        yield self.hint_of("scoring.undo")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("scoring.back", kept=True)

    def _asks_for_score(self, kr: KeyResult) -> bool:
        """Return whether there is nothing to take: nobody gave a score, none can be proposed."""
        return self.walk.score_of(kr.id) is None and self.walk.stand(kr).proposed is None

    def _foot_take(self, kr: KeyResult | None) -> str:
        if kr is not None and self.walk.score_of(kr.id) is None:
            return "quarter.foot_take"
        if kr is not None and self.walk.waits(kr):
            return "quarter.foot_why"
        waiting = self.walk.next_waiting(None, self.scope)
        return "quarter.foot_closing" if waiting is None and not self.mine else "keys.foot_next"

    # -- moving

    def move(self, by: int) -> None:
        """Take another row in hand, so many further down."""
        if self.tree_view.move(by):
            self._moved()

    def _moved(self) -> None:
        self._show_in_hand()
        self.show_keys()

    def on_okr_tree_cursor_moved(self, event: OkrTree.CursorMoved) -> None:
        """Show the row that is now in hand, where the mouse took it."""
        event.stop()
        self._moved()

    def on_member_strip_stop_chosen(self, event: MemberStrip.StopChosen) -> None:
        """Go to the stop that was clicked."""
        event.stop()
        self.go_to_owner(event.id)

    def go_to_owner(self, owner: str) -> None:
        """Go to an owner's stop."""
        self.owner = owner
        self.show_stop()

    def go_to(self, key_result: KeyResult) -> None:
        """Go to a key result, whoever's it is."""
        stop = self.walk.stop_of(key_result.id)
        if stop is not None:
            self.owner = stop.owner
            self.show_stop(key_result.id)
