"""The key result in hand, to be read from the back of a room: title, then → now, confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from textual.geometry import Region
from textual.strip import Strip

from okrtui.text.harmless import harmless
from widgets import glyphs
from widgets.canvas import Canvas
from widgets.kr_card_lines import Compare, KrCardData
from widgets.line import Line, Piece, fitted, width_of, wrapped
from widgets.signs import PLAIN, Signs

_MOST_TITLE_LINES = 3
_NUMBER = re.compile(r"[−+-]?\d[\d.,/]*(?: ?%)?")
_BETWEEN = (4, 12)
"""Cells between two figures side by side: at least, and where there is room."""

_Block = list[list[Piece]]


class LargeType(Canvas):
    """One thing that fills the room; where it changed, the lines that changed are drawn again."""

    DEFAULT_CSS = """
    LargeType { width: 1fr; height: 1fr; display: none; }
    """

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._data = KrCardData()
        self._lines: list[list[Piece]] = []

    def show(self, data: KrCardData) -> None:
        """Show a key result, or the same one as it now stands."""
        self._data = data
        self._relaid()

    def _relaid(self) -> None:
        width, height = self.size
        was, self._lines = self._lines, large_lines(self._data, width, height, self.signs)
        for y in range(height):
            if was[y : y + 1] != self._lines[y : y + 1]:
                self.refresh(Region(0, y, width, 1))

    def on_resize(self) -> None:
        """Lay it out anew."""
        self._relaid()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        line = self._lines[y] if y < len(self._lines) else []
        return self.strip(fitted(line, self.size.width, mark=self.signs.cut))


class _Sizes(msgspec.Struct, frozen=True):
    """How large: cells that a dot of it is wide; 0 for plain text."""

    title: int
    then: int
    now: int


_SIZES = (
    *(_Sizes(2, now // 2, now) for now in (6, 5, 4)),
    *(_Sizes(1, now // 2, now) for now in (4, 3, 2)),
    *(_Sizes(0, now // 2, now) for now in (4, 3, 2)),
    _Sizes(0, 0, 2),
    _Sizes(0, 1, 1),
)
"""What is tried, the best first."""


def large_lines(
    data: KrCardData, width: int, height: int, signs: Signs = PLAIN
) -> list[list[Piece]]:
    """Return the lines that fill `width` × `height` cells: as large as there is room for."""
    if width < 20 or height < 5:
        return []
    large = [row for row in data.compares if row.large]
    small = _small(data, signs)
    room = width - 4
    for sizes in _SIZES:
        for beside in (True, False):
            parts = _parts(data, large, small, sizes, room, signs, beside=beside)
            if parts is not None and _height(parts) + len(parts) - 1 <= height:
                return _spread(parts, width, height)
    plain = [*_title(data.title, 0, room, signs), *(_in_words(row, signs) for row in large)]
    return _spread([[_who(data)], plain, small], width, height)


def _parts(
    data: KrCardData,
    large: Sequence[Compare],
    small: _Block,
    sizes: _Sizes,
    room: int,
    signs: Signs,
    *,
    beside: bool,
) -> list[_Block] | None:
    title = _title(data.title, sizes.title, room, signs)
    if sizes.title and (not title or len(title) > _MOST_TITLE_LINES * glyphs.DOTS):
        return None
    figures = []
    for row in large:
        figure = _figure(row, sizes, signs)
        if figure is None or max(map(width_of, figure)) > room:
            return None
        figures.append(figure)
    if beside:
        # Further apart than then is from now: else one reads across.
        together = _beside(figures, room, 3 * sizes.now)
        if together and width_of(together[0]) > room:
            return None
        figures = [together] if together else []
    return [part for part in ([_who(data)], title, *figures, small) if any(part)]


def _who(data: KrCardData) -> list[Piece]:
    name = [Piece(data.name, "key"), Piece("   ")] if data.name else []
    return [*name, *data.facts]


def _title(title: str, scale: int, room: int, signs: Signs) -> _Block:
    text = harmless(title)
    if not scale:
        return wrapped([Piece(text, "strong")], room)
    if not glyphs.drawable(text):
        return []
    lines = glyphs.wrapped(text, scale, room)
    if lines is None or len(lines) > _MOST_TITLE_LINES:
        return []
    block: _Block = []
    for line in lines:
        if block and scale % 2 == 0:
            block.append([])
        block += [[Piece(drawn, "bright")] for drawn in glyphs.drawn(line, scale, signs)]
    return block


def _figure(row: Compare, sizes: _Sizes, signs: Signs) -> _Block | None:
    """Return one fact in large: its name, then → now, and what is said of it; all as wide."""
    # The unit is read once; it would take the room that the numbers need.
    then, now, unit = _drawable(harmless(row.then), harmless(row.now))
    if not now:
        return None
    height = glyphs.height_of(sizes.now, signs)
    gap = " " * (sizes.now * 2)
    before = (
        glyphs.drawn(f"{then} →", sizes.then, signs) if sizes.then else (f"{then} {signs.arrow}",)
    )
    parts = [(before, row.then_role), (glyphs.drawn(now, sizes.now, signs), row.now_role)]
    lines: _Block = [[] for _ in range(height)]
    for at, (drawn, role) in enumerate(parts):
        blank = " " * len(drawn[0])
        above = (height - len(drawn)) // 2
        for y, line in enumerate(lines):
            inside = 0 <= y - above < len(drawn)
            line.append(Piece((gap if at else "") + (drawn[y - above] if inside else blank), role))
    said = [
        Piece(f"{row.label}, {unit}" if unit else row.label, "dim"),
        Piece(f"  {row.change}", row.change_role),
    ]
    if row.ask:
        said += [Piece("  "), Piece(row.ask, "key")]
    block = [said, [], *lines]
    wide = max(map(width_of, block))
    return [_centred(line, wide) for line in block]


def _drawable(then: str, now: str) -> tuple[str, str, str]:
    """Return then and now as glyphs draw them, and apart their unit; nothing where none does."""
    drawn, unit = [], ""
    for text in (then, now):
        number = _NUMBER.search(text)
        drawn.append(number[0] if number else text)
        unit = text.replace(number[0], "").strip() if number else unit
    return (drawn[0], drawn[1], unit) if all(map(glyphs.drawable, drawn)) else ("", "", "")


def _beside(figures: Sequence[_Block], room: int, apart: int) -> _Block:
    if not figures:
        return []
    least = max(_BETWEEN[0], apart)
    most = max(_BETWEEN[1], least)
    left = room - sum(width_of(figure[0]) for figure in figures)
    gap = min(max(left // len(figures), least), most)
    return [
        [
            piece
            for at, line in enumerate(lines)
            for piece in ([Piece(" " * gap)] if at else []) + list(line)
        ]
        for lines in zip(*figures, strict=True)
    ]


def _small(data: KrCardData, signs: Signs) -> _Block:
    """Return in a line each what is not drawn in large: progress, health, where it is heading."""
    line: list[Piece] = []
    for row in data.compares:
        if not row.large:
            line += [Piece(f"   {signs.dot}   ", "dim")] if line else []
            line += _in_words(row, signs)
    return [part for part in (line, *map(list, data.pace[-1:])) if part]


def _in_words(row: Compare, signs: Signs) -> list[Piece]:
    now = Piece(row.now, row.now_role)
    if row.then == row.now:
        return [Piece(f"{row.label} ", "dim"), now]
    line = [
        Piece(f"{row.label} ", "dim"),
        Piece(row.then, row.then_role),
        Piece(f" {signs.arrow} ", "dim"),
        now,
    ]
    if row.change:
        line.append(Piece(f"  {row.change}", row.change_role))
    return line


def _height(parts: Sequence[_Block]) -> int:
    return sum(map(len, parts))


def _spread(parts: Sequence[_Block], width: int, height: int) -> list[list[Piece]]:
    """Return the parts in the middle, with as much room between them as there is, up to three."""
    parts = [part for part in parts if any(part)]
    left = height - _height(parts)
    gap = min(max(left // (len(parts) + 1), 1), 3) if parts else 0
    lines: _Block = []
    for part in parts:
        lines += [[]] * gap if lines else []
        lines += [_centred(line, width) for line in part]
    above = max((height - len(lines)) // 2, 0)
    return ([[]] * above + lines)[:height]


def _centred(line: Line, width: int) -> list[Piece]:
    size = width_of(line)
    if size > width:
        return fitted(line, width)
    before = (width - size) // 2
    return [
        *([Piece(" " * before)] if before else []),
        *(piece for piece in line if piece.text),
        *([Piece(" " * (width - size - before))] if width > size + before else []),
    ]
