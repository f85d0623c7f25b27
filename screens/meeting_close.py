"""The meeting's closing: one goes through it with `enter`, and nothing in it must be settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from okrtui.meeting import intents
from okrtui.meeting.lines.asked import answer_line
from okrtui.meeting.lines.entries import owed_line
from okrtui.meeting.lines.parts import Ground
from okrtui.meeting.who_when import who_and_when
from okrtui.model.numbers import parse_number
from okrtui.model.records import Action, ActionState, KeyResult, Member, OpenState, Parked
from okrtui.text.dates import take_day
from okrtui.text.errors import OkrError, Refused
from screens.ask import Ask
from screens.closing_rows import member_of, proposed_day, unsettled
from screens.meeting_talk import Talk


class Closing(Talk):
    """What keys do in the closing: `enter` settles the row in hand, `space` leaves it as it is."""

    def confirm_closing(self) -> None:
        """Settle the row in hand; where there is nothing to settle, go on."""
        row = next((row for row in self.tree_view.rows if row.id == self.row), None)
        if row is None or not unsettled(row, self.room):
            self.go_on_closing()
            return
        match row.kind:
            case "waiting":
                self._review(row.id)
            case "owed":
                self._ask_why(row.id)
            case "loose":
                self._ask_who_and_when(row.id)
            case "unanswered":
                self._ask_answer()
            case "commitments":
                self._ask_commitment(row.id)
            case "next_on":
                intent = intents.NextOn(proposed_day(self.room))
                self.do(intent, quiet=True, after=self.go_on_closing, wait=True)
            case "rating":
                self._ask_rating()
            case "summary":
                self._ask_summary()
            case _:
                self.go_on_closing()

    def same_closing(self) -> None:
        """Leave the row in hand; what is parked, or an action item, is dealt with."""
        match self.row_kind():
            case "parked":
                self._end_parked()
            case "action":
                self._end_action()
            case _:
                self.go_on_closing()

    def go_on_closing(self) -> None:
        """Go to the next row that asks for something; after the last one, to the minutes."""
        self._go_down(self._ahead())

    def show_minutes(self) -> None:
        """Show the minutes, from where the meeting can be closed."""
        raise NotImplementedError

    def act_action(self) -> None:
        """Ask for an action item; on the row of a member's commitments, for one of these."""
        if self.row_kind() == "commitments":
            self._ask_commitment(self.row)
        else:
            super().act_action()

    # -- going

    def _ahead(self) -> str | None:
        rows = self.tree_view.rows
        at = next((place for place, row in enumerate(rows) if row.id == self.row), -1)
        return next((row.id for row in rows[at + 1 :] if unsettled(row, self.room)), None)

    def _go_down(self, row: str | None) -> None:
        if row is None:
            self.show_minutes()
        else:
            self.move_to(row)

    def _review(self, key_result: str) -> None:
        stop = self.room.way.stop_of(key_result)
        if stop is not None:
            self.go_to(stop.id, key_result)

    # -- settling

    def _end_parked(self) -> None:
        parked = self.room.books.find(Parked, self.row)
        if parked is None:
            return
        is_open = parked.state is OpenState.OPEN
        self.do(
            intents.EndParked(parked.id, closed=is_open),
            after=self.go_on_closing if is_open else None,
            wait=True,
        )

    def _end_action(self) -> None:
        action = self.action_in_hand()
        if action is None:
            return
        if action.state is ActionState.OPEN:
            self.do(intents.EndAction(action.id))
        else:
            self.do(intents.ReopenAction(action.id))

    def _ask_commitment(self, row: str | None) -> None:
        member = self.room.books.find(Member, member_of(row))
        if member is None:
            return
        by = self.room.meeting.next_on or proposed_day(self.room)

        def read(typed: str) -> intents.Intent:
            line = owed_line(typed, Ground(self.room.books, self._today))
            words, due = typed.split(), line.due
            if line.owner == member.id:
                words = line.title.split()
            elif due is not None:
                words, due = take_day(words, self._today)
            return intents.AddAction(" ".join(words), member.id, due or by, commitment=True)

        self._settle(
            f"commitment:{member.id}",
            "closing.ask_commitment",
            read,
            about=member.name,
            hint="closing.commitment_hint",
            stay=True,
        )

    def _ask_why(self, id: str) -> None:
        kr, ahead = self.room.books.find(KeyResult, id), self._ahead()
        if kr is not None:
            self.prompts.why(kr, lambda: self._go_down(ahead), self.show_keys)

    def _ask_answer(self) -> None:
        link = self.link_in_hand()
        if link is None:
            return
        self._settle(
            f"answer:{link.id}",
            "links.ask_answer",
            lambda typed: answer_line(link, typed, Ground(self.room.books, self._today)),
            about=self.links.said(link),
            hint="closing.answer_hint",
        )

    def _ask_who_and_when(self, id: str) -> None:
        action = self.room.books.find(Action, id)
        if action is None:
            return

        def read(typed: str) -> intents.Intent:
            owner, due = who_and_when(typed, self.room.books, self._today)
            return intents.ChangeAction(
                action.id, action.title, owner or action.owner, due or action.due
            )

        self._settle(
            f"loose:{action.id}",
            "closing.ask_who_and_when",
            read,
            about=f"A{action.number} {action.title}",
            hint="closing.who_and_when_hint",
        )

    def _ask_rating(self) -> None:
        def read(typed: str) -> intents.Intent:
            return intents.Rate(int(parse_number(typed.partition("/")[0])))

        self._settle("rating", "meeting.rating", read, hint="meeting.rating_hint")

    def _ask_summary(self) -> None:
        self._settle("summary", "meeting.summary", intents.Summarise, hint="meeting.summary_hint")

    @property
    def _today(self) -> date:
        return self.desk.today

    def _settle(
        self,
        id: str,
        label: str,
        read: Callable[[str], intents.Intent],
        *,
        about: str = "",
        hint: str = "",
        stay: bool = False,
    ) -> None:
        """Ask for what settles a row, and go on from there; an empty answer leaves it open.

        stay: whether the row stays in hand once something was said.
        """
        ahead = self._ahead()

        def again(typed: str, error: OkrError) -> None:
            self.ask(
                Ask(id=id, label=ask.label, then=answer, about=about, hint=ask.hint, text=typed)
            )
            self.ask_line.fail(self.desk.words.tell(error))

        def answer(typed: str) -> None:
            if not typed.strip():
                self._go_down(ahead)
                return
            try:
                intent = read(typed)
            except Refused as error:
                again(typed, error)
                return
            self.do(
                intent,
                typed=f"{ask.label}: {typed}",
                after=None if stay else lambda: self._go_down(ahead),
                refused=lambda error: again(typed, error),
                wait=True,
            )

        ask = Ask(id=id, label=self.words(label), then=answer, about=about, hint=self.words(hint))
        self.ask(ask)
