"""What happened, one thing below the other: when and by whom on the left, what beside it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from textual.geometry import Size
from textual.strip import Strip

from widgets.canvas import Canvas
from widgets.line import Line, Piece, fitted, width_of, wrapped
from widgets.signs import PLAIN, Signs

_BESIDE_FROM = 72
"""Cells from which on what happened stands beside when it did."""

_MOST_HEAD = 34
_MEASURE = 90
"""Cells of a line of text that still reads well."""


class Happened(msgspec.Struct, frozen=True):
    """When and by whom; and what, a line each."""

    head: Line
    lines: tuple[Line, ...]


class Told(Canvas):
    """A title, and what happened below it; it scrolls where there is more than fits."""

    DEFAULT_CSS = """
    Told { width: 1fr; height: 1fr; overflow: hidden auto; scrollbar-gutter: stable; }
    """

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._title: tuple[Line, ...] = ()
        self._happened: tuple[Happened, ...] = ()
        self._lines: list[list[Piece]] = []

    def show(self, title: Sequence[Line], happened: Sequence[Happened]) -> None:
        """Show other things."""
        self._title, self._happened = tuple(title), tuple(happened)
        self._relaid()

    def _relaid(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = told_lines(self._title, self._happened, width)
        size = Size(width, max(len(self._lines), self.scrollable_content_region.height))
        if self.virtual_size != size:
            self.virtual_size = size
        self.refresh()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._relaid()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        at = y + self.scroll_offset.y
        line = self._lines[at] if at < len(self._lines) else []
        return self.strip(fitted(line, self.scrollable_content_region.width, mark=self.signs.cut))


def told_lines(
    title: Sequence[Line], happened: Sequence[Happened], width: int
) -> list[list[Piece]]:
    """Return all lines, each at most `width` cells."""
    if width < 4:
        return []
    lines = [piece for line in title for piece in wrapped(line, width)]
    beside = width >= _BESIDE_FROM
    head = min(max((width_of(one.head) for one in happened), default=0), _MOST_HEAD)
    for one in happened:
        lines.append([])
        if beside:
            room = min(width - head - 3, _MEASURE)
            texts = [piece for line in one.lines for piece in wrapped(line, room)]
            for at, text in enumerate(texts):
                lines.append([*fitted(() if at else one.head, head), Piece("   "), *text])
        else:
            lines += wrapped(one.head, width)
            lines += [
                [Piece("  "), *text] for line in one.lines for text in wrapped(line, width - 2)
            ]
    return lines
