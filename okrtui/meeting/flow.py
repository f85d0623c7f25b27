"""How a meeting begins, whose turn it is, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from okrtui.meeting import intents
from okrtui.meeting.agenda import ACTIONS, CLOSING
from okrtui.meeting.context import Context
from okrtui.model.books import Books
from okrtui.model.calendar import week
from okrtui.model.codec import amend, insert, update
from okrtui.model.ops import Op
from okrtui.model.records import (
    TEAM,
    Action,
    ActionState,
    Cycle,
    CycleState,
    Meeting,
    MeetingState,
    Member,
    OpenState,
    Parked,
)
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text


def open_meeting(
    books: Books,
    context: Context,
    *,
    facilitator: str | None,
    present: tuple[str, ...],
    round: tuple[str, ...],
    order: str,
    minutes: int,
) -> Sequence[Op]:
    """Return the ops that open a meeting under the id of the context, on the clock at once.

    Raises:
        Refused: one is open already, or there is no cycle to review.
    """
    if in_progress(books) is not None:
        raise Refused("entry.meeting_open")
    first = ACTIONS if actions_to_carry(books, context.in_meeting()) else (round or (TEAM,))[0]
    record = Meeting(
        id=context.in_meeting(),
        name=free_name(books, context),
        cycles=running_cycles(books, context),
        opened_at=context.now,
        facilitator=facilitator,
        minutes_planned=minutes,
        order=order,
        present=present,
        then=last_closed(books),
        round=round,
        stop=first,
        stop_since=context.now,
    )
    return [insert(record)]


def in_progress(books: Books) -> Meeting | None:
    """Return the meeting that is open now, or None."""
    found = books.where(Meeting, "state", MeetingState.IN_PROGRESS.value)
    return found[-1] if found else None


def last_closed(books: Books) -> str | None:
    """Return the id of the meeting that was closed last, or None."""
    closed = [m for m in books.all(Meeting) if m.state is MeetingState.CLOSED]
    return max(closed, key=lambda m: (m.closed_at or m.opened_at, m.id)).id if closed else None


def cycles_in_hand(books: Books, context: Context) -> tuple[str, ...]:
    """Return the cycles of the meeting in hand; outside of any, those that are looked at.

    Raises:
        Refused: the meeting is gone, or the workspace has no cycle at all.
    """
    if context.meeting is None:
        return context.cycles or running_cycles(books, context)
    return books.get(Meeting, context.meeting).cycles


def running_cycles(books: Books, context: Context) -> tuple[str, ...]:
    """Return the cycles that a meeting of today covers; where none runs, the newest.

    Raises:
        Refused: the workspace has no cycle at all.
    """
    alive = [cycle for cycle in books.cycles() if cycle.state is not CycleState.CLOSED]
    running = [c.id for c in alive if c.start <= context.today() <= c.end]
    if running:
        return tuple(running)
    if not alive:
        raise Refused("entry.no_cycle")
    return (max(alive, key=_newest).id,)


def free_name(books: Books, context: Context) -> str:
    """Return the name of a meeting opened today: `2026-W48`, or `2026-W48-2` for a second one."""
    this_week = week(context.today())
    taken = {meeting.name for meeting in books.all(Meeting)}
    names = (this_week, *(f"{this_week}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def take_turn(intent: intents.TakeTurn, books: Books, context: Context) -> Sequence[Op]:
    """The turn passes on; the time it took goes to the stop that had it."""
    meeting = running(books, context)
    if meeting.stop == intent.stop:
        return []
    if intent.stop not in {ACTIONS, CLOSING, TEAM}:
        books.get(Member, intent.stop)
    since = context.now if meeting.stop_since is not None else None
    spent = time_spent(meeting, context.now)
    return [update(meeting, stop=intent.stop, stop_since=since, spent=spent)]


def pause(_intent: intents.Pause, books: Books, context: Context) -> Sequence[Op]:
    """The clock stands still, or runs on."""
    meeting = running(books, context)
    if meeting.stop_since is None:
        return [update(meeting, stop_since=context.now)]
    return [update(meeting, stop_since=None, spent=time_spent(meeting, context.now))]


def resume(intent: intents.Resume, books: Books, context: Context) -> Sequence[Op]:
    """The clock goes on where it was when the meeting was last seen."""
    meeting = running(books, context)
    if meeting.stop_since is None:
        return []
    seen = max(intent.seen or meeting.stop_since, meeting.stop_since)
    spent = time_spent(meeting, min(seen, context.now))
    return [update(meeting, stop_since=context.now, spent=spent)]


def summarise(intent: intents.Summarise, books: Books, context: Context) -> Sequence[Op]:
    """The sentence at the top of the minutes."""
    return amend(running(books, context), summary=clean_text(intent.text))


def rate(intent: intents.Rate, books: Books, context: Context) -> Sequence[Op]:
    """How good the meeting was."""
    if not 1 <= intent.rating <= 10:
        raise Refused("entry.rating_range", given=intent.rating)
    return amend(running(books, context), rating=intent.rating)


def next_on(intent: intents.NextOn, books: Books, context: Context) -> Sequence[Op]:
    """When we meet again."""
    return amend(running(books, context), next_on=intent.day)


def old_actions(books: Books, meeting: Meeting) -> list[Action]:
    """Return the action items that a meeting looks back on: open at its start, or ended in it."""
    return [
        action
        for action in books.all(Action)
        if action.meeting != meeting.id
        and (action.state is ActionState.OPEN or action.ended_in == meeting.id)
    ]


def elapsed(meeting: Meeting, stop: str | None, now: datetime) -> int:
    """Return the seconds that a stop has taken, or all of them together for None."""
    spent = time_spent(meeting, now) if meeting.stop_since else dict(meeting.spent)
    return sum(spent.values()) if stop is None else spent.get(stop, 0)


def time_spent(meeting: Meeting, until: datetime) -> dict[str, int]:
    """Return the seconds taken by each stop, with what runs until an instant."""
    spent = dict(meeting.spent)
    if meeting.stop is not None and meeting.stop_since is not None:
        # A clock that was set back must not take time away from anybody.
        seconds = max(0, round((until - meeting.stop_since).total_seconds()))
        spent[meeting.stop] = spent.get(meeting.stop, 0) + seconds
    return spent


def running(books: Books, context: Context) -> Meeting:
    """Return the meeting in hand.

    Raises:
        Refused: it is closed.
    """
    meeting = books.get(Meeting, context.meeting)
    if meeting.state is not MeetingState.IN_PROGRESS:
        raise Refused("entry.meeting_closed", name=meeting.name)
    return meeting


def actions_to_carry(books: Books, meeting: str) -> list[Action]:
    """Return the action items that are open and were not made in this meeting."""
    still_open = books.where(Action, "state", ActionState.OPEN.value)
    return [action for action in still_open if action.meeting != meeting]


def parked_to_carry(books: Books, meeting: str) -> list[Parked]:
    """Return what is still parked and was so before this meeting."""
    still_open = books.where(Parked, "state", OpenState.OPEN.value)
    return [parked for parked in still_open if parked.meeting != meeting]


def _newest(cycle: Cycle) -> tuple[object, object]:
    return (cycle.end, cycle.start)
