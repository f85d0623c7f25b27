"""Who is here, who leads, in which order and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.meeting.flow import running
from okrtui.model.books import Books
from okrtui.model.codec import amend
from okrtui.model.ops import Op
from okrtui.model.records import TEAM, Meeting, Member, TakenOver
from okrtui.text.errors import Refused

LONGEST_MINUTES = 24 * 60
_SLIP = 60


def attend(intent: intents.Attend, books: Books, context: Context) -> Sequence[Op]:
    """Somebody comes late, or leaves before the end.

    Who comes back was here all along: what lies between is nobody's business. Who was ticked and
    unticked within a minute was not here: that was a slip of the facilitator's finger.
    """
    meeting = running(books, context)
    member = books.get(Member, intent.member).id
    if intent.present == (member in meeting.present):
        return []
    joined, left = dict(meeting.joined), dict(meeting.left)
    here = set(meeting.present) ^ {member}
    if not intent.present:
        if _since(meeting, member, context.now) < _SLIP:
            joined.pop(member, None)
        else:
            left[member] = context.now
    elif left.pop(member, None) is None and _since(meeting, member, context.now) >= _SLIP:
        joined[member] = context.now
    listed = [someone.id for someone in books.all(Member)]
    present = tuple(someone for someone in listed if someone in here)
    return amend(meeting, present=present, joined=joined, left=left)


def facilitate(intent: intents.Facilitate, books: Books, context: Context) -> Sequence[Op]:
    """Who leads."""
    return amend(running(books, context), facilitator=books.get(Member, intent.member).id)


def take_over(intent: intents.TakeOver, books: Books, context: Context) -> Sequence[Op]:
    """Whoever led is gone, and somebody else leads: on the record."""
    meeting = running(books, context)
    member = books.get(Member, intent.member).id if intent.member is not None else None
    if member == meeting.facilitator:
        return []
    taken = TakenOver(at=context.now, member=member, from_=meeting.facilitator)
    return amend(meeting, facilitator=member, taken_over=(*meeting.taken_over, taken))


def reorder(intent: intents.Reorder, books: Books, context: Context) -> Sequence[Op]:
    """The round goes on in another order.

    Raises:
        Refused: a stop is left out, named twice, or nobody's.
    """
    meeting = running(books, context)
    for stop in intent.round:
        if stop != TEAM:
            books.get(Member, stop)
    named = set(intent.round)
    if len(named) != len(intent.round) or not named.issuperset(meeting.round):
        raise Refused("entry.round_incomplete")
    return amend(meeting, round=intent.round)


def plan(intent: intents.Plan, books: Books, context: Context) -> Sequence[Op]:
    """How long it shall take."""
    if not 1 <= intent.minutes <= LONGEST_MINUTES:
        raise Refused("entry.minutes_range", given=intent.minutes, most=LONGEST_MINUTES)
    return amend(running(books, context), minutes_planned=intent.minutes)


def _since(meeting: Meeting, member: str, now: datetime) -> float:
    """Return the seconds since a member came, or since the opening."""
    return (now - meeting.joined.get(member, meeting.opened_at)).total_seconds()
