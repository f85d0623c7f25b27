"""What a key costs in the meeting, and what an idle screen costs a shared line."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.pairs import Comparison, interleave
from bench.pty_clock import Clocked
from bench.starts import BARE
from bench.surroundings import OKRTUI, PYTHON, environment

DOWN, UP = "\x1b[B", "\x1b[A"
IDLE_SECONDS = 10.0


def meeting(home: Path, workspace: Path) -> Clocked:
    """Start the program in a meeting of a copy of the workspace, and wait for its first row."""
    copy = home / "meeting"
    if not copy.exists():
        shutil.copytree(workspace, copy)
    program = Clocked([OKRTUI, "meet", "-w", copy], environment(home))
    program.settle()
    program.press("\r")
    program.settle()
    return program


def keys(home: Path, workspace: Path, pairs: int) -> Iterator[Comparison]:
    """Compare a move in the meeting, key to first byte of the answer, with one in a bare tree."""
    with (
        meeting(home, workspace) as ours,
        Clocked([PYTHON, BARE, "tree"], environment(home)) as theirs,
    ):
        theirs.until("row 19")
        here, there = itertools.cycle([DOWN, UP]), itertools.cycle([DOWN, UP])
        times = interleave(
            lambda: ours.press(next(here))[0], lambda: theirs.press(next(there))[0], 3 * pairs
        )
    yield Comparison("key → screen changed, in the meeting", "a bare tree of 20 rows", *times, 1.5)


def idle(home: Path, workspace: Path) -> Iterator[str]:
    """Tell what the meeting writes and uses while nobody does anything, and what it holds."""
    with (
        meeting(home, workspace) as ours,
        Clocked([PYTHON, BARE], environment(home)) as theirs,
    ):
        theirs.until("bare", "Quit")
        before = ours.cpu_seconds()
        written = ours.bytes_within(IDLE_SECONDS)
        cpu = (ours.cpu_seconds() - before) / IDLE_SECONDS
        yield f"the running clock, idle: {written / IDLE_SECONDS:.0f} bytes/s (at most 100)"
        yield f"the running clock, idle: {100 * cpu:.1f} % of a core (at most 1)"
        yield f"memory: {ours.memory() / theirs.memory():.2f} × a bare app (at most 1.4)"
