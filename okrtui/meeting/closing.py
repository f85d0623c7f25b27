"""How a meeting ends: what is still open is carried, and what the minutes say is frozen."""

from __future__ import annotations

from collections.abc import Sequence

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
        closed_at=context.now,
        stop_since=None,
        spent=time_spent(meeting, context.now),
    )
    after = Books(Overlay(books.view, [*carried, ended]))
    content = gather(
        after,
        after.get(Meeting, meeting.id),
        calendar=context.calendar,
        settings=context.settings,
        now=context.now,
    )
    frozen = Set("meetings", meeting.id, {**ended.fields, "content": (None, to_doc(content))})
    return [*carried, frozen]
