"""Cycles that lie behind, side by side: what they came to, and how well they were foretold.

Nothing here adds up the scores of a person: a mean is the team's, a surprise is a key result's.
What takes long is a generator, so that a screen can let keys in between.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final

import msgspec

from okrtui.cycle.checklist import scores_of
from okrtui.cycle.foretold import confidence_by, half_way
from okrtui.cycle.opening import about_as_long
from okrtui.cycle.report import Calibration, Sure
from okrtui.cycle.scoring import stands_at_end
from okrtui.model.agreed import branches, tree
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.carried import origin_key_result
from okrtui.model.records import Cycle, CycleState, KeyResult, Onward, Score, State
from okrtui.model.settings import Settings
from okrtui.model.standing import Standing
from okrtui.model.timeline import Closings

_ALIKE: Final = Decimal("0.03")
"""So far the misses of two cycles may lie apart and still be called alike."""

_BEFORE: Final = 4
"""With so many of the cycles before it one is compared."""


class Surprise(msgspec.Struct, frozen=True, kw_only=True):
    """A key result that had a confidence half-way, 1 to 10, and has a score."""

    id: str
    name: str
    title: str
    confidence: int
    score: Decimal

    @property
    def gap(self) -> Decimal:
        """By how much the confidence, taken for a chance, lies above the score."""
        return Decimal(self.confidence) / 10 - self.score


class LookedBack(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A cycle as one looks back on it.

    objectives, key_results: how many count; of one that is drafted, drafts too.
    scored: of how many there is a score; score: the team's mean of them, each counting the same.
    onward: how many are kept, changed and dropped in the next cycle, in the order of `Onward`.
    surprises: the key results by how far they ended from what was foretold, the furthest first.
    """

    cycle: Cycle
    objectives: int
    key_results: int
    scored: int
    score: Decimal | None
    onward: tuple[int, ...]
    calibration: Calibration
    surprises: tuple[Surprise, ...]

    @cached_property
    def miss(self) -> Decimal | None:
        """How far a key result ended from what was foretold, on average; None for none."""
        return _mean([abs(one.gap) for one in self.surprises])


def look_back(books: Books, cycle: Cycle, calendar: Calendar) -> Generator[None, None, LookedBack]:
    """Return a cycle as one looks back on it, in steps of an objective."""
    scores = scores_of(books, cycle)
    week, day = half_way(cycle)
    objectives = key_results = 0
    found: list[Surprise] = []
    told: list[Score] = []
    for below in _branches(books, cycle):
        objectives += 1
        key_results += len(below)
        for kr in below:
            score = scores.get(kr.id)
            if score is None:
                continue
            told.append(score)
            confidence = confidence_by(books, kr.id, day, calendar)
            if confidence is not None:
                surprise = Surprise(
                    id=kr.id,
                    name=books.kr_name(kr),
                    title=kr.title,
                    confidence=confidence,
                    score=score.score,
                )
                found.append(surprise)
        yield
    sure = (Sure(name=s.name, confidence=s.confidence, score=s.score) for s in found)
    return LookedBack(
        cycle=cycle,
        objectives=objectives,
        key_results=key_results,
        scored=len(told),
        score=_mean([one.score for one in told]),
        onward=tuple(sum(one.next is onward for one in told) for onward in Onward),
        calibration=Calibration(week=week, day=day, sure=tuple(sure)),
        surprises=tuple(sorted(found, key=lambda one: -abs(one.gap))),
    )


def _branches(books: Books, cycle: Cycle) -> Iterator[Sequence[KeyResult]]:
    """Yield, for each objective, its key results: those that count, or shall."""
    if cycle.state is not CycleState.DRAFTING:
        yield from (below for _, below in branches(books, cycle.id))
        return
    for objective in books.objectives(cycle.id):
        if objective.state is not State.DROPPED:
            yield [kr for kr in books.key_results(objective.id) if kr.state is not State.DROPPED]


# -- over the cycles


class Course(StrEnum):
    """Whether a team foretells better than before."""

    BETTER = "better"
    ALIKE = "alike"
    WORSE = "worse"


def cycles_before(one: LookedBack, others: Sequence[LookedBack]) -> list[LookedBack]:
    """Return the last few cycles of about the same length that were foretold, the latest last."""
    before = [
        other
        for other in others
        if other.cycle.end < one.cycle.start
        and about_as_long(other.cycle, one.cycle)
        and other.miss is not None
    ]
    return sorted(before, key=lambda other: other.cycle.end)[-_BEFORE:]


def course(one: LookedBack, before: Sequence[LookedBack]) -> tuple[Course, Decimal] | None:
    """Return how well a cycle was foretold beside those before it, and by how much they missed.

    None where one of them has nothing to compare.
    """
    was = _mean([other.miss for other in before if other.miss is not None])
    if one.miss is None or was is None:
        return None
    if abs(one.miss - was) <= _ALIKE:
        return Course.ALIKE, was
    return (Course.BETTER if one.miss < was else Course.WORSE), was


# -- what went on from one cycle into another


class WentOn(msgspec.Struct, frozen=True, kw_only=True):
    """A key result that goes on from an earlier cycle. score: what it came to then.

    was: how it stood at the end of the earlier cycle; is_now: at the end of the later, or today.
    """

    was: Standing
    is_now: Standing
    score: Decimal | None


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Two cycles side by side.

    ended, begun: the key results of the earlier one that did not go on into the later one, and
    those of the later one that are new there.
    """

    went_on: tuple[WentOn, ...]
    ended: tuple[KeyResult, ...]
    begun: tuple[KeyResult, ...]


def compare(
    books: Books,
    earlier: Cycle,
    later: Cycle,
    *,
    today: date,
    calendar: Calendar,
    settings: Settings,
) -> Generator[None, None, Compared]:
    """Return what became of an earlier cycle's key results in a later one, in small steps."""
    closings = Closings(books)
    scores = scores_of(books, earlier)
    old = {kr.id: kr for _, below in tree(books, earlier.id) for kr in below}
    went_on: list[WentOn] = []
    begun: list[KeyResult] = []

    def stands(key_result: KeyResult, cycle: Cycle) -> Standing:
        return stands_at_end(
            books,
            key_result,
            cycle,
            today=today,
            calendar=calendar,
            settings=settings,
            closings=closings,
        )

    for _, below in tree(books, later.id):
        for kr in below:
            origin = _origin_in(books, kr, old)
            if origin is None:
                begun.append(kr)
                continue
            score = scores.get(origin.id)
            went_on.append(
                WentOn(
                    was=stands(origin, earlier),
                    is_now=stands(kr, later),
                    score=score.score if score else None,
                )
            )
            yield
    taken = {one.was.key_result.id for one in went_on}
    ended = tuple(kr for kr in old.values() if kr.id not in taken)
    return Compared(went_on=tuple(went_on), ended=ended, begun=tuple(begun))


def _origin_in(books: Books, kr: KeyResult, old: dict[str, KeyResult]) -> KeyResult | None:
    """Return which of the old key results one goes on with, over however many cycles."""
    seen = {kr.id}
    origin = origin_key_result(books, kr)
    while origin is not None and origin.id not in seen:
        if origin.id in old:
            return old[origin.id]
        seen.add(origin.id)
        origin = origin_key_result(books, origin)
    return None


def _mean(numbers: Sequence[Decimal]) -> Decimal | None:
    return sum(numbers, Decimal(0)) / len(numbers) if numbers else None
