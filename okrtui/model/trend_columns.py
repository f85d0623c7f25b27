"""The weeks of a cycle as columns: each of them, or where those are too many, its months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from okrtui.model.trend import Trend
from okrtui.model.trends import Trends

_THURSDAY = timedelta(days=3)


class Column(msgspec.Struct, frozen=True):
    """One week or, where those are too many, the weeks of a month: as indexes, both included.

    number: of the ISO week, or of the month.
    """

    first: int
    last: int
    number: int
    met: bool


class Cell(msgspec.Struct, frozen=True):
    """The confidence that held at the end of a column; by how much it fell since the one before."""

    confidence: int | None
    given: bool
    fell: int


def columns(found: Trends, *, by_month: bool) -> tuple[Column, ...]:
    """Return a column a week; or a month, to which a week belongs with its Thursday."""
    if not by_month:
        return tuple(
            Column(at, at, week.first.isocalendar().week, week.met)
            for at, week in enumerate(found.weeks)
        )
    months: dict[tuple[int, int], list[int]] = {}
    for at, week in enumerate(found.weeks):
        thursday = week.first + _THURSDAY
        months.setdefault((thursday.year, thursday.month), []).append(at)
    return tuple(
        Column(within[0], within[-1], month, any(found.weeks[at].met for at in within))
        for (_, month), within in months.items()
    )


def cells(trend: Trend, shown: Sequence[Column]) -> tuple[Cell | None, ...]:
    """Return the confidence at the end of each column; None for one that has not begun."""
    found: list[Cell | None] = []
    before: int | None = None
    for column in shown:
        within = trend.marks[column.first : column.last + 1]
        if not within:
            found.append(None)
            continue
        holds = within[-1].confidence
        fell = 0 if holds is None or before is None else max(before - holds, 0)
        found.append(Cell(holds, any(mark.given for mark in within), fell))
        before = holds
    return tuple(found)
