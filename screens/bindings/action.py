"""What a key does: an action with an id, the keys it waits for, and what it is called.

An action's id is `screen.name` or `screen.name.argument`; it calls the method `act_name(argument)`
of that screen. A key is a printable character as it is typed (`?`, `+`, `G`), a name (`enter`,
`ctrl+r`), or two of them for a small menu (`g g`). Keys named `app.…` work on every screen.
"""

from __future__ import annotations

from typing import NamedTuple

TITLED = "objective key_result task"
"""The rows that have a title of their own."""


class Action(NamedTuple):
    """Something a key does.

    words: the catalogue key of what it does, a few words.
    on: kinds of rows it needs in hand (`objective`, `key_result`, `task`, `action`, `parked`);
        empty where it always works.
    """

    id: str
    keys: tuple[str, ...]
    words: str
    on: frozenset[str] = frozenset()

    @property
    def screen(self) -> str:
        """The screen it belongs to, or `app`."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """Its method's name, without `act_`."""
        return self.id.split(".")[1]

    @property
    def argument(self) -> str | None:
        """What is handed to the method, if anything."""
        return self.id.split(".", 2)[2] if self.id.count(".") > 1 else None


def action(id: str, keys: str, words: str, on: str = "") -> Action:
    """Return an action; its keys stand between commas, the kinds of rows between blanks."""
    return Action(id, tuple(keys.split(",")), words, frozenset(on.split()))
