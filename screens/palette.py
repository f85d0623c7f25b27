"""The palette: every action of a screen, from the key map itself, found as one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrtui.text.fullwidth import plain
from screens.desk import Desk
from screens.keymap import Action, label
from screens.search_list import SearchList
from widgets.line import Piece
from widgets.lines import Item

_UNLISTED = frozenset({"app.palette"})
_MOVES = frozenset({"down", "up", "top", "end", "page_down", "page_up"})


def _late(action: Action) -> int:
    """Return how late in the list an action comes: first what only this screen has."""
    return 2 if action.screen == "app" else 1 if action.name in _MOVES else 0


class PaletteScreen(SearchList):
    """Its answer: the id of the action to carry out."""

    ENTER = "views.found_do"

    def __init__(self, desk: Desk, of: str) -> None:
        super().__init__(desk, desk.words("views.palette"), desk.words("views.palette_hint"))
        self._of = of
        self._actions = [
            (action, f"{words} {' '.join(action.keys)}".casefold())
            for action, words in self._listed()
        ]

    def _listed(self) -> Iterator[tuple[Action, str]]:
        for action in sorted(self.desk.keymap.of(self._of), key=_late):
            if action.id not in _UNLISTED:
                yield action, self._called(action)

    def _called(self, action: Action) -> str:
        words = self.words(action.words)
        return words if action.argument is None else f"{words}: {action.argument}"

    def found(self, text: str) -> tuple[Sequence[Item], int]:
        """Return the actions whose words hold all that was typed; those that begin so first."""
        wanted = plain(text).casefold().split()
        fitting = [
            (not called.startswith(wanted[0]) if wanted else False, at, action)
            for at, (action, called) in enumerate(self._actions)
            if all(word in called for word in wanted)
        ]
        best = sorted(fitting, key=lambda one: one[:2])
        return [self._item(action) for _, _, action in best], len(best)

    def _item(self, action: Action) -> Item:
        keys = "  ".join(label(key) for key in action.keys)
        return Item(id=action.id, line=[Piece(self._called(action))], right=[Piece(keys, "key")])
