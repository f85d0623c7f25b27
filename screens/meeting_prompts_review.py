"""What is asked of the key result in hand: value, note, why, how it stands, who speaks for it."""

from __future__ import annotations

from collections.abc import Callable

from okrtui.meeting import intents
from okrtui.meeting.lines.entries import owed_line
from okrtui.meeting.lines.review import health_line, speaker_line
from okrtui.model.numbers import parse_value
from okrtui.model.records import KeyResult
from screens.meeting_prompts_ask import Asking, reason_said, said


class Reviewing(Asking):
    """The prompts of the key result in hand."""

    def value(self, kr: KeyResult) -> None:
        """Ask for its value."""

        def read(typed: str) -> intents.Intent:
            return intents.Value(kr.id, parse_value(kr, said(typed)))

        self._ask(
            f"value:{kr.id}",
            "terms.value",
            read,
            about=self._name(kr),
            hint="meeting.value_hint",
            beside=read,
        )

    def note(self, kr: KeyResult) -> None:
        """Ask for the owner's words."""
        here = self._screen.room.stand(kr).here
        self._ask(
            f"note:{kr.id}",
            "terms.note",
            lambda typed: intents.Note(kr.id, typed),
            about=self._name(kr),
            text=here.note if here else "",
        )

    def why(self, kr: KeyResult, then: Callable[[], None], put_off: Callable[[], None]) -> None:
        """Ask for the reason behind a low or fallen confidence, then for the next step."""

        def reason(typed: str) -> intents.Intent:
            why = reason_said(typed)
            self._next_step(kr, why, then)
            return intents.Why(kr.id, why)

        self._ask(
            f"why:{kr.id}",
            "meeting.ask_why",
            reason,
            about=self._name(kr),
            hint="meeting.why_hint",
            unless=put_off,
            leave="meeting.foot_later",
        )

    def _next_step(self, kr: KeyResult, why: str, then: Callable[[], None]) -> None:
        ground = self._ground(kr)

        def read(typed: str) -> intents.Intent | None:
            if not typed.strip():
                return None
            line = owed_line(typed, ground)
            return intents.Why(kr.id, why, line.title, line.owner, line.due)

        self._ask(
            f"next:{kr.id}",
            "meeting.ask_next",
            read,
            about=self._name(kr),
            hint="meeting.next_hint_line",
            beside=read,
            unless=then,
            after=then,
        )

    def health(self, kr: KeyResult) -> None:
        """Ask how it stands in the team's eyes, and why."""
        here = self._screen.room.stand(kr).here

        def read(typed: str) -> intents.Intent:
            return health_line(said(typed), kr.id)

        text = ""
        if here is not None and here.health is not None:
            shown = self._words(f"terms.{here.health.value}")
            text = self._words("meeting.health_because", health=shown, reason=here.health_reason)
        self._ask(
            f"health:{kr.id}",
            "terms.health",
            read,
            about=self._name(kr),
            hint="meeting.health_hint",
            text=text,
            beside=read,
        )

    def speaker(self, kr: KeyResult, text: str) -> None:
        """Ask who speaks for an owner who is not here."""
        ground = self._ground(kr)

        def read(typed: str) -> intents.Intent:
            return speaker_line(said(typed), kr.id, ground)

        logins = (member.login for member in ground.books.members())
        self._ask(
            f"speaker:{kr.id}",
            "meeting.ask_speaker",
            read,
            about=self._name(kr),
            hint="meeting.speaker_hint",
            listed=f" {self._screen.desk.signs.dot} ".join(logins),
            text=text,
            beside=read,
        )
