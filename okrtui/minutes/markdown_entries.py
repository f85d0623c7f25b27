"""Decisions, changes, action items, risks and problems, as Markdown."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from okrtui.minutes.content import Content
from okrtui.minutes.lines import ActionEnd, ActionLine, ChangeLine, Life, ProblemLine, RiskLine
from okrtui.minutes.phrases import Phrases, bullets, capital
from okrtui.model.numbers import NOTHING
from okrtui.model.records import ChangeKind, RiskState
from okrtui.text.markdown import escape

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_IN_TABLE: Final = frozenset({ActionEnd.NEW, ActionEnd.CARRIED, ActionEnd.OPEN})
_FIELDS: Final = {
    "title": "minutes.field_title",
    "owner": "minutes.field_owner",
    "due": "minutes.field_due",
    "start": "minutes.field_start",
    "target": "minutes.field_target",
    "unit": "minutes.field_unit",
    "assignee": "minutes.field_assignee",
}
_THINGS: Final = {
    "objectives": "terms.objective",
    "key_results": "terms.key_result",
    "tasks": "terms.task",
}
_KINDS: Final = {
    ChangeKind.ADDED: "minutes.change_added",
    ChangeKind.EDITED: "minutes.change_edited",
    ChangeKind.MOVED: "minutes.change_moved",
    ChangeKind.DROPPED: "minutes.change_dropped",
    ChangeKind.RESTORED: "minutes.change_restored",
}
_LIVING_RISKS: Final = {Life.NEW: "minutes.risk_new", Life.OPEN: "minutes.risk_open"}
_ENDED_RISKS: Final = {
    RiskState.OPEN: "minutes.risk_open",
    RiskState.MITIGATED: "minutes.risk_mitigated",
    RiskState.HAPPENED: "minutes.risk_happened",
    RiskState.CLOSED: "minutes.risk_closed",
}
_PROBLEMS: Final = {
    Life.NEW: "minutes.problem_new",
    Life.OPEN: "minutes.problem_open",
    Life.ENDED: "minutes.problem_solved",
}


def decisions(content: Content, say: Phrases) -> list[str]:
    """Return what was decided, a line each."""
    return bullets(
        [
            f"{say.bold(f'D{one.number}')} {escape(one.title)}{say.about(one.key_result)}"
            for one in content.decisions
        ]
    )


def changes(content: Content, say: Phrases) -> list[str]:
    """Return newly agreed OKRs first, then what was edited, moved and dropped, each with why."""
    added = [one for one in content.changes if one.kind is ChangeKind.ADDED]
    others = [one for one in content.changes if one.kind is not ChangeKind.ADDED]
    return bullets([_change(one, say) for one in added + others])


def _change(change: ChangeLine, say: Phrases) -> str:
    words = say.words
    name, thing = escape(change.name), words(_THINGS.get(change.table, "terms.task"))
    key = "minutes.task_of" if change.table == "tasks" else "minutes.thing"
    what = words(
        _KINDS[change.kind],
        what=words(key, thing=thing, name=name),
        title=escape(change.title),
    )
    if change.kind is ChangeKind.EDITED:
        what = _edit(change, say)
    number = words("minutes.numbered", number=say.bold(f"C{change.number}"), what=what)
    why = words("minutes.reason", why=say.typed(change.why)) if change.why else ""
    return say.sentences([say.facts([number, say.who_when(change.owner, change.due)]), why])


def _edit(change: ChangeLine, say: Phrases) -> str:
    words = say.words
    field = words(_FIELDS[change.field]) if change.field in _FIELDS else escape(change.field)
    was, now = (_field_value(change, value, say) for value in (change.was, change.now))
    name = escape(change.name)
    if change.table == "tasks":
        name = capital(words("minutes.task_of", thing=words("terms.task"), name=name))
    if change.field == "title":
        return words("minutes.renamed", name=name, was=was, now=now)
    return words(
        "minutes.edited",
        name=name,
        title=escape(change.title),
        field=field,
        moved=say.moved(was, now),
    )


def _field_value(change: ChangeLine, value: str, say: Phrases) -> str:
    """Return a value of a field, kept as its record keeps it, as a person reads it."""
    if not value:
        return NOTHING
    if change.field == "due" and _DAY.fullmatch(value):
        return say.day(date.fromisoformat(value))
    unit = f" {change.unit}" if change.unit and change.field in {"start", "target"} else ""
    return escape(f"{value}{unit}")


def actions(content: Content, say: Phrases) -> list[str]:
    """Return the open action items as a table, and below it what became of the others."""
    words = say.words
    table = [one for one in content.actions if one.end in _IN_TABLE]
    lines = []
    if table:
        titles = [
            words("minutes.column_number"),
            words("minutes.column_what"),
            words("minutes.column_who"),
            words("minutes.column_due"),
            words("minutes.column_carried"),
        ]
        lines = [_row(titles), _row(["---"] * len(titles))]
        lines += [_row(_action_cells(one, say)) for one in table]
    below = bullets(
        [
            *(_carried(one, say) for one in table if one.why and one.end is not ActionEnd.NEW),
            *(_ended(one, say) for one in content.actions if one.end not in _IN_TABLE),
        ]
    )
    return [*lines, "", *below] if lines and below else lines + below


def _action_cells(action: ActionLine, say: Phrases) -> list[str]:
    due = say.day(action.due) if action.due else say.words("terms.none")
    if action.late:
        due = say.words("minutes.late", day=due)
    return [
        f"A{action.number}",
        escape(action.title) + say.about(action.key_result),
        say.owner(action.owner) or say.words("terms.none"),
        due,
        f"×{action.carries}" if action.carries else "",
    ]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def _carried(action: ActionLine, say: Phrases) -> str:
    return say.words(
        "minutes.carried_why", number=say.bold(f"A{action.number}"), why=say.typed(action.why)
    )


def _ended(action: ActionLine, say: Phrases) -> str:
    words = say.words
    done = action.end is ActionEnd.DONE
    facts = say.listed([say.owner(action.owner), escape(action.key_result)])
    title = escape(action.title)
    line = words(
        "minutes.action_done" if done else "minutes.action_dropped",
        number=say.bold(f"A{action.number}"),
        title=words("minutes.with_brackets", what=title, facts=facts) if facts else title,
    )
    why = words("minutes.reason", why=say.typed(action.why)) if action.why and not done else ""
    return say.sentences([line, why])


def risks_and_problems(content: Content, say: Phrases) -> list[str]:
    """Return what may happen and what has happened: new, still open, ended."""
    order = list(Life)
    risks = [(order.index(one.life), _risk(one, say)) for one in content.risks]
    problems = [(order.index(one.life), _problem(one, say)) for one in content.problems]
    return bullets([line for _, line in sorted(risks + problems, key=lambda pair: pair[0])])


def _risk(risk: RiskLine, say: Phrases) -> str:
    words = say.words
    ended = risk.life is Life.ENDED
    state = _ENDED_RISKS[risk.state] if ended else _LIVING_RISKS[risk.life]
    line = words(
        "minutes.entry",
        number=say.bold(f"R{risk.number}"),
        state=words(state),
        title=escape(risk.title) + say.about(risk.key_result),
    )
    facts = [line, say.level(risk.probability, risk.impact), say.who_when(risk.owner, risk.due)]
    mitigation = ""
    if risk.mitigation:
        mitigation = words("minutes.mitigation", text=say.typed(risk.mitigation))
    return say.sentences([line if ended else say.facts(facts), mitigation])


def _problem(problem: ProblemLine, say: Phrases) -> str:
    line = say.words(
        "minutes.entry",
        number=say.bold(f"P{problem.number}"),
        state=say.words(_PROBLEMS[problem.life]),
        title=escape(problem.title) + say.about(problem.key_result),
    )
    who = "" if problem.life is Life.ENDED else say.who_when(problem.owner, problem.due)
    step = say.next_step(problem.next_step, "") if problem.next_step else ""
    return say.sentences([say.facts([line, who]), step])
