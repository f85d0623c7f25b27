"""A cycle week by week: what stood, what was asked for, and all of it together."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from okrtui.model.books import Books
from okrtui.model.overview import team_status
from okrtui.model.records import (
    Change,
    ChangeKind,
    Cycle,
    Direction,
    MetricKind,
    State,
)
from okrtui.model.settings import Settings
from okrtui.model.trend import Trend, ideal, ideal_on
from okrtui.model.trend_columns import Cell, cells, columns
from okrtui.model.trends import Trends, trends
from tests.fakes import FakeView
from tests.model.makers import (
    CALENDAR,
    QUARTER,
    TODAY,
    at,
    closed,
    done,
    kr,
    member,
    objective,
    running,
    said,
    task,
)  # fmt: skip

ZERO, ONE = Decimal(0), Decimal(1)
WEEK_46, WEEK_47, WEEK_48 = 6, 7, 8  # the quarter begins in week 40


def of(*things: Any, today: date = TODAY, cycle: Cycle = QUARTER) -> Trends:
    view = FakeView(cycle, member("lin"), member("wang"), *things)
    return trends(Books(view), cycle, today=today, calendar=CALENDAR)


def only(*things: Any, today: date = TODAY, **metric: Any) -> Trend:
    return of(objective(), kr(**metric), *things, today=today).rows[0]


def confidences(trend: Trend) -> list[tuple[int | None, bool]]:
    return [(mark.confidence, mark.given) for mark in trend.marks]


# -- weeks


def test_the_weeks_are_those_that_have_days_of_the_cycle() -> None:
    found = of()
    assert (found.weeks[0].first, found.weeks[-1].last) == (date(2026, 9, 28), date(2027, 1, 3))
    assert (len(found.weeks), found.begun, found.runs) == (14, 9, True)


def test_a_cycle_that_is_over_has_begun_in_all_its_weeks_and_runs_in_none() -> None:
    found = of(today=date(2027, 2, 1))
    assert (found.begun, found.runs) == (14, False)


@pytest.mark.parametrize(("day", "begun"), [(date(2026, 11, 22), 8), (date(2026, 11, 23), 9)])
def test_a_week_begins_with_its_monday(day: date, begun: int) -> None:
    assert of(today=day).begun == begun


def test_a_cycle_runs_from_its_first_day_to_its_last() -> None:
    days = [date(2026, 9, 30), QUARTER.start, QUARTER.end, date(2027, 1, 1)]
    found = [of(today=day) for day in days]
    assert [one.runs for one in found] == [False, True, True, False]
    assert [one.is_over for one in found] == [False, False, False, True]


def test_before_a_cycle_no_week_has_begun() -> None:
    found = of(objective(), kr(), today=date(2026, 9, 1))
    assert (found.begun, found.runs, found.rows[0].marks, found.team) == (0, False, (), ())


def test_a_week_in_which_the_team_met_says_so() -> None:
    found = of(closed("m1", at(11, 17)), running("m2", at(11, 24)))
    assert [week.first.day for week in found.weeks if week.met] == [16, 23]


# -- what stood


def test_a_confidence_stands_until_it_is_given_anew() -> None:
    marks = confidences(only(said(at(11, 11), 10, 7), said(at(11, 24), 20, 5)))
    assert marks[WEEK_46 - 1 :] == [(None, False), (7, True), (7, False), (5, True)]


def test_the_last_word_of_a_week_is_what_stands() -> None:
    marks = only(said(at(11, 16), 10, 7), said(at(11, 20), 30, 4)).marks
    assert (marks[WEEK_47].confidence, marks[WEEK_47].progress) == (4, Decimal("0.3"))


def test_a_check_in_without_confidence_gives_none() -> None:
    marks = confidences(only(said(at(11, 17), 10, 7), said(at(11, 24), 20)))
    assert marks[-1] == (7, False)


def test_what_was_said_before_the_cycle_stands_from_its_first_week_on() -> None:
    marks = confidences(only(said(at(9, 21), 10, 8)))
    assert marks[0] == (8, False)


def test_what_is_dated_after_now_stands_now() -> None:
    assert confidences(only(said(at(12, 20), 10, 8)))[-1] == (8, True)


def test_ticks_count_from_their_week_on() -> None:
    trend = only(
        task("t1"), done("t2", at(11, 12)), done("t3", at(11, 24)), metric=MetricKind.TASKS
    )
    values = [mark.value for mark in trend.marks]
    assert values[WEEK_46 - 1 :] == [Decimal(0), Decimal(1), Decimal(1), Decimal(2)]


def test_a_line_is_kept_or_not_in_each_week() -> None:
    trend = only(
        said(at(11, 11), 5), said(at(11, 17), 20), target=10, direction=Direction.KEEP_BELOW
    )
    assert [mark.progress for mark in trend.marks[WEEK_46:]] == [Decimal(1), Decimal(0), Decimal(0)]


# -- what is asked for


def test_the_ideal_line_goes_from_the_first_day_to_the_last_by_working_days() -> None:
    found = of(objective(), kr())
    line = ideal(found.rows[0], found.weeks)
    assert line[0] == Decimal("0.030303")  # Thursday and Friday of 66 days
    assert (line[-1], len(line)) == (Decimal(1), 14)
    assert ideal_on(found.rows[0], TODAY) == found.gone_now


def test_it_begins_when_the_key_result_was_agreed_on_and_ends_at_its_due_day() -> None:
    found = of(objective(), kr(agreed_on=date(2026, 11, 2), due=date(2026, 11, 27)))
    asked = ideal(found.rows[0], found.weeks)
    assert asked[4:10] == (ZERO, Decimal("0.25"), Decimal("0.5"), Decimal("0.75"), ONE, ONE)


def test_named_steps_ask_for_those_that_are_due() -> None:
    steps = [
        task("t1", milestone=True, due=date(2026, 11, 18)),
        task("t2", milestone=True, due=date(2026, 12, 1)),
    ]
    found = of(objective(), kr(metric=MetricKind.MILESTONE, target=2), *steps)
    asked = ideal(found.rows[0], found.weeks)
    assert asked[WEEK_46 : WEEK_48 + 2] == (ZERO, Decimal("0.5"), Decimal("0.5"), ONE)


@pytest.mark.parametrize(
    "metric",
    [
        {"direction": Direction.KEEP_ABOVE},
        {"metric": MetricKind.YES_NO},
        {"metric": MetricKind.MILESTONE, "target": 2},
    ],
)
def test_nothing_is_asked_of_a_kept_line_of_yes_or_no_and_of_steps_without_days(
    metric: dict[str, Any],
) -> None:
    found = of(objective(), kr(**metric))
    assert set(ideal(found.rows[0], found.weeks)) == {None}


# -- all together


TWO = (
    objective("o1", weight=Decimal(3)), kr("a"), kr("b", number=2, weight=3),
    objective("o2", owner="m-wang"), kr("c", objective="o2"),
    said(at(11, 11), 80, 7, key_result="a"), said(at(11, 11), 40, 7, key_result="c"),
)  # fmt: skip


def test_the_team_is_the_mean_by_weight() -> None:
    found = of(*TWO)
    assert dict(found.owners)["m-lin"][WEEK_46] == Decimal("0.2")  # 80 % of a quarter
    assert found.team[WEEK_46 - 1 : WEEK_46 + 1] == (ZERO, Decimal("0.25"))  # three of lin's, one


def test_drafts_are_left_out() -> None:
    found = of(*TWO, kr("d", number=3, state=State.DRAFT, weight=100))
    assert found.team == of(*TWO).team
    assert [row.key_result.id for row in found.rows] == ["a", "b", "c"]


def test_a_key_result_is_there_from_the_week_it_was_agreed_in_to_that_before_its_end() -> None:
    week = of().weeks[WEEK_46]
    agreed = [only(agreed_on=week.last + timedelta(days)) for days in (0, 1)]
    assert [one.was_there(week) for one in agreed] == [True, False]
    given_up = [replace(agreed[0], until=week.last + timedelta(days)) for days in (0, 1)]
    assert [one.was_there(week) for one in given_up] == [False, True]


def test_what_was_agreed_on_later_is_left_out_before() -> None:
    late = kr("d", objective="o2", number=2, agreed_on=date(2026, 11, 18))
    wang = dict(of(*TWO, late).owners)["m-wang"]
    assert wang[WEEK_46:] == (Decimal("0.4"), Decimal("0.2"), Decimal("0.2"))


def test_what_was_given_up_counts_until_then_and_has_no_row() -> None:
    dropped = kr("d", objective="o2", number=2, state=State.DROPPED)
    change = Change(
        id="x", number=1, at=at(11, 18), by="wang", kind=ChangeKind.DROPPED,
        table="key_results", target="d", title="D",
    )  # fmt: skip
    found = of(*TWO, dropped, change)
    assert dict(found.owners)["m-wang"][WEEK_46:] == (
        Decimal("0.2"),
        Decimal("0.4"),
        Decimal("0.4"),
    )
    assert "d" not in [row.key_result.id for row in found.rows]


@pytest.mark.parametrize("was", [None, "draft"])
def test_what_was_given_up_on_an_unknown_day_or_as_a_draft_is_left_out(was: str | None) -> None:
    change = Change(
        id="x", number=1, at=at(11, 18), by="wang", kind=ChangeKind.DROPPED,
        table="key_results", target="d" if was else "other", title="D", was=was,
    )  # fmt: skip
    dropped = kr("d", objective="o2", number=2, state=State.DROPPED)
    assert of(*TWO, dropped, change).team == of(*TWO).team


def test_what_hangs_below_an_objective_that_was_given_up_went_with_it() -> None:
    gone = [objective("o3", number=2, state=State.DROPPED), kr("d", objective="o3")]
    change = Change(
        id="x", number=1, at=at(11, 18), by="lin", kind=ChangeKind.DROPPED,
        table="objectives", target="o3", title="O",
    )  # fmt: skip
    found = of(*TWO, *gone, change)
    assert found.team[WEEK_46] < (of(*TWO).team[WEEK_46] or 0)  # type: ignore[operator]
    assert found.team[WEEK_47] == of(*TWO).team[WEEK_47]


def test_who_has_key_results_but_no_objective_is_told_by_those() -> None:
    helped = kr("d", objective="o2", number=2, owner="m-lin")
    without = [thing for thing in TWO if getattr(thing, "id", "") not in {"o1", "a", "b"}]
    found = of(*without, helped, said(at(11, 17), 60, 7, key_result="d"))
    assert dict(found.owners)["m-lin"][-1] == Decimal("0.6")


def test_rows_stand_with_who_answers_for_them_their_own_objectives_first() -> None:
    helped = kr("d", objective="o1", number=3, owner="m-wang")
    found = of(*TWO, helped)
    assert [(row.owner, row.name) for row in found.rows] == [
        ("m-lin", "lin/O1/KR1"),
        ("m-lin", "lin/O1/KR2"),
        ("m-wang", "wang/O1/KR1"),
        ("m-wang", "lin/O1/KR3"),
    ]


_SAID = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.integers(1, 24),
        st.none() | st.integers(0, 120),
        st.none() | st.integers(1, 10),
    ),
    max_size=12,
)


@given(_SAID)
def test_this_week_stands_as_the_board_says(words: list[tuple[str, int, int, int]]) -> None:
    told = [said(at(11, day), value, sure, key_result=on) for on, day, value, sure in words]
    told.sort(key=lambda one: one.at)
    things = (*TWO[:5], *told)
    found = of(*things)
    view = FakeView(QUARTER, member("lin"), member("wang"), *things)
    status = team_status(Books(view), today=TODAY, calendar=CALENDAR, settings=Settings())
    assert found.team[-1] == status.progress
    assert [(owner, burn[-1]) for owner, burn in found.owners] == [
        (row.owner, row.progress) for row in (*status.others, *status.members)
    ]
    now = {one.key_result.id: one.now for row in status.objectives for one in row.standings}
    for row in found.rows:
        mark, moment = row.marks[-1], now[row.key_result.id]
        assert (mark.value, mark.progress, mark.confidence) == (
            moment.value,
            moment.progress,
            moment.confidence,
        )


# -- columns


def test_a_column_a_week_says_what_was_given_and_what_fell() -> None:
    found = of(objective(), kr(), said(at(11, 11), 10, 7), said(at(11, 24), 20, 4))
    shown = cells(found.rows[0], columns(found, by_month=False))
    assert shown[WEEK_46:] == (
        Cell(7, given=True, fell=0),
        Cell(7, given=False, fell=0),
        Cell(4, given=True, fell=3),
        *[None] * 5,
    )


def test_a_column_a_month_holds_the_weeks_whose_thursday_is_in_it() -> None:
    found = of(closed("m1", at(11, 3)))
    assert [(c.number, c.first, c.last, c.met) for c in columns(found, by_month=True)] == [
        (10, 0, 4, False),
        (11, 5, 8, True),
        (12, 9, 13, False),
    ]


def test_a_months_cell_says_what_held_at_its_end() -> None:
    found = of(objective(), kr(), said(at(10, 6), 10, 8), said(at(11, 11), 10, 5))
    shown = cells(found.rows[0], columns(found, by_month=True))
    assert shown == (Cell(8, given=True, fell=0), Cell(5, given=True, fell=3), None)


def test_a_year_has_its_weeks_too() -> None:
    year = replace(QUARTER, start=date(2026, 1, 1), end=date(2026, 12, 31))
    found = of(cycle=year)
    assert (len(found.weeks), len(columns(found, by_month=True))) == (53, 12)
