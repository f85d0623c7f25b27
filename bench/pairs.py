"""Two things timed in turn, and what can be said of their ratio.

On a busy machine medians drift by tens of percent within a minute. The ratio of two runs made one
right after the other hardly does: so the median of such pair ratios is what is told, with a
bootstrap interval for it, and times are printed only beside it.
"""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Comparison:
    """What took how many times as long as what.

    ours, theirs: seconds, pair by pair.
    bound: the ratio that the design allows; None where it is only told.
    """

    name: str
    against: str
    ours: Sequence[float]
    theirs: Sequence[float]
    bound: float | None = None

    @property
    def ratios(self) -> list[float]:
        """The ratio of each pair."""
        return [a / b for a, b in zip(self.ours, self.theirs, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the pair ratios."""
        return statistics.median(self.ratios)

    def interval(self) -> tuple[float, float]:
        """Return the bootstrap 95 % interval of the median ratio; the same for the same data."""
        chance = random.Random(1)
        ratios = self.ratios
        medians = sorted(
            statistics.median(chance.choices(ratios, k=len(ratios))) for _ in range(RESAMPLES)
        )
        return medians[int(0.025 * RESAMPLES)], medians[int(0.975 * RESAMPLES)]

    def is_over(self) -> bool:
        """Return whether the bound is passed beyond what chance explains."""
        return self.bound is not None and self.interval()[0] > self.bound


@dataclass(frozen=True, slots=True)
class Told:
    """One number that needs no second run beside it, and the most that the design allows."""

    name: str
    value: float
    most: float

    def is_over(self) -> bool:
        """Return whether it is more than that."""
        return self.value > self.most


def interleave(
    ours: Callable[[], float], theirs: Callable[[], float], pairs: int
) -> tuple[list[float], list[float]]:
    """Time two things in turn, each going first in every other pair, after a turn to warm up.

    Each callable does its thing once and returns the seconds that count.
    """
    ours()
    theirs()
    times: tuple[list[float], list[float]] = ([], [])
    for pair in range(pairs):
        turns = [(0, ours), (1, theirs)]
        for which, run in turns if pair % 2 == 0 else reversed(turns):
            times[which].append(run())
    return times


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the nearest-rank percentile of some values (at least one)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
