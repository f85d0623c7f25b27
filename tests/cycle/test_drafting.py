"""When the next cycle is drafted, and what says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from okrtui.cycle.drafting import drafting, drafting_opens, next_cycle, tell_drafting
from okrtui.model.books import Books
from okrtui.model.calendar import parse_cycle
from okrtui.model.records import Cycle, CycleState, Objective, State
from okrtui.text.words import words_in
from tests.cycle.desk import Q4
from tests.fakes import FakeView

Q1 = Cycle(
    id="c-q1",
    name="2027-Q1",
    start=date(2027, 1, 1),
    end=date(2027, 3, 31),
    state=CycleState.DRAFTING,
)
DRAFTED = Objective(id="o", cycle=Q1.id, owner="team", number=1, title="Refunds", state=State.DRAFT)


@pytest.mark.parametrize(
    ("name", "opens"),
    [
        ("2027-Q1", "2026-12-17"),
        ("2027", "2026-12-17"),
        ("2027-02", "2027-01-18"),
        ("2027-W02", "2027-01-08"),
    ],
)
def test_drafting_opens_half_a_month_before_or_half_of_what_is_short(name: str, opens: str) -> None:
    assert drafting_opens(*parse_cycle(name)).isoformat() == opens


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("2026-Q4", "2027-Q1"),
        ("2026-H1", "2026-H2"),
        ("2026", "2027"),
        ("2026-12", "2027-01"),
        ("2026-W53", "2027-W01"),
        ("2026-B6", "2027-B1"),
        ("2026-10-05..2026-12-18", None),
    ],
)
def test_one_cycle_follows_the_other(name: str, after: str | None) -> None:
    start, end = parse_cycle(name)
    following = next_cycle(Cycle(id="c", name=name, start=start, end=end))
    assert (following and following[0]) == after


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["Q", "H", "B", "W", "M"]))
def test_the_next_cycle_begins_the_day_after(day: date, unit: str) -> None:
    iso = day.isocalendar()
    name = {
        "Q": f"{day.year}-Q{(day.month + 2) // 3}",
        "H": f"{day.year}-H{(day.month + 5) // 6}",
        "B": f"{day.year}-B{(day.month + 1) // 2}",
        "W": f"{iso.year}-W{iso.week:02d}",
        "M": f"{day.year}-{day.month:02d}",
    }[unit]
    start, end = parse_cycle(name)
    following = next_cycle(Cycle(id="c", name=name, start=start, end=end))
    assert following is not None
    assert following[1] == end + timedelta(days=1)


@pytest.mark.parametrize(("day", "open_"), [(16, False), (17, True), (31, True)])
def test_from_half_a_month_before_the_next_cycle_is_to_be_opened(day: int, open_: bool) -> None:
    found = drafting(Books(FakeView(Q4)), date(2026, 12, day))
    assert (found is not None) is open_
    if found is not None:
        assert tell_drafting(found, words_in("en"), date(2026, 12, day)) == (
            "drafting of 2027-Q1 has been open since 17 Dec: okrtui open-cycle 2027-Q1"
        )


def test_once_it_is_made_its_drafts_are_counted() -> None:
    found = drafting(Books(FakeView(Q4, Q1, DRAFTED)), date(2026, 12, 20))
    assert found is not None
    assert tell_drafting(found, words_in("zh"), date(2026, 12, 20)) == (
        "2027-Q1 自 12月17日 起可以制定：草稿 1 个，已确定 0 个"
    )


def test_drafting_is_over_when_the_cycle_begins() -> None:
    assert drafting(Books(FakeView(Q4, Q1)), date(2027, 1, 1)) is None


def test_a_cycle_of_another_name_over_the_same_days_is_the_next_one_already() -> None:
    named = Cycle(id="c", name="Launch", start=Q1.start, end=Q1.end, state=CycleState.CLOSED)
    assert drafting(Books(FakeView(Q4, named)), date(2026, 12, 20)) is None
