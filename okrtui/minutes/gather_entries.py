"""Decisions, changes, action items, risks, problems and parked things of one meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from okrtui.minutes.lines import (
    ActionEnd,
    ActionLine,
    ChangeLine,
    DecisionLine,
    Life,
    ParkedLine,
    ProblemLine,
    RiskLine,
)
from okrtui.minutes.names import Names
from okrtui.model.books import Books
from okrtui.model.open import days_late
from okrtui.model.records import (
    Action,
    ActionState,
    Change,
    ChangeKind,
    Decision,
    KeyResult,
    Meeting,
    MetricKind,
    Objective,
    OpenState,
    Parked,
    Problem,
    Risk,
    RiskState,
    Task,
)

_Entry = TypeVar("_Entry", Action, Risk, Problem, Parked)
_OPEN = frozenset({ActionState.OPEN, RiskState.OPEN, OpenState.OPEN})


class Span(msgspec.Struct, frozen=True):
    """What a meeting looks back on: from the end of the one before (None: ever) to its own end."""

    meeting: Meeting
    since: datetime | None
    until: datetime


def span_of(books: Books, meeting: Meeting, until: datetime) -> Span:
    """Return what a meeting that is told up to an instant looks back on."""
    before = books.find(Meeting, meeting.then)
    return Span(meeting, before.closed_at if before else None, until)


def decision_lines(books: Books, meeting: Meeting, names: Names) -> tuple[DecisionLine, ...]:
    """Return what was decided."""
    return tuple(
        DecisionLine(
            number=decision.number,
            title=decision.title,
            key_result=names.key_result(decision.key_result),
        )
        for decision in books.where(Decision, "meeting", meeting.id)
    )


def change_lines(books: Books, meeting: Meeting, names: Names) -> tuple[ChangeLine, ...]:
    """Return what was added, edited, moved and dropped in objectives, key results and tasks."""
    found = books.where(Change, "meeting", meeting.id)
    return tuple(_change_line(books, change, names) for change in found)


def between_lines(books: Books, span: Span, names: Names) -> tuple[ChangeLine, ...]:
    """Return what was changed outside of any meeting, since the one before ended."""
    found = books.where(Change, "meeting", None)
    return tuple(
        replace(_change_line(books, change, names), by=names.login(change.by))
        for change in found
        if change.at <= span.until and (span.since is None or change.at > span.since)
    )


def action_lines(books: Books, span: Span, names: Names, day: date) -> tuple[ActionLine, ...]:
    """Return the action items: new ones first, then those carried or open, done and dropped.

    day: of the meeting's end, by which they are late or not.
    """
    found = [
        ActionLine(
            number=action.number,
            title=action.title,
            owner=names.person(action.owner),
            due=action.due,
            late=life is not Life.ENDED and days_late(action.due, day) > 0,
            carries=action.carries,
            end=_end_of(action, life, span.meeting),
            why=_why(action, life, span.meeting),
            key_result=names.key_result(action.key_result),
            commitment=action.commitment,
        )
        for life, action in _lives(books.all(Action), span)
    ]
    order = list(ActionEnd)
    return tuple(sorted(found, key=lambda line: order.index(line.end)))


def risk_lines(books: Books, span: Span, names: Names) -> tuple[RiskLine, ...]:
    """Return the risks: new ones first, then changed, other open ones, and those that ended."""
    return tuple(
        RiskLine(
            number=risk.number,
            title=risk.title,
            life=life,
            state=risk.state if life is Life.ENDED else RiskState.OPEN,
            probability=risk.probability,
            impact=risk.impact,
            mitigation=risk.mitigation,
            owner=names.person(risk.owner),
            due=risk.due,
            key_result=names.key_result(risk.key_result),
            was=risk.was if risk.changed_in == span.meeting.id else None,
            why=risk.why if life is Life.ENDED else "",
            problem=_problem_of(books, risk) if life is Life.ENDED else None,
        )
        for life, risk in _lives(books.all(Risk), span)
    )


def problem_lines(books: Books, span: Span, names: Names) -> tuple[ProblemLine, ...]:
    """Return the problems: new ones first, then changed, other open ones, and those solved."""
    return tuple(
        ProblemLine(
            number=problem.number,
            title=problem.title,
            life=life,
            next_step=problem.next_step,
            owner=names.person(problem.owner),
            due=problem.due,
            key_result=names.key_result(problem.key_result),
            why=problem.why if life is Life.ENDED else "",
            risk=risk.number if (risk := books.find(Risk, problem.risk)) else None,
        )
        for life, problem in _lives(books.all(Problem), span)
    )


def parked_lines(books: Books, span: Span, names: Names) -> tuple[ParkedLine, ...]:
    """Return what is put off: new things first, then older ones, and what was dealt with."""
    return tuple(
        ParkedLine(
            title=parked.title,
            key_result=names.key_result(parked.key_result),
            life=life,
            outcome=parked.outcome if life is Life.ENDED else "",
            carries=parked.carries,
        )
        for life, parked in _lives(books.all(Parked), span)
    )


def _lives(entries: Iterable[_Entry], span: Span) -> Iterator[tuple[Life, _Entry]]:
    """Yield the entries that a meeting tells, each with where it stands: new, open, ended."""
    found = [(life, entry) for entry in entries if (life := _life(entry, span)) is not None]
    order = list(Life)
    yield from sorted(found, key=lambda pair: order.index(pair[0]))


def _life(entry: Action | Risk | Problem | Parked, span: Span) -> Life | None:
    """Return where an entry stands, or None where this meeting need not tell it.

    What ended between the meeting before and this one is told here. What ended after this one was
    open in it; what was said here is told, whatever the clock where it was typed says.
    """
    here = span.meeting.id
    if entry.meeting != here and entry.at > span.until:
        return None
    if entry.state not in _OPEN:
        ended_at = entry.ended_at or entry.at
        between = entry.ended_in is None and entry.ended_at is not None
        between = between and (span.since is None or ended_at > span.since)
        if entry.ended_in == here or (ended_at <= span.until and between):
            return Life.ENDED
        if ended_at <= span.until:
            return None
    if entry.meeting == here:
        return Life.NEW
    changed = isinstance(entry, Risk | Problem) and entry.changed_in == here
    return Life.CHANGED if changed else Life.OPEN


def _end_of(action: Action, life: Life, meeting: Meeting) -> ActionEnd:
    match life:
        case Life.ENDED:
            done = action.state is ActionState.DONE
            return ActionEnd.DONE if done else ActionEnd.DROPPED
        case Life.NEW:
            return ActionEnd.NEW
    return ActionEnd.CARRIED if action.carried_in == meeting.id else ActionEnd.OPEN


def _why(action: Action, life: Life, meeting: Meeting) -> str:
    """Return what was said of an action item: of one that is done, not what stopped it.

    A reason of an earlier meeting was told in its minutes. Older stores do not say when it was.
    """
    if life is Life.ENDED and (action.outcome or action.state is ActionState.DONE):
        return action.outcome
    return action.why if action.why_in in {None, meeting.id} else ""


def _unit(key_result: KeyResult) -> str:
    return key_result.unit or ("%" if key_result.metric is MetricKind.PERCENT else "")


def _problem_of(books: Books, risk: Risk) -> int | None:
    """Return the number of the problem that a risk became, or None."""
    found = books.where(Problem, "risk", risk.id)
    return found[-1].number if found and risk.state is RiskState.HAPPENED else None


def _change_line(books: Books, change: Change, names: Names) -> ChangeLine:
    name, title, owner, due = "", change.title, "", None
    former, measured = "", None
    kinds: tuple[str, ...] = ()
    match change.table:
        case "objectives":
            objective = books.find(Objective, change.target)
            if objective is not None:
                name, title, owner = names.objective(objective), objective.title, objective.owner
                former = names.former(objective) if change.field == "owner" else ""
                kinds = _kinds(objective)
        case "key_results":
            measured = books.find(KeyResult, change.target)
            if measured is not None:
                name, title = names.key_result(measured.id), measured.title
                owner, due = measured.owner or "", measured.due
        case "tasks":
            task = books.find(Task, change.target)
            if task is not None:
                name, title = names.key_result(task.key_result), task.title
                owner, due = task.assignee or "", task.due
    added = change.kind is ChangeKind.ADDED
    return ChangeLine(
        number=change.number,
        kind=change.kind,
        table=change.table,
        name=name,
        title=title,
        field=change.field or "",
        was=change.was or "",
        now=change.now or "",
        why=change.why,
        unit=_unit(measured) if measured else "",
        owner=names.person(owner) if added else "",
        due=due if added else change.due,
        measured=measured if added else None,
        former=former,
        kinds=kinds if added else (),
        other=change.other,
        what=change.what,
    )


def _kinds(objective: Objective) -> tuple[str, ...]:
    said = (objective.category, objective.dimension, objective.origin, objective.ambition)
    return tuple(one.value for one in said if one is not None)
