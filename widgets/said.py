"""What a key just did, and how to undo it; or what went wrong. For a moment, at the foot."""

from __future__ import annotations

from time import monotonic

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
        self._due = 0.0
        self._until: float | None = None

    def say(self, line: Line, *, seconds: float | None = 5.0) -> None:
        """Show a line, for so many seconds; None: until something else is said, or `hush`."""
        if self._line != tuple(line):
            self._line = tuple(line)
            self.refresh()
        self._until = monotonic() + seconds if seconds is not None and self._line else None
        # One timer for all that is said in a row: to make one at every key is felt.
        if self._until is not None and (self._timer is None or self._due > self._until):
            self._wait(seconds or 0.0)

    def hush(self) -> None:
        """Say nothing any more."""
        self._until = None
        if self._line:
            self._line = ()
            self.refresh()

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._due = monotonic() + seconds
        self._timer = self.set_timer(seconds, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._until is None:
            return
        left = self._until - monotonic()
        if left > 0:
            self._wait(left)
        else:
            self.hush()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        line = [Piece(" "), *self._line] if not y else []
        return self.strip(fitted(line, self.size.width, mark=self.signs.cut))
