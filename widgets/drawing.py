"""Lines that somebody draws for the room there is: a page of charts; it scrolls where it must."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.geometry import Size
from textual.strip import Strip

from widgets.canvas import Canvas
from widgets.line import Line, Piece, fitted
from widgets.signs import PLAIN, Signs

Draw = Callable[[int, int], Sequence[Line]]
"""Returns the lines for so many cells across and lines down; there may be more of them."""


class Drawing(Canvas):
    """Draws anew when it is told to, and when its room changes."""

    DEFAULT_CSS = """
    Drawing { width: 1fr; height: 1fr; overflow: hidden auto; scrollbar-gutter: stable; }
    """

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._draw: Draw | None = None
        self._lines: Sequence[Line] = ()

    def show(self, draw: Draw) -> None:
        """Show what this draws."""
        self._draw = draw
        self._drawn()

    def _drawn(self) -> None:
        room = self.scrollable_content_region
        if self._draw is not None and room.width > 0 and room.height > 0:
            self._lines = self._draw(room.width, room.height)
        size = Size(room.width, max(len(self._lines), room.height))
        if self.virtual_size != size:
            self.virtual_size = size
        self.refresh()

    def on_resize(self) -> None:
        """Draw it for the room that there is now."""
        self._drawn()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        at = y + self.scroll_offset.y
        line = self._lines[at] if at < len(self._lines) else [Piece("")]
        return self.strip(fitted(line, self.scrollable_content_region.width, mark=self.signs.cut))
