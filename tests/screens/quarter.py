"""A small team at the end of its quarter, on a stage: Ana at the keys."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from okrtui.model.records import Cycle, CycleState, KeyResult, Objective, Score, State
from tests.cycle.desk import CHECKOUT, END, EVERYTHING, SPEED
from tests.fakes import FakeClock
from tests.screens.stage import Stage, StageStore, stage

Q1 = Cycle(
    id="c-q1",
    name="2027-Q1",
    start=date(2027, 1, 1),
    end=date(2027, 3, 31),
    state=CycleState.DRAFTING,
)
GOAL = replace(
    CHECKOUT, id="o-goal", cycle=Q1.id, number=1, title="Refunds in a day", state=State.DRAFT
)
SOON = replace(
    SPEED,
    id="k-soon",
    objective=GOAL.id,
    number=1,
    title="Refunds: 3 days to 1",
    state=State.DRAFT,
)
STUCK = replace(SOON, id="k-stuck", number=2, title="Refunds by phone", start=SPEED.target)
DRAFTS: tuple[Objective | KeyResult | Cycle, ...] = (Q1, GOAL, SOON, STUCK)


def at(day: date) -> FakeClock:
    return FakeClock(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))


@contextlib.asynccontextmanager
async def quarter(
    folder: Path, *more: object, clock: FakeClock | None = None, **options: Any
) -> AsyncIterator[Stage]:
    """Open the Board on the quarter's last day."""
    clock = clock or FakeClock(END)
    store = StageStore(*EVERYTHING, *more, by="ana")
    store.clock = clock
    async with stage(folder, store=store, clock=clock, **options) as shown:
        yield shown


def score_of(shown: Stage, kr: KeyResult) -> Score | None:
    """Return the score of a key result, if it has one."""
    return next(iter(shown.books.where(Score, "key_result", kr.id)), None)
