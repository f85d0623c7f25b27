"""The meeting: what its keys do with the key result in hand, and with the meeting itself."""

from __future__ import annotations

from functools import partial

from okrtui.meeting import intents
from okrtui.meeting.agenda import Part
from okrtui.model.ops import Transaction
from okrtui.model.records import ActionState, KeyResult
from screens.closing_rows import NEXT_ON, RATING, SUMMARY, proposed_day
from screens.meeting_close import Closing
from screens.meeting_moves import Moves
from screens.meeting_views import Views

_TEN_WITHIN = 0.5
"""Seconds within which a `0` after a `1` makes it ten."""


class MeetingScreen(Views, Moves, Closing):
    """The meeting, driven by the `meeting` keys of the key map."""

    _one: tuple[str, float] | None = None

    def on_mount(self) -> None:
        """Show the meeting, and a vote that whoever led before has left open."""
        super().on_mount()
        if not self.follows:
            self.call_after_refresh(self.show_running_vote)

    # -- the key result in hand

    def act_confidence(self, number: str) -> None:
        """Record a confidence; a `0` right after a `1` makes it ten."""
        confidence, now = int(number), self.desk.clock.elapsed()
        if self.row == RATING:
            # `enter` behind it goes on only where the rating is there.
            self.do(intents.Rate(confidence), quiet=True, wait=True)
            return
        kr = self.key_result()
        if kr is None:
            return
        one, self._one = self._one, (kr.id, now) if confidence == 1 else None
        if confidence == 10 and one and one[0] == kr.id and now - one[1] <= _TEN_WITHIN:
            text = partial(self.foretold, intents.Confidence(kr.id, 10))
            self.save(lambda: self._ten(kr), typed=text, then=self._all_changed)
        else:
            self.do(intents.Confidence(kr.id, confidence))

    def _ten(self, kr: KeyResult) -> Transaction | None:
        self.session.undo()
        return self.session.do(intents.Confidence(kr.id, 10))

    def _all_changed(self, transaction: Transaction | None) -> None:
        self.room.changed(None)
        self.show_done(transaction)

    def act_step_up(self) -> None:
        """Move progress one step toward the target."""
        self._step(1)

    def act_step_down(self) -> None:
        """Move progress one step back."""
        self._step(-1)

    def _step(self, by: int) -> None:
        kr = self.key_result()
        if kr is not None:
            self.do(intents.Step(kr.id, by))

    def act_value(self) -> None:
        """Ask for the value of the row in hand."""
        kr, meeting = self.key_result(), self.room.meeting
        match self.row:
            case id if id == RATING:
                self.prompts.rating()
            case id if id == NEXT_ON:
                self.prompts.next_on(meeting.next_on or proposed_day(self.room))
            case id if id == SUMMARY:
                self.prompts.summary(meeting.summary)
            case _ if kr is not None:
                self.prompts.value(kr)
            case _:
                self.edit_entry()

    def act_correct(self) -> None:
        """Ask for the right spelling of the row in hand."""
        item = self.item()
        if item is not None:
            self.prompts.correct(item)
        elif not self.correct_entry():
            self.act_value()

    async def act_confirm(self) -> None:
        """Confirm what was entered, and go on; what that is depends on the part."""
        match self.part:
            case Part.ACTIONS:
                self._next_action(carry=True)
            case Part.CLOSING:
                self.confirm_closing()
            case Part.ROUND:
                self._confirm()

    def _confirm(self) -> None:
        kr = self.key_result()
        if kr is None or self.row_kind() == "link":
            self.go_on(self.row)
            return

        def done(transaction: Transaction | None) -> None:
            with self.in_one_frame():
                self.show_done(transaction)
                if kr.id in self.room.done and self.reasons.wanted(kr):
                    self.prompts.why(kr, lambda: self.go_on(kr.id), put_off)
                else:
                    self.go_on(kr.id)

        def put_off() -> None:
            self.reasons.put_off(kr, self.stop)
            self.go_on(kr.id)

        confirm = intents.Confirm(kr.id)
        said = partial(self.foretold, confirm)
        self.save(lambda: self.session.do(confirm), typed=said, then=done, wait=True)

    def act_same(self) -> None:
        """Confirm the key result unchanged; tick the task, the action item; say yes if asked."""
        if self.part is Part.CLOSING:
            self.same_closing()
            return
        kind = self.row_kind()
        action = self.action_in_hand()
        if action is not None:
            if action.state is ActionState.OPEN:
                self.do(intents.EndAction(action.id), after=lambda: self._next_action(carry=False))
            else:
                self.do(intents.ReopenAction(action.id))
        elif kind == "task" and self.row is not None:
            self.do(intents.ToggleTask(self.row))
        elif (link := self.link_in_hand()) is not None:
            self.links.confirm(link)
        elif kind == "key_result" and (kr := self.key_result()) is not None:
            self.do(intents.Unchanged(kr.id), after=lambda: self.go_on(kr.id), wait=True)
        else:
            self.say(self.words("keys.not_here", what=self.words("keys.same")), "dim")

    def _next_action(self, *, carry: bool) -> None:
        action = self.action_in_hand()
        if carry and action is not None and action.state is ActionState.OPEN:
            self.do(intents.CarryAction(action.id))
        if not self.move(1):
            self.go_on(None)

    def act_note(self) -> None:
        """Ask for the owner's words, what stopped an action item, what became of what is parked."""
        kr = self.key_result()
        if not self.note_entry() and kr is not None:
            self.prompts.note(kr)

    def act_skip(self) -> None:
        """Leave the key result for the end of the round."""
        kr = self.key_result()
        if kr is not None:
            self.do(intents.Skip(kr.id), after=lambda: self.go_on(kr.id), wait=True)

    # -- the whole of it

    def act_minutes(self) -> None:
        """Show the minutes so far; from the closing, to close with them."""
        from screens.minutes import MinutesScreen

        closing = self.part is Part.CLOSING
        self.app.push_screen(
            MinutesScreen(self.desk, self.session, closing=closing), self._after_minutes
        )

    def show_minutes(self) -> None:
        """Show the minutes, from where the meeting can be closed."""
        self.act_minutes()

    def _after_minutes(self, closed: bool | None) -> None:
        self.room.changed(None)
        if closed:
            self.leave()
        else:
            self.show_again()

    def act_people(self) -> None:
        """Show who is here."""
        from screens.people import PeopleScreen

        self.app.push_screen(PeopleScreen(self.desk, self.session), lambda _: self._attended())

    def _attended(self) -> None:
        self.room.changed(None)
        self.show_again()

    def act_pause(self) -> None:
        """Stop the clock, or let it run on."""
        paused = self.room.meeting.stop_since is not None

        def say() -> None:
            self.say(self.words("meeting.clock_stands" if paused else "meeting.clock_runs"))

        self.do(intents.Pause(), quiet=True, after=say)

    def act_board(self) -> None:
        """Go to the Board; the meeting goes on."""
        self.act_leave()

    def act_leave(self) -> None:
        """Leave; the meeting can be resumed."""
        self.leave()
