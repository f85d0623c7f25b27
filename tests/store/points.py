"""Killing a piece of work at its points: before and after each of its calls to the disk."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.store.kit import DIES, die, in_child, strike

Work = Callable[[Path], object]

SEED = 20261124
SAMPLE = 16
"""How many points of each piece of work are tried where not all are."""

some_or_all = pytest.mark.parametrize(
    "everywhere",
    [pytest.param(False, id="sample"), pytest.param(True, id="all", marks=pytest.mark.soak)],
)
"""A seeded sample in `make test`, every point in `make soak`."""


def calls_of(folder: Path, prepare: Work, work: Work) -> list[str]:
    """Return the names of the calls that `work` makes after `prepare`, in a process of its own."""
    told = folder.with_name(f"{folder.name}.calls")

    def run() -> None:
        made = strike(-1, die, after=False)
        work(folder)
        told.write_text("\n".join(made))

    folder.mkdir(parents=True)
    prepare(folder)
    assert in_child(run) == 0
    return told.read_text().split("\n")


def kill_at_points(
    folder: Path, prepare: Work, work: Work, check: Work, *, everywhere: bool
) -> list[str]:
    """Kill `work` at each of its points, or at some; `check` what is left each time.

    Returns the calls that it makes when nothing kills it.
    """
    calls = calls_of(folder / "count", prepare, work)
    for number, after in some_points(calls, everywhere=everywhere):
        here = folder / f"{number}{'after' if after else 'before'}-{calls[number]}"
        here.mkdir()
        prepare(here)

        def run(number: int = number, after: bool = after, here: Path = here) -> None:
            strike(number, die, after=after)
            work(here)

        assert in_child(run) == DIES, here.name
        check(here)
    return calls


def some_points(calls: Sequence[str], *, everywhere: bool) -> list[tuple[int, bool]]:
    """Return the number of each call with whether it is before or after it, or some of them."""
    points = [(number, after) for number in range(len(calls)) for after in (False, True)]
    if everywhere:
        return points
    return sorted(random.Random(SEED).sample(points, min(SAMPLE, len(points))))
