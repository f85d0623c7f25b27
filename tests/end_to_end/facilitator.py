"""A person who runs the meeting: presses keys, answers prompts, waits for what the screen says."""

from __future__ import annotations

from pathlib import Path

from okrtui.text.words import Language, words_in
from tests.end_to_end.program import NOW, OKRTUI
from tests.end_to_end.terminal import Terminal

PROMPTS = {
    "n": "terms.note",
    "=": "terms.value",
    "r": "meeting.ask_risk",
    "b": "meeting.ask_problem",
    "a": "meeting.ask_action",
    "t": "meeting.ask_task",
    "d": "meeting.ask_decision",
    "p": "meeting.ask_park",
    "o": "meeting.ask_key_result",
    "O": "meeting.ask_objective",
    "c": "meeting.ask_change",
    "e": "meeting.ask_correct",
    "x": "meeting.ask_drop",
}
"""What each key asks for in the round, by the catalogue's key of the prompt's label."""


class Facilitator(Terminal):
    """The program in a terminal, and somebody who knows the meeting's keys."""

    def __init__(
        self,
        workspace: Path,
        language: Language = "en",
        *,
        cols: int = 120,
        rows: int = 40,
        now: str = NOW,
    ) -> None:
        super().__init__([*OKRTUI, "-w", workspace], cols=cols, rows=rows, env={"OKRTUI_NOW": now})
        self.words = words_in(language)
        self.wait_for(self.words("keys.leave"))

    def begin(self) -> None:
        """Go from the Board to the round of a new meeting."""
        self.press("m")
        self.wait_for(self.words("meeting.facilitator"))
        self.press("enter")
        self.wait_for(self.words("keys.foot_same"))

    def resume(self) -> None:
        """Go from the Board to the meeting that is open."""
        self.press("m")
        self.wait_for(self.words("keys.foot_same"))

    def wait_reviewed(self, count: int, of: int) -> None:
        """Wait until so many key results of this stop are reviewed."""
        self.wait_for(self.words("meeting.reviewed_of", n=count, of=of))

    def say(self, key: str, text: str, *, because: str = "") -> None:
        """Press a key that asks, type the answer, and the reason where one is asked for."""
        self.press(key)
        self.answer(PROMPTS[key], text)
        if because:
            self.answer("meeting.ask_reason", because)

    def answer(self, label: str, text: str) -> None:
        """Answer a prompt: what stands in it is replaced."""
        prompt = f"▸ {self.words(label)}"
        self.wait_for(prompt)
        self.press("ctrl+u")
        self.type(text)
        self.press("enter")
        self.wait_for(lambda screen: not screen.sees(prompt))

    def close_meeting(self, *, rating: str = "", summary: str = "") -> None:
        """Go to the closing, rate, look at the minutes, sum up, and close with them."""
        for _ in range(2):
            if not self.sees(self.words("meeting.part_closing")):
                self.press("tab")
                self.wait_until_quiet()
        if rating:
            self.press("G", "k", rating)
        self.press("m")
        self.wait_for(self.words("keys.close"))
        if summary:
            self.press("e")
            self.answer("meeting.summary", summary)
        closed = self.words("meeting.written", file="").strip()
        too_soon = self.words("meeting.enter_again")
        self.press("enter")
        self.wait_for(lambda screen: screen.sees(closed) or screen.sees(too_soon))
        if not self.sees(closed):
            self.wait_until_quiet(0.6)
            self.press("enter")
            self.wait_for(closed)

    def leave(self) -> None:
        """Go from the closed meeting's minutes to the Board, and from there out of the program."""
        self.press("enter")
        self.wait_for(self.words("trends.foot"))
        self.press("q")
        assert self.exit_status() == 0
