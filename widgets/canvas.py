"""What all our widgets have in common: they draw lines of pieces in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.style import Style as Ink
from textual.widget import Widget

from widgets.kept_lines import Bar, KeptLines, PlainBar
from widgets.line import Piece, cells
from widgets.signs import PLAIN, Signs
from widgets.theme import Palette, palette_of, style_of


class Canvas(KeptLines, ScrollView, inherit_bindings=False):
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
        self._behind: tuple[Style, Color] | None = None

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        if self._palette is None:
            theme = self.app.current_theme
            self._palette = palette_of(theme.name, dark=theme.dark)
        return self._palette

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """Its scrollbar: one that is not drawn with every line beside it."""
        if self._vertical_scrollbar is None:
            kind = PlainBar if self.signs.cut.isascii() else Bar
            bar = kind(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def notify_style_update(self) -> None:
        """Take the colours anew: the theme may be another."""
        self._palette = self._behind = None
        super().notify_style_update()

    def fresh_lines(self, lines: Sequence[int], width: int) -> list[Strip]:
        """Return some lines, drawn now.

        Textual would ask all that lies below for its colours first, and each line for borders,
        tints and the like: no canvas has any, and a line of it has a ground of its own.
        """
        top, right, bottom, left = self.styles.padding
        room, end = width - left - right, self.outer_size.height - bottom
        filters = self.get_line_filters()
        blank, behind = self._ground
        drawn = []
        for y in lines:
            if top <= y < end:
                strip = self.render_line(y - top).adjust_cell_length(room, blank)
                if left or right:
                    sides = [[Segment(" " * side, blank)] if side else [] for side in (left, right)]
                    strip = Strip([*sides[0], *strip, *sides[1]], width)
            else:
                strip = Strip.blank(width, blank)
            for each in filters:
                strip = strip.apply_filter(each, behind)
            drawn.append(strip)
        return drawn

    @property
    def _ground(self) -> tuple[Style, Color]:
        """How a blank is drawn, and the colour that lies behind all."""
        if self._behind is None:
            below, own = self.background_colors
            self._behind = Ink(background=below + own).rich_style, own
        return self._behind

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
