"""How a meeting is opened, or found open and gone on with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from okrtui.meeting import flow, intents
from okrtui.meeting.context import Context, context_now
from okrtui.meeting.order import Order, round_of
from okrtui.meeting.session import VIA, Keeper, Session
from okrtui.model.books import Books
from okrtui.model.clock import Clock
from okrtui.model.ids import new_id
from okrtui.model.ops import Op
from okrtui.model.records import Cycle, KeyResult
from okrtui.model.settings import Settings
from okrtui.model.standing import Standing, standing
from okrtui.model.view import View
from okrtui.text.errors import Refused


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What the facilitator settles before the meeting begins.

    facilitator: a member's id, or None where whoever types is no member.
    present: the ids of the members who are here.
    """

    facilitator: str | None
    present: tuple[str, ...]
    order: Order
    minutes: int


def proposed(books: Books, author: str, settings: Settings) -> Opening:
    """Return an opening that fits most weeks: who types leads, all are here, the order as set."""
    members = books.members()
    leader = books.member_by_login(author)
    return Opening(
        facilitator=leader.id if leader else next((m.id for m in members), None),
        present=tuple(member.id for member in members),
        order=Order(settings.order),
        minutes=settings.meeting_minutes,
    )


def open_meeting(
    store: Keeper,
    opening: Opening,
    *,
    author: str,
    settings: Settings,
    clock: Clock,
    as_: str | None = None,
) -> Session:
    """Open a meeting; where somebody else just did, join that one.

    as_: the login of the member who opens it, where that is another than the author.

    Raises:
        Refused: there is no cycle to review.
        NotWritten: the disk did not take it.
    """
    context = context_now(new_id(clock.now()), author=author, settings=settings, clock=clock)

    def decide(view: View) -> Sequence[Op]:
        books = Books(view)
        if flow.in_progress(books) is not None:
            return []
        cycles = flow.running_cycles(books, context)
        stops = round_of(books, opening.order, cycles, lambda kr: _before(books, context, kr))
        return flow.open_meeting(
            books,
            context,
            facilitator=opening.facilitator,
            present=opening.present,
            round=stops,
            order=opening.order.value,
            minutes=opening.minutes,
        )

    store.commit(decide, via=VIA, as_=as_)
    session = in_progress(store, author=author, settings=settings, clock=clock, as_=as_)
    if session is None:
        raise Refused("entry.gone")
    return session


def in_progress(
    store: Keeper, *, author: str, settings: Settings, clock: Clock, as_: str | None = None
) -> Session | None:
    """Return a hold on the meeting that is open now, or None."""
    meeting = flow.in_progress(Books(store.view))
    if meeting is None:
        return None
    return Session(store, meeting.id, author=author, settings=settings, clock=clock, as_=as_)


def go_on(session: Session, seen: datetime | None) -> None:
    """Go on with a meeting after a break; the clock does not count what lay between.

    seen: when a session of it was last alive, or None where nothing tells.
    """
    session.do(intents.Resume(seen))


def _before(books: Books, context: Context, kr: KeyResult) -> Standing:
    return standing(
        books,
        kr,
        cycle=books.get(Cycle, books.objective_of(kr).cycle),
        meeting=None,
        today=context.today(),
        calendar=context.calendar,
        thresholds=context.settings.thresholds,
    )
