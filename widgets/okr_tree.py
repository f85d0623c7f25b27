"""The tree of objectives, key results and tasks: the one thing that all eyes are on.

It is drawn over a flat list of the rows that are unfolded, so its cost follows the rows on the
screen: a cursor that moves redraws two of them, and other rows those lines that look otherwise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from widgets.canvas import Canvas
from widgets.line import Line, Piece, fitted
from widgets.signs import PLAIN, Signs
from widgets.tree_row import Columns, TreeRow, drawn
from widgets.tree_rows import TreeRows

_KEPT = 2000
"""How many drawn rows are kept for the next time: a few screens of the largest terminal."""


class OkrTree(Canvas, can_focus=True):
    """A list of rows with a cursor, and below the row in hand, if wanted, a block of lines."""

    DEFAULT_CSS = """
    OkrTree { overflow: hidden scroll; scrollbar-gutter: stable; }
    """

    class _OfRow(Message):
        def __init__(self, tree: OkrTree, id: str) -> None:
            super().__init__()
            self.tree = tree
            self.id = id

        @property
        def control(self) -> OkrTree:
            """The tree that says it."""
            return self.tree

    class CursorMoved(_OfRow):
        """The cursor stands on another row now; `id` is that of the row."""

    class RowActivated(_OfRow):
        """The row in hand was clicked; `id` is that of the row."""

    def __init__(
        self,
        rows: Iterable[TreeRow] = (),
        *,
        spaced: bool = True,
        signs: Signs = PLAIN,
        id: str | None = None,
    ) -> None:
        """Make a tree.

        Args:
            rows: what it shows at first.
            spaced: whether a blank line stands above each objective but the first.
            signs: the set of signs.
            id: of the widget.
        """
        super().__init__(signs=signs, id=id)
        self._spaced = spaced
        self._detail_of: str | None = None
        self._detail: tuple[Line, ...] = ()
        self._cursor: int | None = None
        self._columns = Columns()
        self._kept: dict[tuple[TreeRow | None, bool], Strip] = {}
        self._seen: dict[int, Strip] = {}
        self._take(rows)
        self._cursor = 0 if self._rows else None

    # -- what it shows

    @property
    def rows(self) -> Sequence[TreeRow]:
        """The rows, in order."""
        return self._rows

    @property
    def cursor_id(self) -> str | None:
        """The id of the row in hand; None in an empty tree."""
        return None if self._cursor is None else self._rows[self._cursor].id

    @property
    def row_in_hand(self) -> TreeRow | None:
        """The row in hand; None in an empty tree."""
        return None if self._cursor is None else self._rows[self._cursor]

    def set_rows(self, rows: Iterable[TreeRow], cursor: str | None = None) -> None:
        """Show other rows.

        The cursor goes to the row `cursor`; else it stays at the row where it is; else, where
        that is gone, at its place. `TreeRows` stay with whoever gave them: what is put into them
        shows with `update_row`.
        """
        was_id, was_at = self.cursor_id, self._cursor or 0
        self._take(rows)
        places = self._all.at
        at = places.get(cursor or "", places.get(was_id or ""))
        if at is None and self._rows:
            at = min(was_at, len(self._rows) - 1)
        self._cursor = at
        self._relaid()
        if self.cursor_id is not None and self.cursor_id != was_id:
            self.post_message(self.CursorMoved(self, self.cursor_id))

    def update_row(self, row: TreeRow) -> None:
        """Show a row of the same id otherwise: that row alone is drawn again.

        Raises:
            KeyError: there is no row with this id.
        """
        at = self._all.put(row)
        if self._columns.cover(self._all.columns):
            self._kept.clear()
            self._redraw()
        else:
            self._redraw_row(at)

    def set_detail(self, id: str | None = None, lines: Iterable[Line] = ()) -> None:
        """Unfold a block of lines below the row `id`, while the cursor stands there."""
        lines = tuple(lines)
        if (id, lines) == (self._detail_of, self._detail):
            return
        was = self._detail_height
        self._detail_of, self._detail = id, lines
        if self._detail_height != was:
            self._relaid()
        elif was and self._cursor is not None:
            self._refresh_lines(self._line_of(self._cursor) + 1, was)

    # -- the cursor

    def move(self, by: int) -> bool:
        """Move the cursor by so many rows, at most to an end; return whether it moved."""
        if self._cursor is None:
            return False
        return self._put(min(max(self._cursor + by, 0), len(self._rows) - 1))

    def move_to(self, id: str) -> bool:
        """Move the cursor to a row; return whether there is one with this id."""
        at = self._all.at.get(id)
        if at is None:
            return False
        self._put(at)
        return True

    def _put(self, at: int) -> bool:
        was = self._cursor
        if at == was:
            self._show_cursor()
            return False
        height = self._detail_height
        self._cursor = at
        if height or self._detail_height:
            self._relaid()
        else:
            self._refresh_rows(*(row for row in (was, at) if row is not None))
            self._show_cursor()
        self.post_message(self.CursorMoved(self, self._rows[at].id))
        return True

    def _show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if self._cursor is None or not height:
            return
        line = self._line_of(self._cursor)
        top = line - 1 if line and self._row_at(line - 1) is None else line
        if self._cursor == 0:
            top = 0
        last = line + self._detail_height
        offset = self.scroll_offset.y
        if last >= offset + height:
            offset = last - height + 1
        if top < offset or line < offset:
            offset = min(top, line)
        if offset != self.scroll_offset.y:
            self.scroll_to(y=offset, animate=False)

    # -- its lines

    def _take(self, rows: Iterable[TreeRow]) -> None:
        self._all = rows if isinstance(rows, TreeRows) else TreeRows(rows)
        self._rows = self._all.rows
        # Where a blank line stands above: of thousands of rows few, so that others are counted.
        self._apart = [at for at in self._all.tops if at] if self._spaced else []
        self._blank = [at + blank for blank, at in enumerate(self._apart)]
        if self._columns.cover(self._all.columns):
            self._kept.clear()

    def _line_of(self, at: int) -> int:
        """Return the line of a row, where nothing is unfolded below one."""
        return at + bisect_right(self._apart, at)

    def _row_at(self, line: int) -> int | None:
        """Return the row on such a line; None on a blank one, and behind the last row."""
        above = bisect_right(self._blank, line)
        if above and self._blank[above - 1] == line:
            return None
        at = line - above
        return at if 0 <= at < len(self._rows) else None

    @property
    def _detail_height(self) -> int:
        shown = self._cursor is not None and self._detail_of == self.cursor_id
        return len(self._detail) if shown else 0

    def _relaid(self) -> None:
        self.hold(len(self._rows) + len(self._blank) + self._detail_height)
        self._show_cursor()
        self._redraw()

    def _redraw(self) -> None:
        """Draw again what looks otherwise than it was drawn last."""
        width, height = self.size
        changed = [
            Region(0, y, width, 1) for y in range(height) if self._seen.get(y) != self._line(y)
        ]
        if changed:
            self.refresh(*changed)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw again what scrolled, and not the blank lines between."""
        self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            self._redraw()

    def on_mount(self) -> None:
        """Measure what there is."""
        self._relaid()

    def on_resize(self) -> None:
        """Measure anew, and keep the cursor in view."""
        self._kept.clear()
        self._seen.clear()
        self._relaid()

    def notify_style_update(self) -> None:
        """Draw everything anew in the colours that are now in use."""
        self._kept.clear()
        super().notify_style_update()

    def _shown_line(self, at: int) -> int:
        """Return the line of a row, with what is unfolded above it."""
        below = self._cursor is not None and at > self._cursor
        return self._line_of(at) + (self._detail_height if below else 0)

    def _redraw_row(self, at: int) -> None:
        """Draw a row again, if it shows and looks otherwise than it was drawn last."""
        y = self._shown_line(at) - self.scroll_offset.y
        if 0 <= y < self.size.height and self._seen.get(y) != self._line(y):
            self.refresh(Region(0, y, self.size.width, 1))

    def _refresh_rows(self, *rows: int) -> None:
        for at in rows:
            self._refresh_lines(self._shown_line(at), 1)

    def _refresh_lines(self, first: int, count: int) -> None:
        top = max(first - self.scroll_offset.y, 0)
        end = min(first - self.scroll_offset.y + count, self.size.height)
        if top < end:
            self.refresh(Region(0, top, self.size.width, end - top))

    def _place(self, line: int) -> tuple[int | None, int]:
        """Return the row on a line of the whole tree, and which line of its detail (-1: none)."""
        if self._cursor is not None and (height := self._detail_height):
            below = line - self._line_of(self._cursor) - 1
            if 0 <= below < height:
                return self._cursor, below
            if below >= height:
                line -= height
        return self._row_at(line), -1

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        strip = self._seen[y] = self._line(y)
        return strip

    def _line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at, detail = self._place(y + self.scroll_offset.y)
        if detail >= 0:
            return self.strip(
                fitted([Piece(self.signs.bar, "accent"), *self._detail[detail]], width), "cursor"
            )
        # By what a row says: so nothing is drawn twice, wherever it stands and when it comes back.
        key = (None if at is None else self._rows[at], at is not None and at == self._cursor)
        strip = self._kept.get(key)
        if strip is None:
            strip = self._drawn(at, width)
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = strip
        return strip

    def _drawn(self, at: int | None, width: int) -> Strip:
        if at is None:
            return self.strip([Piece(" " * width)])
        here = at == self._cursor
        pieces = drawn(self._rows[at], self._columns, width, self.signs, here=here)
        return self.strip(pieces, "cursor" if here else "plain")

    # -- the mouse

    def on_click(self, event: events.Click) -> None:
        """Take the row that was clicked in hand; activate it where it is in hand."""
        at, _ = self._place(event.y + self.scroll_offset.y)
        if at is None:
            return
        if at == self._cursor:
            self.post_message(self.RowActivated(self, self._rows[at].id))
        else:
            self._put(at)
