from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from okrtui.model.pace import Course, Pace, about, behind, kept, pace, steps_due
from okrtui.model.records import Direction, KeyResult, MetricKind, TaskState
from tests.model.makers import CALENDAR, kr, task

# Ten working weeks, of which today is the first day of the sixth.
BEGIN, DUE, TODAY = date(2026, 9, 7), date(2026, 11, 13), date(2026, 10, 12)
COURSE = Course(begin=BEGIN, due=DUE, today=TODAY, calendar=CALENDAR)
SPEED = kr(metric=MetricKind.NUMBER, start=440, target=300, unit="ms")


def of(key_result: KeyResult, *values: tuple[date, int], course: Course = COURSE) -> Pace:
    found = pace(
        key_result,
        values=[(day, Decimal(value)) for day, value in values],
        of=None,
        tasks=[],
        course=course,
    )
    assert found is not None
    return found


def test_half_of_the_days_are_gone_at_half_time() -> None:
    assert of(SPEED).gone == Decimal("0.5")
    assert of(SPEED).weeks_left == 5


def test_what_is_left_is_spread_over_the_weeks_left() -> None:
    now = of(SPEED, (TODAY, 400))
    assert (now.remaining, now.needed) == (Decimal(-100), Decimal(20))


def test_lately_is_what_a_week_brought_over_the_last_four() -> None:
    now = of(SPEED, (date(2026, 9, 7), 440), (date(2026, 9, 14), 430), (TODAY, 390))
    assert now.lately == 10


def test_a_single_value_is_measured_from_the_start() -> None:
    assert of(SPEED, (TODAY, 415)).lately == 5


def test_a_value_that_goes_the_wrong_way_has_a_negative_pace() -> None:
    assert of(SPEED, (date(2026, 9, 14), 400), (TODAY, 420)).lately == -5


def test_the_forecast_goes_on_as_lately_until_the_due_day() -> None:
    assert of(SPEED, (TODAY, 415)).forecast == 390


def test_the_forecast_of_what_falls_ends_at_zero() -> None:
    errors = kr(metric=MetricKind.NUMBER, start=100, target=10)
    assert of(errors, (date(2026, 9, 7), 100), (TODAY, 20)).forecast == 0


def test_the_forecast_of_what_was_below_zero_may_go_below_it() -> None:
    profit = kr(metric=MetricKind.CURRENCY, start=-50, target=100)
    assert of(profit, (date(2026, 9, 7), -50), (TODAY, -90)).forecast == -130


def test_no_more_tasks_are_forecast_than_there_are() -> None:
    found = pace(
        kr(metric=MetricKind.TASKS),
        values=[(date(2026, 9, 14), Decimal(0)), (TODAY, Decimal(7))],
        of=Decimal(9),
        tasks=[],
        course=COURSE,
    )
    assert found is not None
    assert found.forecast == 9


def test_nothing_is_needed_where_the_target_is_reached() -> None:
    reached = of(SPEED, (TODAY, 290))
    assert (reached.remaining, reached.needed) == (Decimal(0), Decimal(0))


def test_past_the_due_day_no_rate_helps() -> None:
    late = Course(begin=BEGIN, due=DUE, today=date(2026, 11, 16), calendar=CALENDAR)
    now = of(SPEED, (TODAY, 400), course=late)
    assert (now.remaining, now.needed, now.forecast) == (Decimal(-100), None, None)
    assert (now.gone, now.weeks_left) == (Decimal(1), Decimal(0))


def test_without_a_value_only_time_is_told() -> None:
    assert of(SPEED) == Pace(gone=Decimal("0.5"), weeks_left=Decimal(5))


def test_a_value_on_the_first_day_has_no_lately_yet() -> None:
    start = Course(begin=BEGIN, due=DUE, today=BEGIN, calendar=CALENDAR)
    assert of(SPEED, (BEGIN, 440), course=start).lately is None


def test_a_value_on_the_first_day_counts_in_place_of_the_start() -> None:
    assert of(SPEED, (BEGIN, 430), (date(2026, 9, 21), 410)).lately == 10


def test_tasks_are_needed_per_week_out_of_all() -> None:
    now = pace(
        kr(metric=MetricKind.TASKS),
        values=[(TODAY, Decimal(5))],
        of=Decimal(20),
        tasks=[],
        course=COURSE,
    )
    assert now is not None
    assert (now.remaining, now.needed, now.lately) == (Decimal(15), Decimal(3), Decimal(1))


def test_a_kept_line_has_no_pace() -> None:
    line = kr(direction=Direction.KEEP_ABOVE)
    assert pace(line, values=[(TODAY, Decimal(1))], of=None, tasks=[], course=COURSE) is None
    assert behind(line, Fraction(0), [], COURSE) is None


@pytest.mark.parametrize("metric", [MetricKind.MILESTONE, MetricKind.YES_NO])
def test_steps_and_yes_or_no_have_no_rates(metric: MetricKind) -> None:
    now = of(kr(metric=metric, target=1), (TODAY, 0))
    assert (now.remaining, now.needed, now.lately, now.forecast) == (Decimal(1), None, None, None)


@given(st.integers(0, 140), st.integers(0, 140))
def test_a_better_value_never_needs_more(one: int, other: int) -> None:
    farther, nearer = sorted((300 + one, 300 + other), reverse=True)
    needs = [of(SPEED, (TODAY, value)).needed for value in (farther, nearer)]
    assert needs[0] is not None
    assert needs[1] is not None
    assert needs[0] >= needs[1]


# -- behind time


def test_behind_is_time_gone_less_progress() -> None:
    assert behind(SPEED, Fraction(1, 5), [], COURSE) == Fraction(3, 10)
    assert behind(SPEED, Fraction(9, 10), [], COURSE) == Fraction(-2, 5)


@pytest.mark.parametrize(
    ("metric", "progress"),
    [(SPEED, None), (kr(metric=MetricKind.YES_NO, target=1), Fraction(0)),
     (kr(metric=MetricKind.MILESTONE, target=3), Fraction(0))],
)  # fmt: skip
def test_where_nothing_can_be_told_nothing_is_behind(
    metric: KeyResult, progress: Fraction | None
) -> None:
    assert behind(metric, progress, [task("t1", milestone=True)], COURSE) is None


def test_milestones_are_measured_against_the_steps_that_are_due() -> None:
    metric = kr(metric=MetricKind.MILESTONE, target=4)
    steps = [
        task("s1", milestone=True, due=date(2026, 10, 1)),
        task("s2", milestone=True, due=date(2026, 10, 11)),
        task("s3", milestone=True, due=TODAY),
        task("s4", milestone=True),
        task("s5", milestone=True, due=date(2026, 10, 1), state=TaskState.DROPPED),
        task("t1", due=date(2026, 10, 1)),
    ]
    assert steps_due(metric, steps, TODAY) == 2
    assert behind(metric, Fraction(1, 4), steps, COURSE) == Fraction(1, 4)
    assert behind(metric, Fraction(3, 4), steps, COURSE) == Fraction(-1, 4)


def test_pace_counts_from_when_the_key_result_was_agreed_on() -> None:
    late_start = Course(begin=TODAY, due=DUE, today=TODAY, calendar=CALENDAR)
    assert behind(SPEED, Fraction(0), [], late_start) == 0


# -- telling it


@pytest.mark.parametrize(
    ("exact", "said"),
    [
        (Fraction(95, 7), "13.6"),
        (Fraction(2, 3), "0.667"),
        (Fraction(12345, 2), "6173"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(0), "0"),
        (Fraction(20), "20"),
        (Fraction(1, 3000), "0.000333"),
    ],
)
def test_an_estimate_has_three_digits_or_is_whole(exact: Fraction, said: str) -> None:
    assert str(about(exact)) == said


def test_a_line_was_kept_in_so_many_of_the_weeks_with_a_value() -> None:
    assert kept([Decimal(1), None, Decimal(0), Decimal(1)]) == (2, 3)
