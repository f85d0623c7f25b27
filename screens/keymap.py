"""Which key does what: the bindings, with the keys that a team chose for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrtui.text.fullwidth import plain as plain_twin
from okrtui.text.message import Message, message
from screens.bindings import ACTIONS as ACTIONS, Action as Action

_LABELS = {
    "enter": "⏎",
    "space": "␣",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+tab": "shift+tab",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "f1": "F1",
}
_PLAIN_LABELS = {
    "enter": "enter",
    "space": "space",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
}


def canonical(key: str, character: str | None) -> str:
    """Return how a key press is written here.

    A printable character is itself; a full-width sign or digit, as a Chinese input method types
    it, is its plain twin. Anything else keeps the terminal's name for it.
    """
    twin = plain_twin(character or "")
    if twin == " ":
        return "space"
    return twin if len(twin) == 1 and twin.isprintable() else key


def foreign(key: str) -> bool:
    """Return whether a canonical key can only come from an input method."""
    return len(key) == 1 and not key.isascii()


def label(key: str, *, plain: bool = False) -> str:
    """Return a key as it is shown; `plain` for terminals that draw `⏎` two cells wide."""
    names = _LABELS | _PLAIN_LABELS if plain else _LABELS
    return "".join(names.get(part, part) for part in key.split(" "))


class Keymap:
    """Which key does what, with the keys a team chose for itself.

    problems: what was wrong with those, to be told once; such an entry changes nothing.
    """

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        self.problems: tuple[Message, ...] = ()
        self._actions = {action.id: action for action in ACTIONS}
        for binding, keys in (chosen or {}).items():
            self._choose(binding, tuple(key.strip() for key in keys.split(",") if key.strip()))
        self._by_key = {
            (action.screen, key): action for action in self._actions.values() for key in action.keys
        }
        self._menus = {
            (screen, key.partition(" ")[0]) for screen, key in self._by_key if " " in key
        }

    def _choose(self, id: str, keys: tuple[str, ...]) -> None:
        action = self._actions.get(id)
        if action is None:
            self.problems += (message("keys.no_such_binding", id=id),)
            return
        for key in keys:
            taken = next((a for a in self.of(action.screen) if key in a.keys and a.id != id), None)
            if taken:
                self.problems += (message("keys.taken", id=id, pressed=key, other=taken.id),)
                return
        self._actions[id] = action._replace(keys=keys)

    def find(self, screen: str, key: str) -> Action | None:
        """Return what a key does on a screen; its own keys go before those of `app`."""
        return self._by_key.get((screen, key)) or self._by_key.get(("app", key))

    def opens_menu(self, screen: str, key: str) -> bool:
        """Return whether a key waits for a second one."""
        return (screen, key) in self._menus

    def get(self, id: str) -> Action:
        """Return the action with an id, with the keys it has now."""
        return self._actions[id]

    def of(self, screen: str) -> Iterator[Action]:
        """Return the actions that work on a screen, in the order of the list above."""
        return (a for a in self._actions.values() if a.screen in (screen, "app"))

    def keys(self, *ids: str, plain: bool = False) -> str:
        """Return the first key of each action, side by side, as a footer shows them."""
        shown = (self.get(binding).keys for binding in ids)
        return " ".join(label(keys[0], plain=plain) for keys in shown if keys)
