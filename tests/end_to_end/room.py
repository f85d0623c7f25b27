"""A facilitator who goes by what is in hand, and counts the keys that each key result took."""

from __future__ import annotations

import re
from pathlib import Path

from tests.end_to_end.facilitator import PROMPTS, Facilitator

PROMPTS |= {"@": "meeting.ask_speaker", "!": "terms.health"}


class Room(Facilitator):
    """The program in a terminal, and a facilitator whose keys are counted.

    keys: what was pressed for each key result that was reviewed by `review`, by its title.
    """

    keys: dict[str, tuple[str, ...]]

    def __init__(self, workspace: Path, keys: dict[str, tuple[str, ...]], *, now: str) -> None:
        super().__init__(workspace, now=now)
        self.keys = keys

    def type(self, text: str) -> None:
        """Type a text; a long one is pasted, as no hand is as fast as this one."""
        if len(text) < 12:
            super().type(text)
        else:
            self.paste(text)

    def in_hand(self) -> str:
        """Return the row in hand as it is shown."""
        return next(
            (line for line in self.text().splitlines() if line.lstrip().startswith("▌")), ""
        )

    def take(self, title: str, key: str = "j") -> None:
        """Go row by row until one is in hand."""
        for _ in range(40):
            if title in self.in_hand():
                return
            before = self._line_in_hand()
            self.press(key)
            self._wait_for_another(before)
        raise AssertionError(f"{title!r} is not there:\n{self.text()}")

    def _wait_for_another(self, line: int) -> None:
        # Its words may change by themselves: what was done before shows a moment later.
        self.wait_for(lambda _: self._line_in_hand() != line)

    def _line_in_hand(self) -> int:
        lines = self.text().splitlines()
        return next((y for y, line in enumerate(lines) if line.lstrip().startswith("▌")), -1)

    def wait_in_hand(self, title: str) -> None:
        """Wait until a row is in hand."""
        self.wait_for(lambda _: title in self.in_hand())

    def review(self, title: str, *keys: str, then: str) -> None:
        """Review the key result in hand with nothing but these keys; `then` is what follows.

        No prompt may come up in between.
        """
        self.wait_in_hand(title)
        already = self.count()
        self.press(*keys)
        self.wait_for(lambda _: self.count() == already + 1)
        assert not self.asks(), self.text()
        self.keys[title] = keys
        self.wait_for(then)

    def count(self) -> int:
        """Return how many key results are reviewed, as the head of the meeting says."""
        found = re.search(r"(\d+) of \d+ KRs", self.text())
        return int(found[1]) if found else -1

    def asks(self) -> bool:
        """Return whether a prompt is open."""
        return "▸" in self.text()
