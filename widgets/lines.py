"""A titled list of lines: what needs attention, open actions, risks."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from widgets.line import Line, Piece, apart, fitted
from widgets.row_list import RowList
from widgets.signs import PLAIN, Signs


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list; `right` stands at the right edge, and is kept where room is short."""

    id: str
    line: Line
    right: Line = ()


class Lines(RowList):
    """A title, and below it the lines; where there are none, one that says so."""

    def __init__(
        self, *, selectable: bool = False, signs: Signs = PLAIN, id: str | None = None
    ) -> None:
        super().__init__(selectable=selectable, signs=signs, id=id)
        self._title: tuple[Piece, ...] = ()
        self._items: tuple[Item, ...] = ()
        self._empty: tuple[Piece, ...] = ()

    def show(self, title: Line, items: Iterable[Item], *, empty: Line = ()) -> None:
        """Show other lines under a title. `empty` is drawn where there are none."""
        was, was_head = self._items, (self._title, self._empty)
        self._title, self._items, self._empty = tuple(title), tuple(items), tuple(empty)
        ids = [item.id for item in self._items]
        if ids == self._ids and was_head == (self._title, self._empty):
            self._redraw(*(at for at, item in enumerate(self._items) if item != was[at]))
        else:
            self._took(ids)

    def _head(self, width: int) -> list[list[Piece]]:
        mark = self.signs.cut
        head = [fitted([Piece(" "), *self._title], width, mark=mark)] if self._title else []
        if not self._items and self._empty:
            head.append(fitted([Piece("  "), *self._empty], width, mark=mark))
        return head

    def _row(self, at: int, width: int, *, here: bool) -> list[Piece]:
        item = self._items[at]
        bar = Piece(self.signs.bar if here else " ", "accent")
        line = apart([Piece(" "), *item.line], item.right, width - 2, mark=self.signs.cut)
        return [bar, *line, Piece(" ")]
