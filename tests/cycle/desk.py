"""A quarter at its end, for tests of the cycle: two members, what they said, and who closes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from okrtui.cycle.circumstances import Circumstances
from okrtui.cycle.closing import close
from okrtui.cycle.scoring import Said, score
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.ids import IdMaker
from okrtui.model.ops import Op
from okrtui.model.records import (
    TEAM,
    Ambition,
    CheckIn,
    Cycle,
    KeyResult,
    Member,
    MetricKind,
    Objective,
    Onward,
    Team,
)
from okrtui.model.settings import Settings
from tests.fakes import FakeView

END = datetime(2026, 12, 31, 15, tzinfo=UTC)

BOSS = Member(id="m-bo", login="bo", name="Bo Berg")
ANA = Member(id="m-ana", login="ana", name="Ana Silva", manager=BOSS.id)
WANG = Member(id="m-wang", login="wang", name="王芳", manager=ANA.id)
Q4 = Cycle(id="c-q4", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
CHECKOUT = Objective(
    id="o-checkout", cycle=Q4.id, owner=ANA.id, number=1, title="Checkout that delights"
)
PARTNERS = Objective(
    id="o-partners",
    cycle=Q4.id,
    owner=TEAM,
    number=1,
    title="Partners come by themselves",
    ambition=Ambition.ASPIRATIONAL,
)
SPEED = KeyResult(
    id="k-speed",
    objective=CHECKOUT.id,
    number=1,
    title="p95 under 300 ms",
    metric=MetricKind.NUMBER,
    start=Decimal(420),
    target=Decimal(300),
    unit="ms",
)
ERRORS = KeyResult(id="k-errors", objective=CHECKOUT.id, number=2, title="All errors are told")
DOCS = KeyResult(
    id="k-docs", objective=PARTNERS.id, number=1, title="Ten new partners", owner=WANG.id
)


def said(
    kr: KeyResult, day: date, value: int | str | None, confidence: int | None = None
) -> CheckIn:
    """A check-in of a day at noon."""
    return CheckIn(
        id=f"i-{kr.id}-{day:%m%d}",
        key_result=kr.id,
        at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        author="ana",
        value=None if value is None else Decimal(value),
        confidence=confidence,
    )


EVERYTHING: tuple[Any, ...] = (
    Team(id="t", name="Growth"), BOSS, ANA, WANG, Q4, CHECKOUT, PARTNERS, SPEED, ERRORS, DOCS,
    said(SPEED, date(2026, 11, 10), 360, 8), said(SPEED, date(2026, 12, 15), 330, 6),
    said(ERRORS, date(2026, 11, 3), 40, 6), said(ERRORS, date(2026, 12, 16), 100, 9),
    said(DOCS, date(2026, 10, 20), 30, 7), said(DOCS, date(2026, 12, 1), 72, 7),
)  # fmt: skip


class Desk:
    """The books, and one who acts on them; what is done takes effect at once."""

    def __init__(self, *more: object, by: str = "ana", now: datetime = END) -> None:
        self.view = FakeView(*EVERYTHING, *more)
        self.settings = Settings()
        self._ids = IdMaker()
        self.by = by
        self.now = now

    @property
    def books(self) -> Books:
        return Books(self.view)

    @property
    def around(self) -> Circumstances:
        return Circumstances(
            by=self.by,
            now=self.now,
            new_id=self._ids,
            settings=self.settings,
            calendar=Calendar(self.settings),
        )

    def do(self, ops: Sequence[Op]) -> Sequence[Op]:
        if ops:
            self.view.apply(ops)
        return ops

    def score(
        self,
        kr: KeyResult,
        value: str | None = None,
        cause: str | None = None,
        next: Onward | None = None,
        lesson: str | None = None,
    ) -> Sequence[Op]:
        told = Said(
            key_result=kr.id,
            score=None if value is None else Decimal(value),
            cause=cause,
            next=next,
            lesson=lesson,
        )
        return self.do(score(told, self.books, self.around))

    def scored_later(self, kr: KeyResult, value: Decimal) -> Sequence[Op]:
        """Return the ops of a score whose cause is still to be told."""
        said = Said(key_result=kr.id, score=value)
        return score(said, self.books, self.around, cause_later=True)

    def close(self, *, accept: bool = True, end_open: bool = False) -> Sequence[Op]:
        cycle = self.books.get(Cycle, Q4.id)
        return self.do(close(cycle, self.books, self.around, accept=accept, end_open=end_open))
