"""The report of a closing, put together from the books."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from okrtui.cycle.opening import about_as_long
from okrtui.cycle.report import (
    Calibration,
    Earlier,
    KeyResultLine,
    ObjectiveLine,
    Report,
    Stop,
    Sure,
)
from okrtui.cycle.scoring import Scored, to_score
from okrtui.model.agreed import owners, tree
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar, week_of
from okrtui.model.progress import mean
from okrtui.model.records import COMPANY, TEAM, CheckIn, Cycle, CycleState, Member
from okrtui.model.settings import Settings

_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
_MOST_EARLIER: Final = 4


def gather_report(
    books: Books, cycle: Cycle, *, today: date, calendar: Calendar, settings: Settings
) -> Report:
    """Return what the closing of a cycle has to tell, done or as far as it has come.

    today: as of which day, where the cycle is not over yet.
    """
    walk = to_score(books, cycle, today=today, calendar=calendar, settings=settings)
    lines = {one.key_result.id: _line(books, one) for one in walk}
    agreed = tree(books, cycle.id)
    stops = []
    for owner in owners(books, agreed):
        own = [(o, krs) for o, krs in agreed if o.owner == owner]
        objectives = tuple(
            ObjectiveLine(
                name=books.objective_name(objective),
                title=objective.title,
                ambition=objective.ambition,
                score=_mean_score([lines[kr.id] for kr in key_results]),
                key_results=tuple(lines[kr.id] for kr in key_results),
            )
            for objective, key_results in own
        )
        beside = tuple(
            lines[kr.id].name
            for objective, key_results in agreed
            if objective.owner != owner
            for kr in key_results
            if kr.owner == owner
        )
        if objectives or beside:
            stop = Stop(owner=_person(books, owner), objectives=objectives, beside=beside)
            stops.append(stop)
    return Report(
        team=books.team_name(),
        cycle=cycle.name,
        start=cycle.start,
        end=cycle.end,
        closed=cycle.state is CycleState.CLOSED,
        stops=tuple(stops),
        calibration=calibration(books, cycle, walk, calendar),
        earlier=tuple(_earlier(books, cycle, calendar=calendar, settings=settings)),
    )


def half_way(cycle: Cycle) -> tuple[int, date]:
    """Return the week half-way through a cycle and its last day: week 6 of a quarter's 13.

    The week is 0 where there are not two of them; the day is then half-way.
    """
    _, weeks = week_of(cycle, cycle.start)
    half = weeks // 2
    if half:
        return half, cycle.start + half * _WEEK - _DAY
    return 0, cycle.start + (cycle.end - cycle.start) // 2


def calibration(
    books: Books, cycle: Cycle, walk: Sequence[Scored], calendar: Calendar
) -> Calibration:
    """Return how sure the team was half-way of what has a score now."""
    week, day = half_way(cycle)
    sure = []
    for one in walk:
        given = [
            (said.at, said.confidence)
            for said in books.where(CheckIn, "key_result", one.key_result.id)
            if said.confidence is not None and calendar.day(said.at) <= day
        ]
        if given and one.score is not None:
            _, confidence = max(given, key=lambda pair: pair[0])
            name = books.kr_name(one.key_result)
            sure.append(Sure(name=name, confidence=confidence, score=one.score.score))
    return Calibration(week=week, day=day, sure=tuple(sure))


def _earlier(
    books: Books, cycle: Cycle, *, calendar: Calendar, settings: Settings
) -> Iterator[Earlier]:
    before = [
        other
        for other in books.cycles()
        if other.end < cycle.start
        and other.state is CycleState.CLOSED
        and about_as_long(other, cycle)
    ]
    for other in before[-_MOST_EARLIER:]:
        walk = to_score(books, other, today=other.end, calendar=calendar, settings=settings)
        found = calibration(books, other, walk, calendar)
        if found.confidence is not None and found.score is not None:
            yield Earlier(cycle=other.name, confidence=found.confidence, score=found.score)


def _line(books: Books, one: Scored) -> KeyResultLine:
    now, score = one.standing.now, one.score
    return KeyResultLine(
        name=books.kr_name(one.key_result),
        owner=_person(books, books.answers_for(one.key_result)),
        key_result=one.key_result,
        value=now.value,
        of=now.of,
        progress=now.progress,
        score=score.score if score else None,
        expected=score.expected if score else one.expected,
        cause=score.cause if score else "",
        next=score.next if score else None,
        lesson=score.lesson if score else "",
    )


def _mean_score(lines: Sequence[KeyResultLine]) -> Decimal | None:
    scores = [(line.key_result.weight, line.score) for line in lines if line.score is not None]
    return mean(scores) if len(scores) == len(lines) else None


def _person(books: Books, owner: str) -> str:
    if owner in {TEAM, COMPANY}:
        return owner
    member = books.find(Member, owner)
    return (member.name or member.login) if member else owner
