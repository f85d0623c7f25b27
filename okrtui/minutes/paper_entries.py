"""Decisions, changes, action items, risks and problems, as lines of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from okrtui.minutes.blocks import Block, Paragraph, Table, bullets
from okrtui.minutes.content import Content
from okrtui.minutes.lines import (
    ActionEnd,
    ActionLine,
    ChangeLine,
    Life,
    ProblemLine,
    RiskLine,
)
from okrtui.minutes.paper_changes import change
from okrtui.minutes.phrases import Phrases
from okrtui.model.records import ChangeKind, RiskState

_LIVING_RISKS: Final = {
    Life.NEW: "minutes.risk_new",
    Life.CHANGED: "minutes.risk_changed",
    Life.OPEN: "minutes.risk_open",
}
_ENDED_RISKS: Final = {
    RiskState.OPEN: "minutes.risk_open",
    RiskState.MITIGATED: "minutes.risk_mitigated",
    RiskState.HAPPENED: "minutes.risk_happened",
    RiskState.CLOSED: "minutes.risk_closed",
}
_PROBLEMS: Final = {
    Life.NEW: "minutes.problem_new",
    Life.CHANGED: "minutes.problem_changed",
    Life.OPEN: "minutes.problem_open",
    Life.ENDED: "minutes.problem_solved",
}


def decisions(content: Content, say: Phrases) -> list[Block]:
    """Return what was decided, a line each."""
    return bullets(
        f"{say.bold(f'D{one.number}')} {say.line(one.title)}{say.about(one.key_result)}"
        for one in content.decisions
    )


def changes(content: Content, say: Phrases) -> list[Block]:
    """Return newly agreed OKRs first, then what was edited, moved and dropped, each with why.

    Below them what was changed between the meetings, by whom.
    """
    blocks = bullets(change(one, say) for one in in_order(content.changes))
    for by in dict.fromkeys(one.by for one in content.between):
        theirs = in_order(one for one in content.between if one.by == by)
        blocks.append(Paragraph(say.words("minutes.between", name=say.line(by))))
        blocks += bullets(change(one, say) for one in theirs)
    return blocks


def in_order(found: Iterable[ChangeLine]) -> list[ChangeLine]:
    """Return changes in the order in which they are told: newly agreed OKRs first."""
    return sorted(found, key=lambda one: one.kind is not ChangeKind.ADDED)


def actions(content: Content, say: Phrases) -> list[Block]:
    """Return the open action items as a table; below it commitments, and what became of others."""
    words = say.words
    table = [one for one in content.actions if one.is_open and not one.is_promise]
    blocks: list[Block] = []
    if table:
        head = (
            words("minutes.column_number"),
            words("minutes.column_what"),
            words("minutes.column_who"),
            words("minutes.column_due"),
            words("minutes.column_carried"),
        )
        blocks.append(Table(head, tuple(_cells(one, say) for one in table)))
    below = [
        *(_carried(one, say) for one in table if one.why and one.end is not ActionEnd.NEW),
        *_promises(content, say),
        *(_ended(one, say) for one in content.actions if not one.is_open),
    ]
    return [*blocks, *bullets(below)]


def due_day(action: ActionLine, say: Phrases) -> str:
    """Return by when it is to be done, and whether that is over; nothing without a day."""
    if action.due is None:
        return ""
    day = say.day(action.due)
    return say.words("minutes.late", day=day) if action.late else day


def _cells(action: ActionLine, say: Phrases) -> tuple[str, ...]:
    none = say.words("terms.none")
    return (
        f"A{action.number}",
        say.line(action.title) + say.about(action.key_result),
        say.owner(action.owner) or none,
        due_day(action, say) or none,
        f"×{action.carries}" if action.carries else "",
    )


def _carried(action: ActionLine, say: Phrases) -> str:
    return say.words(
        "minutes.carried_why", number=say.bold(f"A{action.number}"), why=say.typed(action.why)
    )


def _promises(content: Content, say: Phrases) -> Iterator[str]:
    by_owner: dict[str, list[str]] = {}
    for one in (action for action in content.actions if action.is_promise):
        due = say.words("minutes.due", day=say.day(one.due)) if one.due else ""
        facts = say.listed([say.line(one.key_result), due])
        title = say.line(one.title)
        told = say.words("minutes.with_brackets", what=title, facts=facts) if facts else title
        number = say.bold(f"A{one.number}")
        by_owner.setdefault(one.owner, []).append(
            say.words("minutes.numbered", number=number, what=told)
        )
    for owner, promised in by_owner.items():
        what = say.words("minutes.semicolon").join(promised)
        if owner:
            yield say.words("minutes.commits", name=say.owner(owner), what=what)
        else:
            yield say.words("minutes.commitments", what=what)


def _ended(action: ActionLine, say: Phrases) -> str:
    words = say.words
    done = action.end is ActionEnd.DONE
    facts = say.listed([say.owner(action.owner), say.line(action.key_result)])
    title = say.line(action.title)
    line = words(
        "minutes.action_done" if done else "minutes.action_dropped",
        number=say.bold(f"A{action.number}"),
        title=words("minutes.with_brackets", what=title, facts=facts) if facts else title,
    )
    if not action.why:
        return line
    # Of what is done, what was said of it is no reason for it.
    why = say.typed(action.why)
    return say.sentences([line, why if done else words("minutes.reason", why=why)])


def risks_and_problems(content: Content, say: Phrases) -> list[Block]:
    """Return what may happen and what has happened: new, changed, still open, ended."""
    order = list(Life)
    problems = {one.number: one for one in content.problems}
    lines = []
    for risk in content.risks:
        problem = problems.get(risk.problem) if risk.problem is not None else None
        if line := _risk(risk, problem, say):
            lines.append((order.index(risk.life), line))
    lines += [(order.index(one.life), _problem(one, say)) for one in content.problems]
    return bullets(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _risk(risk: RiskLine, problem: ProblemLine | None, say: Phrases) -> str:
    """Return what there is to say of a risk; nothing where the problem that it became says it."""
    words = say.words
    ended = risk.life is Life.ENDED
    state = words(_ENDED_RISKS[risk.state] if ended else _LIVING_RISKS[risk.life])
    if risk.problem is not None:
        state = words("minutes.is_now", what=state, number=f"P{risk.problem}")
    number = say.bold(f"R{risk.number}")
    facts, is_told = [], False
    if problem is not None and _is_about_the_same(risk, problem):
        line, is_told = words("minutes.numbered", number=number, what=state), True
    else:
        title = say.line(risk.title) + say.about(risk.key_result)
        line = words("minutes.entry", number=number, state=state, title=title)
        facts.append(say.who_when(risk.owner, None if ended else risk.due))
    now = (risk.probability, risk.impact)
    if not ended or risk.was not in {None, now}:
        facts.insert(0, say.levels(risk.was, now))
        is_told = False
    mitigation, why = "", say.typed(risk.why)
    if risk.mitigation:
        mitigation = words("minutes.mitigation", text=say.typed(risk.mitigation))
    if is_told and not (mitigation or why):
        return ""
    return say.sentences([say.facts([line, *facts]), mitigation, why])


def _is_about_the_same(risk: RiskLine, problem: ProblemLine) -> bool:
    return (problem.title, problem.key_result) == (risk.title, risk.key_result)


def _problem(problem: ProblemLine, say: Phrases) -> str:
    words = say.words
    ended = problem.life is Life.ENDED
    state = words(_PROBLEMS[problem.life])
    if problem.risk is not None and problem.life is Life.NEW:
        state = words("minutes.was_risk", what=state, number=f"R{problem.risk}")
    line = words(
        "minutes.entry",
        number=say.bold(f"P{problem.number}"),
        state=state,
        title=say.line(problem.title) + say.about(problem.key_result),
    )
    who = say.who_when(problem.owner, None if ended else problem.due)
    step = say.next_step(problem.next_step) if problem.next_step and not ended else ""
    return say.sentences([say.facts([line, who]), step, say.typed(problem.why)])
