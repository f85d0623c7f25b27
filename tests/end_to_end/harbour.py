"""A team of five with fifteen key results, as it stood before its meeting of week 48.

One of each kind: a number that falls, named steps, yes or no, a share of tasks, a line to keep; one
that two share, one of one member below another's objective, one of the whole team; some titles in
Chinese, and one that no writer of a format would like.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from okrtui.model.codec import insert
from okrtui.model.records import (
    TEAM,
    Action,
    Category,
    CheckIn,
    Cycle,
    Direction,
    KeyResult,
    Link,
    Meeting,
    MeetingState,
    Member,
    MetricKind,
    Objective,
    Parked,
    Problem,
    Risk,
    Task,
    TaskState,
    Team,
)
from okrtui.model.settings import Settings
from okrtui.workspace.making import make
from tests.fakes import FakeClock

HOSTILE = "90 % of <b>old</b> partners | use *v2* [see](x) `#3`"

MADE = datetime(2026, 9, 28, 9, tzinfo=UTC)
WEEKS = {
    "m46": datetime(2026, 11, 10, 10, tzinfo=UTC),
    "m47": datetime(2026, 11, 17, 10, tzinfo=UTC),
}

PEOPLE = {
    "ada": "Ada Berg",
    "ben": "Ben Osei",
    "chloe": "Chloé Martin",
    "dan": "Dan 李丹",
    "eva": "Eva Novak",
}

NUMBER, PERCENT = MetricKind.NUMBER, MetricKind.PERCENT


class Told(NamedTuple):
    """A key result as it is told here. said: value and confidence in weeks 46 and 47."""

    id: str
    objective: str
    title: str
    metric: MetricKind
    start: str
    target: str
    said: tuple[tuple[str | None, int], tuple[str | None, int]]
    more: dict[str, Any] = {}  # noqa: RUF012, nobody changes it


OBJECTIVES = [
    ("t1", TEAM, 1, "Customers trust the harbour", None),
    ("a1", "ada", 1, "Make checkout effortless", Category.REVENUE),
    ("a2", "ada", 2, "Guests buy without an account", Category.USER),
    ("b1", "ben", 1, "Partners ship without us", None),
    ("c1", "chloe", 1, "让新用户一周内上手", Category.USER),
    ("d1", "dan", 1, "Releases are boring", Category.EFFICIENCY),
]

KEY_RESULTS = [
    Told("T1", "t1", "Error rate stays at or below 0.1 %", PERCENT, "0", "0.1",
         (("0.09", 8), ("0.08", 8)), {"direction": Direction.KEEP_BELOW, "owner": "eva"}),
    Told("T2", "t1", "Support answers within 4 hours", NUMBER, "12", "4",
         (("7", 7), ("6", 7)), {"unit": "h"}),
    Told("A1", "a1", "p95 of checkout at 300 ms", NUMBER, "420", "300",
         (("390", 8), ("380", 7)), {"unit": "ms", "step": Decimal(10)}),
    Told("A2", "a1", "Three ways to pay are live", MetricKind.MILESTONE, "0", "3",
         (("1", 7), ("1", 7))),
    Told("A3", "a1", "The contract with 支付宝 is signed", MetricKind.YES_NO, "0", "1",
         (("0", 6), ("0", 6)), {"due": date(2026, 12, 11)}),
    Told("A4", "a2", "30 % of guests pay in one step", PERCENT, "10", "30",
         (("20", 8), ("22", 8)), {"unit": "%"}),
    Told("B4", "a2", "Half of the partners' guests pay in one step", PERCENT, "0", "50",
         (("20", 6), ("25", 6)), {"owner": "ben"}),
    Told("B1", "b1", "Two partners ship by themselves", NUMBER, "0", "2",
         (("1", 6), ("1", 6))),
    Told("B2", "b1", "Docs score 4.5 of 5", NUMBER, "3.5", "4.5", (("4", 8), ("4.1", 8))),
    Told("B3", "b1", HOSTILE, PERCENT, "0", "90", (("45", 7), ("54", 7))),
    Told("C1", "c1", "新用户七日留存达到 55 %", PERCENT, "40", "55", (("46", 6), ("46", 5))),
    Told("C2", "c1", "十个教程视频上线", NUMBER, "0", "10", (("5", 7), ("6", 7))),
    Told("D1", "d1", "The old build farm is gone", MetricKind.TASKS, "0", "1",
         ((None, 5), (None, 4))),
    Told("D2", "d1", "Ten deploys a day", NUMBER, "2", "10",
         (("7", 8), ("7", 7)), {"step": Decimal(1)}),
    Told("D3", "d1", "A rollback takes 5 minutes", NUMBER, "30", "5",
         (("14", 8), ("12", 8)), {"unit": "min"}),
]  # fmt: skip

TASKS = [
    ("A2", "ada", "card", TaskState.DONE, True),
    ("A2", "ada", "bank transfer", TaskState.TODO, True),
    ("A2", "ben", "cash 现金", TaskState.TODO, True),
    ("D1", "dan", "copy the images", TaskState.DONE, False),
    ("D1", "dan", "move the nightly job", TaskState.TODO, False),
    ("D1", "dan", "switch it off", TaskState.TODO, False),
]


def records() -> Iterator[Any]:
    """Yield all that is in the books before the meeting, in the order in which it was said."""
    yield Team(id="team", name="Harbour")
    yield Cycle(id="q4", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
    for login, name in PEOPLE.items():
        yield Member(id=login, login=login, name=name)
    for key, owner, number, title, category in OBJECTIVES:
        yield Objective(
            id=key, cycle="q4", owner=owner, number=number, title=title, category=category
        )
    numbers: dict[str, int] = {}
    for told in KEY_RESULTS:
        numbers[told.objective] = number = numbers.get(told.objective, 0) + 1
        yield KeyResult(
            id=told.id,
            objective=told.objective,
            number=number,
            title=told.title,
            metric=told.metric,
            start=Decimal(told.start),
            target=Decimal(told.target),
            **told.more,
        )
    for number, (kr, who, title, state, milestone) in enumerate(TASKS, 1):
        done_at = MADE + timedelta(days=20) if state is TaskState.DONE else None
        yield Task(
            id=f"x{number}",
            key_result=kr,
            title=title,
            assignee=who,
            state=state,
            milestone=milestone,
            done_at=done_at,
        )
    yield Link(id="l1", kind="collaborator", source="A1", target="dan", state="confirmed")
    yield Link(id="l2", kind="depends", source="A1", target="payments", state="confirmed")
    yield from _meetings()
    yield from _left_open()


def _meetings() -> Iterator[Any]:
    then = None
    for place, (meeting, at) in enumerate(WEEKS.items()):
        yield Meeting(
            id=meeting,
            name=f"2026-W{meeting[1:]}",
            cycles=("q4",),
            opened_at=at,
            facilitator="dan" if place else "eva",
            state=MeetingState.CLOSED,
            present=tuple(PEOPLE),
            round=(TEAM, *PEOPLE),
            then=then,
            closed_at=at + timedelta(minutes=44),
        )
        then = meeting
        for told in KEY_RESULTS:
            value, confidence = told.said[place]
            yield CheckIn(
                id=f"{meeting}-{told.id}",
                key_result=told.id,
                at=at + timedelta(minutes=10),
                author="ada",
                meeting=meeting,
                value=Decimal(value) if value else None,
                confidence=confidence,
                confirmed=True,
                unchanged=bool(place) and told.said[0] == told.said[1],
            )


def _left_open() -> Iterator[Any]:
    before, last = WEEKS["m46"], WEEKS["m47"]
    for number, (who, due, title, carries) in enumerate(
        [
            ("ada", date(2026, 11, 20), "Send the trace to the vendor", 0),
            ("dan", date(2026, 11, 23), "Book the load test", 1),
            ("ben", date(2026, 11, 27), "Ask legal about cash", 0),
            ("eva", date(2026, 11, 27), "Order a cake 蛋糕", 0),
        ],
        1,
    ):
        yield Action(
            id=f"n{number}",
            number=number,
            title=title,
            at=before,
            owner=who,
            due=due,
            meeting="m46",
            carries=carries,
            carried_in="m47" if carries else None,
        )
    yield Risk(id="r1", number=1, title="The vendor's SDK slips past 15 Dec", at=before,
               key_result="A1", meeting="m46", owner="ada")  # fmt: skip
    yield Risk(id="r2", number=2, title="The test phone breaks", at=last,
               key_result="A1", meeting="m47", owner="dan")  # fmt: skip
    yield Problem(id="p1", number=1, title="Staging is down", at=last,
                  key_result="A4", meeting="m47", owner="ben")  # fmt: skip
    yield Parked(id="k1", title="A new name for the product?", at=last, meeting="m47")
    yield Parked(id="k2", title="Where do we sit next year?", at=last, meeting="m47")


def harbour(folder: Path, settings: Settings | None = None) -> Path:
    """Make the team's workspace in a folder."""
    ops = [insert(record) for record in records()]
    make(folder, settings or Settings(), ops, FakeClock(MADE), via="test")
    return folder
