"""Progress against time: what is left, what a week must bring, what weeks brought lately.

All of it is for a target that is to be reached; a line that is kept has no pace. Named milestones
have their dates instead of rates, and yes or no has nothing to measure before its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final

import msgspec
from msgspec.structs import replace

from okrtui.model.calendar import Calendar
from okrtui.model.progress import floor_of, keeps_a_line, steps_of, told
from okrtui.model.records import KeyResult, MetricKind, Task

LATELY: Final = timedelta(weeks=4)
"""How far back "lately" looks: from the newest value."""

_DIGITS: Final = 3
_WITHOUT_RATE: Final = frozenset({MetricKind.MILESTONE, MetricKind.YES_NO})


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """The pace of one key result. Rates and forecast are estimates, of three digits.

    gone: the share of its working days that is over, 0 to 1.
    weeks_left: working weeks from today to its due day, both included.
    remaining: from the value to the target, with the sign of that way; 0 once it is reached.
    needed, lately: per week, positive toward the target.
    forecast: the value on the due day if weeks go on as lately; never one that cannot be.
    steps_due: how many dated milestones should be done by now; None without dates.
    """

    gone: Decimal
    weeks_left: Decimal
    remaining: Decimal | None = None
    needed: Decimal | None = None
    lately: Decimal | None = None
    forecast: Decimal | None = None
    steps_due: int | None = None


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """The time a key result has: from when it counts, to when it is due, and today."""

    begin: date
    due: date
    today: date
    calendar: Calendar

    def gone(self) -> Fraction:
        """Return the share of its working days that is over."""
        return self.calendar.share_gone(self.begin, self.due, self.today)

    def weeks_left(self) -> Fraction:
        """Return the working weeks from today to the due day."""
        return self.calendar.weeks(max(self.today, self.begin), self.due)


def steps_due(key_result: KeyResult, tasks: Sequence[Task], today: date) -> int | None:
    """Return how many of a milestone's named steps were due before today; None without dates."""
    if key_result.metric is not MetricKind.MILESTONE:
        return None
    days = [step.due for step in steps_of(key_result, tasks) if step.due is not None]
    return sum(day < today for day in days) if days else None


def behind(
    key_result: KeyResult, progress: Fraction | None, tasks: Sequence[Task], course: Course
) -> Fraction | None:
    """Return by how much progress lags behind time; negative where it leads.

    None where it cannot be told: no value yet, a kept line, yes or no, steps without dates.
    """
    if progress is None or keeps_a_line(key_result):
        return None
    match key_result.metric:
        case MetricKind.YES_NO:
            return None
        case MetricKind.MILESTONE:
            due = steps_due(key_result, tasks, course.today)
            if due is None or not key_result.target:
                return None
            return Fraction(due) / Fraction(key_result.target) - progress
        case _:
            return course.gone() - progress


def pace(
    key_result: KeyResult,
    *,
    values: Sequence[tuple[date, Decimal]],
    of: Decimal | None,
    tasks: Sequence[Task],
    course: Course,
) -> Pace | None:
    """Return the pace of a key result; None for a line that is kept.

    values: what it was, by day, the earliest first; the last one is the value now.
    of: how many steps or tasks there are, where it counts those.
    """
    if keeps_a_line(key_result):
        return None
    weeks_left = course.weeks_left()
    common = Pace(
        gone=told(course.gone()),
        weeks_left=told(weeks_left),
        steps_due=steps_due(key_result, tasks, course.today),
    )
    if not values:
        return common
    start, target, value = key_result.start, key_result.target, values[-1][1]
    if key_result.metric is MetricKind.TASKS:
        start, target = Decimal(0), of or Decimal(0)
    sign = 1 if target >= start else -1
    remaining = max((target - value) * sign, Decimal(0)) * sign
    if key_result.metric in _WITHOUT_RATE or not weeks_left:
        return replace(common, remaining=remaining)
    rate = _lately(start, values, course)
    return replace(
        common,
        remaining=remaining,
        needed=about(Fraction(remaining) * sign / weeks_left),
        lately=None if rate is None else about(rate * sign),
        forecast=None
        if rate is None
        else about(
            _within(key_result, Fraction(value) + rate * weeks_left, (start, target, value))
        ),
    )


def kept(progresses: Sequence[Decimal | None]) -> tuple[int, int]:
    """Return in how many weeks a line was kept, of how many with a value: (7, 8)."""
    known = [progress for progress in progresses if progress is not None]
    return sum(progress >= 1 for progress in known), len(known)


def about(number: Fraction) -> Decimal:
    """Return an estimate as a person says it: three digits, or whole where it has more."""
    with localcontext(prec=60):
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        places = min(exact.adjusted() - _DIGITS + 1, 0)
        return exact.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP).normalize() + 0


def _within(
    key_result: KeyResult, forecast: Fraction, known: tuple[Decimal, Decimal, Decimal]
) -> Fraction:
    """Return a forecast that a value can reach: not below zero, nor more tasks than there are."""
    lowest = floor_of(*known)
    if lowest is not None:
        forecast = max(forecast, Fraction(lowest))
    if key_result.metric is MetricKind.TASKS:
        forecast = min(forecast, Fraction(known[1]))
    return forecast


def _lately(
    start: Decimal, values: Sequence[tuple[date, Decimal]], course: Course
) -> Fraction | None:
    """Return the change of the value per working week, over the last weeks that have values.

    Where all values are of one day, the first days count from the start value on.
    """
    last_day, last = values[-1]
    before = [(course.begin, start), *values] if values[0][0] > course.begin else list(values)
    since = last_day - LATELY
    first_day, first = next(
        ((day, value) for day, value in reversed(before) if day <= since), before[0]
    )
    weeks = course.calendar.weeks(first_day + timedelta(days=1), last_day)
    return Fraction(last - first) / weeks if weeks else None
