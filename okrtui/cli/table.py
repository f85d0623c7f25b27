"""Columns of text that line up by cells, whatever script is in them."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.text.harmless import harmless
from okrtui.text.width import Align, cut, pad, width

GAP = "  "


def table(rows: Sequence[Sequence[str]], aligns: str, columns: int | None) -> list[str]:
    """Return the lines of a table.

    aligns: a letter for each column, `l` or `r`; columns: the width of the terminal, in cells. The
    last column is cut to fit in it; None, where nothing is cut, is for files and pipes.
    """
    shown = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    lines = []
    for row in shown:
        *before, last = row
        cells = [
            pad(cell, cells, _align(letter))
            for cell, cells, letter in zip(before, widths, aligns, strict=False)
        ]
        start = GAP.join(cells) + GAP if cells else ""
        if columns is not None:
            last = cut(last, max(0, columns - width(start)))
        elif aligns[-1] == "r":
            last = pad(last, widths[-1], "right")
        lines.append((start + last).rstrip())
    return lines


def _align(letter: str) -> Align:
    return "right" if letter == "r" else "left"
