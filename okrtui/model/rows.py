"""The lines of an overview: objectives, owners, what needs attention, who has not prepared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from okrtui.model.books import Books
from okrtui.model.calendar import monday_of
from okrtui.model.health import SEVERITY
from okrtui.model.progress import mean, objective_progress
from okrtui.model.records import Cycle, Health, KeyResult, Member, Objective, State
from okrtui.model.standing import Moment, Standing
from okrtui.model.timeline import Cut

_ONE: Final = Decimal(1)
_UNGIVEN: Final = 11
_ALARMING: Final = frozenset({Health.OFF_TRACK, Health.AT_RISK, Health.STALE})


class Reason(StrEnum):
    """Why a key result needs attention."""

    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    STALE = "stale"
    FELL = "fell"


class ObjectiveRow(msgspec.Struct, frozen=True, kw_only=True):
    """An objective that counts, with its key results that count, in order of number."""

    objective: Objective
    standings: tuple[Standing, ...]
    progress_then: Decimal | None
    progress: Decimal | None


class OwnerRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one owner answers for.

    owner: a member's id, `TEAM`, `COMPANY`, or an outsider's name; member: the record, if any.
    objectives: how many objectives are theirs.
    progress: the mean of their objectives; of their key results where they have no objective.
    confidence: the mean over their key results, where given.
    trend: the mean confidence by week, each on its Monday, the earliest first.
    last_day: the day of the newest check-in on any of their key results.
    standings: the key results that they answer for, their own objectives' first.
    """

    owner: str
    member: Member | None
    objectives: int
    progress_then: Decimal | None
    progress: Decimal | None
    confidence_then: Decimal | None
    confidence: Decimal | None
    trend: tuple[tuple[date, Decimal], ...]
    last_day: date | None
    standings: tuple[Standing, ...]


class Attention(msgspec.Struct, frozen=True, kw_only=True):
    """A key result that needs attention, and why: health first, then a fallen confidence.

    name: `lin/O2/KR1`; owner: who answers for it; fell: by how much confidence fell since then.
    """

    standing: Standing
    name: str
    owner: str
    reasons: tuple[Reason, ...]
    fell: int


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """A member who has not said anything since then of `waiting` out of `of` key results."""

    member: Member
    waiting: int
    of: int


def objective_row(
    objective: Objective, standings: Sequence[Standing], then: Cut, cycle: Cycle
) -> ObjectiveRow:
    """Return an objective with its key results, and its progress then and now."""
    there = [one for one in standings if was_there(one.key_result, then, cycle)]
    return ObjectiveRow(
        objective=objective,
        standings=tuple(standings),
        progress_then=objective_progress([(one.key_result, one.then.progress) for one in there]),
        progress=objective_progress([(one.key_result, one.now.progress) for one in standings]),
    )


def owner_row(
    books: Books, owner: str, rows: Sequence[ObjectiveRow], then: Cut, cycle: Cycle
) -> OwnerRow:
    """Return what an owner answers for, of all objectives of the cycle."""
    own = [row for row in rows if row.objective.owner == owner]
    others = [row for row in rows if row.objective.owner != owner]
    standings = tuple(
        one
        for row in own + others
        for one in row.standings
        if (one.key_result.owner or row.objective.owner) == owner
    )
    there = [one for one in standings if was_there(one.key_result, then, cycle)]
    if own:
        progress_then, progress = progress_of_all(own)
    else:
        progress_then = objective_progress([(one.key_result, one.then.progress) for one in there])
        progress = objective_progress([(one.key_result, one.now.progress) for one in standings])
    said = [one.points[-1][0] for one in standings if one.points]
    return OwnerRow(
        owner=owner,
        member=books.find(Member, owner),
        objectives=len(own),
        progress_then=progress_then,
        progress=progress,
        confidence_then=mean_confidence(one.then for one in there),
        confidence=mean_confidence(one.now for one in standings),
        trend=_trend(standings),
        last_day=max(said, default=None),
        standings=standings,
    )


def was_there(key_result: KeyResult, then: Cut, cycle: Cycle) -> bool:
    """Return whether a key result belongs to the numbers of then: not one agreed on since.

    At a cycle's start all of its key results do, so that the first meeting has a then.
    """
    agreed_on = key_result.agreed_on
    return then.day <= cycle.start or agreed_on is None or agreed_on <= then.day


def progress_of_all(rows: Sequence[ObjectiveRow]) -> tuple[Decimal | None, Decimal | None]:
    """Return the mean progress of objectives by their weights, then and now."""
    return (
        mean((r.objective.weight, r.progress_then) for r in rows if r.progress_then is not None),
        mean((r.objective.weight, r.progress) for r in rows if r.progress is not None),
    )


def mean_confidence(moments: Iterable[Moment]) -> Decimal | None:
    """Return the mean of the confidences that were given; None where none was."""
    return mean((_ONE, Decimal(m.confidence)) for m in moments if m.confidence is not None)


def counts_by_health(moments: Iterable[Moment]) -> dict[Health, int]:
    """Return how many key results have each health; each is named, the worst first."""
    counts = dict.fromkeys(Health, 0)
    for moment in moments:
        counts[moment.health] += 1
    return counts


def attention_of(books: Books, standing: Standing) -> Attention | None:
    """Return why a key result needs attention; None where it does not.

    It does where it is off track, at risk or stale, or its confidence fell.
    """
    fell = standing.fell
    reasons = [Reason(standing.now.health)] if standing.now.health in _ALARMING else []
    reasons += [Reason.FELL] if fell else []
    if not reasons:
        return None
    return Attention(
        standing=standing,
        name=books.kr_name(standing.key_result),
        owner=books.answers_for(standing.key_result),
        reasons=tuple(reasons),
        fell=fell,
    )


def by_urgency(found: Iterable[Attention]) -> tuple[Attention, ...]:
    """Return what needs attention, the worst first.

    Of equal health the deeper fall comes first, then the lower confidence, then the tree's order.
    """
    return tuple(sorted(found, key=_urgency))


def missing(rows: Iterable[OwnerRow]) -> tuple[Missing, ...]:
    """Return the members who have key results that nobody said anything of since then."""
    found = []
    for row in rows:
        asked = [one for one in row.standings if one.key_result.state is State.AGREED]
        waiting = sum(one.here is None and one.since is None for one in asked)
        if row.member and waiting:
            found.append(Missing(member=row.member, waiting=waiting, of=len(asked)))
    return tuple(found)


def _urgency(attention: Attention) -> tuple[int, int, int]:
    now = attention.standing.now
    confidence = _UNGIVEN if now.confidence is None else now.confidence
    return SEVERITY[now.health], -attention.fell, confidence


def _trend(standings: Sequence[Standing]) -> tuple[tuple[date, Decimal], ...]:
    """Return the mean confidence by week; what was given holds until it is given anew."""
    mondays = sorted({monday_of(day) for one in standings for day, _, _ in one.points})
    trend = []
    for monday in mondays:
        holds = [
            confidence
            for one in standings
            for confidence in [_until(one, monday + timedelta(days=6))]
            if confidence is not None
        ]
        value = mean((_ONE, Decimal(confidence)) for confidence in holds)
        if value is not None:
            trend.append((monday, value))
    return tuple(trend)


def _until(standing: Standing, day: date) -> int | None:
    before = [confidence for said, _, confidence in standing.points if said <= day]
    return before[-1] if before else None
