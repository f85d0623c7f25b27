"""Letters and digits of blocks, to be read from the back of a room.

A glyph is five columns of seven dots; half blocks put two dots into a cell, so that a dot is about
as wide as it is high. Letters are as wide as they are, digits all alike.
"""

from __future__ import annotations

from functools import lru_cache

from widgets.signs import PLAIN, Signs

DOTS = 7
"""Dots that a glyph is high."""

_GAP = 1
_SPACE = 3

# A column is a byte, its lowest bit on top.
_FONT = (
    "!5F \"070007 #147F147F14 $242A7F2A12 %2313086462 &3649552250 '07 (1C2241 )41221C *2A1C2A "
    "+08083E0808 ,5030 -08080808 .6060 /2010080402 03E4141413E 100427F4000 24261514946 "
    "32241494936 41814127F10 52745454539 63C4A494930 70171090503 83649494936 9064949291E :3636 "
    ";5636 <08142241 =14141414 >41221408 ?0201510906 @324979413E A7E1111117E B7F49494936 "
    "C3E41414122 D7F4141221C E7F49494941 F7F09090901 G3E41495932 H7F0808087F I417F41 J2040413F01 "
    "K7F08142241 L7F40404040 M7F020C027F N7F0408107F O3E4141413E P7F09090906 Q3E4151215E "
    "R7F09192946 S2649494932 T01017F0101 U3F4040403F V1F2040201F W3F4038403F X6314081463 "
    "Y0708700807 Z6151494543 [7F4141 \\0204081020 ]41417F ^0402010204 _4040404040 `0102 "
    "a2054545478 b7F48444438 c3844444420 d384444487F e3854545418 f087E0902 g081454543C "
    "h7F08040478 i447D40 j2040443D k7F102844 l417F40 m7C04180478 n7C08040478 o3844444438 "
    "p7C14141408 q081414187C r7C08040408 s4854545420 t043F4420 u3C40407C v1C2040201C w3C4030403C "
    "x4428102844 y0C5050503C z4464544C44 {083641 |7F }413608 ~08040808 –08080808 −08080808 "
    "→08082A1C08 ’07 ‘07 “070007 ”070007 ·1818 …6000600060 ¥15167C1615 £487E494142 €143E554122"
)


def _read(font: str) -> dict[str, tuple[int, ...]]:
    return {glyph[0]: tuple(bytes.fromhex(glyph[1:])) for glyph in font.split(" ")}


_GLYPHS = _read(_FONT)


def drawable(text: str) -> bool:
    """Return whether there is a glyph for every sign of a text."""
    return all(sign == " " or sign in _GLYPHS for sign in text)


def size_of(text: str, scale: int) -> int:
    """Return how many cells a drawable text is wide, a dot being `scale` cells."""
    sizes = [_SPACE if sign == " " else len(_GLYPHS[sign]) for sign in text]
    return (sum(sizes) + _GAP * max(len(sizes) - 1, 0)) * scale


def height_of(scale: int, signs: Signs = PLAIN) -> int:
    """Return how many lines a text takes, a dot being `scale` cells wide."""
    halves = len(signs.blocks) > 2
    return -(-DOTS * scale // 2) if halves else DOTS * max(scale // 2, 1)


def drawn(text: str, scale: int, signs: Signs = PLAIN) -> tuple[str, ...]:
    """Return the lines of a drawable text, all of the same width."""
    return _drawn(text, scale, signs.blocks)


@lru_cache(maxsize=256)
def _drawn(text: str, scale: int, blocks: str) -> tuple[str, ...]:
    columns: list[int] = []
    for sign in text:
        if columns:
            columns += [0] * _GAP
        columns += (0,) * _SPACE if sign == " " else _GLYPHS[sign]
    dots = [
        [bool(column >> row & 1) for column in columns for _ in range(scale)] for row in range(DOTS)
    ]
    if len(blocks) == 2:
        lines = [row for row in dots for _ in range(max(scale // 2, 1))]
        return tuple("".join(blocks[dot] for dot in line) for line in lines)
    rows = [row for row in dots for _ in range(scale)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return tuple(
        "".join(blocks[upper + 2 * lower] for upper, lower in zip(one, other, strict=True))
        for one, other in zip(rows[::2], rows[1::2], strict=True)
    )


def wrapped(text: str, scale: int, room: int) -> list[str] | None:
    """Return a drawable text as lines of whole words; None where a word alone is too wide."""
    lines: list[str] = []
    for word in text.split():
        if size_of(word, scale) > room:
            return None
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and size_of(longer, scale) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
