"""The stage of the meeting: whose turn it is, what is in hand, and how one goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from textual.app import ComposeResult

from okrtui.meeting import intents
from okrtui.meeting.agenda import CLOSING, Part
from okrtui.meeting.rows import Row, start_row
from okrtui.meeting.session import Session
from okrtui.model.ops import Changed
from okrtui.model.records import MeetingState, Objective
from okrtui.together.live import Live
from screens.afterwards import draw_now, when_shown
from screens.card import key_result_card
from screens.closing_rows import closing_rows, unsettled
from screens.desk import Desk
from screens.link_rows import LinkRows, below_rows, link_in
from screens.meeting_hints import meeting_hints
from screens.meeting_in_hand import InHand
from screens.meeting_lists import action_rows, newcomer_rows
from screens.meeting_prompts import Prompts
from screens.meeting_reasons import Reasons
from screens.meeting_top import MeetingTop
from screens.side_cards import action_card, closing_card, objective_card
from screens.stops import neighbours
from screens.together_lead import follow_instead, give_way
from screens.together_live import Seen
from screens.turn_rows import Turns
from widgets.kept_lines import Ground
from widgets.key_hints import Hint
from widgets.kr_card import KrCard
from widgets.kr_card_lines import KrCardData, compact_lines
from widgets.line import Piece
from widgets.member_strip import MemberStrip
from widgets.okr_tree import OkrTree
from widgets.tree_row import TreeRow
from widgets.tree_rows import TreeRows

WIDE = 100
"""Columns from which on the key result in hand has a card of its own."""

VAST = 160
"""Columns from which on that card has room for the notes of the weeks before."""

_HEARTBEAT = 5

_FEW = 30
"""Key results of a stop that are worked out before it is asked for: some 20 ms."""


class MeetingStage(InHand):
    """One stop at a time: its tree, the key result in hand, and the ways between them.

    `meeting.MeetingScreen` adds what each key does.
    """

    KEYS = "meeting"
    CSS_PATH = "meeting.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012, textual's own way
        (0, "-narrow"),
        (WIDE, "-wide"),
        (VAST, "-vast"),
    ]

    def __init__(self, desk: Desk, session: Session, where: Live | None) -> None:
        super().__init__(desk, session, where)
        self.prompts = Prompts(self)
        self.folded: set[str] = set()
        self.rows: Sequence[Row] = ()
        self._turns = Turns(self.room)
        self.reasons = Reasons(self.room)
        self._start_at = where.row if where else None
        self._top = MeetingTop(signs=desk.signs, id="top")
        self.card = KrCard(signs=desk.signs, id="card")
        self._ticks = 0
        self._shown: str | None = None
        self._holds_back = False
        self._card_follows = False
        self._turn_to: str | None = None

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._top
        with Ground(id="room"):
            yield self.tree_view
            yield self.card
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the stop that has the turn, and let the clock run."""
        self.show_stop(self._start_at)
        self.show_keys()
        self._tick()
        self.set_interval(1, self._tick)
        self.whereabouts.sit()

    def on_resize(self) -> None:
        """Show the key result in hand where it now has room."""
        self.call_after_refresh(self.show_in_hand)

    # -- showing

    def show_stop(self, row: str | None = None) -> None:
        """Show the stop in hand, from its first row or another."""
        if self.part is Part.ROUND and self.stop_in_hand() is None:
            self.stop = next((stop.id for stop in self.room.way.stops), CLOSING)
        self._show_rows(row, start=row is None)
        self._shown = self.row
        self._show_head()
        self.show_in_hand()
        self.show_keys()
        when_shown(self.tree_view, self._look_ahead)

    def _look_ahead(self) -> None:
        # Most likely it is shown next: while people talk there is time to work it out.
        _, after = neighbours(self.room.stops(), self.stop)
        stop = self.room.way.stop(after) if after else None
        if stop is not None and len(self.room.ids(stop)) <= _FEW:
            self._turns.of(stop, frozenset(self.folded))

    def show_again(self) -> None:
        """Show what changed, with the cursor where it is."""
        self._show_rows(self.row, start=False)
        self._show_head()
        self.show_in_hand()

    def _show_rows(self, cursor: str | None, *, start: bool) -> None:
        stop = self.stop_in_hand()
        was, self.turn_rows = self.turn_rows, None
        shown: TreeRows | list[TreeRow]
        match self.part:
            case Part.ACTIONS:
                self.rows, shown = (), action_rows(self.room)
            case Part.CLOSING:
                self.rows, shown = (), closing_rows(self.room)
                if start:
                    cursor = next((row.id for row in shown if unsettled(row, self.room)), None)
            case Part.ROUND if stop is not None:
                self.turn_rows = self._turns.of(stop, frozenset(self.folded))
                fresh = self.turn_rows.renew()
                self.rows = self.turn_rows.rows
                if self.turn_rows is was and not start:
                    for row in fresh:
                        self.tree_view.update_row(row)
                    return
                shown = self.turn_rows.shown or newcomer_rows(self.room, stop)
                if below := below_rows(self.room, stop):
                    shown = [*shown, *below]
                if start:
                    cursor = start_row(stop, self.room.done, self.rows)
            case _:
                self.rows, shown = (), []
        if start and cursor is None:
            cursor = next((row.id for row in shown if row.kind != "objective"), None)
        if not start and [row.id for row in shown] == [row.id for row in self.tree_view.rows]:
            for row in shown:
                self.tree_view.update_row(row)
        else:
            self.tree_view.set_rows(shown, cursor)

    def _show_head(self) -> None:
        self._top.show(self.room, self.stop, self.desk.clock.now())

    @contextmanager
    def in_one_frame(self) -> Iterator[None]:
        """Show what is in hand once, when all is done, and not what was in hand in between.

        Where that is the same row still, it shows first what it now says; the card beside it, which
        says that at length and takes as long again, comes right behind.
        """
        row = self.row
        outer, self._holds_back = self._holds_back, True
        try:
            yield
        finally:
            self._holds_back = outer
        if self.row != row or self.size.width < WIDE or self.is_large:
            self.show_in_hand()
        elif not self._card_follows:
            self._card_follows = True
            when_shown(self.tree_view, self._show_card)

    def _show_card(self) -> None:
        self._card_follows = False
        self.show_in_hand()
        draw_now(self, self.card)

    def show_in_hand(self) -> None:
        """Show the key result in hand: on its card, or below its row where that has no room."""
        if not self._holds_back:
            self.draw_in_hand()

    def draw_in_hand(self) -> None:
        """Draw it, now."""
        kr = self.key_result()
        if self.size.width >= WIDE:
            self.tree_view.set_detail()
            self.card.show(self.card_data())
        elif kr is not None and self.row == kr.id and self.part is Part.ROUND:
            width = max(self.size.width - 6, 2)
            lines = compact_lines(key_result_card(kr, self.room), width, signs=self.desk.signs)
            self.tree_view.set_detail(kr.id, [[Piece("    "), *line] for line in lines])
        else:
            self.tree_view.set_detail()

    def card_data(self) -> KrCardData:
        """Return what the card says of the row in hand."""
        kr, item, action = self.key_result(), self.item(), self.action_in_hand()
        if kr is not None:
            return key_result_card(kr, self.room)
        if (link := link_in(self.room.books, self.row)) is not None:
            return LinkRows(self.desk).card(link)
        if action is not None:
            return action_card(action, self.room)
        if isinstance(item, Objective):
            return objective_card(item, self.room)
        return closing_card(self.room) if self.part is Part.CLOSING else KrCardData()

    def key_hints(self) -> Iterable[Hint]:
        """Return the keys that apply to the row in hand."""
        return meeting_hints(self)

    def move(self, by: int) -> bool:
        """Take another row in hand, so many further down; return whether there was one."""
        return self._moved(moved=self.tree_view.move(by))

    def move_to(self, row: str) -> bool:
        """Take a row in hand; return whether it is there."""
        return self._moved(moved=self.tree_view.move_to(row))

    def _moved(self, *, moved: bool) -> bool:
        # At once, and not when the tree tells: so all of it is one frame, not two.
        if moved:
            self._show_moved()
        return moved

    def on_okr_tree_cursor_moved(self, event: OkrTree.CursorMoved) -> None:
        """Show the row that is now in hand, where the mouse took it."""
        event.stop()
        if self.row != self._shown:
            self._show_moved()

    def _show_moved(self) -> None:
        self._shown = self.row
        self.show_in_hand()
        self.show_keys()
        self.keep_live()

    def on_member_strip_stop_chosen(self, event: MemberStrip.StopChosen) -> None:
        """Give the turn to a member who was clicked."""
        event.stop()
        self.go_to(event.id)

    def on_screen_resume(self) -> None:
        """Leave a meeting that was closed while another screen lay above."""
        if self.room.meeting.state is MeetingState.CLOSED:
            self.leave()
        elif self.gave_way:
            follow_instead(self)
        else:
            self.keep_live()

    def saw(self, seen: Seen) -> None:
        """Show who came, left, or was cut off."""
        if seen.table is not None:
            self._show_head()
            if seen.table.claimed:
                give_way(self)

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        self.room.changed(changed)
        if self.room.meeting.state is MeetingState.CLOSED:
            self.leave()
            return
        self.show_again()

    # -- the clock, and where we are

    def _tick(self) -> None:
        if self.room.meeting.stop_since is not None or not self._ticks:
            self._top.tick(self.room, self.stop, self.desk.clock.now())
        self._ticks += 1
        if self._ticks % _HEARTBEAT == 0:
            self.keep_live()

    # -- going

    def go_to(self, stop: str, row: str | None = None) -> None:
        """Give the turn to a stop; reasons that were put off are asked for first."""
        if stop == self.stop:
            if row is not None:
                self.move_to(row)
            return
        if self.ask_owed(lambda: self.go_to(stop, row)):
            return
        self.stop = stop
        self.show_stop(row)
        self.keep_live()
        self._take_turn()
        self._turn_to = stop
        when_shown(self.tree_view, self._take_turn)

    def _take_turn(self) -> None:
        """Write down whose turn it is: when the screen shows it, and before anything else."""
        stop, self._turn_to = self._turn_to, None
        if stop is not None:
            self.do(intents.TakeTurn(stop), quiet=True)

    def leave(self, answer: None = None) -> None:
        """Leave the meeting, which goes on; whose turn it is, is written down."""
        self._take_turn()
        super().leave(answer)

    def save(self, run: Callable[[], Any], **how: Any) -> None:
        """Ask something of the store, behind whose turn it is."""
        self._take_turn()
        super().save(run, **how)

    def go_by(self, by: int) -> None:
        """Give the turn to the next stop, or the one before."""
        before, after = neighbours(self.room.stops(), self.stop)
        stop = after if by > 0 else before
        if stop is not None:
            self.go_to(stop)

    # -- reasons

    def ask_owed(self, then: Callable[[], None]) -> bool:
        """Ask once more for a reason that was put off, at the end of the turn."""
        kr = self.reasons.due(self.stop_in_hand())
        if kr is not None:
            self.move_to(kr.id)
            self.prompts.why(kr, then, then)
        return kr is not None
