"""A bar and a trend, one row high, as pieces of a line."""

from __future__ import annotations

from collections.abc import Sequence

from widgets.line import Piece
from widgets.signs import PLAIN, Signs


def bar(
    share: float | None, width: int, *, role: str = "normal", signs: Signs = PLAIN
) -> tuple[Piece, ...]:
    """Return a bar of `width` cells, filled by `share` of it.

    share: 0 to 1, what lies outside is drawn as the nearer end; None, not known, is an empty bar.
    Only what is nothing looks empty, and only what is whole looks full.
    """
    if width <= 0:
        return ()
    share = min(max(share or 0.0, 0.0), 1.0)
    filled = round(share * width)
    if 0 < share < 1 and width > 1:
        filled = min(max(filled, 1), width - 1)
    return tuple(
        piece
        for piece in (
            Piece(signs.full * filled, role),
            Piece(signs.rest * (width - filled), "faint"),
        )
        if piece.text
    )


def trend(
    values: Sequence[float | None],
    width: int,
    *,
    low: float,
    high: float,
    role: str = "graph",
    signs: Signs = PLAIN,
) -> tuple[Piece, ...]:
    """Return the last `width` of `values` as levels from `low` to `high`, one cell each.

    The newest stands on the right and bright; None, nothing said that week, is a gap. Shorter
    ones are filled up on the left, so that this week stays in its column.
    """
    shown = list(values)[-width:] if width > 0 else []
    if not shown:
        return (Piece(" " * max(width, 0), role),) if width > 0 else ()
    text = "".join(_level(value, low, high, signs) for value in shown).rjust(width)
    return tuple(piece for piece in (Piece(text[:-1], role), Piece(text[-1], "bright")) if piece[0])


def _level(value: float | None, low: float, high: float, signs: Signs) -> str:
    if value is None:
        return " "
    if high <= low:
        return signs.levels[0]
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return signs.levels[min(int(share * len(signs.levels)), len(signs.levels) - 1)]
