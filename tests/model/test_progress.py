from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from okrtui.model.progress import (
    check_metric,
    default_step,
    mean,
    objective_progress,
    progress,
    stepped,
    steps_in_all,
    told,
    value_with_tasks,
)
from okrtui.model.records import Direction, KeyResult, MetricKind, TaskState
from okrtui.text.errors import Refused
from tests.model.makers import at, done, kr, task

amounts = st.decimals(
    min_value=-(10**9), max_value=10**9, places=3, allow_nan=False, allow_infinity=False
)
weights = st.decimals(min_value="0.1", max_value=10, places=1)


@st.composite
def metrics(draw: st.DrawFn) -> KeyResult:
    start, target = draw(st.tuples(amounts, amounts).filter(lambda pair: pair[0] != pair[1]))
    return kr(metric=MetricKind.NUMBER, start=start, target=target)


# -- raw progress


@pytest.mark.parametrize(
    ("start", "target", "value", "raw"),
    [
        (0, 100, 52, "0.52"),
        (440, 300, 405, "0.25"),
        (440, 300, 440, "0"),
        (440, 300, 300, "1"),
        (0, 100, 112, "1.12"),
        (10, 20, 8, "-0.2"),
        (-5, 5, 0, "0.5"),
    ],
)
def test_progress_is_the_way_gone_of_the_whole_way(
    start: int, target: int, value: int, raw: str
) -> None:
    assert progress(kr(start=start, target=target), Decimal(value)) == Fraction(raw)


@given(metrics())
def test_progress_is_0_at_the_start_and_1_at_the_target(metric: KeyResult) -> None:
    assert progress(metric, metric.start) == 0
    assert progress(metric, metric.target) == 1


@given(metrics(), amounts, amounts)
def test_progress_follows_the_value_toward_the_target(
    metric: KeyResult, one: Decimal, other: Decimal
) -> None:
    before, after = sorted((one, other), reverse=metric.target < metric.start)
    raw_before, raw_after = progress(metric, before), progress(metric, after)
    assert raw_before is not None
    assert raw_after is not None
    assert raw_before <= raw_after


def test_a_value_never_given_has_no_progress() -> None:
    assert progress(kr(), None) is None


def test_a_third_is_exact_inside_and_told_in_six_places() -> None:
    third = progress(kr(target=3), Decimal(1))
    assert third == Fraction(1, 3)
    assert str(told(third)) == "0.333333"


@pytest.mark.parametrize(
    ("fraction", "said"),
    [(Fraction(10), "10"), (Fraction(0), "0"), (Fraction(-1, 10**9), "0"), (Fraction(1, 2), "0.5")],
)
def test_told_numbers_have_neither_exponent_nor_idle_zeros(fraction: Fraction, said: str) -> None:
    assert str(told(fraction)) == said


def test_what_is_not_all_done_is_never_told_as_all() -> None:
    revenue = progress(kr(target=10_000_000), Decimal("9999999.99"))
    assert revenue is not None
    assert str(told(revenue)) == "0.999999"
    assert mean([(Decimal(1), Decimal("0.999999")), (Decimal(99), Decimal(1))]) == Decimal(
        "0.999999"
    )


@pytest.mark.parametrize(
    ("direction", "value", "raw"),
    [
        (Direction.KEEP_ABOVE, "99.9", 1),
        (Direction.KEEP_ABOVE, "99.5", 1),
        (Direction.KEEP_ABOVE, "99.4", 0),
        (Direction.KEEP_BELOW, "99.4", 1),
        (Direction.KEEP_BELOW, "99.5", 1),
        (Direction.KEEP_BELOW, "99.6", 0),
    ],
)
def test_a_kept_line_is_all_or_nothing_and_the_line_itself_is_good(
    direction: Direction, value: str, raw: int
) -> None:
    line = kr(direction=direction, target="99.5", start="99.5")
    assert progress(line, Decimal(value)) == raw


# -- tasks and milestones


def test_tasks_count_the_share_done_of_those_not_dropped() -> None:
    metric = kr(metric=MetricKind.TASKS)
    tasks = [done("t1", at(11, 3)), task("t2"), task("t3", state=TaskState.DROPPED)]
    value, of = value_with_tasks(metric, None, tasks), steps_in_all(metric, tasks)
    assert progress(metric, value, of) == Fraction(1, 2)


def test_without_tasks_there_is_nothing_to_tell_progress_from() -> None:
    metric = kr(metric=MetricKind.TASKS)
    assert value_with_tasks(metric, Decimal(7), []) is None
    assert progress(metric, Decimal(0), Decimal(0)) is None


def test_a_tick_counts_from_the_moment_it_was_made() -> None:
    metric, tasks = kr(metric=MetricKind.TASKS), [done("t1", at(11, 3))]
    assert value_with_tasks(metric, None, tasks, at(11, 2)) == 0
    assert value_with_tasks(metric, None, tasks, at(11, 3)) == 1


def test_ticked_milestones_are_done_whatever_the_value_says() -> None:
    metric = kr(metric=MetricKind.MILESTONE, target=3)
    ticked = [done("s1", at(11, 3), milestone=True), done("t1", at(11, 3))]
    assert value_with_tasks(metric, None, ticked) == 1
    assert value_with_tasks(metric, Decimal(2), ticked) == 2
    assert value_with_tasks(metric, Decimal(0), ticked) == 1
    assert value_with_tasks(metric, None, [task("s1", milestone=True)]) is None


def test_ticks_do_not_move_a_metric_that_is_typed() -> None:
    assert value_with_tasks(kr(), Decimal(5), [done("t1", at(11, 3))]) == 5


# -- means


@given(st.lists(st.tuples(weights, amounts), min_size=1, max_size=8))
def test_a_mean_lies_between_its_least_and_its_most(pairs: list[tuple[Decimal, Decimal]]) -> None:
    numbers = [number for _, number in pairs]
    found = mean(pairs)
    assert found is not None
    assert min(numbers) <= found <= max(numbers)


def test_a_mean_of_nothing_or_of_no_weight_is_nothing() -> None:
    assert mean([]) is None
    assert mean([(Decimal(0), Decimal(5))]) is None


def test_an_objective_is_the_weighted_mean_of_its_key_results() -> None:
    parts = [(kr("a", weight=3), Decimal("0.8")), (kr("b"), Decimal("0.4"))]
    assert objective_progress(parts) == Decimal("0.7")


def test_a_key_result_without_a_value_stands_at_zero_in_the_mean() -> None:
    assert objective_progress([(kr("a"), Decimal("0.8")), (kr("b"), None)]) == Decimal("0.4")


def test_kept_lines_stay_out_of_the_mean_unless_there_is_nothing_else() -> None:
    line = kr("line", direction=Direction.KEEP_ABOVE)
    assert objective_progress([(line, Decimal(1)), (kr("b"), Decimal("0.2"))]) == Decimal("0.2")
    assert objective_progress([(line, Decimal(1))]) == 1


def test_an_objective_without_key_results_has_no_progress() -> None:
    assert objective_progress([]) is None


# -- steps


@pytest.mark.parametrize(
    ("start", "target", "step"),
    [
        (0, 100, "5"),
        (410, 300, "5"),
        ("0", "1", "0.05"),
        (0, 30, "2"),
        (0, 29, "1"),
        (0, 70, "5"),
        (0, 69, "2"),
        (0, 150, "10"),
        (0, 149, "5"),
        (0, 1_000_000, "50000"),
    ],
)
def test_a_step_is_a_twentieth_of_the_way_rounded_to_1_2_or_5(
    start: int | str, target: int | str, step: str
) -> None:
    assert default_step(kr(start=start, target=target)) == Decimal(step)


@given(metrics())
def test_a_step_is_1_2_or_5_times_a_power_of_ten_near_a_twentieth(metric: KeyResult) -> None:
    step = default_step(metric)
    assert step.normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert Decimal("0.57") < step / (abs(metric.target - metric.start) / 20) < Decimal("1.5")


def test_a_step_goes_toward_the_target_wherever_it_lies() -> None:
    assert stepped(kr(), Decimal(50), 1) == 55
    assert stepped(kr(start=410, target=300), Decimal(410), 2) == 400
    assert stepped(kr(start=410, target=300), Decimal(400), -1) == 405


def test_a_key_results_own_step_is_taken() -> None:
    assert stepped(kr(step="2.5"), Decimal(50), 2) == 55


def test_without_a_value_a_step_goes_from_the_start() -> None:
    assert stepped(kr(start=410, target=300), None, 1) == 405


@given(metrics(), amounts, st.integers(-5, 5))
def test_no_step_jumps_over_the_target(metric: KeyResult, value: Decimal, steps: int) -> None:
    after = stepped(metric, value, steps)
    assert not min(value, after) < metric.target < max(value, after)


@given(metrics(), st.integers(0, 15))
def test_a_step_and_one_back_return_where_nothing_was_in_the_way(
    metric: KeyResult, from_start: int
) -> None:
    value = stepped(metric, None, from_start)
    after = stepped(metric, value, 1)
    assert after == metric.target or stepped(metric, after, -1) == value


@pytest.mark.parametrize(("start", "target"), [(440, 300), (0, 100)])
def test_from_the_target_steps_go_on_and_back(start: int, target: int) -> None:
    metric = kr(metric=MetricKind.NUMBER, start=start, target=target, step=5)
    way = 5 if target > start else -5
    there = Decimal(target)
    assert [stepped(metric, there, steps) for steps in (1, -1)] == [there + way, there - way]


def test_a_count_is_never_stepped_below_zero() -> None:
    assert stepped(kr(), Decimal(3), -1) == 0
    assert stepped(kr(start=10, target=0), Decimal(0), 1) == 0
    assert stepped(kr(start=-10, target=10), Decimal(0), -1) == -1


def test_milestones_step_by_one_within_their_steps() -> None:
    steps = kr(metric=MetricKind.MILESTONE, target=3)
    assert [stepped(steps, Decimal(v), n) for v, n in ((0, 1), (3, 1), (1, -1), (0, -1))] == [
        1, 3, 0, 0,
    ]  # fmt: skip


def test_yes_or_no_steps_between_yes_and_no() -> None:
    question = kr(metric=MetricKind.YES_NO, target=1)
    assert stepped(question, None, 1) == stepped(question, Decimal(1), 1) == 1
    assert stepped(question, Decimal(1), -1) == 0


@pytest.mark.parametrize(
    ("metric", "key"),
    [
        (kr(metric=MetricKind.TASKS), "numbers.step_on_tasks"),
        (kr(direction=Direction.KEEP_BELOW), "numbers.step_on_a_line"),
    ],
)
def test_what_no_step_moves_says_what_to_press(metric: KeyResult, key: str) -> None:
    with pytest.raises(Refused) as refused:
        stepped(metric, Decimal(1), 1)
    assert refused.value.message.key == key


# -- what is refused


@pytest.mark.parametrize(
    ("metric", "key"),
    [
        (kr(start=5, target="5.0"), "numbers.start_is_target"),
        (kr(step=0), "numbers.step_not_positive"),
        (kr(metric=MetricKind.MILESTONE, target="2.5"), "numbers.steps_not_whole"),
        (kr(metric=MetricKind.MILESTONE, target=-2), "numbers.steps_not_whole"),
    ],
)
def test_a_metric_that_cannot_be_told_is_refused(metric: KeyResult, key: str) -> None:
    with pytest.raises(Refused) as refused:
        check_metric(metric)
    assert refused.value.message.key == key


def test_a_kept_line_may_start_where_it_is() -> None:
    check_metric(kr(start=5, target=5, direction=Direction.KEEP_ABOVE))
