"""What all our widgets have in common: they draw lines of pieces in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
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
