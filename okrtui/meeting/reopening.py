"""A closed meeting is opened again, on the record: what its minutes said until then is kept."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.meeting import flow
from okrtui.meeting.agenda import CLOSING
from okrtui.meeting.context import Context, context_now
from okrtui.meeting.session import VIA, Keeper, Session
from okrtui.model.books import Books
from okrtui.model.clock import Clock
from okrtui.model.codec import update
from okrtui.model.ops import Op
from okrtui.model.records import Meeting, MeetingState, Reopening
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text


def reopen_meeting(
    store: Keeper, *, why: str, author: str, settings: Settings, clock: Clock,
    meeting: str | None = None, as_: str | None = None,
) -> Session:  # fmt: skip
    """Open the last closed meeting again and return a hold on it; it goes on at its closing.

    meeting: its id, where the caller wants to be sure which one that is. as_: the login of the
        member who opens it, where that is another than the author.

    Raises:
        Refused: another is in progress, none was closed, it is not the last one, or no reason.
        NotWritten: the disk did not take it.
    """
    last = meeting or flow.last_closed(Books(store.view))
    if last is None:
        raise Refused("entry.reopen_nothing")
    context = context_now(last, author=author, settings=settings, clock=clock)
    store.commit(lambda view: reopen(why, Books(view), context), via=VIA, as_=as_)
    return Session(store, last, author=author, settings=settings, clock=clock, as_=as_)


def reopen(why: str, books: Books, context: Context) -> Sequence[Op]:
    """Return the ops that open the meeting of the context again, the clock running.

    Raises:
        Refused: another is in progress, it is not the last one closed, or there is no reason.
    """
    reason = clean_text(why)
    if not reason:
        raise Refused("entry.reason_needed")
    if flow.in_progress(books) is not None:
        raise Refused("entry.meeting_open")
    meeting = books.get(Meeting, context.meeting)
    last = flow.last_closed(books)
    if meeting.id != last:
        name = books.get(Meeting, last).name if last else ""
        raise Refused("entry.reopen_only_last", name=name)
    again = Reopening(at=context.now, by=context.author, why=reason, content=meeting.content)
    return [
        update(
            meeting,
            state=MeetingState.IN_PROGRESS,
            closed_at=None,
            content=None,
            stop=CLOSING,
            stop_since=context.now,
            reopened=(*meeting.reopened, again),
        )
    ]
