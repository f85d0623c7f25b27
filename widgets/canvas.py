"""What all our widgets have in common: they draw lines of pieces in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from widgets.line import Piece, cells
from widgets.signs import PLAIN, Signs
from widgets.theme import Palette, palette_of, style_of


class Canvas(ScrollView, inherit_bindings=False):
    """A widget that is drawn line by line.

    It binds no keys: the scrolling ones of `ScrollView` would take them from the screen. Of the
    app it knows the theme alone; a component class for each role would say the same, and cost
    12 ms of the launch.
    """

    DEFAULT_CSS = """
    Canvas { background: transparent; overflow: hidden hidden; scrollbar-size: 1 1; }
    """

    signs: Signs = PLAIN

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs
        self._palette: Palette | None = None
        self._width = 0
        self._ready: dict[int, Strip] = {}

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        if self._palette is None:
            theme = self.app.current_theme
            self._palette = palette_of(theme.name, dark=theme.dark)
        return self._palette

    def notify_style_update(self) -> None:
        """Take the colours anew: the theme may be another."""
        self._palette = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines ready for the screen: those that nobody asked to draw again as they were.

        A frame asks every widget between its first and its last changed line for all lines.
        Textual keeps them too, and yet works out grounds and filters for each of them each time:
        that was half of what a key of the meeting cost.
        """
        if crop.x or crop.width != self._width:
            self._ready.clear()
            self._width = crop.width
            if crop.x:
                return super().render_lines(crop)
        ready = self._ready
        missing = [y for y in crop.line_range if y not in ready]
        if missing:
            first, last = missing[0], missing[-1]
            drawn = super().render_lines(Region(0, first, crop.width, last - first + 1))
            ready.update(zip(range(first, last + 1), drawn, strict=True))
        return [ready[y] for y in crop.line_range]

    def _set_dirty(self, *regions: Region) -> None:
        # The one way by which Textual itself says that something is to be drawn again.
        super()._set_dirty(*regions)
        if not regions:
            self._ready.clear()
        for region in regions:
            for y in region.translate(self.content_offset).line_range:
                self._ready.pop(y, None)

    def hold(self, lines: int) -> None:
        """Hold so many lines to scroll through, of a widget whose scrollbar always has its column.

        The screen is not laid out anew for it, which costs 20 ms that a key would wait for: what
        lies where does not depend on how much there is to scroll through.
        """
        window = self.scrollable_content_region
        size = Size(window.width, max(lines, window.height))
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
            self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def style(self, role: str, ground: str = "plain") -> Style:
        """Return how text of a role looks on a ground, in the theme in use."""
        return style_of(self.palette, role, ground)

    def strip(self, pieces: Iterable[Piece], ground: str = "plain") -> Strip:
        """Return a line as Textual draws it. `pieces` must be harmless, as `line.fitted` is."""
        palette = self.palette
        segments, width = [], 0
        for text, role in pieces:
            segments.append(Segment(text, style_of(palette, role, ground)))
            width += cells(text)
        return Strip(segments, width)
