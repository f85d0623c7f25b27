"""Decisions, changes, action items, risks, problems and parked things of one meeting."""

from __future__ import annotations

from datetime import date, datetime

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
    Objective,
    OpenState,
    Parked,
    Problem,
    Risk,
    RiskState,
    Task,
)


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


def action_lines(
    books: Books, meeting: Meeting, names: Names, until: datetime, day: date
) -> tuple[ActionLine, ...]:
    """Return the action items: new ones first, then those carried or open, done and dropped.

    until, day: the meeting's end; what was agreed or ended after it is not told.
    """
    before = books.find(Meeting, meeting.then)
    since = before.closed_at if before else None
    found = []
    for action in books.all(Action):
        end = _end_of(action, meeting, since, until)
        if end is None:
            continue
        found.append(
            ActionLine(
                number=action.number,
                title=action.title,
                owner=names.person(action.owner),
                due=action.due,
                late=end in _OPEN and days_late(action.due, day) > 0,
                carries=action.carries,
                end=end,
                why=action.why,
                key_result=names.key_result(action.key_result),
            )
        )
    order = list(ActionEnd)
    return tuple(sorted(found, key=lambda line: order.index(line.end)))


def risk_lines(
    books: Books, meeting: Meeting, names: Names, until: datetime
) -> tuple[RiskLine, ...]:
    """Return the risks: new ones first, then the open ones, then those that ended here."""
    found = []
    for risk in books.all(Risk):
        ended_at = None if risk.state is RiskState.OPEN else risk.ended_at or risk.at
        life = _life(risk.meeting, risk.at, risk.ended_in, ended_at, meeting, until)
        if life is None:
            continue
        found.append(
            RiskLine(
                number=risk.number,
                title=risk.title,
                life=life,
                state=risk.state,
                probability=risk.probability,
                impact=risk.impact,
                mitigation=risk.mitigation,
                owner=names.person(risk.owner),
                due=risk.due,
                key_result=names.key_result(risk.key_result),
            )
        )
    order = list(Life)
    return tuple(sorted(found, key=lambda line: order.index(line.life)))


def problem_lines(
    books: Books, meeting: Meeting, names: Names, until: datetime
) -> tuple[ProblemLine, ...]:
    """Return the problems: new ones first, then the open ones, then those that ended here."""
    found = []
    for problem in books.all(Problem):
        ended_at = None if problem.state is OpenState.OPEN else problem.ended_at or problem.at
        life = _life(problem.meeting, problem.at, problem.ended_in, ended_at, meeting, until)
        if life is None:
            continue
        found.append(
            ProblemLine(
                number=problem.number,
                title=problem.title,
                life=life,
                next_step=problem.next_step,
                owner=names.person(problem.owner),
                due=problem.due,
                key_result=names.key_result(problem.key_result),
            )
        )
    order = list(Life)
    return tuple(sorted(found, key=lambda line: order.index(line.life)))


def parked_lines(books: Books, meeting: Meeting, names: Names) -> tuple[ParkedLine, ...]:
    """Return what was put off in this meeting."""
    return tuple(
        ParkedLine(title=parked.title, key_result=names.key_result(parked.key_result))
        for parked in books.where(Parked, "meeting", meeting.id)
    )


_OPEN = frozenset({ActionEnd.NEW, ActionEnd.CARRIED, ActionEnd.OPEN})


def _end_of(
    action: Action, meeting: Meeting, since: datetime | None, until: datetime
) -> ActionEnd | None:
    """Return what became of an action item, or None where this meeting need not tell it.

    What was ended between the meeting before (`since`) and this one is told here. What ended
    after it was open in it.
    """
    if _is_later(action.meeting, action.at, meeting, until):
        return None
    done = ActionEnd.DONE if action.state is ActionState.DONE else ActionEnd.DROPPED
    if action.ended_in == meeting.id:
        return done
    ended_at = action.ended_at
    if action.state is not ActionState.OPEN and (ended_at is None or ended_at <= until):
        between = action.ended_in is None and ended_at is not None
        return done if between and ended_at and (since is None or ended_at > since) else None
    if action.meeting == meeting.id:
        return ActionEnd.NEW
    return ActionEnd.CARRIED if action.carried_in == meeting.id else ActionEnd.OPEN


def _life(
    born_in: str | None,
    at: datetime,
    ended_in: str | None,
    ended_at: datetime | None,
    meeting: Meeting,
    until: datetime,
) -> Life | None:
    if _is_later(born_in, at, meeting, until):
        return None
    if ended_in == meeting.id:
        return Life.ENDED
    if ended_at is not None and ended_at <= until:
        return None
    return Life.NEW if born_in == meeting.id else Life.OPEN


def _is_later(born_in: str | None, at: datetime, meeting: Meeting, until: datetime) -> bool:
    # What was said here is told, whatever the clock of the host where it was typed says.
    return born_in != meeting.id and at > until


def _change_line(books: Books, change: Change, names: Names) -> ChangeLine:
    name, title, unit, owner, due = "", change.title, "", "", None
    match change.table:
        case "objectives":
            objective = books.find(Objective, change.target)
            if objective is not None:
                name, title, owner = names.objective(objective), objective.title, objective.owner
        case "key_results":
            key_result = books.find(KeyResult, change.target)
            if key_result is not None:
                name, title = names.key_result(key_result.id), key_result.title
                unit, due = key_result.unit, key_result.due
                owner = key_result.owner or ""
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
        unit=unit,
        owner=names.person(owner) if added else "",
        due=due if added else None,
    )
