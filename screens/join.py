"""The meeting as somebody sees it who follows from their own terminal, and fills in their own part.

What the leader's session says of where it is decides what stands here, until one looks around
oneself. Only one's own key results take anything; all else is to be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container

from okrtui.meeting import intents
from okrtui.meeting.blind import running_vote
from okrtui.meeting.flow import in_progress
from okrtui.meeting.opening import go_on
from okrtui.meeting.own import is_own
from okrtui.meeting.session import Session
from okrtui.model.links import whom_of
from okrtui.model.ops import Changed
from okrtui.model.records import KeyResult, MeetingState, Vote
from okrtui.text.errors import Refused
from okrtui.together.live import Live
from screens.base import DeskScreen
from screens.desk import Desk
from screens.join_hints import join_hints
from screens.join_line import join_line, leader_name, nobody_leads
from screens.keymap import Action
from screens.meeting import MeetingScreen
from screens.opening import show_meeting, take_lead
from screens.together_lead import claim_lead, last_led, leads_elsewhere
from screens.together_live import Seen
from screens.together_vote import leave_with, open_own
from widgets.key_hints import Hint
from widgets.member_strip import MemberStrip

if TYPE_CHECKING:
    from screens.ask import Ask

_ANSWERS = frozenset({"same", "drop", "change"})

GIVES = _ANSWERS | {"confidence", "step_up", "step_down", "value", "note", "undo", "redo"}
"""What fills something in: whoever can only read, or is no member, has none of it."""

_OF_A_ROW = GIVES - {"undo", "redo"}
_MOVES = frozenset(
    {"down", "up", "page_down", "page_up", "top", "end", "fold", "unfold"}
    | {"next_stop", "previous_stop", "member", "next_part", "previous_part"}
)


def go_to_join(screen: DeskScreen[Any]) -> None:
    """Follow the meeting that is open; where there is none, wait for it."""
    meeting = in_progress(screen.desk.books)
    if meeting is None:
        from screens.join_wait import WaitScreen

        screen.app.push_screen(WaitScreen(screen.desk))
        return
    seat, running = screen.desk.seat, meeting.id
    screen.save(
        lambda: seat.led_last(running)[0], then=lambda where: show_join(screen, running, where)
    )


def show_join(screen: DeskScreen[Any], meeting: str, where: Live | None) -> None:
    """Show a meeting to somebody who follows it, from where its leader is."""
    join = JoinScreen(screen.desk, _session(screen.desk, meeting, gives=True), where)
    if screen.KEYS == "board":
        screen.app.push_screen(join)
    else:
        screen.app.switch_screen(join)


def _session(desk: Desk, meeting: str, *, gives: bool) -> Session:
    me = desk.me if gives else None
    return Session(
        desk.store,
        meeting,
        author=desk.who,
        settings=desk.settings,
        clock=desk.clock,
        as_=desk.as_,
        gives=me.id if me else None,
    )


class JoinScreen(MeetingScreen):
    """Follows whoever leads. `f` stops that and resumes it; `T` leads on where nobody does."""

    KEYS = "join"
    follows = True

    def __init__(self, desk: Desk, session: Session, where: Live | None) -> None:
        super().__init__(desk, session, where)
        self.following = True
        self.leader = where
        self._votes: set[str] = set()
        self._was_led = False
        self._led_until: datetime | None = None
        self._line = MemberStrip(signs=desk.signs, id="line")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._top
        with Container(id="room"):
            yield self.tree_view
            yield self.card
        yield self._line
        yield from self.foot()

    def on_mount(self) -> None:
        """Show where the leader is."""
        super().on_mount()
        self.show_line()
        self.call_after_refresh(self._vote_came)

    # -- following

    def saw(self, seen: Seen) -> None:
        """Go where the leader went, and show who came, left, or was cut off."""
        if seen.table is not None:
            if self._was_led and not seen.table.led:
                self._led_until = self.desk.clock.now()
                self.call_next(self._say_above)
            self._was_led = seen.table.led
            was, self.leader = self.leader, seen.table.leader or self.leader
            if was is None or self.leader is None or was.member != self.leader.member:
                # Who leads now may have given what waited to be confirmed.
                self.room.changed(None)
                self.show_again()
            self._show_head()
            self.show_keys()
        if seen.where is not None and seen.where.meeting == self.session.meeting_id:
            was, self.leader = self.leader, seen.where
            self.follow()
            if was is None or was.large != seen.where.large:
                self._as_large_as_there()
            leave_with(seen.where, self.app.screen)
        self.show_line()

    def _say_above(self) -> None:
        """Say on a screen that lies above, such as a vote, that nobody leads any more."""
        above = self.app.screen
        if above is not self and isinstance(above, DeskScreen):
            above.say(nobody_leads(self), "at_risk")

    def follow(self) -> None:
        """Go where the leader is, unless one looks around oneself."""
        where = self.leader
        if not self.following or where is None:
            return
        if where.stop is not None and where.stop != self.stop:
            self.stop = where.stop
            self.show_stop(where.row)
        if where.row is not None and where.row != self.row:
            self._unfold(where.row)
            self.move_to(where.row)

    def _as_large_as_there(self) -> None:
        if self.following and self.leader and self.leader.large != self.is_large:
            self.act_large()

    def show_line(self) -> None:
        """Show who leads, and whether one follows."""
        self._line.show(join_line(self), ())

    def _stop_following(self) -> None:
        if self.following:
            self.following = False
            self.show_line()
            self.show_keys()
            key = self.desk.keymap.keys("join.follow")
            self.say(self.words("together.looks_around", key=key), "dim")

    def act_follow(self) -> None:
        """Follow the leader again, or stop that."""
        if self.following:
            self._stop_following()
            return
        self.following = True
        self.follow()
        self._as_large_as_there()
        self.show_line()
        self.show_keys()
        self.say(self.words("together.follows_again", name=leader_name(self)), "dim")

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed; what the leader made may be where they went."""
        self.room.changed(changed)
        if self.room.meeting.state is MeetingState.CLOSED:
            self._show_minutes()
            return
        super().store_changed(changed)
        self.follow()
        self.show_line()
        self._vote_came()

    @on(events.ScreenResume)
    def _resumed(self, event: events.ScreenResume) -> None:
        """Show the minutes of a meeting that was closed while another screen lay above."""
        if self.room.meeting.state is MeetingState.CLOSED:
            event.prevent_default()
            self._show_minutes()

    def _show_minutes(self) -> None:
        """Go on to what the meeting leaves, once it is closed: all have it before them."""
        if not self.is_current:
            return
        from screens.minutes import MinutesScreen

        minutes = MinutesScreen(self.desk, self.session, closing=False)
        key = "together.closed_kept" if self.keep_half_typed() else "together.closed"
        self.app.switch_screen(minutes)
        told = self.words(key, name=self.room.meeting.name)
        minutes.call_after_refresh(minutes.say, told, "on_track")

    def _tick(self) -> None:
        # Nobody's time runs while nobody leads: the meeting goes on where it was.
        if self.desk.seat.table.led or not self._ticks:
            super()._tick()
        else:
            self._ticks += 1

    # -- what its keys do

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do with the row in hand."""
        return join_hints(self)

    async def perform(self, action: Action) -> None:
        """Carry an action out, if it is one's own to do."""
        if action.screen == self.KEYS and action.name in GIVES:
            refused = self.not_mine(action.name)
            if refused:
                self.say(refused, "dim")
                return
        if action.screen == self.KEYS and action.name in _MOVES:
            self._stop_following()
        await super().perform(action)

    def not_mine(self, name: str = "note") -> str:
        """Return why one cannot fill in the row in hand; nothing where one can."""
        desk, words = self.desk, self.words
        if desk.store.read_only:
            return words("together.only_reads")
        if desk.me is None:
            return words("together.no_member", login=desk.who)
        kr = self.key_result()
        if name in _OF_A_ROW and kr is not None and not self._is_mine(kr):
            owner = self.owner_name(self.room.books.answers_for(kr))
            return words("together.not_yours", name=self.room.books.kr_name(kr), owner=owner)
        link = self.link_in_hand() if name in _ANSWERS else None
        if link is not None and whom_of(self.room.books, link) != desk.me.id:
            owner = self.owner_name(whom_of(self.room.books, link))
            return words("links.not_asked_of_you", owner=owner)
        return ""

    def _is_mine(self, kr: KeyResult) -> bool:
        me = self.desk.me
        return me is not None and is_own(self.room.books, kr, me.id)

    def go_to(self, stop: str, row: str | None = None) -> None:
        """Look at another stop oneself; the turn stays with whom it is."""
        self._stop_following()
        if stop != self.stop:
            self.stop = stop
            self.show_stop(row)
            self.keep_live()
        elif row is not None:
            self.move_to(row)

    def on_click(self, event: events.Click) -> None:
        """Look at the row that was clicked."""
        if event.widget is self.tree_view:
            self._stop_following()

    def act_large(self) -> None:
        """Fill the room with the row in hand, or stop that."""
        super().act_large()
        self.show_line()

    # -- the vote

    def act_vote(self) -> None:
        """Give one's confidence in the vote that runs."""
        refused = self.not_mine("")
        if refused or not self.show_running_vote():
            self.say(refused or self.words("together.no_vote"), "dim")

    def _vote_came(self) -> None:
        """Ask for a confidence where a vote began; open what was sealed where it was revealed."""
        me = self.desk.me
        if me is None or self.desk.store.read_only:
            return
        vote = running_vote(self.room.books, self.session.meeting_id)
        if vote is not None and vote.id not in self._votes and self.asked is None:
            if self.is_current:
                self._votes.add(vote.id)
                self.show_running_vote()
            return
        for vote in self.room.books.where(Vote, "meeting", self.session.meeting_id):
            sealed = vote.revealed and vote.agreed is None and me.id in vote.sealed
            if sealed and me.id not in vote.voters and self.is_current:
                self.save(partial(open_own, self.session, vote, me.id))

    def _close_ask(self, ask: Ask) -> None:
        super()._close_ask(ask)
        self.call_later(self._vote_came)

    # -- taking over

    def act_take_over(self) -> None:
        """Lead the meeting on, where nobody does."""
        desk, me = self.desk, self.desk.me
        refused = self.not_mine("")
        if refused or me is None:
            self.say(refused, "dim")
            return
        session = _session(desk, self.session.meeting_id, gives=False)
        own, here = leads_elsewhere(desk), self.whereabouts.where()

        def job() -> Live | None:
            where, _ = desk.seat.led_last(session.meeting_id)
            if own:
                if not claim_lead(desk, here):
                    raise Refused("together.no_answer")
                return where
            if not take_lead(desk):
                raise Refused("together.led_already")
            try:
                session.do(intents.TakeOver(me.id))
                go_on(session, last_led(where, self._led_until))
            except Refused:
                desk.seat.give_up_lead()
                raise
            return where

        self.save(job, then=lambda where: self._leads(session, where), wait=True)

    def _leads(self, session: Session, where: Live | None) -> None:
        self.desk.worker.watch_no_more()
        show_meeting(self, session, where)
