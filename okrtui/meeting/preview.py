"""A meeting that has not begun, as it would begin: its name, its round, and everybody's share."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from okrtui.meeting import flow
from okrtui.meeting.agenda import agenda
from okrtui.meeting.context import Context
from okrtui.meeting.opening import Opening
from okrtui.meeting.order import Order, round_of, urgency
from okrtui.meeting.timebox import timeboxes
from okrtui.model.books import Books
from okrtui.model.records import KeyResult, Meeting
from okrtui.model.standing import Standing
from okrtui.text.message import Message


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What an opening would come to.

    meeting: as it would begin; its round has every member, who is absent too.
    shares: the seconds that each stop has, of those who are here.
    reasons: why a member comes so early, where the worst come first.
    """

    meeting: Meeting
    shares: dict[str, int]
    reasons: dict[str, tuple[Message, ...]]


def preview(
    books: Books, opening: Opening, context: Context, stand: Callable[[KeyResult], Standing]
) -> Preview:
    """Return what a meeting would be if it began now.

    stand: how a key result stands before the meeting.

    Raises:
        Refused: there is no cycle to review.
    """
    cycles = flow.running_cycles(books, context)
    meeting = Meeting(
        id=context.in_meeting(),
        name=flow.free_name(books, context),
        cycles=cycles,
        opened_at=context.now,
        facilitator=opening.facilitator,
        minutes_planned=opening.minutes,
        order=opening.order.value,
        present=opening.present,
        then=flow.last_closed(books),
        round=round_of(books, opening.order, cycles, stand),
    )
    worst_first = opening.order is Order.EXCEPTIONS
    return Preview(
        meeting=meeting,
        shares=timeboxes(agenda(books, meeting), meeting),
        reasons={
            member: urgency(books, member, cycles, stand).reason()
            for member in (meeting.round if worst_first else ())
        },
    )
