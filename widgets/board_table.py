"""The team at a glance: a row per member."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from okrtui.text.harmless import harmless
from widgets.bar import bar, trend
from widgets.line import Line, Piece, cells, column, fitted, width_of
from widgets.row_list import RowList
from widgets.signs import PLAIN, Signs


class BoardHead(msgspec.Struct, frozen=True, kw_only=True):
    """The words above the columns."""

    member: str
    progress: str
    week: str
    confidence: str
    health: str
    last: str


class MemberRow(msgspec.Struct, frozen=True, kw_only=True):
    """How a member stands, or the team: plain strings, and numbers for the drawn columns.

    progress: 0 to 1; None, a mean of nothing, is an empty bar. percent says it in words.
    trend: confidence of the last weeks, 1 to 10, the newest last; None where nothing was said.
    confidence: the mean now; fall: `↓2` where it fell.
    health: a piece per key result, each with its sign and role.
    last: when the last check-in was.
    """

    id: str
    name: str
    progress: float | None = None
    percent: str = "–"
    change: str = ""
    change_role: str = "dim"
    trend: tuple[float | None, ...] = ()
    confidence: str = "–"
    fall: str = ""
    fall_role: str = "at_risk"
    health: Line = ()
    last: str = ""
    last_role: str = "dim"
    dim: bool = False


class _Columns(msgspec.Struct, frozen=True):
    """Cells of the columns, and whether the last ones have room; the gaps are two cells."""

    name: int
    bar: int
    trend: int
    health: int
    last: int


class BoardTable(RowList):
    """Members with progress, confidence, health and last check-in, in columns that fit."""

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._words = BoardHead(member="", progress="", week="", confidence="", health="", last="")
        self._rows: tuple[MemberRow, ...] = ()
        self._kept: tuple[int, _Columns] | None = None

    def show(self, head: BoardHead, rows: Iterable[MemberRow]) -> None:
        """Show members; where the ids are the same, only rows that changed are drawn again."""
        width = self.scrollable_content_region.width
        was_head, was, was_columns = self._words, self._rows, self._columns(width)
        self._words, self._rows, self._kept = head, tuple(rows), None
        ids = [row.id for row in self._rows]
        if (ids, head, self._columns(width)) == (self._ids, was_head, was_columns):
            self._redraw(*(at for at, row in enumerate(self._rows) if row != was[at]))
        else:
            self._took(ids)

    def _columns(self, width: int) -> _Columns:
        if self._kept is None or self._kept[0] != width:
            self._kept = (width, self._fit(width))
        return self._kept[1]

    def _fit(self, width: int) -> _Columns:
        name = min(max([cells(harmless(row.name)) for row in self._rows] + [6]), 16)
        signs = max([width_of(_apart(row.health)) for row in self._rows] + [5])
        health = min(max(signs, cells(self._words.health)), 15)
        last = max([cells(harmless(row.last)) for row in self._rows] + [cells(self._words.last)])
        left = width - 3 - name - 2 - (2 + 6) - (2 + 5) - (3 + 8 + 1 + 4 + 3) - 2
        left -= health + 2
        bar_cells = min(max(left - last - 2, 8), 24)
        last = min(last, left - bar_cells - 2)
        if last < 8:
            last, bar_cells = 0, max(min(left, 24), 0)
        return _Columns(name, bar_cells, 8, health, last)

    def _head(self, width: int) -> list[list[Piece]]:
        words = self._words
        if not words.member:
            return []
        fit = self._columns(width)
        pieces = [
            Piece("   "),
            *column(words.member, fit.name, "dim"),
            Piece("  "),
            *column(words.progress, fit.bar + 2 + 4, "dim"),
            *column(words.week, 2 + 5 + 2, "dim", right=True),
            Piece("   "),
            *column(words.confidence, fit.trend + 1 + 4 + 3, "dim"),
            Piece("  "),
            *column(words.health, fit.health, "dim"),
            Piece("  "),
            *column(words.last, fit.last, "dim"),
        ]
        return [fitted(pieces, width, mark=self.signs.cut)]

    def _row(self, at: int, width: int, *, here: bool) -> list[Piece]:
        row, fit = self._rows[at], self._columns(width)

        def role(given: str) -> str:
            return "dim" if row.dim else given

        pieces = [
            Piece(self.signs.bar if here else " ", "accent"),
            Piece("  "),
            *column(row.name, fit.name, role("strong" if here else "bright")),
            Piece("  "),
            *bar(row.progress, fit.bar, role=role("accent"), signs=self.signs),
            Piece("  " if fit.bar else ""),
            *column(row.percent, 6, role("bright"), right=True),
            Piece("  "),
            *column(row.change, 5, role(row.change_role), right=True),
            Piece("   "),
            *trend(row.trend, fit.trend, low=1, high=10, role="graph", signs=self.signs),
            Piece(" "),
            *column(row.confidence, 4, role("bright"), right=True),
            *column(f" {row.fall}" if row.fall else "", 3, role(row.fall_role)),
            Piece("  "),
            *fitted(_apart(row.health), fit.health, mark=self.signs.cut),
            Piece("  "),
            *column(row.last, fit.last, role(row.last_role)),
        ]
        return fitted(pieces, width, mark=self.signs.cut)


def _apart(signs: Line) -> list[Piece]:
    return [piece for sign in signs for piece in (sign, Piece(" "))][:-1]
