"""A meeting that was left open: days later it is closed as it stood, not as the clock says now."""

from __future__ import annotations

from datetime import datetime, timedelta

from okrtui.meeting.closing import closed_as_of
from okrtui.meeting.context import context_now
from okrtui.meeting.session import VIA, Keeper, Session
from okrtui.model.books import Books
from okrtui.model.ops import Transaction
from okrtui.model.records import Meeting

_A_DAY = timedelta(days=1)


def is_forgotten(meeting: Meeting, last_heard: datetime, now: datetime) -> bool:
    """Return whether an open meeting was left alone for more than a day.

    last_heard: when a session of it was last alive, or something was last said in it.
    """
    return now - max(last_heard, meeting.opened_at) > _A_DAY


def last_heard(session: Session, seen: datetime | None) -> datetime:
    """Return when a meeting was last heard of: something was said in it, or a session seen.

    seen: when a session of it was last alive, or None where nothing tells.
    """
    meeting = session.meeting
    heard = [meeting.opened_at, *_said(session.store, meeting)]
    return max([*heard, seen] if seen is not None else heard)


def close_as_it_stood(session: Session, seen: datetime | None) -> Transaction | None:
    """Close a meeting at the moment when it was last heard of; return what became durable.

    seen: when a session of it was last alive, or None where nothing tells.

    Raises:
        Refused: it is closed already.
        NotWritten: the disk did not take it.
    """
    context = context_now(
        session.meeting_id, author=session.author, settings=session.settings, clock=session.clock
    )
    at = min(last_heard(session, seen), context.now)
    return session.store.commit(lambda view: closed_as_of(Books(view), context, at), via=VIA)


def _said(store: Keeper, meeting: Meeting) -> list[datetime]:
    """Return when something was written down in a meeting, be it a turn of its clock.

    Also where the meeting was reopened: what was said before that is older anyway.
    """
    since = max([meeting.opened_at, *(again.at for again in meeting.reopened)])
    # Only one meeting is open at a time: what came through one since then was said in it.
    return [one.at for one in store.transactions() if one.via == VIA and one.at >= since]
