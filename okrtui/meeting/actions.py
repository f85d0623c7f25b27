"""Action items: what somebody will do by a day; carried until it is done or given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.meeting.entries import known, next_number, person, title_of
from okrtui.model.books import Books
from okrtui.model.codec import amend, insert, update
from okrtui.model.ops import Op
from okrtui.model.records import Action, ActionState, Meeting, Member
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text

MOST_COMMITMENTS = 3
"""Of one person in one meeting: more than that nobody keeps."""

_A_WEEK = timedelta(days=7)


def add_action(intent: intents.AddAction, books: Books, context: Context) -> Sequence[Op]:
    """An action item, A and a number for life; or somebody's word, at most three each."""
    owner, due = person(books, intent.owner), intent.due
    if intent.commitment:
        _check_commitment(books, context, owner)
        due = due or books.get(Meeting, context.meeting).next_on or context.today() + _A_WEEK
    record = Action(
        id=context.id(),
        number=next_number(books, Action),
        title=title_of(intent.title),
        at=context.now,
        owner=owner,
        due=due,
        meeting=context.meeting,
        key_result=known(books, intent.key_result),
        commitment=intent.commitment,
    )
    return [insert(record)]


def change_action(intent: intents.ChangeAction, books: Books, context: Context) -> Sequence[Op]:
    """Another wording, owner or day."""
    action = _open(books, intent.action)
    owner = person(books, intent.owner)
    if action.commitment and owner != action.owner:
        _check_commitment(books, context, owner, made_in=action.meeting)
    return amend(action, title=title_of(intent.title), owner=owner, due=intent.due)


def end_action(intent: intents.EndAction, books: Books, context: Context) -> Sequence[Op]:
    """An action item is done, or given up."""
    action = _open(books, intent.action)
    over: dict[str, object] = {"ended_at": context.now, "ended_in": context.meeting}
    if context.meeting is not None and action.carried_in == context.meeting:
        # It does not go on to the next meeting after all.
        over |= {"carries": action.carries - 1, "carried_in": None}
    said = clean_text(intent.why)
    state = ActionState.DROPPED if intent.dropped else ActionState.DONE
    # What stopped it until now stays: this may be a slip.
    return [update(action, state=state, outcome=said, **over)]


def reopen_action(intent: intents.ReopenAction, books: Books, context: Context) -> Sequence[Op]:
    """An action item that was ended in this meeting is open after all."""
    action = books.get(Action, intent.action)
    if action.state is ActionState.OPEN:
        return []
    if action.ended_in != context.meeting:
        raise Refused("entry.action_ended", number=action.number)
    if action.commitment and action.state is ActionState.DROPPED:
        _check_commitment(books, context, action.owner, made_in=action.meeting)
    return [update(action, state=ActionState.OPEN, outcome="", ended_at=None, ended_in=None)]


def carry_action(intent: intents.CarryAction, books: Books, context: Context) -> Sequence[Op]:
    """An action item goes on to the next meeting; counted once a meeting."""
    action = _open(books, intent.action)
    reason = _reason(action, clean_text(intent.why), context)
    if action.carried_in == context.meeting:
        return amend(action, **reason)
    carries = action.carries + 1
    return [update(action, carries=carries, carried_in=context.meeting, **reason)]


def _reason(action: Action, said: str, context: Context) -> dict[str, str | None]:
    """Return the reason that stands, and in which meeting it was given."""
    if said:
        return {"why": said, "why_in": context.meeting}
    return {"why": action.why, "why_in": action.why_in}


def _check_commitment(
    books: Books, context: Context, owner: str | None, *, made_in: str | None = None
) -> None:
    if owner is None:
        raise Refused("entry.commitment_needs_owner")
    given = [
        action
        for action in books.where(Action, "meeting", made_in or context.meeting)
        if action.commitment and action.owner == owner and action.state is not ActionState.DROPPED
    ]
    if len(given) >= MOST_COMMITMENTS:
        member = books.find(Member, owner)
        name = member.name if member else owner
        raise Refused("entry.commitments_full", name=name, n=MOST_COMMITMENTS)


def _open(books: Books, id: str) -> Action:
    action = books.get(Action, id)
    if action.state is not ActionState.OPEN:
        raise Refused("entry.action_ended", number=action.number)
    return action
