"""How sure the team was half-way through a cycle, beside the scores at its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from okrtui.cycle.report import Calibration, Sure
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar, week_of
from okrtui.model.records import CheckIn, Cycle, KeyResult

_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
_LEVELS: Final = ((1, 3), (4, 6), (7, 10))


class Level(NamedTuple):
    """What so many key results came to on average, whose confidence lay from `low` to `high`."""

    low: int
    high: int
    number: int
    score: Decimal


def half_way(cycle: Cycle) -> tuple[int, date]:
    """Return the week half-way through a cycle and its last day: week 6 of a quarter's 13.

    The week is 0 where there are not two of them; the day is then half-way.
    """
    _, weeks = week_of(cycle, cycle.start)
    half = weeks // 2
    if half:
        return half, cycle.start + half * _WEEK - _DAY
    return 0, cycle.start + (cycle.end - cycle.start) // 2


def confidence_by(books: Books, key_result: str, day: date, calendar: Calendar) -> int | None:
    """Return the last confidence that was given for a key result up to a day, 1 to 10, if any."""
    given = [
        (said.at, said.confidence)
        for said in books.where(CheckIn, "key_result", key_result)
        if said.confidence is not None and calendar.day(said.at) <= day
    ]
    return max(given, key=lambda pair: pair[0])[1] if given else None


def calibration(
    books: Books, cycle: Cycle, scored: Iterable[tuple[KeyResult, Decimal]], calendar: Calendar
) -> Calibration:
    """Return how sure the team was half-way of what has a score now. scored: with what score."""
    week, day = half_way(cycle)
    sure = []
    for key_result, score in scored:
        confidence = confidence_by(books, key_result.id, day, calendar)
        if confidence is not None:
            name = books.kr_name(key_result)
            sure.append(Sure(name=name, confidence=confidence, score=score))
    return Calibration(week=week, day=day, sure=tuple(sure))


def by_level(sure: Sequence[Sure]) -> list[Level]:
    """Return, where confidences differ, what became of low, middling and high ones."""
    groups = [
        (low, high, [one.score for one in sure if low <= one.confidence <= high])
        for low, high in _LEVELS
    ]
    found = [
        Level(low, high, len(scores), sum(scores, Decimal(0)) / len(scores))
        for low, high, scores in groups
        if scores
    ]
    return found if len(found) > 1 else []
