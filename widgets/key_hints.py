"""The foot of a screen: the keys that apply here, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from textual import events
from textual.message import Message
from textual.strip import Strip

from widgets.canvas import Canvas
from widgets.line import Piece, fitted, width_of
from widgets.signs import PLAIN, Signs


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """A key and what it does. `id` is the binding's; one that is `kept` never gives way."""

    id: str
    key: str
    word: str
    kept: bool = False


class KeyHints(Canvas):
    """One line of keys; a click on one says so."""

    DEFAULT_CSS = """
    KeyHints { height: 1; }
    """

    class HintChosen(Message):
        """A key was clicked; `id` is that of its binding."""

        def __init__(self, hints: KeyHints, id: str) -> None:
            super().__init__()
            self.hints = hints
            self.id = id

        @property
        def control(self) -> KeyHints:
            """The line that says it."""
            return self.hints

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._hints: tuple[Hint, ...] = ()
        self._spans: list[tuple[int, int, str]] = []

    def show(self, hints: Iterable[Hint]) -> None:
        """Show other keys, given in the order of their importance."""
        hints = tuple(hints)
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        width = self.size.width
        if y:
            return self.strip([Piece(" " * width)])
        pieces = [Piece(" ")]
        at = 1
        self._spans = []
        for hint in _fitting(self._hints, width - 2):
            own = [Piece(hint.key, "key"), Piece(f" {hint.word}", "dim")]
            size = width_of(own)
            self._spans.append((at, at + size, hint.id))
            pieces += [*own, Piece("   ")]
            at += size + 3
        return self.strip(fitted(pieces[:-1], width, mark=self.signs.cut))

    def on_click(self, event: events.Click) -> None:
        """Say which key was clicked."""
        for first, last, hint in self._spans:
            if first <= event.x < last:
                self.post_message(self.HintChosen(self, hint))
                return


def _fitting(hints: Sequence[Hint], room: int) -> list[Hint]:
    """Return the hints that fit, in their order: first those that are kept, then the earlier."""
    taken: set[int] = set()
    room += 3
    for at in sorted(range(len(hints)), key=lambda at: (not hints[at].kept, at)):
        size = width_of([Piece(hints[at].key), Piece(hints[at].word)]) + 1 + 3
        if size > room:
            if hints[at].kept:
                continue
            break
        taken.add(at)
        room -= size
    return [hint for at, hint in enumerate(hints) if at in taken]
