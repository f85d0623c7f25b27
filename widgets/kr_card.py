"""The key result in hand: last week beside this week, and all that bears on it."""

from __future__ import annotations

from itertools import zip_longest

from textual.geometry import Region
from textual.strip import Strip

from widgets.canvas import Canvas
from widgets.kr_card_lines import KrCardData, Parts, card_lines
from widgets.line import Piece, fitted
from widgets.signs import PLAIN, Signs


class KrCard(Canvas):
    """A card; where only a line of it changed, that line alone is drawn again."""

    DEFAULT_CSS = """
    KrCard { overflow: hidden scroll; scrollbar-gutter: stable; padding: 0 0 0 2; }
    """

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._data = KrCardData()
        self._lines: list[list[Piece]] = []
        self._parts = Parts()

    def show(self, data: KrCardData) -> None:
        """Show another key result, or the same one as it now stands."""
        if data == self._data:
            return
        other = (data.name, data.title) != (self._data.name, self._data.title)
        self._data = data
        self._relaid()
        if other and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False)

    @property
    def _room(self) -> int:
        # What is read does not touch the bar beside it.
        return self.scrollable_content_region.width - 1

    def _relaid(self) -> None:
        was = self._lines
        self._lines = card_lines(self._data, self._room, self.signs, self._parts)
        self.hold(len(self._lines))
        top, size = self.scroll_offset.y, self.size
        changed = [
            Region(0, at - top, size.width, 1)
            for at, (before, line) in enumerate(zip_longest(was, self._lines))
            if before != line and 0 <= at - top < size.height
        ]
        if changed:
            self.refresh(*changed)

    def on_mount(self) -> None:
        """Lay out what there is."""
        self._relaid()

    def on_resize(self) -> None:
        """Lay it out anew."""
        self._relaid()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        at = y + self.scroll_offset.y
        line = self._lines[at] if at < len(self._lines) else []
        return self.strip(fitted(line, self.scrollable_content_region.width, mark=self.signs.cut))
