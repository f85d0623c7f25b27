"""A vote: who is asked now, and then what all gave, the lowest first."""

from __future__ import annotations

import msgspec
from textual.strip import Strip

from okrtui.text.harmless import harmless
from widgets import glyphs
from widgets.canvas import Canvas
from widgets.line import Line, Piece, cells, fitted, width_of, wrapped
from widgets.signs import PLAIN, Signs

_Block = list[list[Piece]]

_BETWEEN = 4
"""Dots between two values: more than between the two digits of ten."""

_SCALES = (4, 3, 2, 1)


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A value and who gave it; `low`: it is the lowest, and others are higher."""

    value: int
    name: str = ""
    low: bool = False


class VoteData(msgspec.Struct, frozen=True, kw_only=True):
    """All that is shown.

    name, title: what is voted on.
    who: whose turn it is, while it goes round; asks: what they are asked.
    typed: what they typed so far; only that there is something is drawn.
    done, of: how many gave theirs, of how many; count: the same in words.
    given: all values, the lowest first, once they are shown.
    first: says that the lowest speaks first; spread: how far apart they are; then: what comes next.
    """

    name: str = ""
    title: str = ""
    who: str = ""
    asks: str = ""
    typed: str = ""
    done: int = 0
    of: int = 0
    count: str = ""
    given: tuple[Given, ...] = ()
    first: str = ""
    spread: str = ""
    then: str = ""


class VoteView(Canvas):
    """Everything in the middle, with room around it."""

    DEFAULT_CSS = """
    VoteView { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._data = VoteData()
        self._lines: _Block = []

    def show(self, data: VoteData) -> None:
        """Show how far the vote is."""
        self._data = data
        self._lines = vote_lines(data, self.size.width, self.size.height, self.signs)
        self.refresh()

    def on_resize(self) -> None:
        """Lay it out anew."""
        self.show(self._data)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        line = self._lines[y] if y < len(self._lines) else []
        return self.strip(fitted(line, self.size.width, mark=self.signs.cut))


def vote_lines(data: VoteData, width: int, height: int, signs: Signs = PLAIN) -> _Block:
    """Return the lines of a vote in `width` × `height` cells."""
    room = width - 4
    if room < 20:
        return []
    head: _Block = [[Piece(data.name, "key")], *wrapped([Piece(data.title, "strong")], room)]
    body = (
        _shown(data, room, height - len(head), signs) if data.given else _asked(data, room, signs)
    )
    parts = [head, *body]
    left = height - sum(map(len, parts))
    gap = min(max(left // (len(parts) + 1), 1), 3)
    lines: _Block = []
    for part in parts:
        lines += [[]] * gap if lines else []
        lines += [_centred(line, width) for line in part]
    return ([[]] * max((height - len(lines)) // 2, 0) + lines)[:height]


def _asked(data: VoteData, room: int, signs: Signs) -> list[_Block]:
    who = harmless(data.who)
    scale = next((n for n in (2, 1) if glyphs.drawable(who) and glyphs.size_of(who, n) <= room), 0)
    name: _Block = (
        [[Piece(line, "bright")] for line in glyphs.drawn(who, scale, signs)]
        if scale and who
        else [[Piece(who, "strong")]]
    )
    mark = Piece(signs.hidden, "key") if data.typed else Piece("_", "dim")
    asks = [Piece(f"{data.asks}  ", "dim"), mark, Piece("  ")]
    marks = [
        Piece(
            f"{signs.health['on_track'] if at < data.done else signs.health['pending']} ",
            "normal" if at < data.done else "accent" if at == data.done else "faint",
        )
        for at in range(data.of)
    ]
    count: list[_Block] = [[[Piece(data.count, "dim")]]] if data.count else []
    return [name, [asks], [marks], *count]


def _shown(data: VoteData, room: int, height: int, signs: Signs) -> list[_Block]:
    foot: list[_Block] = [[[Piece(data.spread, "bright")]], [[Piece(data.then, "dim")]]]
    for scale in _SCALES:
        block = _columns(data, scale, signs)
        if width_of(block[0]) <= room and len(block) + 6 <= height:
            return [block, *foot]
    return [_rows(data, room, signs), *foot]


def _columns(data: VoteData, scale: int, signs: Signs) -> _Block:
    """Return the values side by side, each with its name and, at the lowest, who speaks first."""
    blocks = [_column(one, data.first, scale, signs) for one in data.given]
    return [
        [
            piece
            for at, line in enumerate(lines)
            for piece in ([Piece(" " * _BETWEEN * scale)] if at else []) + line
        ]
        for lines in zip(*blocks, strict=True)
    ]


def _column(one: Given, first: str, scale: int, signs: Signs) -> _Block:
    role = "at_risk" if one.low else "bright"
    lines: _Block = [[Piece(line, role)] for line in glyphs.drawn(str(one.value), scale, signs)]
    lines += [[], [Piece(harmless(one.name))], [Piece(first if one.low else "", "at_risk")]]
    wide = max(map(width_of, lines))
    return [_centred(line, wide) for line in lines]


def _rows(data: VoteData, room: int, signs: Signs) -> _Block:
    """Return a row for each value that was given: how often, by whom."""
    rows: _Block = []
    for value in sorted({one.value for one in data.given}):
        same = [one for one in data.given if one.value == value]
        role = "at_risk" if same[0].low else "bright"
        names = ", ".join(one.name for one in same if one.name)
        line = [
            Piece(f"{value:>2}  ", role),
            Piece(signs.health["on_track"] * len(same), role),
            Piece(f"  {names}" if names else ""),
            Piece(f"  {data.first}" if same[0].low else "", "at_risk"),
        ]
        rows.append(line)
    wide = min(max(map(width_of, rows)), room)
    return [fitted(row, wide, mark=signs.cut) for row in rows]


def _centred(line: Line, width: int) -> list[Piece]:
    pieces = [piece for piece in line if piece.text]
    size = sum(cells(harmless(piece.text)) for piece in pieces)
    before = max((width - size) // 2, 0)
    after = max(width - size - before, 0)
    return [Piece(" " * before), *pieces, Piece(" " * after)] if pieces else [Piece(" " * width)]
