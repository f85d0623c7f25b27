"""Risks: what may happen, how it is seen from meeting to meeting, and when it has happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.meeting.entries import known, next_number, person, title_of
from okrtui.model.books import Books
from okrtui.model.codec import amend, insert, update
from okrtui.model.ops import Op
from okrtui.model.records import Level, Problem, Risk, RiskState
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text


def add_risk(intent: intents.AddRisk, books: Books, context: Context) -> Sequence[Op]:
    """A risk, R and a number for life."""
    record = Risk(
        id=context.id(),
        number=next_number(books, Risk),
        title=title_of(intent.title),
        at=context.now,
        key_result=known(books, intent.key_result),
        meeting=context.meeting,
        probability=intent.probability,
        impact=intent.impact,
        mitigation=clean_text(intent.mitigation),
        owner=person(books, intent.owner),
        due=intent.due,
    )
    return [insert(record)]


def change_risk(intent: intents.ChangeRisk, books: Books, context: Context) -> Sequence[Op]:
    """A risk as it is seen now, with how it was seen before this meeting."""
    risk = books.get(Risk, intent.risk)
    if risk.state is not RiskState.OPEN:
        raise Refused("entry.risk_ended", number=risk.number)
    words = {
        "title": title_of(intent.title),
        "mitigation": clean_text(intent.mitigation),
        "owner": person(books, intent.owner),
        "due": intent.due,
    }
    levels = {"probability": intent.probability, "impact": intent.impact}
    if not amend(risk, **words, **levels):
        return []
    return amend(
        risk, **words, **levels, **_changed(risk, intent, context, bool(amend(risk, **words)))
    )


def end_risk(intent: intents.EndRisk, books: Books, context: Context) -> Sequence[Op]:
    """A risk is mitigated or closed; or, where that was said in this meeting, open after all.

    Raises:
        Refused: it ended in an earlier meeting, or has become a problem.
    """
    risk = books.get(Risk, intent.risk)
    if intent.state is RiskState.HAPPENED or _became_problem(books, risk):
        raise Refused("entry.risk_happens_by_itself", number=risk.number)
    why = clean_text(intent.why)
    if risk.state is not RiskState.OPEN:
        if risk.ended_in != context.meeting:
            raise Refused("entry.risk_ended", number=risk.number)
        if intent.state is RiskState.OPEN:
            return [update(risk, state=RiskState.OPEN, why="", ended_at=None, ended_in=None)]
        return amend(risk, state=intent.state, why=why or risk.why)
    if intent.state is RiskState.OPEN:
        return []
    return [
        update(risk, state=intent.state, why=why, ended_at=context.now, ended_in=context.meeting)
    ]


def risk_happened(intent: intents.RiskHappened, books: Books, context: Context) -> Sequence[Op]:
    """A risk has happened: it ends, and goes on as a problem of the same key result."""
    risk = books.get(Risk, intent.risk)
    if risk.state in {RiskState.HAPPENED, RiskState.CLOSED}:
        raise Refused("entry.risk_ended", number=risk.number)
    problem = Problem(
        id=context.id(),
        number=next_number(books, Problem),
        title=risk.title,
        at=context.now,
        key_result=risk.key_result,
        meeting=context.meeting,
        owner=person(books, intent.owner) or risk.owner,
        next_step=clean_text(intent.next_step),
        due=intent.due,
        risk=risk.id,
    )
    happened = update(
        risk, state=RiskState.HAPPENED, ended_at=context.now, ended_in=context.meeting
    )
    return [happened, insert(problem)]


def _changed(
    risk: Risk, intent: intents.ChangeRisk, context: Context, reworded: bool
) -> dict[str, Any]:
    """Return that this meeting changed a risk, and what it was before; nothing of a new one."""
    if risk.meeting == context.meeting:
        return {}
    here = risk.changed_in == context.meeting
    before = risk.was if here and risk.was else (risk.probability, risk.impact)
    now: tuple[Level, Level] = (intent.probability, intent.impact)
    if now != before:
        return {"changed_in": context.meeting, "was": before}
    # Back to what it was: then nothing has changed, but for what the words say now.
    still = reworded or (here and risk.was is None)
    return {"changed_in": context.meeting if still else None, "was": None}


def _became_problem(books: Books, risk: Risk) -> bool:
    return risk.state is RiskState.HAPPENED and bool(books.where(Problem, "risk", risk.id))
