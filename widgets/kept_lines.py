"""A widget whose lines are kept from frame to frame, until somebody asks to draw them again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

# No widget at run time: of several bases that are, Textual takes the styles of the first alone.
if TYPE_CHECKING:
    _Base = Widget
else:
    _Base = object


class KeptLines(_Base):
    """Makes a widget hand on again what it handed on before.

    A frame asks every widget between its first and its last changed line for all of its lines.
    Textual keeps them too, and yet works out grounds and filters for each of them each time:
    that was half of what a frame of the meeting cost.
    """

    _ready: dict[int, Strip] | None = None
    _ready_width = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines ready for the screen; those that are asked for again are drawn."""
        if crop.x or (self._ready is not None and crop.width != self._ready_width):
            self._ready = None
            if crop.x:
                return super().render_lines(crop)
        if self._ready is None:
            self._ready, self._ready_width = {}, crop.width
        ready = self._ready
        missing = [y for y in crop.line_range if y not in ready]
        if missing:
            ready.update(zip(missing, self.fresh_lines(missing, crop.width), strict=True))
        return [ready[y] for y in crop.line_range]

    def fresh_lines(self, lines: Sequence[int], width: int) -> list[Strip]:
        """Return some lines (at least one) of the whole widget, drawn now."""
        first = lines[0]
        drawn = super().render_lines(Region(0, first, width, lines[-1] - first + 1))
        return [drawn[y - first] for y in lines]

    def _set_dirty(self, *regions: Region) -> None:
        # The one way by which Textual itself says that something is to be drawn again.
        super()._set_dirty(*regions)
        if self._ready is None:
            return
        if not regions:
            self._ready = None
            return
        for region in regions:
            for y in region.translate(self.content_offset).line_range:
                self._ready.pop(y, None)


class Ground(Container):
    """What other widgets lie on: it draws nothing, the ground of the screen shows between them."""

    def render_lines(self, crop: Region) -> list[Strip]:  # noqa: ARG002, none wherever it is
        """Return no line."""
        return []


class Bar(KeptLines, ScrollBar):
    """A scrollbar."""


class _WholeCells(ScrollBarRender):
    """Draws no part of a cell, for which there is no sign in ASCII."""

    VERTICAL_BARS = [" "]  # noqa: RUF012, textual's own way


class PlainBar(Bar):
    """A scrollbar without any sign."""

    renderer = _WholeCells
