"""Confidence by weeks: a row per key result, a cell per week with its number on a ground.

The number says it; the ground, where a terminal has colours enough, lets one see it from afar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import msgspec
from rich.color import Color, blend_rgb
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from okrtui.text.harmless import harmless
from widgets.line import Piece, cells, column, fitted
from widgets.row_list import RowList
from widgets.signs import PLAIN, Signs
from widgets.theme import Palette

CELL = 3
"""Cells of a column: a gap, and two for the number, with a mark where it fell."""

_SAID, _HELD = 0.34, 0.17
"""How much of its colour the ground of a number has; of one that only still holds."""

_MOST, _MOST_NARROW = 14, 8
"""Cells of an owner, and of a key result's name."""

_HEAT = ("on_track", "at_risk", "off_track")
_LEFT = 36
"""Cells that are kept for owner, name and title."""

_WIDE = 100


class HeatCell(msgspec.Struct, frozen=True):
    """What stands in a week: at most two digits, their band, and whether it was said then.

    band: as a health is called; fell: it is far below the week before.
    """

    text: str
    band: str
    said: bool = True
    fell: bool = False


class HeatRow(msgspec.Struct, frozen=True, kw_only=True):
    """A key result; rows of one owner stand together, and the first shows whose they are."""

    id: str
    owner: str
    name: str
    title: str
    cells: tuple[HeatCell | None, ...]


class HeatHead(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the columns.

    labels: one per column; now: which of them runs, None for none; met: in which the team met.
    said, met_word: what the two lines are called.
    """

    labels: tuple[str, ...] = ()
    now: int | None = None
    met: frozenset[int] = frozenset()
    said: str = ""
    met_word: str = ""


def room_for_columns(width: int) -> int:
    """Return how many cells columns may take, so that whose, which and a title can be read."""
    return width - _LEFT


def fall_sign(signs: Signs) -> str:
    """Return what stands before a number that fell far."""
    return "v" if signs.cut.isascii() else "↓"


class HeatMap(RowList):
    """The rows, below the weeks, with a cursor."""

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._top = HeatHead()
        self._rows: tuple[HeatRow, ...] = ()
        self._empty: tuple[Piece, ...] = ()
        self._owner_cells = self._name_cells = 0

    def show(self, head: HeatHead, rows: Iterable[HeatRow], *, empty: Sequence[Piece] = ()) -> None:
        """Show other rows; `empty` is said where there are none."""
        self._top, self._rows, self._empty = head, tuple(rows), tuple(empty)
        self._owner_cells = _widest(row.owner for row in self._rows)
        self._name_cells = _widest(row.name for row in self._rows)
        self._took([row.id for row in self._rows])

    def _head(self, width: int) -> list[list[Piece]]:
        if not self._rows:
            return [fitted([Piece("  "), *self._empty], width, mark=self.signs.cut)]
        top = self._top
        left = max(width - len(top.labels) * CELL - 1, 0)
        week = column(f"{top.said} ", left, "dim", right=True)
        met = column(f"{top.met_word} ", left, "dim", right=True)
        mark = self.signs.prompt
        for at, label in enumerate(top.labels):
            here = at == top.now
            text = f"{mark}{label:>2}" if here else f"{label:>{CELL}}"
            week.append(Piece(text, "key" if here else "dim"))
            met.append(Piece((self.signs.done if at in top.met else "").rjust(CELL), "dim"))
        return [fitted(line, width, mark=self.signs.cut) for line in (week, met)]

    def _row(self, at: int, width: int, *, here: bool) -> list[Piece]:
        row = self._rows[at]
        shown = [piece for cell in row.cells for piece in self._cell(cell)]
        most = _MOST if width >= _WIDE else _MOST_NARROW
        owner, name = min(self._owner_cells, most), min(self._name_cells, most)
        title = width - len(row.cells) * CELL - owner - name - 6
        first = at == self.scroll_offset.y or at == 0 or self._rows[at - 1].owner != row.owner
        line = [
            Piece(self.signs.bar if here else " ", "accent"),
            Piece(" "),
            *column(row.owner if first else "", owner, "bright", mark=self.signs.cut),
            Piece(" "),
            *column(self._ending(row.name, name), name, "dim", mark=self.signs.cut),
            Piece(" "),
            *column(row.title, title, "bright" if here else "normal", mark=self.signs.cut),
            Piece(" "),
            *shown,
        ]
        return fitted(line, width, mark=self.signs.cut)

    def _ending(self, name: str, room: int) -> str:
        """Return the end of a name: whose it is stands at its beginning, and matters less."""
        name = harmless(name)
        while cells(name) > room and "/" in name.lstrip("/"):
            name = f"/{name.lstrip('/').partition('/')[2]}"
        return f"{self.signs.cut}{name}" if name.startswith("/") and cells(name) < room else name

    def _cell(self, cell: HeatCell | None) -> list[Piece]:
        if cell is None:
            return [Piece(" " * CELL)]
        text = cell.text if cell.said else self.signs.dot
        if cell.fell:
            text = fall_sign(self.signs) + text
        kind = "fell" if cell.fell else "said" if cell.said else "held"
        return [Piece(" "), Piece(text.rjust(CELL - 1), f"{kind}:{cell.band}")]

    def strip(self, pieces: Iterable[Piece], ground: str = "plain") -> Strip:
        """Return a line as Textual draws it, the numbers on their grounds."""
        segments, width = [], 0
        for text, role in pieces:
            kind, colon, band = role.partition(":")
            style = heat(self.palette, band, kind, ground) if colon else self.style(role, ground)
            segments.append(Segment(text, style))
            width += cells(text)
        return Strip(segments, width)


@cache
def heat(palette: Palette, band: str, kind: str, ground: str = "plain") -> Style:
    """Return how a number of a band looks: one that was said, one that fell, or one that holds.

    With sixteen colours or none the number is drawn in the colour, and its ground left alone.
    """
    bold = kind == "fell" or None
    if palette.background == "default":
        held = kind == "held" or None
        name = getattr(palette, band) if band in _HEAT else "default"
        color = None if name == "default" else Color.parse(name)
        return Style(color=color, bold=bold, dim=held)
    base = Color.parse(palette.cursor if ground == "cursor" else palette.background)
    tint = Color.parse(getattr(palette, band))
    share = _HELD if kind == "held" else _SAID
    blended = blend_rgb(base.get_truecolor(), tint.get_truecolor(), share)
    text = palette.dim if kind == "held" else palette.bright
    return Style(color=Color.parse(text), bgcolor=Color.from_triplet(blended), bold=bold)


def _widest(texts: Iterable[str]) -> int:
    return max((cells(harmless(text)) for text in texts), default=0)
