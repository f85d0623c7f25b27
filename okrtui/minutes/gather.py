"""What a meeting left in the store, gathered for its minutes.

A closed meeting whose minutes are frozen tells them itself. Any other is told from what was said
in it and from how everything stood at its end, or stands now while it goes on.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from okrtui.meeting.agenda import ACTIONS, CLOSING, agenda
from okrtui.meeting.timebox import ACTIONS_MINUTES, CLOSING_MINUTES, timeboxes
from okrtui.minutes.content import Content, CycleTotals, Pair, from_doc
from okrtui.minutes.gather_entries import (
    action_lines,
    between_lines,
    change_lines,
    decision_lines,
    parked_lines,
    problem_lines,
    risk_lines,
    span_of,
)
from okrtui.minutes.gather_round import Scene, round_stops
from okrtui.minutes.lines import Coming, Reopened, TimeLine
from okrtui.minutes.names import Names
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.overview import TeamStatus, team_status
from okrtui.model.records import (
    TEAM,
    Cycle,
    Health,
    KeyResult,
    Meeting,
    MeetingState,
    Member,
    Reopening,
)
from okrtui.model.rows import Attention
from okrtui.model.settings import Settings
from okrtui.model.standing import Standing, standing


def gather(
    books: Books, meeting: Meeting, *, calendar: Calendar, settings: Settings, now: datetime
) -> Content:
    """Return everything that the minutes of a meeting say, so far or for good.

    now: the instant up to which a meeting that goes on is told; a closed one ends at its closing.

    Raises:
        Refused: a cycle that the meeting covered is gone.
        Damaged: its frozen minutes cannot be read.
    """
    if meeting.content is not None and meeting.state is MeetingState.CLOSED:
        return from_doc(meeting.content)
    until = meeting.closed_at or now
    day = calendar.day(until)
    names = Names(books, meeting)
    statuses = [
        team_status(
            books,
            today=day,
            calendar=calendar,
            settings=settings,
            meeting=meeting,
            cycle=books.get(Cycle, cycle),
        )
        for cycle in meeting.cycles
    ]

    def stand(key_result: KeyResult) -> Standing:
        return standing(
            books,
            key_result,
            cycle=books.get(Cycle, books.objective_of(key_result).cycle),
            meeting=meeting,
            today=day,
            calendar=calendar,
            thresholds=settings.thresholds,
        )

    way = agenda(books, meeting)
    span = span_of(books, meeting, until)
    took_part = _took_part(books, meeting)
    absent = [member.id for member in books.members() if member.id not in took_part]
    scene = Scene(
        books=books,
        meeting=meeting,
        names=names,
        today=day,
        thresholds=settings.thresholds,
        took_part=took_part,
        stand=stand,
    )
    return Content(
        team=books.team_name(),
        meeting=meeting.name,
        day=calendar.day(meeting.opened_at),
        facilitator=names.person(meeting.facilitator),
        present=tuple(names.person(member) for member in took_part),
        absent=tuple(names.person(member) for member in absent),
        started=calendar.local(meeting.opened_at),
        ended=calendar.local(meeting.closed_at) if meeting.closed_at else None,
        minutes_planned=meeting.minutes_planned,
        rating=meeting.rating,
        summary=meeting.summary,
        cycles=tuple(_totals(status) for status in statuses if status.objectives),
        attention=_attention(statuses, names),
        decisions=decision_lines(books, meeting, names),
        changes=change_lines(books, meeting, names),
        actions=action_lines(books, span, names, day),
        risks=risk_lines(books, span, names),
        problems=problem_lines(books, span, names),
        round=round_stops(scene, way, statuses),
        parked=parked_lines(books, span, names),
        next_on=meeting.next_on,
        times=_times(meeting, way_seconds=timeboxes(way, meeting), names=names),
        comings=_comings(meeting, took_part, names, calendar),
        between=between_lines(books, span, names),
        reopened=tuple(_reopened(one, names, calendar) for one in meeting.reopened),
    )


def earlier_versions(books: Books, meeting: Meeting, calendar: Calendar) -> tuple[Content, ...]:
    """Return what the minutes of a meeting said before each time that it was opened again.

    Raises:
        Damaged: they cannot be read.
    """
    names = Names(books, meeting)
    return tuple(
        replace(from_doc(one.content), superseded=_reopened(one, names, calendar))
        for one in meeting.reopened
        if one.content is not None
    )


def _totals(status: TeamStatus) -> CycleTotals:
    return CycleTotals(
        name=status.cycle.name,
        week=status.week,
        weeks=status.weeks,
        gone=status.gone,
        then_on=status.then_on,
        progress=Pair(then=status.progress_then, now=status.progress),
        confidence=Pair(then=status.confidence_then, now=status.confidence),
        healths={health: (status.counts_then[health], status.counts[health]) for health in Health},
    )


def _attention(statuses: list[TeamStatus], names: Names) -> tuple[str, ...]:
    found: list[Attention] = [one for status in statuses for one in status.attention]
    return tuple(names.key_result(one.standing.key_result.id) for one in found)


def _took_part(books: Books, meeting: Meeting) -> tuple[str, ...]:
    """Return the members who were there, also those who left before the end, as they are listed."""
    there = {*meeting.present, *meeting.left}
    listed = [member.id for member in books.all(Member) if member.id in there]
    return (*listed, *(someone for someone in meeting.present if someone not in listed))


def _comings(
    meeting: Meeting, took_part: tuple[str, ...], names: Names, calendar: Calendar
) -> tuple[Coming, ...]:
    return tuple(
        Coming(
            name=names.person(member),
            came=calendar.local(came) if (came := meeting.joined.get(member)) else None,
            left=calendar.local(left) if (left := meeting.left.get(member)) else None,
        )
        for member in took_part
        if member in meeting.joined or member in meeting.left
    )


def _reopened(reopening: Reopening, names: Names, calendar: Calendar) -> Reopened:
    return Reopened(
        at=calendar.local(reopening.at),
        by=names.login(reopening.by),
        why=reopening.why,
        ended=from_doc(reopening.content).ended if reopening.content is not None else None,
    )


def _times(meeting: Meeting, *, way_seconds: dict[str, int], names: Names) -> tuple[TimeLine, ...]:
    """Return planned and taken time of every stop that took any, in the order of the meeting."""
    planned = {ACTIONS: ACTIONS_MINUTES * 60, **way_seconds, CLOSING: CLOSING_MINUTES * 60}
    order = dict.fromkeys([ACTIONS, TEAM, *meeting.round, *way_seconds, *meeting.spent, CLOSING])
    known = {ACTIONS, CLOSING, TEAM}
    return tuple(
        TimeLine(
            stop=stop if stop in known else "member",
            name="" if stop in known else names.person(stop),
            planned=planned.get(stop),
            taken=meeting.spent[stop],
        )
        for stop in order
        if meeting.spent.get(stop)
    )
