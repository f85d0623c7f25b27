"""What is said beside the key results: decisions, the parking lot, and what all entries share."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.model.books import Books
from okrtui.model.codec import TABLE_OF, amend, insert, update
from okrtui.model.ops import Op
from okrtui.model.records import Decision, KeyResult, Member, OpenState, Parked
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_line, clean_text


def add_decision(intent: intents.AddDecision, books: Books, context: Context) -> Sequence[Op]:
    """A decision, D and a number for life."""
    record = Decision(
        id=context.id(),
        number=next_number(books, Decision),
        title=title_of(intent.title),
        at=context.now,
        meeting=context.meeting,
        key_result=known(books, intent.key_result),
    )
    return [insert(record)]


def park(intent: intents.Park, books: Books, context: Context) -> Sequence[Op]:
    """Something for the parking lot."""
    record = Parked(
        id=context.id(),
        title=title_of(intent.title),
        at=context.now,
        meeting=context.meeting,
        key_result=known(books, intent.key_result),
    )
    return [insert(record)]


def end_parked(intent: intents.EndParked, books: Books, context: Context) -> Sequence[Op]:
    """Something parked is dealt with; or, where that was said in this meeting, open after all."""
    parked = books.get(Parked, intent.parked)
    outcome = clean_text(intent.outcome)
    if parked.state is OpenState.OPEN:
        if not intent.closed:
            return []
        return [
            update(
                parked,
                state=OpenState.CLOSED,
                outcome=outcome,
                ended_at=context.now,
                ended_in=context.meeting,
            )
        ]
    if parked.ended_in != context.meeting:
        raise Refused("entry.ended", title=parked.title)
    if intent.closed:
        return amend(parked, outcome=outcome or parked.outcome)
    return [update(parked, state=OpenState.OPEN, outcome="", ended_at=None, ended_in=None)]


def next_number(books: Books, kind: type) -> int:
    """Return the number that the next risk, problem, change, decision or action gets for life."""
    return 1 + books.view.highest(TABLE_OF[kind], "number")


def title_of(text: str) -> str:
    """Return a title as it is kept: one line, without control characters.

    Raises:
        Refused: nothing is left, or it is too long.
    """
    title = clean_line(text)
    if not title:
        raise Refused("entry.empty")
    return title


def known(books: Books, key_result: str | None) -> str | None:
    """Return the id of a key result that an entry is about; None for none.

    Raises:
        Refused: it is not there.
    """
    return books.get(KeyResult, key_result).id if key_result else None


def person(books: Books, owner: str | None) -> str | None:
    """Return who an entry is for: a member's id, or the name of somebody outside; None for none.

    Raises:
        Refused: the name is too long.
    """
    if owner is None or books.find(Member, owner) is not None:
        return owner
    return clean_line(owner) or None
