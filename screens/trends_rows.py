"""What the heat map says: a row per key result, a column per week or month."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.model.books import Books
from okrtui.model.health import by_confidence
from okrtui.model.settings import Thresholds
from okrtui.model.trend_columns import Column, cells, columns
from okrtui.model.trends import Trends
from okrtui.text.words import Words
from screens.phrases import owner_name
from widgets.heat_map import HeatCell, HeatHead, HeatRow


def shown_columns(found: Trends, room: int, each: int) -> tuple[Column, ...]:
    """Return the weeks where each has so many cells in a room, else the months."""
    return columns(found, by_month=len(found.weeks) * each > room)


def column_now(found: Trends, shown: tuple[Column, ...]) -> int | None:
    """Return which column runs; None where the cycle is over, or has not begun."""
    if not found.runs:
        return None
    return next(
        (at for at, one in enumerate(shown) if one.first < found.begun <= one.last + 1), None
    )


def by_week(found: Trends, shown: tuple[Column, ...]) -> bool:
    """Return whether the columns are weeks."""
    return len(shown) == len(found.weeks)


def heat_head(found: Trends, shown: tuple[Column, ...], words: Words) -> HeatHead:
    """Return what stands above the rows."""
    return HeatHead(
        labels=tuple(str(column.number) for column in shown),
        now=column_now(found, shown),
        met=frozenset(at for at, one in enumerate(shown) if one.met),
        said=words("trends.week" if by_week(found, shown) else "trends.month"),
        met_word=words("trends.met"),
    )


def heat_rows(
    found: Trends,
    shown: tuple[Column, ...],
    books: Books,
    words: Words,
    thresholds: Thresholds,
) -> Iterator[HeatRow]:
    """Return a row for each key result that counts."""
    names = {owner: owner_name(books, owner, words) for owner, _ in found.owners}
    for trend in found.rows:
        drawn: list[HeatCell | None] = []
        for cell in cells(trend, shown):
            if cell is None or cell.confidence is None:
                drawn.append(None)
                continue
            drawn.append(
                HeatCell(
                    str(cell.confidence),
                    by_confidence(cell.confidence, thresholds).value,
                    said=cell.given,
                    fell=cell.fell >= thresholds.fall,
                )
            )
        whose, _, name = trend.name.partition("/")
        own = trend.objective.owner == trend.owner
        yield HeatRow(
            id=trend.key_result.id,
            owner=names[trend.owner],
            name=name if own else f"{whose}/{name}",
            title=trend.key_result.title,
            cells=tuple(drawn),
        )
