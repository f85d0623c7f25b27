"""Curves over columns of time, drawn with dots: a braille sign holds two by four of them.

Curves differ by how their dots follow each other, so that they are told apart without colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

import msgspec

from widgets.line import Line, Piece, cells, column
from widgets.signs import PLAIN, Signs

Stroke = Literal["solid", "dotted", "dashed"]

_ACROSS, _DOWN = 2, 4
_BRAILLE = 0x2800
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_EVERY: Final = {"solid": (1, 1), "dotted": (4, 1), "dashed": (5, 3)}
"""Of how many dots in a row how many are drawn."""

_DIGITS = 3
"""Cells of most numbers below a column."""

_ASCII: Final = {"solid": "*", "dotted": ".", "dashed": "-"}


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """Points from left to right, joined by a line.

    points: x in columns, 0 the left edge of the first; y 0 at the bottom and 1 at the top. What
        lies outside is drawn at the nearer edge.
    """

    points: tuple[tuple[float, float], ...]
    role: str = "normal"
    stroke: Stroke = "solid"


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Curves, the words at their left, and rows of what stands below each column.

    axis: from the top to the bottom, spread over the height.
    below: each row's name, and a piece per column; a column too narrow leaves its text out.
    """

    columns: int
    curves: tuple[Curve, ...]
    axis: tuple[str, ...] = ()
    below: tuple[tuple[str, tuple[Piece, ...]], ...] = ()


def chart_lines(
    chart: Chart, width: int, height: int, *, margin: int, signs: Signs = PLAIN
) -> list[list[Piece]]:
    """Return a chart in at most `width` cells; `height` lines of curves, and the rows below.

    margin: cells at the left for the words. Every column is equally wide.
    """
    room = width - margin - 1
    step = room // max(chart.columns, 1)
    if step < 1 or height < 1:
        return []
    words = _spread(chart.axis, height)
    lines = [
        [*column(words.get(y, ""), margin, "dim", right=True), Piece(" "), *line]
        for y, line in enumerate(plotted(chart, step * chart.columns, height, signs=signs))
    ]
    for name, pieces in chart.below:
        texts = [_below(piece, step) for piece in pieces]
        lines.append([*column(name, margin, "dim", right=True), Piece(" "), *texts])
    return lines


def _below(piece: Piece, step: int) -> Piece:
    """Return what stands below a column: numbers end alike, about where the curve's point is."""
    size = cells(piece.text)
    if size > step:
        return Piece(" " * step)
    after = max(step - _DIGITS, 0) // 2 if size <= _DIGITS else (step - size) // 2
    return Piece(" " * (step - size - after) + piece.text + " " * after, piece.role)


def plotted(chart: Chart, width: int, height: int, *, signs: Signs = PLAIN) -> list[list[Piece]]:
    """Return the curves alone, in exactly so many cells; a later curve lies above an earlier."""
    plain = signs.cut.isascii()
    across, down = (1, 1) if plain else (_ACROSS, _DOWN)
    signs_at: dict[tuple[int, int], tuple[int, str, str]] = {}
    scale = width * across / max(chart.columns, 1)
    for curve in chart.curves:
        for x, y in _dots(curve, scale, width * across, height * down):
            cell = x // across, y // down
            dot = 0 if plain else _DOTS[y % down][x % across]
            before = signs_at.get(cell, (0, "", ""))[0]
            signs_at[cell] = (before | dot, curve.role, _ASCII[curve.stroke])
    return [_line(signs_at, y, width, plain=plain) for y in range(height)]


def _line(
    signs_at: dict[tuple[int, int], tuple[int, str, str]], y: int, width: int, *, plain: bool
) -> list[Piece]:
    pieces: list[Piece] = []
    for x in range(width):
        dots, role, sign = signs_at.get((x, y), (0, "normal", " "))
        if not plain:
            sign = chr(_BRAILLE + dots) if dots else " "
        if pieces and pieces[-1].role == role:
            pieces[-1] = Piece(pieces[-1].text + sign, role)
        else:
            pieces.append(Piece(sign, role))
    return pieces


def _dots(curve: Curve, scale: float, width: int, height: int) -> Iterator[tuple[int, int]]:
    """Return the dots of a curve, from the left and the top, each within the room there is."""
    every, drawn = _EVERY[curve.stroke]
    points = [
        (
            min(max(int(x * scale), 0), width - 1),
            round((1 - min(max(y, 0.0), 1.0)) * (height - 1)),
        )
        for x, y in curve.points
    ]
    if len(points) == 1:
        yield points[0]
    for (x, y), (to_x, to_y) in pairwise(points):
        long = max(abs(to_x - x), abs(to_y - y))
        for at in range(long + 1):
            share = at / long if long else 0
            # Halves go one way, else a slow rise has steps of unlike length.
            dot = int(x + (to_x - x) * share + 0.5), int(y + (to_y - y) * share + 0.5)
            # By its column where it is flat: so a slow curve is as dense as a steep one.
            place = dot[0] if abs(to_x - x) >= abs(to_y - y) else dot[1]
            if place % every < drawn:
                yield dot


def _spread(words: Sequence[str], height: int) -> dict[int, str]:
    """Return on which line each word stands, the first on top and the last at the bottom."""
    if len(words) < 2:
        return dict(enumerate(words))
    if height < len(words):
        words = (words[0], words[-1])
    return {round(at * (height - 1) / (len(words) - 1)): word for at, word in enumerate(words)}


def legend(stroke: Stroke, signs: Signs = PLAIN) -> str:
    """Return what a curve looks like, beside its name: four cells."""
    if signs.cut.isascii():
        return _ASCII[stroke] * 4
    every, drawn = _EVERY[stroke]
    return "".join(
        chr(_BRAILLE + sum(_DOTS[1][x] for x in range(2) if (cell * 2 + x) % every < drawn))
        for cell in range(4)
    )


def beside(blocks: Sequence[Sequence[Line]], gap: int = 2) -> list[list[Piece]]:
    """Return blocks of lines, each of the same width and height, side by side."""
    lines: list[list[Piece]] = []
    for row in zip(*blocks, strict=True):
        line: list[Piece] = []
        for at, part in enumerate(row):
            line += [Piece(" " * gap), *part] if at else [*part]
        lines.append(line)
    return lines
