"""How many cells a text takes in a terminal, and fitting it into so many.

There is one choice of widths in the program, and it is the one that Textual paints by: wcwidth's
tables, with regional indicators one cell each (a flag is two of them), skin tones none, whatever
follows a zero-width joiner none, and a variation selector 16 widening what has both looks.

wcwidth takes 10 ms to import, so signs that everybody uses are known without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

Align = Literal["left", "right", "center"]

_SHORT = 512
_JOINER = "\u200d"
_SELECTOR = "\ufe0f"
_ONE_CELL = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x482), (0x2010, 0x2027)),
    (0x2190, 0x2193),
)
_DRAWING = (0x2500, 0x25FC)
_TWO_CELLS = ((0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x3001, 0x3029), (0xFF01, 0xFF60))

_CLOSING = frozenset("，。、；：？！）】》」』〕…—～”’％·,.;:?!)]}%")
_OPENING = frozenset("（【《「『〔“‘([{")
_COUNTED = frozenset("年月日号天周")
_GOES_ON = frozenset("年月")
_PIECES = re.compile(r"[ \t\u3000]+|[^ \t\u3000]+")


def width(text: str) -> int:
    """Return how many cells `text` takes; control characters take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return _width_of_short(text) if len(text) < _SHORT else _width(text)


def _width(text: str) -> int:
    if _JOINER not in text and _SELECTOR not in text:
        return sum(map(_cells, text))
    return sum(cells for _, cells in clusters(text))


# The same titles are measured at every redraw.
_width_of_short = lru_cache(maxsize=4096)(_width)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Return the pieces of `text` that must stay together, each with its cells.

    A sign with what combines with it, an emoji sequence and a flag are one piece.
    """
    start, cells, base = 0, 0, ""
    at, end = 0, len(text)
    while at < end:
        sign = text[at]
        if sign == _JOINER:
            at += 2
            continue
        if sign == _SELECTOR:
            cells += bool(base) and _has_both_looks(base)
            base = ""
        elif sign_cells := _cells(sign):
            if _is_flag(base, sign) and cells == 1:
                cells, base = 2, ""
            else:
                if at > start:
                    yield text[start:at], cells
                start, cells, base = at, sign_cells, sign
        at += 1
    if end > start:
        yield text[start:], cells


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return `text` if it fits into `cells`, else as much of it as fits before `ellipsis`."""
    if len(text) * 2 <= cells or width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    if room < 0:
        return ""
    kept = []
    for piece, piece_cells in clusters(text):
        if piece_cells > room:
            break
        kept.append(piece)
        room -= piece_cells
    return "".join(kept).rstrip() + ellipsis


def pad(text: str, cells: int, align: Align = "left") -> str:
    """Return `text` with blanks to fill `cells`; one that is wider already stays as it is."""
    room = max(0, cells - width(text))
    match align:
        case "left":
            return text + " " * room
        case "right":
            return " " * room + text
        case "center":
            return " " * (room // 2) + text + " " * (room - room // 2)


def wrap(text: str, cells: int) -> list[str]:
    """Return the lines of `text`, each at most `cells` wide (at least 2).

    Latin words stay whole where they fit into a line; wide signs part anywhere, but no line begins
    with a closing sign or ends with an opening one, and a date stays whole. Line ends in `text`
    stay line ends.
    """
    room = max(2, cells)
    return [line for paragraph in text.split("\n") for line in _wrap_line(paragraph, room)]


def _wrap_line(text: str, room: int) -> list[str]:
    if width(text) <= room:
        return [text]
    lines: list[str] = []
    line, taken = "", 0
    for piece in _PIECES.findall(text):
        if piece.isspace():
            if line and taken < room:
                line, taken = line + piece, taken + width(piece)
            continue
        for word in _words(piece):
            word_cells = width(word)
            if line and taken + word_cells > room:
                lines.append(line.rstrip())
                line, taken = "", 0
            if word_cells > room:
                *whole, word = _chop(word, room)
                lines += whole
                word_cells = width(word)
            line, taken = line + word, taken + word_cells
    if line.strip():
        lines.append(line.rstrip())
    return lines or [""]


def _words(piece: str) -> Iterator[str]:
    """Return the parts of a piece without blanks between which a line may end."""
    word, before_wide = "", False
    for sign, cells in clusters(piece):
        wide = cells == 2
        may_end = (wide or before_wide) and sign not in _CLOSING and word[-1:] not in _OPENING
        if word and may_end and not _is_one_date(word[-1], sign):
            yield word
            word = ""
        word += sign
        before_wide = wide
    if word:
        yield word


def _is_one_date(before: str, sign: str) -> bool:
    """Return whether a line end would part a number from what it counts: 12月18日, 5天."""
    return (before.isdigit() and sign in _COUNTED) or (before in _GOES_ON and sign.isdigit())


def _chop(word: str, room: int) -> list[str]:
    chopped, taken = [""], 0
    for sign, cells in clusters(word):
        if taken + cells > room:
            chopped.append("")
            taken = 0
        chopped[-1] += sign
        taken += cells
    return chopped


@cache
def _cells(sign: str) -> int:
    code = ord(sign)
    if any(first <= code <= last for first, last in _ONE_CELL) or _is_drawing(code):
        return 1
    if any(first <= code <= last for first, last in _TWO_CELLS):
        return 2
    if _is_regional(sign):
        return 1
    if "\U0001f3fb" <= sign <= "\U0001f3ff":
        return 0
    from wcwidth import wcwidth

    return max(0, wcwidth(sign))


def _is_drawing(code: int) -> bool:
    return _DRAWING[0] <= code <= _DRAWING[1]


def _is_regional(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _is_flag(first: str, second: str) -> bool:
    return bool(first) and _is_regional(first) and _is_regional(second)


@cache
def _has_both_looks(sign: str) -> bool:
    from wcwidth.table_vs16 import VS16_NARROW_TO_WIDE

    code = ord(sign)
    ranges = next(reversed(VS16_NARROW_TO_WIDE.values()))
    return any(first <= code <= last for first, last in ranges)
