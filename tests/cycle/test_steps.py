"""What a team has to do about its cycles, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from okrtui.cycle.opening import open_cycle
from okrtui.cycle.steps import CycleLine, Do, cycle_lines, to_do
from okrtui.model.calendar import parse_cycle
from okrtui.model.records import Cycle, CycleState, State
from tests.cycle.desk import CHECKOUT, DOCS, ERRORS, SPEED, Desk

GOAL = replace(CHECKOUT, id="o-goal", cycle="c-q1", state=State.DRAFT)
Q1 = Cycle(
    id="c-q1",
    name="2027-Q1",
    start=date(2027, 1, 1),
    end=date(2027, 3, 31),
    state=CycleState.DRAFTING,
)


def on(day: date, *more: object) -> Desk:
    return Desk(*more, now=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def line(desk: Desk, name: str) -> CycleLine:
    return next(one for one in cycle_lines(desk.books, desk.around) if one.name == name)


def due(desk: Desk) -> list[str]:
    found = to_do(cycle_lines(desk.books, desk.around))
    return [f"{step.do.value} {one.name} {step.done}/{step.of}" for one, step in found]


def closed() -> Desk:
    desk = Desk()
    for kr in (SPEED, ERRORS, DOCS):
        desk.score(kr, cause="the vendor")
    desk.close()
    return desk


def test_half_way_through_a_quarter_nothing_has_to_be_done() -> None:
    desk = on(date(2026, 11, 24))
    assert due(desk) == []
    assert [step.do for step in line(desk, "2026-Q4").steps] == [Do.SCORE, Do.CLOSE, Do.READ]


def test_half_a_month_before_its_end_scoring_is_due_and_the_next_one_is_to_be_opened() -> None:
    assert due(on(date(2026, 12, 16))) == ["score 2026-Q4 0/3"]
    assert due(on(date(2026, 12, 17))) == ["score 2026-Q4 0/3", "open 2027-Q1 0/0"]


def test_what_is_to_be_opened_stands_in_the_list_with_its_days() -> None:
    desk = on(date(2026, 12, 17))
    assert [one.name for one in cycle_lines(desk.books, desk.around)] == ["2027-Q1", "2026-Q4"]
    coming = line(desk, "2027-Q1")
    assert (coming.id, coming.start, coming.end) == ("", Q1.start, Q1.end)


def test_drafts_are_due_to_be_agreed_when_drafting_is_open() -> None:
    goals = (Q1, GOAL, replace(GOAL, id="o-2", number=2, state=State.AGREED))
    assert due(on(date(2026, 12, 1), *goals)) == []
    assert "agree 2027-Q1 1/2" in due(on(date(2026, 12, 17), *goals))


def test_where_nothing_is_drafted_yet_that_is_due_when_drafting_opens() -> None:
    assert due(on(date(2026, 12, 1), Q1)) == []
    assert due(on(date(2026, 12, 17), Q1)) == ["score 2026-Q4 0/3", "draft 2027-Q1 0/0"]


def test_when_all_is_scored_it_is_to_be_closed() -> None:
    desk = Desk()
    for kr in (SPEED, ERRORS, DOCS):
        desk.score(kr, cause="the vendor")
    assert due(desk)[0] == "close 2026-Q4 0/0"


def test_after_the_closing_what_was_kept_is_to_be_brought_along_once() -> None:
    desk = closed()
    assert due(desk) == ["open 2027-Q1 0/0"]
    desk.view.add(Q1)
    assert due(desk) == ["carry 2027-Q1 0/0"]
    desk.do(open_cycle("2027-Q1", parse_cycle("2027-Q1"), desk.books, desk.around))
    assert due(desk) == []
    assert [step.do for step in line(desk, "2026-Q4").steps] == [Do.READ]


def test_a_cycle_that_has_begun_while_it_was_drafted_is_to_be_opened() -> None:
    assert "begin 2027-Q1 0/0" in due(on(date(2027, 1, 4), Q1))


@pytest.mark.parametrize(
    ("day", "name"), [(date(2027, 1, 5), "2027-Q1"), (date(2027, 8, 1), "2027-Q3")]
)
def test_where_no_cycle_runs_any_more_the_next_one_is_to_be_opened(day: date, name: str) -> None:
    desk = closed()
    desk.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert due(desk) == [f"open {name} 0/0"]


def test_one_that_is_over_comes_before_what_is_to_come() -> None:
    goals = (Q1, GOAL)
    assert due(on(date(2027, 1, 5), *goals)) == ["score 2026-Q4 0/3", "begin 2027-Q1 0/0"]
