"""The report of a closing, put together from the books."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from okrtui.cycle.foretold import calibration
from okrtui.cycle.opening import about_as_long
from okrtui.cycle.report import Earlier, KeyResultLine, ObjectiveLine, Report, Stop
from okrtui.cycle.scoring import Scored, to_score
from okrtui.model.agreed import owners, tree
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.progress import mean
from okrtui.model.records import COMPANY, TEAM, Cycle, CycleState, KeyResult, Member
from okrtui.model.settings import Settings

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
        calibration=calibration(books, cycle, _scored(walk), calendar),
        earlier=tuple(_earlier(books, cycle, calendar=calendar, settings=settings)),
    )


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
        found = calibration(books, other, _scored(walk), calendar)
        if found.confidence is not None and found.score is not None:
            yield Earlier(cycle=other.name, confidence=found.confidence, score=found.score)


def _scored(walk: Sequence[Scored]) -> Iterator[tuple[KeyResult, Decimal]]:
    return ((one.key_result, one.score.score) for one in walk if one.score is not None)


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
