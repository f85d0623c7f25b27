"""What is said beside the key results: risks, problems, action items, decisions, parking lot."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.model.books import Books
from okrtui.model.codec import TABLE_OF, insert, update
from okrtui.model.ops import Op
from okrtui.model.records import (
    Action,
    ActionState,
    Decision,
    KeyResult,
    Parked,
    Problem,
    Risk,
)
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_line, clean_text


def add_risk(intent: intents.AddRisk, books: Books, context: Context) -> Sequence[Op]:
    """A risk, R and a number for life."""
    record = Risk(
        id=context.id(),
        number=next_number(books, Risk),
        title=title_of(intent.title),
        at=context.now,
        key_result=_known(books, intent.key_result),
        meeting=context.meeting,
        probability=intent.probability,
        impact=intent.impact,
        mitigation=clean_text(intent.mitigation),
        owner=intent.owner,
        due=intent.due,
    )
    return [insert(record)]


def add_problem(intent: intents.AddProblem, books: Books, context: Context) -> Sequence[Op]:
    """A problem, P and a number for life."""
    record = Problem(
        id=context.id(),
        number=next_number(books, Problem),
        title=title_of(intent.title),
        at=context.now,
        key_result=_known(books, intent.key_result),
        meeting=context.meeting,
        owner=intent.owner,
        next_step=clean_text(intent.next_step),
        due=intent.due,
    )
    return [insert(record)]


def add_action(intent: intents.AddAction, books: Books, context: Context) -> Sequence[Op]:
    """An action item, A and a number for life."""
    record = Action(
        id=context.id(),
        number=next_number(books, Action),
        title=title_of(intent.title),
        at=context.now,
        owner=intent.owner,
        due=intent.due,
        meeting=context.meeting,
        key_result=_known(books, intent.key_result),
    )
    return [insert(record)]


def end_action(intent: intents.EndAction, books: Books, context: Context) -> Sequence[Op]:
    """An action item is done, or given up."""
    action = _open_action(books, intent.action)
    state = ActionState.DROPPED if intent.dropped else ActionState.DONE
    return [
        update(
            action,
            state=state,
            why=clean_text(intent.why) or action.why,
            ended_at=context.now,
            ended_in=context.meeting,
        )
    ]


def reopen_action(intent: intents.ReopenAction, books: Books, context: Context) -> Sequence[Op]:
    """An action item that was ended in this meeting is open after all."""
    action = books.get(Action, intent.action)
    if action.state is ActionState.OPEN:
        return []
    if action.ended_in != context.meeting:
        raise Refused("entry.action_ended", number=action.number)
    return [update(action, state=ActionState.OPEN, ended_at=None, ended_in=None)]


def carry_action(intent: intents.CarryAction, books: Books, context: Context) -> Sequence[Op]:
    """An action item goes on to the next meeting; counted once a meeting."""
    action = _open_action(books, intent.action)
    why = clean_text(intent.why) or action.why
    if action.carried_in == context.meeting:
        change = update(action, why=why)
        return [change] if change.fields else []
    return [update(action, carries=action.carries + 1, carried_in=context.meeting, why=why)]


def add_decision(intent: intents.AddDecision, books: Books, context: Context) -> Sequence[Op]:
    """A decision, D and a number for life."""
    record = Decision(
        id=context.id(),
        number=next_number(books, Decision),
        title=title_of(intent.title),
        at=context.now,
        meeting=context.meeting,
        key_result=_known(books, intent.key_result),
    )
    return [insert(record)]


def park(intent: intents.Park, books: Books, context: Context) -> Sequence[Op]:
    """Something for the parking lot."""
    record = Parked(
        id=context.id(),
        title=title_of(intent.title),
        at=context.now,
        meeting=context.meeting,
        key_result=_known(books, intent.key_result),
    )
    return [insert(record)]


def next_number(books: Books, kind: type) -> int:
    """Return the number that the next risk, problem, change, decision or action gets for life."""
    return 1 + max((doc["number"] for doc in books.view.all(TABLE_OF[kind])), default=0)


def title_of(text: str) -> str:
    """Return a title as it is kept: one line, without control characters.

    Raises:
        Refused: nothing is left, or it is too long.
    """
    title = clean_line(text)
    if not title:
        raise Refused("entry.empty")
    return title


def _known(books: Books, key_result: str | None) -> str | None:
    return books.get(KeyResult, key_result).id if key_result else None


def _open_action(books: Books, id: str) -> Action:
    action = books.get(Action, id)
    if action.state is not ActionState.OPEN:
        raise Refused("entry.action_ended", number=action.number)
    return action
