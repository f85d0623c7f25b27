"""A row of the tree, and how it is laid out in columns."""

from __future__ import annotations

import msgspec

from okrtui.text.harmless import harmless
from widgets.bar import bar
from widgets.line import Piece, cells, column, fitted
from widgets.signs import Signs


class TreeRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a row of the tree says: plain strings, each with a role of `theme.ROLES`.

    kind: `objective`, `key_result`, `task`, or any other; objectives stand out.
    sign: one cell, of `signs`; `sign_role` is its health, usually.
    name: `O1`, `KR2`.
    value, change, confidence: the number columns; empty for a task.
    aside: what stands in the place of these columns, to the right: `wang · Fri` of a task.
    mark: at the far right: ✓ reviewed, ↷ skipped, ×4 unchanged; at most four cells.
    progress: 0 to 1, drawn as a bar where there is room; None draws none.
    expanded: whether what is below it is unfolded; None where there is nothing.
    dim: whether it steps back, as what is done or belongs to somebody absent.
    """

    id: str
    kind: str = "key_result"
    depth: int = 0
    sign: str = ""
    sign_role: str = "dim"
    name: str = ""
    title: str = ""
    title_role: str | None = None
    value: str = ""
    value_role: str = "normal"
    change: str = ""
    change_role: str = "dim"
    confidence: str = ""
    confidence_role: str = "normal"
    aside: str = ""
    mark: str = ""
    mark_role: str = "dim"
    progress: float | None = None
    expanded: bool | None = None
    dim: bool = False


class Columns:
    """How wide the number columns are: wide enough for every row, and never narrower again.

    So a column does not jump when a number in it changes, nor when the rows do.
    """

    def __init__(self) -> None:
        self.value, self.change, self.confidence, self.mark = 5, 4, 6, 2

    def grow(self, row: TreeRow) -> bool:
        """Make room for a row; return whether that changed anything."""
        if not (row.value or row.change or row.confidence or row.mark):
            return False  # A task, as most rows of a long tree are.
        was = (self.value, self.change, self.confidence, self.mark)
        self.value = max(self.value, min(cells(row.value), 14))
        self.change = max(self.change, min(cells(row.change), 8))
        self.confidence = max(self.confidence, min(cells(row.confidence), 8))
        self.mark = max(self.mark, min(cells(row.mark), 4))
        return was != (self.value, self.change, self.confidence, self.mark)

    def cover(self, other: Columns) -> bool:
        """Make room for all that others have room for; return whether that changed anything."""
        was = (self.value, self.change, self.confidence, self.mark)
        self.value = max(self.value, other.value)
        self.change = max(self.change, other.change)
        self.confidence = max(self.confidence, other.confidence)
        self.mark = max(self.mark, other.mark)
        return was != (self.value, self.change, self.confidence, self.mark)


_TITLE = 18
"""Cells that a title should have before a column goes."""


def drawn(row: TreeRow, columns: Columns, width: int, signs: Signs, *, here: bool) -> list[Piece]:
    """Return a row in exactly `width` cells. `here`: the cursor stands on it."""
    left = _left(row, signs, here=here)
    needed = sum(cells(piece.text) for piece in left)
    right = _right(row, columns, width, signs, needed)
    room = width - sum(cells(piece.text) for piece in right)
    if room < 0:
        return fitted([*left, *right], width, mark=signs.cut)
    return [*fitted(left, room, mark=signs.cut), *right]


def _left(row: TreeRow, signs: Signs, *, here: bool) -> list[Piece]:
    fold = {None: " ", True: " ", False: signs.folded}[row.expanded]
    pieces = [
        Piece(signs.bar if here else " ", "accent"),
        Piece("  " * row.depth),
        Piece(f"{fold} ", "dim"),
    ]
    if row.sign:
        pieces += [Piece(row.sign, row.sign_role), Piece(" ")]
    if row.name:
        pieces += [Piece(row.name, _role(row, "accent" if here else "dim")), Piece(" ")]
        if row.kind == "objective":
            pieces.append(Piece(" "))
    pieces.append(Piece(row.title, row.title_role or _title_role(row, here=here)))
    return pieces


def _title_role(row: TreeRow, *, here: bool) -> str:
    if row.kind == "objective":
        return "dim" if row.dim else "strong"
    if here:
        return "bright"
    return "dim" if row.dim else "normal"


def _role(row: TreeRow, role: str) -> str:
    return "dim" if row.dim else role


def _right(row: TreeRow, columns: Columns, width: int, signs: Signs, needed: int) -> list[Piece]:
    """Return what stands at the right of a row, beside a left side that needs so many cells."""
    numbers: list[Piece] = []
    room = width - _TITLE - 2 * row.depth
    wanted = columns.value + columns.confidence + columns.mark + 6
    with_change = room >= wanted + columns.change + 2
    span = columns.value + 2 + columns.confidence + (columns.change + 2 if with_change else 0)
    if row.aside:
        # Words take what they need: what the title leaves, and up to half of the row in any case.
        aside = harmless(row.aside)
        half, left = width // 2 - columns.mark - 4, width - needed - columns.mark - 5
        size = min(cells(aside), max(span, half, left), max(room, 0))
        numbers = column(aside, size, _role(row, "dim"), right=True)
        span = size
    elif not (row.value or row.change or row.confidence):
        span = 0
    else:
        numbers += column(row.value, columns.value, _role(row, row.value_role), right=True)
        if with_change:
            numbers.append(Piece("  "))
            numbers += column(row.change, columns.change, _role(row, row.change_role), right=True)
        numbers.append(Piece("  "))
        numbers += column(
            row.confidence, columns.confidence, _role(row, row.confidence_role), right=True
        )
    pieces = [Piece("  ")]
    if row.progress is not None or (numbers and not row.aside):
        pieces += _bar(row, room - span - columns.mark - 4, signs)
    pieces += numbers
    if room >= wanted - 4:
        pieces.append(Piece("  "))
        pieces += [*column(row.mark, columns.mark, row.mark_role), Piece(" ")]
    return pieces


def _bar(row: TreeRow, room: int, signs: Signs) -> list[Piece]:
    """Return a bar of progress where a title of 60 cells has room beside it."""
    size = 12
    if room < 44 + size:
        return []
    if row.progress is None:
        return [Piece(" " * (size + 2))]
    role = "dim" if row.dim else ("accent" if row.kind == "objective" else "normal")
    return [*bar(row.progress, size, role=role, signs=signs), Piece("  ")]
