"""A list of rows of one line each, below lines of a head that stand still, with a cursor."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from widgets.canvas import Canvas
from widgets.line import Piece
from widgets.signs import PLAIN, Signs


class RowList(Canvas, can_focus=True):
    """What lists with a cursor have in common; a subclass draws the head and the rows.

    Where it cannot be selected from, it has no cursor and takes no focus.
    """

    DEFAULT_CSS = """
    RowList { overflow: hidden auto; scrollbar-gutter: stable; }
    """

    class _OfRow(Message):
        def __init__(self, rows: RowList, id: str) -> None:
            super().__init__()
            self.rows = rows
            self.id = id

        @property
        def control(self) -> RowList:
            """The list that says it."""
            return self.rows

    class CursorMoved(_OfRow):
        """The cursor stands on another row now; `id` is that of the row."""

    class RowActivated(_OfRow):
        """The row in hand was clicked; `id` is that of the row."""

    def __init__(
        self, *, selectable: bool = True, signs: Signs = PLAIN, id: str | None = None
    ) -> None:
        super().__init__(signs=signs, id=id)
        self.can_focus = selectable
        self._selectable = selectable
        self._ids: list[str] = []
        self._kept_head: tuple[int, list[list[Piece]]] | None = None
        self._cursor: int | None = None
        self._lit = False
        self._just_focused = False

    @property
    def cursor_id(self) -> str | None:
        """The id of the row in hand; None where there is none."""
        return None if self._cursor is None else self._ids[self._cursor]

    def move(self, by: int) -> bool:
        """Move the cursor by so many rows, at most to an end; return whether it moved."""
        if self._cursor is None:
            return False
        return self._put(min(max(self._cursor + by, 0), len(self._ids) - 1))

    def move_to(self, id: str) -> bool:
        """Move the cursor to a row; return whether there is one with this id."""
        if not self._selectable or id not in self._ids:
            return False
        self._put(self._ids.index(id))
        return True

    # -- for the subclass

    def _head(self, width: int) -> list[list[Piece]]:
        """Return the lines of the head, each exactly `width` cells."""
        raise NotImplementedError

    def _row(self, at: int, width: int, *, here: bool) -> list[Piece]:
        """Return a row in exactly `width` cells. `here`: the cursor stands on it."""
        raise NotImplementedError

    def _took(self, ids: Sequence[str]) -> None:
        """Show rows with these ids; the cursor stays at its row, or where that is gone, place."""
        was_id, was_at = self.cursor_id, self._cursor or 0
        self._kept_head = None
        self._ids = list(ids)
        self._cursor = None
        if self._selectable and self._ids:
            known = was_id is not None and was_id in self._ids
            self._cursor = (
                self._ids.index(was_id or "") if known else min(was_at, len(self._ids) - 1)
            )
        self._relaid()
        if was_id is not None and self.cursor_id not in (None, was_id):
            self.post_message(self.CursorMoved(self, self.cursor_id or ""))

    def _redraw(self, *rows: int) -> None:
        """Draw these rows again, and no others."""
        for at in rows:
            y = self._head_height + at - self.scroll_offset.y
            if self._head_height <= y < self.size.height:
                self.refresh(Region(0, y, self.size.width, 1))

    # -- its lines

    @property
    def _head_height(self) -> int:
        return len(self._head_lines())

    def _head_lines(self) -> list[list[Piece]]:
        width = self.scrollable_content_region.width
        if self._kept_head is None or self._kept_head[0] != width:
            self._kept_head = (width, self._head(width) if width else [])
        return self._kept_head[1]

    def _put(self, at: int) -> bool:
        was, self._cursor = self._cursor, at
        self._just_focused = False
        self._show_cursor()
        if at == was:
            return False
        self._redraw(*(row for row in (was, at) if row is not None))
        self.post_message(self.CursorMoved(self, self._ids[at]))
        return True

    def _show_cursor(self) -> None:
        room = self.scrollable_content_region.height - self._head_height
        if self._cursor is None or room <= 0:
            return
        offset = min(max(self.scroll_offset.y, self._cursor - room + 1), self._cursor)
        if offset != self.scroll_offset.y:
            self.scroll_to(y=offset, animate=False)

    def _relaid(self) -> None:
        lines = max(self._head_height + len(self._ids), 1)
        size = Size(self.scrollable_content_region.width, lines)
        if self.virtual_size != size:
            self.virtual_size = size
        self.refresh()
        self._show_cursor()

    def on_mount(self) -> None:
        """Measure what there is."""
        self._relaid()

    def on_resize(self) -> None:
        """Measure anew, and keep the cursor in view."""
        self._relaid()

    def _at(self, y: int) -> int | None:
        at = y - self._head_height + self.scroll_offset.y
        return at if y >= self._head_height and at < len(self._ids) else None

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        width = self.scrollable_content_region.width
        head = self._head_lines()
        if y < len(head):
            return self.strip(head[y])
        at = self._at(y)
        if at is None:
            return self.strip([Piece(" " * width)])
        here = at == self._cursor and self._lit
        return self.strip(self._row(at, width, here=here), "cursor" if here else "plain")

    def on_focus(self) -> None:
        """Show the cursor: of several lists, only that with the keys shows one."""
        self._just_focused = True
        self._light(lit=True)

    def on_blur(self) -> None:
        """Hide the cursor, unless the keys went to no other: to another window, that is."""
        self._light(lit=self._lit and self.screen.focused is None)

    def _light(self, *, lit: bool) -> None:
        self._lit = lit
        if self._cursor is not None:
            self._redraw(self._cursor)

    # -- the mouse

    def on_click(self, event: events.Click) -> None:
        """Take the row that was clicked in hand; activate it where it is in hand.

        The click that brought the keys here activates nothing.
        """
        at = self._at(event.y)
        if at is None or not self._selectable:
            return
        brought_keys, self._just_focused = self._just_focused, False
        if at == self._cursor and not brought_keys:
            self.post_message(self.RowActivated(self, self._ids[at]))
        else:
            self._put(at)
