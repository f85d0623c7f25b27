"""A few words of their own width, in a widget of their own.

Textual writes a widget's whole line again when a cell of it changes: a clock that is a part of the
head would send a kilobyte a second over ssh, alone it sends sixty bytes.
"""

from __future__ import annotations

from textual.strip import Strip

from widgets.canvas import Canvas
from widgets.line import Line, Piece, fitted, width_of
from widgets.signs import Signs


class ShortLine(Canvas):
    """One line; as wide as what it shows, or as `least`, then to the right."""

    DEFAULT_CSS = """
    ShortLine { width: 0; height: 1; }
    """

    def __init__(self, *, least: int = 0, signs: Signs, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._least = least
        self._line: tuple[Piece, ...] = ()
        self._cells = -1

    def show(self, line: Line) -> None:
        """Show other words; the screen is laid out anew only where they are not as wide."""
        line = tuple(line)
        if line == self._line and self._cells >= 0:
            return
        self._line = line
        size = max(width_of(line), self._least)
        if size != self._cells:
            self._cells = size
            self.styles.width = size
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        width = self.size.width
        blank = width - width_of(self._line)
        if y or not self._line or blank < 0:
            return self.strip(fitted([] if y else self._line, width))
        first, *rest = self._line
        return self.strip([Piece(" " * blank + first.text, first.role), *rest])
