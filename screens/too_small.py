"""What stands on a terminal that is too small for anything else, until it is made larger."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from okrtui.text.width import wrap
from screens.base import DeskScreen
from screens.burst import Burst
from screens.desk import Desk
from widgets.canvas import Canvas
from widgets.line import Piece, fitted


class _Words(Canvas):
    """A sentence, broken into lines."""

    DEFAULT_CSS = """
    _Words { height: 1fr; }
    """

    text = ""

    def render_line(self, y: int) -> Strip:
        """Draw a line of it."""
        width = self.size.width
        lines = wrap(self.text, max(width - 2, 2))
        line = lines[y] if y < len(lines) else ""
        return self.strip(fitted([Piece(" "), Piece(line)], width))


class TooSmallScreen(DeskScreen[None]):
    """One clear sentence. Keys do nothing here, as nobody sees what they would do."""

    KEYS = "too_small"

    def __init__(self, desk: Desk, least: tuple[int, int]) -> None:
        super().__init__(desk)
        self._least = least
        self._words = _Words(signs=desk.signs)

    def compose(self) -> ComposeResult:
        """Show the sentence alone."""
        self._say()
        yield self._words

    def on_resize(self) -> None:
        """Say the size that it has now."""
        self._say()

    def _say(self) -> None:
        columns, lines = self._least
        width, height = self.app.size
        self._words.text = self.words(
            "app.too_small", columns=columns, lines=lines, width=width, height=height
        )
        self._words.refresh()

    async def take(self, event: events.Key | Burst) -> None:
        """Act on a key; many at once are no keys here, and nobody could be asked."""
        if not isinstance(event, Burst):
            await super().take(event)

    def act_help(self) -> None:
        """There is no room for it."""

    def act_leave(self) -> None:
        """Leave the program; all is saved."""
        self.app.exit(0)
