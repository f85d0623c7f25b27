"""The balance of objectives at a glance: a line per aspect, and for each value a bar."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import Final

from okrtui.model.balance import Aspect, Part, Spread
from okrtui.model.ordering import Filter
from okrtui.text.words import Words
from widgets.line import Line, Piece, column, width_of
from widgets.signs import Signs

_ROOMY: Final = 80
"""Cells from which on the values have their whole names."""

_SHORT: Final = {
    "own": "objectives.short_own",
    "supporting": "objectives.short_supporting",
}
"""Values whose names are too long for a column."""


def balance_lines(
    spreads: Sequence[Spread],
    known: Collection[Aspect],
    chosen: Filter,
    words: Words,
    signs: Signs,
    room: int,
    *,
    lit: frozenset[StrEnum] = frozenset(),
) -> Iterator[Line]:
    """Yield the lines in `room` cells; aspects that nobody set anything of share one.

    known: the aspects of which something is set, be it of what is not let through. chosen: what
    is let through stands out. lit: the values whose bars stand out.
    """
    told = [spread for spread in spreads if spread.aspect in known]
    label = max((width_of([Piece(words(_name(one.aspect)))]) for one in told), default=0)
    for spread in told:
        wanted = chosen.wanted.get(spread.aspect, frozenset())
        left = column(words(_name(spread.aspect)), label, "dim")
        yield [*left, Piece("  "), *_parts(spread, wanted, words, signs, room - label - 2, lit)]
    untold = [words(_name(spread.aspect)) for spread in spreads if spread not in told]
    if untold:
        names = words("minutes.name_comma").join(untold)
        yield [Piece(words("objectives.none_set", names=names), "dim")]


def _parts(
    spread: Spread,
    wanted: frozenset[StrEnum | None],
    words: Words,
    signs: Signs,
    room: int,
    lit: frozenset[StrEnum],
) -> Line:
    parts = [*spread.parts, *([spread.not_set] if spread.not_set.count else [])]
    named = kind_word if room >= _ROOMY else short_word
    names = [named(part.value, words) for part in parts]
    many = spread.told + spread.not_set.count
    between = [Piece(f" {signs.dot} ", "dim")]
    said = [
        [Piece(f"{name} ", "key" if part.value in wanted else "dim"), _count(part)]
        for name, part in zip(names, parts, strict=True)
    ]
    free = room - sum(map(width_of, said)) - (len(parts) - 1) * width_of(between)
    if free < many + len(parts):
        between = [Piece("  ")]
        free += len(parts) - 1
    # A cell each where there is room; else as many as there is, and at least one of what is not 0.
    unit = min(1.0, max(free - 2 * len(parts), 0) / many) if many else 0.0
    line: list[Piece] = []
    for part, text in zip(parts, said, strict=True):
        if line:
            line += between
        line += text
        if part.count and free > 2 * len(parts):
            role = "faint" if part.value is None else "accent" if part.value in lit else "normal"
            line.append(Piece(f" {signs.full * max(int(part.count * unit), 1)}", role))
    return line


def _count(part: Part) -> Piece:
    return Piece(str(part.count), "bright" if part.count else "dim")


def kind_word(value: StrEnum | None, words: Words) -> str:
    """Return what a value of an aspect is called; what is not set says so."""
    return words(f"terms.{value.value}") if value else words("objectives.not_set")


def short_word(value: StrEnum | None, words: Words) -> str:
    """Return the same in at most about ten cells."""
    short = _SHORT.get(value.value) if value else None
    return words(short) if short else kind_word(value, words)


def _name(aspect: Aspect) -> str:
    return f"terms.{aspect.value}"
