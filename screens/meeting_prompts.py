"""What is asked for in a meeting, one line each, and the intents that the answers become."""

from __future__ import annotations

from datetime import date

from okrtui.meeting import intents
from okrtui.model.numbers import parse_number
from okrtui.text.dates import parse_day
from screens.meeting_prompts_entries import Entering
from screens.meeting_prompts_review import Reviewing
from screens.meeting_prompts_tree import Growing


class Prompts(Reviewing, Entering, Growing):
    """Every prompt of a meeting; those here are of its closing."""

    def rating(self) -> None:
        """Ask how good the meeting was."""

        def read(typed: str) -> intents.Intent:
            return intents.Rate(int(parse_number(typed.partition("/")[0])))

        self._ask("rating", "meeting.rating", read, hint="meeting.rating_hint", quiet=True)

    def next_on(self, day: date | None) -> None:
        """Ask when the next meeting is."""
        today = self._ground().today
        self._ask(
            "next_on",
            "meeting.next_on",
            lambda typed: intents.NextOn(parse_day(typed, today)),
            hint="meeting.next_hint",
            text=day.isoformat() if day else "",
            over=True,
            quiet=True,
        )

    def summary(self, text: str) -> None:
        """Ask for the sentence at the top of the minutes."""
        self._ask(
            "summary",
            "meeting.summary",
            intents.Summarise,
            hint="meeting.summary_hint",
            text=text,
            quiet=True,
        )
