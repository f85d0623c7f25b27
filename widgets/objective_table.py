"""Objectives in columns: what each is called, what kind it is, how it stands, what to say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from widgets.line import Line, Piece, column, fitted
from widgets.row_list import RowList
from widgets.signs import PLAIN, Signs

WIDE, VAST = 100, 140
"""Columns from which on all kinds have room, and whose it is too."""

_PERCENT, _SURE, _GAP = 5, 4, "  "
_MOST_NAME, _MOST_OWNER = 12, 10
_MOST_KIND = (10, 10, 10, 12)
_MOST_TITLE = 72


class ObjectiveLine(msgspec.Struct, frozen=True, kw_only=True):
    """A row. kinds: category, dimension, origin and ambition; nothing where one is not set.

    mark: what stands before the title, as that it is a draft. health: a piece per key result.
    advice: how many things there are to say of it; told: whether one of them is a warning.
    """

    name: str
    title: str
    owner: str
    kinds: tuple[str, ...]
    percent: str
    sure: str
    health: Line
    mark: str = ""
    advice: str = ""
    warns: bool = False


class ObjectiveHead(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the columns, and how many cells their texts take.

    by: the place of the column that decides the order, among the words; None for none of them.
    """

    name: str
    owner: str
    kinds: tuple[str, ...]
    percent: str
    sure: str
    health: str
    advice: str
    name_cells: int = 8
    owner_cells: int = 8
    kind_cells: tuple[int, ...] = (10, 10, 10, 12)
    health_cells: int = 9
    advice_cells: int = 6
    by: str = ""


class ObjectiveTable(RowList):
    """The rows below the words of their columns, with a cursor. Rows are made as they are drawn."""

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._words: ObjectiveHead | None = None
        self._line_of: Callable[[str], ObjectiveLine] | None = None
        self._empty: Line = ()

    def show(
        self,
        head: ObjectiveHead,
        ids: Sequence[str],
        line_of: Callable[[str], ObjectiveLine],
        *,
        empty: Line = (),
    ) -> None:
        """Show these objectives; `line_of` tells what stands in a row. empty: where none is."""
        self._words, self._line_of, self._empty = head, line_of, empty
        self._took(ids)

    @property
    def shown(self) -> Sequence[str]:
        """The ids of the rows, from above."""
        return tuple(self._ids)

    def _head(self, width: int) -> list[list[Piece]]:
        words = self._words
        if words is None:
            return []
        if not self._ids:
            return [fitted([Piece(_GAP), *self._empty], width, mark=self.signs.cut)]
        fit = _Fit(words, width)

        def role(word: str) -> str:
            return "normal" if word == words.by else "dim"

        pieces = [
            Piece(_GAP),
            *column(words.name, fit.name + 2 + fit.title, "dim"),
            *_after(words.owner, fit.owner, role(words.owner)),
        ]
        for word, room in zip(words.kinds, fit.kinds, strict=True):
            pieces += _after(word, room, role(word))
        pieces += [
            *_after(words.percent, _PERCENT, role(words.percent), right=True),
            *_after(words.sure, _SURE, role(words.sure), right=True),
            *_after(words.health, words.health_cells, role(words.health)),
            *_after(words.advice, fit.advice, "dim", right=True),
        ]
        return [fitted(pieces, width, mark=self.signs.cut)]

    def _row(self, at: int, width: int, *, here: bool) -> list[Piece]:
        if self._words is None or self._line_of is None:
            return [Piece(" " * width)]
        row, fit = self._line_of(self._ids[at]), _Fit(self._words, width)
        title = [
            Piece(f"{row.mark} " if row.mark else "", "accent"),
            Piece(row.title, "dim" if row.mark else "bright" if here else "normal"),
        ]
        pieces = [
            Piece(self.signs.bar if here else " ", "accent"),
            Piece(" "),
            *column(row.name, fit.name, "key" if here else "dim"),
            Piece(_GAP),
            *fitted(title, fit.title, mark=self.signs.cut),
            *_after(row.owner, fit.owner, "normal"),
        ]
        for place, (text, room) in enumerate(zip(row.kinds, fit.kinds, strict=True)):
            known = "normal" if place == 0 else "dim"
            pieces += _after(text or self.signs.absent, room, known if text else "faint")
        pieces += [
            *_after(row.percent, _PERCENT, "bright", right=True),
            *_after(row.sure, _SURE, "bright", right=True),
            Piece(_GAP),
            *fitted(row.health, self._words.health_cells, mark=self.signs.cut),
            *_after(row.advice, fit.advice, "bright" if row.warns else "dim", right=True),
        ]
        return fitted(pieces, width, mark=self.signs.cut)


class _Fit:
    """Cells of the columns whose room depends on how much there is."""

    def __init__(self, words: ObjectiveHead, width: int) -> None:
        wide = width >= WIDE - 1
        self.name = min(words.name_cells, _MOST_NAME)
        self.owner = min(words.owner_cells, _MOST_OWNER) if width >= VAST - 1 else 0
        self.kinds = tuple(
            min(room, most) if wide or place == 0 else 0
            for place, (room, most) in enumerate(zip(words.kind_cells, _MOST_KIND, strict=True))
        )
        self.advice = words.advice_cells
        columns = (self.owner, *self.kinds, _PERCENT, _SURE, words.health_cells, self.advice)
        taken = sum(room + len(_GAP) for room in columns if room)
        left = width - len(_GAP) - self.name - len(_GAP) - taken - 1
        self.title = min(max(left, 8), _MOST_TITLE)


def _after(text: str, room: int, role: str, *, right: bool = False) -> list[Piece]:
    """Return a column with the gap before it; nothing where it has no room."""
    return [Piece(_GAP), *column(text, room, role, right=right)] if room else []
