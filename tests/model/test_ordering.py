"""Objectives in an order, and those one wants to see alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from okrtui.model.balance import Aspect
from okrtui.model.books import Books
from okrtui.model.kinds import Category, Dimension, Health
from okrtui.model.ordering import By, Filter, after, confidence_of, ordered, worst_health
from okrtui.model.rows import ObjectiveRow
from okrtui.model.standing import Standing, standing
from tests.fakes import FakeView
from tests.model.makers import CALENDAR, QUARTER, THRESHOLDS, TODAY, at, kr, objective, said

REVENUE, USER, EFFICIENCY, CAPABILITY = Category
LIN, ANA = "m-lin", "m-ana"


def stands(confidence: int | None) -> Standing:
    """A key result of which this confidence was said yesterday, or nothing ever."""
    one = kr()
    words = [] if confidence is None else [said(at(11, 23), 60, confidence)]
    books = Books(FakeView(QUARTER, objective(), one, *words))
    return standing(
        books,
        one,
        cycle=QUARTER,
        meeting=None,
        today=TODAY,
        calendar=CALENDAR,
        thresholds=THRESHOLDS,
    )


def row(
    id: str, *, progress: str | None = None, sure: tuple[int | None, ...] = (), **fields: Any
) -> ObjectiveRow:
    return ObjectiveRow(
        objective=objective(id, **fields),
        standings=tuple(stands(one) for one in sure),
        progress_then=None,
        progress=None if progress is None else Decimal(progress),
    )


def ids(rows: list[ObjectiveRow]) -> str:
    return " ".join(one.objective.id for one in rows)


def test_revenue_comes_first_and_what_is_not_set_last() -> None:
    rows = [
        row("none"),
        row("capability", category=CAPABILITY),
        row("revenue", category=REVENUE),
        row("efficiency", category=EFFICIENCY),
        row("user", category=USER),
    ]
    assert ids(ordered(rows, By.CATEGORY)) == "revenue user efficiency capability none"


def test_those_alike_stay_by_owner_and_number() -> None:
    rows = [row("l2", number=2), row("a1", owner=ANA), row("l1", number=1)]
    assert ids(ordered(rows, By.CATEGORY, owners=(LIN, ANA))) == "l1 l2 a1"


def test_by_owner_is_as_they_are_listed() -> None:
    rows = [row("lin"), row("ana", owner=ANA), row("gone", owner="m-gone")]
    assert ids(ordered(rows, By.OWNER, owners=(ANA, LIN))) == "ana lin gone"


def test_the_least_progress_comes_first_and_none_last() -> None:
    rows = [row("none"), row("half", progress="0.5"), row("below", progress="-0.1")]
    assert ids(ordered(rows, By.PROGRESS)) == "below half none"


def test_the_worst_health_comes_first_and_more_of_it_before_less() -> None:
    rows = [
        row("nothing"),
        row("well", sure=(8,)),
        row("risk", sure=(8, 5)),
        row("risks", sure=(5, 5)),
        row("off", sure=(1, 9)),
    ]
    assert ids(ordered(rows, By.HEALTH)) == "off risks risk well nothing"


def test_the_least_confidence_comes_first() -> None:
    rows = [row("never", sure=(None,)), row("nine", sure=(9,)), row("mean", sure=(4, 6))]
    assert ids(ordered(rows, By.CONFIDENCE)) == "mean nine never"
    assert confidence_of(rows[2]) == 5


def test_the_worst_of_an_objective_is_that_of_its_worst_key_result() -> None:
    assert worst_health(row("o", sure=(8, 5))) is Health.AT_RISK
    assert worst_health(row("o")) is None


@given(st.lists(st.sampled_from([*Category, None]), max_size=8), st.sampled_from(list(By)))
def test_an_order_loses_nobody_and_is_the_same_the_second_time(
    categories: list[Category | None], by: By
) -> None:
    rows = [row(str(at), number=at, category=one) for at, one in enumerate(categories)]
    once = ordered(rows, by)
    assert sorted(ids(once)) == sorted(ids(rows))
    assert ordered(once, by) == once


# -- filters


def test_a_filter_that_nobody_set_lets_all_through() -> None:
    assert Filter().is_open
    assert Filter().lets(row("o"))


def test_a_value_that_is_toggled_is_let_through_alone_and_twice_lets_all() -> None:
    only = Filter().toggled(Aspect.CATEGORY, USER)
    assert only.lets(row("o", category=USER))
    assert not only.lets(row("o", category=REVENUE))
    assert not only.lets(row("o"))
    assert only.toggled(Aspect.CATEGORY, USER).is_open


def test_several_values_of_an_aspect_let_any_of_them_through() -> None:
    both = Filter().toggled(Aspect.CATEGORY, USER).toggled(Aspect.CATEGORY, None)
    assert both.lets(row("o", category=USER))
    assert both.lets(row("o"))
    assert not both.lets(row("o", category=REVENUE))


def test_two_aspects_must_both_let_it_through() -> None:
    both = Filter().toggled(Aspect.CATEGORY, USER).turned(Aspect.DIMENSION)
    assert both.lets(row("o", category=USER, dimension=Dimension.BUSINESS))
    assert not both.lets(row("o", category=USER))
    assert both.lets(row("o", category=USER), but=Aspect.DIMENSION)


def test_turning_goes_through_the_values_and_what_is_not_set_and_back_to_all() -> None:
    chosen, seen = Filter(), []
    for _ in range(4):
        chosen = chosen.turned(Aspect.DIMENSION)
        seen.append(chosen.wanted[Aspect.DIMENSION])
    assert seen == [
        {Dimension.BUSINESS},
        {Dimension.TECHNICAL},
        {None},
        frozenset(),
    ]


def test_an_owner_and_a_health_are_let_through_alone() -> None:
    assert not Filter().with_owner(ANA).lets(row("o"))
    risky = Filter().with_health(Health.AT_RISK)
    assert risky.lets(row("o", sure=(8, 5)))
    assert not risky.lets(row("o", sure=(8,)))
    assert not risky.lets(row("o"))
    assert not risky.is_open


@pytest.mark.parametrize(("value", "then"), [(1, 2), (2, 3), (3, 1)])
def test_after_the_last_comes_the_first(value: int, then: int) -> None:
    assert after(value, (1, 2, 3)) == then
