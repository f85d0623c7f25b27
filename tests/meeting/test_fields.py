"""Every field that people change, each with a value that fits it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.fields import CHANGEABLE
from okrtui.meeting.session import Session
from okrtui.model.codec import TABLE_OF
from okrtui.model.records import (
    TEAM,
    Ambition,
    Category,
    Change,
    Dimension,
    Direction,
    KeyResult,
    MetricKind,
    Objective,
    Origin,
    ProgressOf,
    Task,
)
from okrtui.text.errors import Refused
from tests.meeting.room import CHECKOUT, DOCS, PARTNERS, SPEED, TRACE, WANG, a_meeting

ITEMS: dict[str, tuple[type[Objective | KeyResult | Task], str]] = {
    "objectives": (Objective, CHECKOUT.id),
    "key_results": (KeyResult, SPEED.id),
    "tasks": (Task, TRACE.id),
}
GOOD: list[tuple[str, str, str | None, object, str, str]] = [
    ("objectives", "title", "Pay", "Pay", "Checkout", "Pay"),
    ("objectives", "note", "why\nso", "why\nso", "", "why\nso"),
    ("objectives", "owner", WANG.id, WANG.id, "Ana Silva", "王芳"),
    ("objectives", "owner", TEAM, TEAM, "Ana Silva", "team"),
    ("objectives", "weight", "2.50", Decimal("2.5"), "1", "2.5"),
    ("objectives", "category", "user", Category.USER, "", "user"),
    ("objectives", "dimension", "technical", Dimension.TECHNICAL, "", "technical"),
    ("objectives", "origin", "own", Origin.OWN, "", "own"),
    ("objectives", "ambition", "committed", Ambition.COMMITTED, "", "committed"),
    ("objectives", "progress_of", "aligned", ProgressOf.ALIGNED, "key_results", "aligned"),
    ("key_results", "title", "p99", "p99", "p95 under 300 ms", "p99"),
    ("key_results", "owner", WANG.id, WANG.id, "", "王芳"),
    ("key_results", "due", "2026-12-15", date(2026, 12, 15), "", "2026-12-15"),
    ("key_results", "metric", "percent", MetricKind.PERCENT, "number", "percent"),
    ("key_results", "direction", "keep_below", Direction.KEEP_BELOW, "reach", "keep_below"),
    ("key_results", "start", "400", Decimal(400), "420", "400"),
    ("key_results", "target", "350.0", Decimal(350), "300", "350"),
    ("key_results", "unit", "s", "s", "ms", "s"),
    ("key_results", "step", "5", Decimal(5), "", "5"),
    ("key_results", "weight", "0", Decimal(0), "1", "0"),
    ("key_results", "note", "see the wiki", "see the wiki", "", "see the wiki"),
    ("key_results", "method", "caching", "caching", "", "caching"),
    ("key_results", "whose_problem", "buyers", "buyers", "", "buyers"),
    ("key_results", "by_when", "in December", "in December", "", "in December"),
    ("key_results", "effect", "fewer leave", "fewer leave", "", "fewer leave"),
    ("tasks", "title", "trace it", "trace it", "trace the vendor call", "trace it"),
    ("tasks", "assignee", "Bo of Acme", "Bo of Acme", "", "Bo of Acme"),
    ("tasks", "due", "2026-12-01", date(2026, 12, 1), "", "2026-12-01"),
    ("tasks", "milestone", "true", True, "false", "true"),
    ("tasks", "key_result", DOCS.id, DOCS.id, "ana/O1/KR2", "team/O1/KR1"),
]
BAD = [
    ("objectives", "owner", None),
    ("objectives", "owner", "m-nobody"),
    ("objectives", "weight", "-1"),
    ("objectives", "weight", "heavy"),
    ("objectives", "weight", "NaN"),
    ("objectives", "weight", "1e41"),
    ("objectives", "category", "fun"),
    ("objectives", "number", "7"),
    ("objectives", "state", "dropped"),
    ("key_results", "metric", None),
    ("key_results", "metric", "guess"),
    ("key_results", "direction", "up"),
    ("key_results", "start", "300"),
    ("key_results", "target", "Infinity"),
    ("key_results", "step", "0"),
    ("key_results", "step", "-5"),
    ("key_results", "objective", PARTNERS.id),
    ("tasks", "milestone", "maybe"),
    ("tasks", "key_result", "k-none"),
    ("tasks", "state", "done"),
    ("members", "name", "x"),
]


def change(session: Session, table: str, field: str, value: str | None) -> Any:
    item = ITEMS.get(table, (Task, TRACE.id))[1]
    return session.do(intents.ChangeField(table, item, field, value, "because"))


@pytest.mark.parametrize(("table", "field", "value", "stored", "was", "now"), GOOD)
def test_a_field_is_changed_on_the_record(
    table: str, field: str, value: str | None, stored: object, was: str, now: str
) -> None:
    session = a_meeting()
    change(session, table, field, value)
    kind, item = ITEMS[table]
    assert getattr(session.books.get(kind, item), field) == stored
    (logged,) = session.books.all(Change)
    assert (logged.was, logged.now, logged.why) == (was, now, "because")


@pytest.mark.parametrize(("table", "field", "value"), BAD)
def test_what_does_not_fit_changes_nothing(table: str, field: str, value: str | None) -> None:
    session = a_meeting()
    before = session.store.view.dump()  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        change(session, table, field, value)
    assert session.store.view.dump() == before  # type: ignore[attr-defined]


def test_every_field_that_can_be_changed_is_tried_here() -> None:
    tried = {(table, field) for table, field, *_ in GOOD}
    assert tried == {(table, field) for table, fields in CHANGEABLE.items() for field in fields}
    for table, (kind, _) in ITEMS.items():
        assert CHANGEABLE[table] <= set(kind.__struct_fields__)
        assert TABLE_OF[kind] == table


@pytest.mark.parametrize(
    ("table", "field"),
    [("objectives", "category"), ("key_results", "due"), ("key_results", "owner"),
     ("key_results", "step"), ("tasks", "assignee")],
)  # fmt: skip
def test_what_need_not_be_given_can_be_taken_away(table: str, field: str) -> None:
    session = a_meeting()
    good = next(value for t, f, value, *_ in GOOD if (t, f) == (table, field))
    change(session, table, field, good)
    change(session, table, field, None)
    kind, item = ITEMS[table]
    assert getattr(session.books.get(kind, item), field) is None


def test_a_metric_becomes_another_one_whole() -> None:
    session = a_meeting()
    change(session, "key_results", "metric", "yes_no")
    kr = session.books.get(KeyResult, SPEED.id)
    assert (kr.start, kr.target, kr.unit, kr.step) == (Decimal(0), Decimal(1), "", None)
    session.undo()
    assert session.books.get(KeyResult, SPEED.id) == SPEED


def test_steps_are_whole_and_reach_for_the_last() -> None:
    kept = replace(
        SPEED, id="k-kept", number=7, direction=Direction.KEEP_BELOW, target=Decimal("2.5")
    )
    session = a_meeting(kept)
    with pytest.raises(Refused):
        session.do(intents.ChangeField("key_results", kept.id, "metric", "milestone", ""))
    session.do(intents.ChangeField("key_results", kept.id, "target", "3", ""))
    session.do(intents.ChangeField("key_results", kept.id, "metric", "milestone", ""))
    kr = session.books.get(KeyResult, kept.id)
    assert (kr.direction, kr.start, kr.target) == (Direction.REACH, Decimal(0), Decimal(3))


def test_a_new_key_result_says_how_it_is_measured() -> None:
    session = a_meeting()
    session.do(
        intents.AddKeyResult(
            CHECKOUT.id, "Returns below 2 %", metric=MetricKind.NUMBER,
            direction=Direction.KEEP_BELOW, start=Decimal(3), target=Decimal(2), unit=" %\n",
            due=date(2026, 12, 15),
        )
    )  # fmt: skip
    kr = session.books.key_results(CHECKOUT.id)[-1]
    assert (kr.metric, kr.direction, kr.start, kr.target, kr.unit, kr.due) == (
        MetricKind.NUMBER, Direction.KEEP_BELOW, Decimal(3), Decimal(2), "%", date(2026, 12, 15),
    )  # fmt: skip


def test_a_new_key_result_that_goes_nowhere_is_refused() -> None:
    session = a_meeting()
    same = intents.AddKeyResult(CHECKOUT.id, "x", start=Decimal(5), target=Decimal(5))
    endless = intents.AddKeyResult(CHECKOUT.id, "x", target=Decimal("Infinity"))
    for intent in (same, endless):
        with pytest.raises(Refused):
            session.do(intent)
