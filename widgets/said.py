"""What a key just did, and how to undo it; or what went wrong. For a moment, at the foot."""

from __future__ import annotations

from textual.strip import Strip
from textual.timer import Timer

from widgets.canvas import Canvas
from widgets.line import Line, Piece, fitted
from widgets.signs import PLAIN, Signs


class Said(Canvas):
    """One line that is blank most of the time, so that nothing moves when something is said."""

    DEFAULT_CSS = """
    Said { height: 1; }
    """

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._line: tuple[Piece, ...] = ()
        self._timer: Timer | None = None

    def say(self, line: Line, *, seconds: float | None = 5.0) -> None:
        """Show a line, for so many seconds; None: until something else is said, or `hush`."""
        self._stop()
        if self._line != tuple(line):
            self._line = tuple(line)
            self.refresh()
        if seconds is not None and self._line:
            self._timer = self.set_timer(seconds, self.hush)

    def hush(self) -> None:
        """Say nothing any more."""
        self._stop()
        if self._line:
            self._line = ()
            self.refresh()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        line = [Piece(" "), *self._line] if not y else []
        return self.strip(fitted(line, self.size.width, mark=self.signs.cut))
