"""Scores: what each key result of a cycle came to, proposed by its progress, said by people.

A score serves learning. So less than expected has a cause, and every one may have a lesson.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from okrtui.cycle.circumstances import Circumstances
from okrtui.cycle.closable import check_closable
from okrtui.model.agreed import answered_for, tree
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.codec import amend, insert
from okrtui.model.ops import Op
from okrtui.model.records import (
    Ambition,
    Cycle,
    KeyResult,
    Objective,
    Onward,
    Score,
    State,
)
from okrtui.model.settings import Settings
from okrtui.model.standing import Standing, standing
from okrtui.model.timeline import Closings
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text

COMMITTED: Final = Decimal(1)
ASPIRATIONAL: Final = Decimal("0.7")
_TENTH: Final = Decimal("0.1")
_ALL_BUT: Final = Decimal("0.9")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said of a key result at the closing; None leaves it as it was, or proposed."""

    key_result: str
    score: Decimal | None = None
    cause: str | None = None
    next: Onward | None = None
    lesson: str | None = None


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """A key result at its closing: where it stands, what is proposed, and what was said.

    proposed: None where nothing was ever said of it. next: what is proposed for the next cycle.
    score: what was said so far; None for nothing.
    """

    key_result: KeyResult
    objective: Objective
    standing: Standing
    proposed: Decimal | None
    expected: Decimal
    next: Onward
    score: Score | None


def proposal(progress: Decimal | None) -> Decimal | None:
    """Return the score that raw progress proposes: 0 to 1, to a tenth; None for no progress.

    It is never 1 before all is done.
    """
    if progress is None:
        return None
    within = min(max(progress, Decimal(0)), Decimal(1))
    tenths = within.quantize(_TENTH, ROUND_HALF_UP)
    return _ALL_BUT if tenths == 1 and within < 1 else tenths


def expected_of(objective: Objective) -> Decimal:
    """Return what a score is held against: 0.7 where the objective is aspirational, else 1.

    Where nobody said how ambitious it is, a target is a promise.
    """
    return ASPIRATIONAL if objective.ambition is Ambition.ASPIRATIONAL else COMMITTED


def proposed_next(found: Standing) -> Onward:
    """Return what becomes of a key result if nobody says otherwise: what is reached is over."""
    return Onward.DROP if found.is_reached else Onward.KEEP


def last_day(cycle: Cycle, today: date) -> date:
    """Return the day as of which a cycle is looked at: today, and its last day once it is over."""
    return min(today, cycle.end)


def stands_at_end(
    books: Books,
    key_result: KeyResult,
    cycle: Cycle,
    *,
    today: date,
    calendar: Calendar,
    settings: Settings,
    closings: Closings | None = None,
) -> Standing:
    """Return how a key result stands at the end of its cycle, or today where that is to come."""
    return standing(
        books,
        key_result,
        cycle=cycle,
        meeting=None,
        today=last_day(cycle, today),
        calendar=calendar,
        thresholds=settings.thresholds,
        closings=closings,
    )


def to_score(
    books: Books,
    cycle: Cycle,
    *,
    today: date,
    calendar: Calendar,
    settings: Settings,
    member: str | None = None,
) -> list[Scored]:
    """Return the key results of a cycle that count, as they are walked through at its closing.

    The company's and the team's come first, then those of the members as listed.
    member: only what this one answers for, by their id.
    """
    found = tree(books, cycle.id)
    if member is not None:
        theirs = {kr.id for kr in answered_for(books, cycle.id, member)}
        found = [(o, [kr for kr in krs if kr.id in theirs]) for o, krs in found]
    closings = Closings(books)
    scores = {score.key_result: score for score in books.where(Score, "cycle", cycle.id)}
    return [
        scored_so_far(
            books,
            kr,
            cycle,
            score=scores.get(kr.id),
            today=today,
            calendar=calendar,
            settings=settings,
            closings=closings,
        )
        for _, key_results in found
        for kr in key_results
    ]


def scored_so_far(
    books: Books,
    key_result: KeyResult,
    cycle: Cycle,
    *,
    score: Score | None,
    today: date,
    calendar: Calendar,
    settings: Settings,
    closings: Closings | None = None,
) -> Scored:
    """Return one key result as it stands at the closing of its cycle. score: the one it has."""
    objective = books.objective_of(key_result)
    stands = stands_at_end(
        books,
        key_result,
        cycle,
        today=today,
        calendar=calendar,
        settings=settings,
        closings=closings,
    )
    return Scored(
        key_result=key_result,
        objective=objective,
        standing=stands,
        proposed=proposal(stands.now.progress),
        expected=expected_of(objective),
        next=proposed_next(stands),
        score=score,
    )


def owes_cause(score: Score) -> bool:
    """Return whether a score is less than was expected and nobody has said why."""
    return score.score < score.expected and not score.cause


def score(
    said: Said, books: Books, around: Circumstances, *, cause_later: bool = False
) -> Sequence[Op]:
    """Return the ops that score a key result, or amend its score.

    cause_later: a score that is less than expected is taken before anybody says why.

    Raises:
        Refused: its cycle may not be closed now, it does not count, there is no score, the score
            is no tenth from 0 to 1, or it is less than expected and nobody says why.
    """
    key_result = books.get(KeyResult, said.key_result)
    objective = books.objective_of(key_result)
    cycle = books.get(Cycle, objective.cycle)
    check_closable(books, cycle, around.today())
    name = books.kr_name(key_result)
    if key_result.state is not State.AGREED or objective.state is not State.AGREED:
        raise Refused("cycle.does_not_count", name=name)
    stands = stands_at_end(
        books,
        key_result,
        cycle,
        today=around.today(),
        calendar=around.calendar,
        settings=around.settings,
    )
    before = next(iter(books.where(Score, "key_result", key_result.id)), None)
    proposed = proposal(stands.now.progress)
    value = said.score if said.score is not None else before.score if before else proposed
    if value is None:
        raise Refused("cycle.needs_score", name=name)
    expected = expected_of(objective)
    record = Score(
        id=before.id if before else around.id(),
        key_result=key_result.id,
        cycle=cycle.id,
        at=around.now,
        by=around.by,
        score=_tenth(value, name),
        expected=expected,
        proposed=proposed,
        cause=_text(said.cause, before.cause if before else ""),
        next=said.next or (before.next if before else proposed_next(stands)),
        lesson=_text(said.lesson, before.lesson if before else ""),
    )
    if owes_cause(record) and not cause_later:
        raise Refused("cycle.needs_cause", name=name, score=f"{record.score:.1f}")
    if before is None:
        return [insert(record)]
    # Who says the same again changes nothing: neither its author nor its moment.
    same = {"id", "key_result", "cycle", "at", "by"}
    fields = {f: getattr(record, f) for f in record.__struct_fields__ if f not in same}
    changed = amend(before, **fields)
    return amend(before, **fields, at=around.now, by=around.by) if changed else []


def _tenth(value: Decimal, name: str) -> Decimal:
    if not value.is_finite() or not 0 <= value <= 1 or value % _TENTH:
        raise Refused("cycle.score_range", name=name)
    return value.quantize(_TENTH)


def _text(said: str | None, before: str) -> str:
    return before if said is None else clean_text(said)
