"""Makes the largest meeting that we speak of: a hundred members, and ten thousand rows in one tree.

    python bench/crowd.py FOLDER

Run by the interpreter that has the wheel. The meeting is under way, and the member with the ten
thousand rows has the turn: objectives, key results with eight weeks behind them, and their tasks.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from okrtui.model.clock import SystemClock
from okrtui.model.codec import insert
from okrtui.model.ids import new_id
from okrtui.model.records import (
    CheckIn,
    Cycle,
    KeyResult,
    Meeting,
    MeetingState,
    Member,
    Objective,
    Task,
    Team,
)
from okrtui.store.store import Store
from okrtui.workspace.person import os_login

MEMBERS = 100
OBJECTIVES, KEY_RESULTS, TASKS = 20, 25, 19
"""Of the first member: with each objective, key result and task 10,020 rows."""

_NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
_LAST = _NOW - timedelta(weeks=1)
_WEEKS = 8
_numbers = itertools.count()


def fresh() -> str:
    """Return an id of its own, older than all that the program will make."""
    return new_id(_NOW - timedelta(days=60) + timedelta(milliseconds=next(_numbers)))


def records() -> Iterator[object]:
    """Return everything that the team has written down."""
    yield Team(id=fresh(), name="Crowd")
    cycle = Cycle(id=fresh(), name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
    yield cycle
    # The first one sits at the keyboard.
    logins = [os_login(), *(f"p{number:03}" for number in range(1, MEMBERS))]
    members = [Member(id=fresh(), login=login, name=f"{login.title()} Wang") for login in logins]
    yield from members
    closed = Meeting(
        id=fresh(),
        name="2026-W47",
        cycles=(cycle.id,),
        opened_at=_LAST,
        state=MeetingState.CLOSED,
        closed_at=_LAST + timedelta(hours=1),
    )
    yield closed
    for member in members:
        many = (OBJECTIVES, KEY_RESULTS, TASKS) if member is members[0] else (1, 3, 1)
        yield from _okrs(cycle, member, closed, *many)
    people = tuple(member.id for member in members)
    yield Meeting(
        id=fresh(),
        name="2026-W48",
        cycles=(cycle.id,),
        opened_at=_NOW,
        facilitator=people[0],
        minutes_planned=60,
        present=people,
        then=closed.id,
        round=people,
        stop=people[0],
        stop_since=_NOW,
    )


def _okrs(
    cycle: Cycle, member: Member, closed: Meeting, objectives: int, key_results: int, tasks: int
) -> Iterator[object]:
    for o in range(1, objectives + 1):
        objective = Objective(
            id=fresh(), cycle=cycle.id, owner=member.id, number=o, title=f"Make part {o} effortless"
        )
        yield objective
        for k in range(1, key_results + 1):
            kr = KeyResult(
                id=fresh(),
                objective=objective.id,
                number=k,
                title=f"p95 of checkout {k} under 300 ms",
                start=Decimal(500),
                target=Decimal(300),
            )
            yield kr
            for week in range(_WEEKS):
                yield CheckIn(
                    id=fresh(),
                    key_result=kr.id,
                    at=_LAST - timedelta(weeks=_WEEKS - 1 - week),
                    author=member.login,
                    value=Decimal(500 - 10 * week),
                    confidence=7,
                    meeting=closed.id if week == _WEEKS - 1 else None,
                    confirmed=week == _WEEKS - 1,
                )
            for number in range(tasks):
                yield Task(
                    id=fresh(), key_result=kr.id, title=f"trace call {number}", assignee=member.id
                )


def main(folder: Path) -> None:
    """Make the workspace."""
    folder.mkdir(parents=True)
    (folder / "okrtui.toml").write_text('language = "en"\ntime_zone = "UTC"\n')
    store = Store.create(folder / "okr.json", SystemClock(_NOW), by=os_login())
    store.commit(lambda _view: [insert(record) for record in records()], via="import")
    store.fold()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
