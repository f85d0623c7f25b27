"""How a meeting ends: what is still open is carried, and what the minutes say is frozen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.meeting.flow import actions_to_carry, parked_to_carry, running, time_spent
from okrtui.minutes.content import to_doc
from okrtui.minutes.gather import gather
from okrtui.model.books import Books
from okrtui.model.codec import update
from okrtui.model.ops import Op, Set
from okrtui.model.overlay import Overlay
from okrtui.model.records import Action, Meeting, MeetingState, Parked


def close(_intent: intents.Close, books: Books, context: Context) -> Sequence[Op]:
    """The meeting is over: one transaction that ends it, carries, and freezes its minutes."""
    return closed_as_of(books, context, context.now)


def closed_as_of(books: Books, context: Context, at: datetime) -> Sequence[Op]:
    """Return the ops that close the meeting of the context, which ended at an instant.

    Raises:
        Refused: it is closed already.
    """
    meeting = running(books, context)
    waiting: list[Action | Parked] = [
        *actions_to_carry(books, meeting.id),
        *parked_to_carry(books, meeting.id),
    ]
    carried = [
        update(one, carries=one.carries + 1, carried_in=meeting.id)
        for one in waiting
        if one.carried_in != meeting.id
    ]
    ended = update(
        meeting,
        state=MeetingState.CLOSED,
        closed_at=at,
        stop_since=None,
        spent=time_spent(meeting, at),
    )
    after = Books(Overlay(books.view, [*carried, ended]))
    content = gather(
        after,
        after.get(Meeting, meeting.id),
        calendar=context.calendar,
        settings=context.settings,
        now=at,
    )
    frozen = Set("meetings", meeting.id, {**ended.fields, "content": (None, to_doc(content))})
    return [*carried, frozen]
