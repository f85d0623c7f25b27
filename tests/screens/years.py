"""A team that has some cycles behind it, scored and closed, for the screens that look back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from okrtui.model.carried import CARRIED
from okrtui.model.records import (
    TEAM,
    CheckIn,
    Cycle,
    CycleState,
    KeyResult,
    Link,
    Meeting,
    MeetingState,
    MetricKind,
    Objective,
    Onward,
    Score,
    State,
)

CLOSED = (
    ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), ((9, "0.3"), (8, "0.4"), (7, "0.9"))),
    ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30), ((8, "0.5"), (7, "0.4"), (6, "0.7"))),
    ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), ((7, "0.6"), (6, "0.5"), (4, "0.7"))),
)
"""Name, first and last day, and for each key result how sure they were half-way, and its score."""

TITLES = (
    ("Checkout people like", "Payment pages answer in 300 ms", MetricKind.NUMBER),
    ("Checkout people like", "Nine of ten finish what they began", MetricKind.PERCENT),
    ("Partners ship without us", "合作伙伴自助上线十家", MetricKind.NUMBER),
)
MEMBER = "m-ana"


def years(
    member: str = MEMBER, *, carried: bool = True, state: CycleState = CycleState.CLOSED
) -> list[Any]:
    """Return the records of three quarters. member: who owns the first objective of each.

    carried: each key result goes on with the one of the quarter before.
    """
    return [one for at in range(len(CLOSED)) for one in _quarter(at, member, carried, state)]


def _quarter(at: int, member: str, carried: bool, state: CycleState) -> Iterator[Any]:
    name, start, end, told = CLOSED[at]
    yield Cycle(id=f"c-{name}", name=name, start=start, end=end, state=state)
    for owner, number in ((member, 1), (TEAM, 2)):
        title = TITLES[0][0] if number == 1 else TITLES[2][0]
        yield Objective(
            id=f"o-{name}-{number}", cycle=f"c-{name}", owner=owner, number=1, title=title,
            state=State.CLOSED,
        )  # fmt: skip
    for place, ((_, title, metric), (confidence, score)) in enumerate(
        zip(TITLES, told, strict=True)
    ):
        kr = f"k-{name}-{place}"
        number = 1 if place < 2 else 2
        yield KeyResult(
            id=kr, objective=f"o-{name}-{number}", number=place % 2 + 1, title=title,
            state=State.CLOSED, metric=metric,
        )  # fmt: skip
        yield _said(kr, start + timedelta(days=30), 20 + 5 * at, confidence)
        yield _said(kr, end - timedelta(days=3), int(Decimal(score) * 100), 5)
        yield Score(
            id=f"s-{name}-{place}", key_result=kr, cycle=f"c-{name}", at=_noon(end), by="ana",
            score=Decimal(score), expected=Decimal(1), cause="the vendor",
            next=tuple(Onward)[place],
        )  # fmt: skip
        if carried and at:
            before = f"k-{CLOSED[at - 1][0]}-{place}"
            yield Link(id=f"l-{name}-{place}", kind=CARRIED, source=kr, target=before)
    for week in (5, 9):
        day = start + timedelta(days=7 * week)
        yield Meeting(
            id=f"g-{name}-{week}", name=f"{day:%G-W%V}", cycles=(f"c-{name}",),
            opened_at=_noon(day), closed_at=_noon(day), state=MeetingState.CLOSED,
            present=(member,), rating=week,
        )  # fmt: skip


def _said(key_result: str, day: date, value: int, confidence: int) -> CheckIn:
    return CheckIn(
        id=f"i-{key_result}-{day}", key_result=key_result, at=_noon(day), author="ana",
        value=Decimal(value), confidence=confidence,
    )  # fmt: skip


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
