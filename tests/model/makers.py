"""Records with sensible values, for tests of the rules: each names only what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from okrtui.model.calendar import Calendar
from okrtui.model.records import (
    CheckIn,
    Cycle,
    KeyResult,
    Meeting,
    MeetingState,
    Member,
    Objective,
    Task,
    TaskState,
)
from okrtui.model.settings import Settings, Thresholds

QUARTER = Cycle(id="q4", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
TODAY = date(2026, 11, 24)
CALENDAR = Calendar(Settings())
THRESHOLDS = Thresholds()

_numbers = count()


def at(month: int, day: int, hour: int = 9, minute: int = 30) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def member(login: str, **fields: Any) -> Member:
    return Member(**{"id": f"m-{login}", "login": login, "name": login.title()} | fields)


def objective(id: str = "o1", owner: str = "m-lin", number: int = 1, **fields: Any) -> Objective:
    given: dict[str, Any] = {
        "id": id,
        "cycle": "q4",
        "owner": owner,
        "number": number,
        "title": f"Objective {id}",
    }
    return Objective(**given | fields)


def kr(id: str = "kr1", **fields: Any) -> KeyResult:
    """A key result, by default of per cent from 0 to 100; numbers may be ints or strings."""
    for name in ("start", "target", "step", "weight"):
        if isinstance(fields.get(name), int | str):
            fields[name] = Decimal(fields[name])
    given: dict[str, Any] = {"id": id, "objective": "o1", "number": 1, "title": f"Key result {id}"}
    return KeyResult(**given | fields)


def task(id: str, **fields: Any) -> Task:
    return Task(**{"id": id, "key_result": "kr1", "title": f"Task {id}"} | fields)


def done(id: str, when: datetime, **fields: Any) -> Task:
    return task(id, state=TaskState.DONE, done_at=when, **fields)


def said(
    when: datetime,
    value: int | str | None = None,
    confidence: int | None = None,
    **fields: Any,
) -> CheckIn:
    """A check-in; `meeting="m2"` puts it into a meeting, where it counts as reviewed."""
    given: dict[str, Any] = {
        "id": f"c{next(_numbers):04d}",
        "key_result": "kr1",
        "at": when,
        "author": "lin",
        "value": None if value is None else Decimal(value),
        "confidence": confidence,
        "confirmed": "meeting" in fields,
    }
    return CheckIn(**given | fields)


def closed(id: str, day: datetime, then: str | None = None) -> Meeting:
    """A meeting of an hour that began at `day` and is closed."""
    return Meeting(
        id=id,
        name=id,
        cycles=("q4",),
        opened_at=day,
        closed_at=day + timedelta(hours=1),
        state=MeetingState.CLOSED,
        then=then,
    )


def running(id: str, day: datetime, then: str | None = None) -> Meeting:
    return Meeting(id=id, name=id, cycles=("q4",), opened_at=day, then=then)
