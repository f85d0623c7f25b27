"""What objectives serve together, seen from four sides, and what the method says of it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, strategies as st

from okrtui.model.balance import (
    VALUES,
    Aspect,
    Balance,
    Finding,
    Lopsided,
    Part,
    balance,
    sentence,
    spread_over,
)
from okrtui.model.books import Books
from okrtui.model.kinds import Ambition, Category, Dimension, Health, Origin
from okrtui.model.records import Objective
from okrtui.model.rows import ObjectiveRow
from okrtui.model.standing import standing
from okrtui.text.words import words_in
from tests.fakes import FakeView
from tests.model.makers import CALENDAR, QUARTER, THRESHOLDS, TODAY, at, kr, objective, said

REVENUE, USER, EFFICIENCY, CAPABILITY = Category
EN = words_in("en")


def row(progress: str | None = None, **fields: Any) -> ObjectiveRow:
    value = None if progress is None else Decimal(progress)
    return ObjectiveRow(
        objective=objective(**fields), standings=(), progress_then=None, progress=value
    )


def of(*categories: Category | None) -> Balance:
    return balance([row(category=category) for category in categories])


def said_of(found: Balance) -> list[str]:
    return [EN.tell(sentence(one)) for one in found.findings]


def test_each_value_is_counted_and_what_is_not_set_apart() -> None:
    spread = of(USER, EFFICIENCY, EFFICIENCY, None).spread(Aspect.CATEGORY)
    assert [part.count for part in spread.parts] == [0, 1, 2, 0]
    assert spread.not_set.count == 1
    assert spread.told == 3


def test_values_stand_in_the_order_of_the_method() -> None:
    assert [part.value for part in of().spread(Aspect.CATEGORY).parts] == list(Category)


def test_a_share_is_one_of_weight_and_not_of_number() -> None:
    rows = [row(category=USER, weight=Decimal(3)), row(category=REVENUE, weight=Decimal(1))]
    parts = spread_over(Aspect.CATEGORY, rows).parts
    assert [part.share for part in parts[:2]] == [Decimal("0.25"), Decimal("0.75")]


def test_progress_is_the_mean_by_weight_of_those_that_have_one() -> None:
    rows = [
        row("0.2", category=USER, weight=Decimal(3)),
        row("0.6", category=USER, weight=Decimal(1)),
        row(None, category=USER),
    ]
    assert _part(rows, USER).progress == Decimal("0.3")
    assert _part(rows, REVENUE).progress is None


def test_health_is_that_of_the_key_results() -> None:
    one = kr()
    view = FakeView(QUARTER, objective(), one, said(at(11, 23), 60, 8))
    stands = standing(
        Books(view),
        one,
        cycle=QUARTER,
        meeting=None,
        today=TODAY,
        calendar=CALENDAR,
        thresholds=THRESHOLDS,
    )
    made = ObjectiveRow(
        objective=objective(category=USER), standings=(stands,), progress_then=None, progress=None
    )
    assert _part([made], USER).health[Health.ON_TRACK] == 1
    assert _part([made], USER).health[Health.AT_RISK] == 0


def _part(rows: list[ObjectiveRow], value: StrEnum) -> Part:
    return next(part for part in spread_over(Aspect.CATEGORY, rows).parts if part.value is value)


# -- what is lopsided


def test_a_team_sees_that_all_of_its_goals_are_efficiency() -> None:
    found = of(*[EFFICIENCY] * 7, None)
    assert found.findings == (
        Finding(kind=Lopsided.ALL_ALIKE, aspect=Aspect.CATEGORY, n=7, of=7, value=EFFICIENCY),
    )
    assert said_of(found)[0].startswith("All 7 objectives with a category are efficiency.")


def test_one_that_looks_inward_only_is_told_to_look_outward() -> None:
    assert of(EFFICIENCY, CAPABILITY, EFFICIENCY).findings[0].kind is Lopsided.INWARD_ONLY


def test_most_of_one_kind_is_told_with_the_numbers() -> None:
    found = of(*[EFFICIENCY] * 6, REVENUE, USER)
    assert said_of(found)[0].startswith("6 of 8 objectives with a category are efficiency.")


def test_many_without_any_of_the_first_priority_are_told_so() -> None:
    assert of(USER, USER, EFFICIENCY, CAPABILITY, USER).findings[0].kind is Lopsided.WITHOUT_FIRST


@pytest.mark.parametrize(
    "example",
    [(REVENUE, CAPABILITY, REVENUE, USER), (CAPABILITY, EFFICIENCY, USER)],
    ids=["business", "technical"],
)
def test_the_methods_own_examples_are_balanced(example: tuple[Category, ...]) -> None:
    assert of(*example).findings == ()


@pytest.mark.parametrize("few", [(), (EFFICIENCY,), (EFFICIENCY, EFFICIENCY), (None, None)])
def test_of_two_nothing_is_said(few: tuple[Category | None, ...]) -> None:
    assert of(*few).findings == ()


def test_where_most_are_not_set_that_is_what_is_said() -> None:
    found = of(EFFICIENCY, EFFICIENCY, EFFICIENCY, None, None, None, None)
    assert found.findings[0].kind is Lopsided.UNTOLD
    assert said_of(found)[0].startswith("4 of 7 objectives have no category")


ALIKE = [
    (Aspect.DIMENSION, Dimension.TECHNICAL, "are technical."),
    (Aspect.DIMENSION, Dimension.BUSINESS, "are business."),
    (Aspect.ORIGIN, Origin.CASCADED, "come from above."),
    (Aspect.ORIGIN, Origin.OWN, "are own initiative."),
    (Aspect.ORIGIN, Origin.SUPPORTING, "support others."),
    (Aspect.AMBITION, Ambition.COMMITTED, "are committed."),
    (Aspect.AMBITION, Ambition.ASPIRATIONAL, "are aspirational,"),
]


@pytest.mark.parametrize(("aspect", "value", "words"), ALIKE, ids=[one[1].value for one in ALIKE])
def test_all_of_one_dimension_origin_or_ambition_is_told(
    aspect: Aspect, value: StrEnum, words: str
) -> None:
    found = balance([row(**{aspect.value: value})] * 3)
    assert words in said_of(found)[-1]


def test_two_kinds_of_an_origin_are_enough() -> None:
    origins = (Origin.CASCADED, Origin.CASCADED, Origin.OWN)
    assert balance([row(origin=one) for one in origins]).findings[1:] == ()


def test_every_finding_is_told_in_both_languages() -> None:
    for kind in Lopsided:
        for aspect, value, _ in [*ALIKE, (Aspect.CATEGORY, USER, "")]:
            told = sentence(Finding(kind=kind, aspect=aspect, n=3, of=4, value=value))
            assert EN.tell(told) != words_in("zh").tell(told)


kinds = {aspect: st.sampled_from([*values, None]) for aspect, values in VALUES.items()}


def _objectives() -> st.SearchStrategy[Objective]:
    return st.builds(
        lambda weight, **fields: objective(weight=Decimal(weight), **fields),
        st.integers(1, 9),
        **{aspect.value: values for aspect, values in kinds.items()},
    )


@given(st.lists(_objectives(), min_size=1, max_size=12))
def test_all_are_counted_once_and_their_shares_make_a_whole(objectives: list[Objective]) -> None:
    rows = [
        ObjectiveRow(objective=one, standings=(), progress_then=None, progress=None)
        for one in objectives
    ]
    for spread in balance(rows).spreads:
        parts = [*spread.parts, spread.not_set]
        assert sum(part.count for part in parts) == len(rows)
        assert abs(sum((part.share for part in parts), Decimal()) - 1) < Decimal("0.00001")
