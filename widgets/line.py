"""What a widget draws: lines made of pieces, each with a role, measured in terminal cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from okrtui.text.harmless import harmless
from okrtui.text.width import cut, width, wrap


class Piece(NamedTuple):
    """Some text of one role (`theme.ROLES`). Text is data: shown as written, never as markup."""

    text: str
    role: str = "normal"


Line = Sequence[Piece]
"""Pieces from left to right."""


def width_of(line: Iterable[Piece]) -> int:
    """Return how many cells a line takes."""
    return sum(cells(harmless(piece.text)) for piece in line)


@lru_cache(maxsize=4096)
def cells(text: str) -> int:
    """Return how many cells a harmless text takes. Kept: the same few words come every time."""
    return width(text)


def fitted(line: Line, room: int, *, mark: str = "…") -> list[Piece]:
    """Return a line that takes exactly `room` cells: cut at the end, or filled with blanks.

    The result is harmless: control signs and the like are replaced by what can be seen.
    """
    pieces: list[Piece] = []
    left = room
    for piece in line:
        if not piece.text:
            continue
        text = harmless(piece.text)
        size = cells(text)
        if size > left:
            text = cut(text, left, mark)
            if text:
                pieces.append(Piece(text, piece.role))
                left -= cells(text)
            break
        pieces.append(Piece(text, piece.role))
        left -= size
    if left > 0:
        pieces.append(Piece(" " * left))
    return pieces


def wrapped(line: Line, room: int) -> list[list[Piece]]:
    """Return a line as so many as it takes, each at most `room` cells (at least 2)."""
    signs = [(sign, piece.role) for piece in line for sign in harmless(piece.text)]
    lines: list[list[Piece]] = []
    at = 0
    for text in wrap("".join(sign for sign, _ in signs), room):
        pieces: list[Piece] = []
        for sign in text:
            while signs[at][0] != sign:
                at += 1
            role = signs[at][1]
            at += 1
            if pieces and pieces[-1].role == role:
                pieces[-1] = Piece(pieces[-1].text + sign, role)
            else:
                pieces.append(Piece(sign, role))
        lines.append(pieces)
    return lines


def column(
    text: str, room: int, role: str = "normal", *, right: bool = False, mark: str = "…"
) -> list[Piece]:
    """Return one column of a table: exactly `room` cells, filled up on one side."""
    if room <= 0:
        return []
    text = cut(harmless(text), room, mark)
    blank = " " * (room - cells(text))
    return [Piece(blank + text if right else text + blank, role)]


def apart(left: Line, right: Line, room: int, *, gap: int = 2, mark: str = "…") -> list[Piece]:
    """Return a line with one part on the left and one on the right.

    The left one gives way first, down to half of the room; then the right one does too.
    """
    taken = min(width_of(right), max(room // 2, room - gap - width_of(left)))
    if not taken:
        return fitted(left, room, mark=mark)
    gap = min(gap, room - taken)
    left_part = fitted(left, room - taken - gap, mark=mark)
    return [*left_part, Piece(" " * gap), *fitted(right, taken, mark=mark)]
