"""What the closing of a cycle has to tell, as data: names, numbers, and what people said.

Scores serve learning, so nothing here adds up the scores of a person.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property

import msgspec

from okrtui.model.records import Ambition, KeyResult, Onward


class KeyResultLine(msgspec.Struct, frozen=True, kw_only=True):
    """A key result at the end of its cycle.

    owner: the name of who answers for it. value, progress: at the end; `of` how many steps.
    score, cause, next, lesson: as they were said; score is None where nobody scored it yet.
    """

    name: str
    owner: str
    key_result: KeyResult
    value: Decimal | None
    of: Decimal | None
    progress: Decimal | None
    score: Decimal | None
    expected: Decimal
    cause: str
    next: Onward | None
    lesson: str

    @property
    def short(self) -> bool:
        """Whether it came to less than was expected."""
        return self.score is not None and self.score < self.expected


class ObjectiveLine(msgspec.Struct, frozen=True, kw_only=True):
    """An objective with its key results. score: their weighted mean, where all have one."""

    name: str
    title: str
    ambition: Ambition | None
    score: Decimal | None
    key_results: tuple[KeyResultLine, ...]


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """What one owner set out for. owner: a name, `team` or `company`.

    beside: the names of the key results that they answer for below the objectives of others.
    """

    owner: str
    objectives: tuple[ObjectiveLine, ...]
    beside: tuple[str, ...]


class Sure(msgspec.Struct, frozen=True, kw_only=True):
    """How sure somebody was of a key result half-way, 1 to 10, and its score."""

    name: str
    confidence: int
    score: Decimal


class Calibration(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """How well the team's confidence half-way foretold its scores.

    week: half-way, counted from the cycle's first; 0 where the cycle is shorter than two weeks.
    day: the last one whose word counts. sure: the key results that had a word by then.
    """

    week: int
    day: date
    sure: tuple[Sure, ...]

    @cached_property
    def confidence(self) -> Decimal | None:
        """The mean confidence, 1 to 10; None for none."""
        return _mean([Decimal(one.confidence) for one in self.sure])

    @cached_property
    def score(self) -> Decimal | None:
        """The mean score of the same key results."""
        return _mean([one.score for one in self.sure])

    @cached_property
    def gap(self) -> Decimal | None:
        """By how much confidence, taken for a chance, lies above the scores; below: negative."""
        if self.confidence is None or self.score is None:
            return None
        return self.confidence / 10 - self.score


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """How well an earlier cycle of about the same length was foretold: the two means."""

    cycle: str
    confidence: Decimal
    score: Decimal


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The closing of a cycle. closed: it is; else this is how far it has come.

    earlier: how well earlier cycles were foretold, the last one last.
    """

    team: str
    cycle: str
    start: date
    end: date
    closed: bool
    stops: tuple[Stop, ...]
    calibration: Calibration
    earlier: tuple[Earlier, ...]

    def key_results(self) -> list[KeyResultLine]:
        """Return the key results of all stops, in order."""
        return [kr for stop in self.stops for o in stop.objectives for kr in o.key_results]


def _mean(numbers: list[Decimal]) -> Decimal | None:
    return sum(numbers, Decimal(0)) / len(numbers) if numbers else None
