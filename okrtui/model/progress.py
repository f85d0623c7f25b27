"""How far a key result has come, and how far one press of `+` takes it.

Inside the rules progress is an exact fraction, so that a value exactly on a threshold is on it;
`told` makes the decimal that records, screens and programs get.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from okrtui.model.numbers import show_number
from okrtui.model.records import Direction, KeyResult, MetricKind, Task, TaskState
from okrtui.text.errors import Refused

_PLACES: Final = Decimal("0.000001")
_NEARLY: Final = 1 - _PLACES
_WIDE: Final = Context(prec=60)
_STEPS_TO_TARGET: Final = 20


def keeps_a_line(key_result: KeyResult) -> bool:
    """Return whether its value must be kept above or below a line, rather than reach a target."""
    return key_result.direction is not Direction.REACH


def check_metric(key_result: KeyResult) -> None:
    """Check that progress can be told from start, target and step.

    Raises:
        Refused: start is target, steps cannot be counted, or `+` would go nowhere.
    """
    if key_result.step is not None and key_result.step <= 0:
        raise Refused("numbers.step_not_positive", value=show_number(key_result.step), field="step")
    if key_result.metric in {MetricKind.TASKS, MetricKind.YES_NO} or keeps_a_line(key_result):
        return
    target = key_result.target
    if key_result.start == target:
        raise Refused("numbers.start_is_target", value=show_number(target), field="target")
    if key_result.metric is MetricKind.MILESTONE and (target <= 0 or target % 1):
        raise Refused("numbers.steps_not_whole", value=show_number(target), field="target")


# -- the value that counts


def counts_tasks(key_result: KeyResult) -> bool:
    """Return whether ticked tasks say anything of its value: few of all metrics are counted so."""
    return key_result.metric in {MetricKind.TASKS, MetricKind.MILESTONE}


def steps_of(key_result: KeyResult, tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks whose ticks move this metric; none for a metric that is typed."""
    match key_result.metric:
        case MetricKind.TASKS:
            return [task for task in tasks if task.state is not TaskState.DROPPED]
        case MetricKind.MILESTONE:
            return [t for t in tasks if t.milestone and t.state is not TaskState.DROPPED]
        case _:
            return []


def steps_in_all(key_result: KeyResult, tasks: Iterable[Task]) -> Decimal | None:
    """Return of how many steps or tasks a value counts; None for other metrics."""
    if key_result.metric is MetricKind.TASKS:
        return Decimal(len(steps_of(key_result, tasks)))
    return key_result.target if key_result.metric is MetricKind.MILESTONE else None


def value_with_tasks(
    key_result: KeyResult,
    said: Decimal | None,
    tasks: Iterable[Task],
    until: datetime | None = None,
) -> Decimal | None:
    """Return the value that counts: what was said, or what ticked tasks say.

    `tasks` counts its ticks alone. For `milestone`, named steps that are ticked are done whatever
    the value says, and a value may count steps that nobody named.
    until: ticks after this instant do not count; tasks that were dropped since never do.
    """
    steps = steps_of(key_result, tasks)
    ticked = Decimal(sum(_done(task, until) for task in steps))
    if key_result.metric is MetricKind.TASKS:
        return ticked if steps else None
    if not ticked:
        return said
    return ticked if said is None else max(said, ticked)


def _done(task: Task, until: datetime | None) -> bool:
    if task.state is not TaskState.DONE:
        return False
    return until is None or task.done_at is None or task.done_at <= until


# -- progress


def progress(
    key_result: KeyResult, value: Decimal | None, of: Decimal | None = None
) -> Fraction | None:
    """Return raw progress: 0 at the start, 1 at the target, beyond both where the value is.

    A line that is kept is 1 on its good side (the line itself is good) and 0 on the other.
    None where there is no value, or nothing to tell it from (no tasks, start on target).
    of: for `tasks`, how many there are.
    """
    if value is None:
        return None
    match key_result.direction:
        case Direction.KEEP_ABOVE:
            return Fraction(value >= key_result.target)
        case Direction.KEEP_BELOW:
            return Fraction(value <= key_result.target)
        case Direction.REACH:
            pass
    match key_result.metric:
        case MetricKind.TASKS:
            return _ratio(value, of) if of else None
        case MetricKind.YES_NO:
            return Fraction(value)
        case _:
            way = key_result.target - key_result.start
            return _ratio(value - key_result.start, way) if way else None


# Kept, as below: each key asks anew for the same weeks of the past.
@lru_cache(maxsize=4096)
def _ratio(part: Decimal, whole: Decimal) -> Fraction:
    """Return an exact ratio; building one fraction of integers is what costs least."""
    part_over, part_under = part.as_integer_ratio()
    whole_over, whole_under = whole.as_integer_ratio()
    return Fraction(part_over * whole_under, part_under * whole_over)


def told(fraction: Fraction) -> Decimal:
    """Return a fraction as a decimal of at most six places; never 1 before it is."""
    return _told(fraction.numerator, fraction.denominator)


@lru_cache(maxsize=4096)
def _told(over: int, under: int) -> Decimal:
    return _rounded(Decimal(over) / Decimal(under))


def _rounded(number: Decimal) -> Decimal:
    rounded = _WIDE.quantize(number, _PLACES).normalize() + 0
    return _NEARLY if rounded == 1 and number < 1 else rounded


def mean(weighted: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Return the mean of `(weight, number)` pairs; of nothing, or of no weight, None."""
    pairs = list(weighted)
    weights = sum((weight for weight, _ in pairs), Decimal())
    if not weights:
        return None
    return _rounded(sum((weight * number for weight, number in pairs), Decimal()) / weights)


def objective_progress(parts: Sequence[tuple[KeyResult, Decimal | None]]) -> Decimal | None:
    """Return the progress of an objective from its key results that count, with their progress.

    One that never got a value stands at 0: the cycle runs. Kept lines stay out, unless the
    objective has nothing else.
    """
    moving = [(kr, raw) for kr, raw in parts if not keeps_a_line(kr)]
    return mean((kr.weight, raw or Decimal(0)) for kr, raw in moving or parts)


# -- one press of `+`


def default_step(key_result: KeyResult) -> Decimal:
    """Return a twentieth of the way from start to target, rounded to 1, 2 or 5 times 10ⁿ."""
    twentieth = abs(key_result.target - key_result.start) / _STEPS_TO_TARGET
    if not twentieth:
        return Decimal(1)
    power = Decimal(1).scaleb(twentieth.adjusted())
    for below, nice in (("1.5", 1), ("3.5", 2), ("7.5", 5)):
        if twentieth / power < Decimal(below):
            return nice * power
    return 10 * power


def stepped(key_result: KeyResult, value: Decimal | None, steps: int) -> Decimal:
    """Return the value after so many steps toward the target, or (negative) away from it.

    Without a value it goes from the start. It never jumps over the target: it lands on it; nor
    below zero where start and target are not; nor out of the steps of a milestone or of yes/no.

    Raises:
        Refused: the metric is not moved by steps; the message says what to press instead.
    """
    if key_result.metric is MetricKind.TASKS:
        raise Refused("numbers.step_on_tasks")
    if keeps_a_line(key_result):
        raise Refused("numbers.step_on_a_line")
    start, target = key_result.start, key_result.target
    match key_result.metric:
        case MetricKind.YES_NO:
            return Decimal(steps > 0) if steps else value or Decimal(0)
        case MetricKind.MILESTONE:
            there = start if value is None else value
            return min(max(there + steps * (key_result.step or 1), Decimal(0)), target)
        case _:
            there = start if value is None else value
            way = steps if target > start else -steps
            then = there + way * (key_result.step or default_step(key_result))
    if min(there, then) < target < max(there, then):
        return target
    return max(then, lowest) if (lowest := floor_of(start, target, there)) is not None else then


def floor_of(*known: Decimal) -> Decimal | None:
    """Return below what a value does not go: zero, where nothing known of it is; None: nowhere.

    known: its start, its target, and where it is.
    """
    return Decimal(0) if min(known) >= 0 else None
