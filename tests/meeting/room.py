"""A small team in a room, for tests of the meeting: two members, three key results, no disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from okrtui.meeting import opening
from okrtui.meeting.order import Order
from okrtui.meeting.session import Session
from okrtui.model.books import Books
from okrtui.model.ids import IdMaker
from okrtui.model.ops import Op, Transaction
from okrtui.model.records import (
    TEAM,
    CheckIn,
    Cycle,
    KeyResult,
    Meeting,
    MeetingState,
    Member,
    MetricKind,
    Objective,
    Task,
    Team,
)
from okrtui.model.settings import Settings
from okrtui.model.view import View
from tests.fakes import FakeClock, FakeView

LAST_WEEK = datetime(2026, 11, 17, 10, tzinfo=UTC)

ANA = Member(id="m-ana", login="ana", name="Ana Silva")
WANG = Member(id="m-wang", login="wang", name="王芳")
CYCLE = Cycle(id="c-q4", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
CHECKOUT = Objective(id="o-checkout", cycle=CYCLE.id, owner=ANA.id, number=1, title="Checkout")
PARTNERS = Objective(id="o-partners", cycle=CYCLE.id, owner=TEAM, number=1, title="Partners")
ERRORS = KeyResult(id="k-errors", objective=CHECKOUT.id, number=1, title="Errors under 0.1 %")
SPEED = KeyResult(
    id="k-speed",
    objective=CHECKOUT.id,
    number=2,
    title="p95 under 300 ms",
    metric=MetricKind.NUMBER,
    start=Decimal(420),
    target=Decimal(300),
    unit="ms",
)
DOCS = KeyResult(
    id="k-docs", objective=PARTNERS.id, number=1, title="Docs score 4.5", owner=WANG.id
)
TRACE = Task(id="t-trace", key_result=SPEED.id, title="trace the vendor call")
LAST_MEETING = Meeting(
    id="g-w47",
    name="2026-W47",
    cycles=(CYCLE.id,),
    opened_at=LAST_WEEK,
    closed_at=LAST_WEEK,
    state=MeetingState.CLOSED,
)
SPEED_LAST_WEEK = CheckIn(
    id="i-speed-w47",
    key_result=SPEED.id,
    at=LAST_WEEK,
    author="ana",
    meeting=LAST_MEETING.id,
    value=Decimal(410),
    confidence=7,
    confirmed=True,
)
EVERYTHING = (
    Team(id="t", name="Growth"), ANA, WANG, CYCLE, CHECKOUT, PARTNERS, ERRORS, SPEED, DOCS, TRACE,
    LAST_MEETING, SPEED_LAST_WEEK,
)  # fmt: skip


class FakeStore:
    """`session.Keeper` in memory: commits are applied at once and kept in order."""

    def __init__(self, *things: object, by: str = "ana", clock: FakeClock | None = None) -> None:
        self.view = FakeView(*things)
        self.by = by
        self.clock = clock or FakeClock()
        self.log: list[Transaction] = []
        self._new_id = IdMaker()

    def commit(
        self,
        decide: Callable[[View], Sequence[Op]],
        *,
        via: str,
        as_: str | None = None,
        undoes: str | None = None,
    ) -> Transaction | None:
        ops = decide(self.view)
        if not ops:
            return None
        self.view.apply(ops)
        now = self.clock.now()
        made = Transaction(
            seq=self.view.seq, id=self._new_id(now), at=now, by=self.by, via=via, ops=ops,
            as_=as_, undoes=undoes,
        )  # fmt: skip
        self.log.append(made)
        return made

    def recent(self) -> Sequence[Transaction]:
        return list(self.log)

    def transactions(self, after: int = 0) -> Sequence[Transaction]:
        return [made for made in self.log if made.seq > after]


def a_meeting(
    *more: object, clock: FakeClock | None = None, order: Order = Order.LISTED, minutes: int = 45
) -> Session:
    """Open the meeting of the small team, everybody here, Ana at the keys."""
    clock = clock or FakeClock()
    settings = Settings()
    store = FakeStore(*EVERYTHING, *more, clock=clock)
    chosen = opening.Opening(
        facilitator=ANA.id, present=(ANA.id, WANG.id), order=order, minutes=minutes
    )
    return opening.open_meeting(store, chosen, author="ana", settings=settings, clock=clock)


def said_of(session: Session, key_result: KeyResult) -> CheckIn:
    """Return the check-in of a key result in this meeting."""
    said = Books(session.store.view).check_ins(key_result.id)
    return next(one for one in said if one.meeting == session.meeting_id)
