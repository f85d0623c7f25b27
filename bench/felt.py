"""What a key costs in the meeting, and what an idle screen costs a shared line."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench.pairs import Comparison, Told, interleave, percentile
from bench.pty_clock import Clocked
from bench.starts import BARE, SHOWN
from bench.surroundings import OKRTUI, PYTHON, environment

CROWD = Path(__file__).with_name("crowd.py")
DOWN, UP = "\x1b[B", "\x1b[A"
IDLE_SECONDS = 10.0
QUIET = 0.06
"""Seconds without a byte after which an answer is over."""


class Key(NamedTuple):
    """What is pressed in turn, and beside it the same key in a bare tree.

    first: what is pressed before each of them, and does not count.
    """

    pressed: tuple[str, ...]
    against: str
    beside: tuple[str, ...]
    first: str = ""


KEYS = {
    "confidence": Key(("7", "8"), "bare tree: to the disk, then a row", ("w",)),
    "progress": Key(("+", "-"), "bare tree: to the disk, then a row", ("w",)),
    "down, up": Key((DOWN, UP), "bare tree: down, up", (DOWN, UP)),
    "enter, to the next": Key(("\r",), "bare tree: to the disk, then other rows", ("n",), "7"),
    "another member": Key(("]", "["), "bare tree: other rows", ("]",)),
    "a member unseen so far": Key(("]",), "bare tree: other rows", ("]",)),
}
"""The first on the key result in hand, whose tasks fill the window; so to the next is a page on.

What is saved before it is shown is compared with a bare tree that does so too. `[` goes back to
the ten thousand rows; from the members behind each is shown for the first time.
"""


def meeting(home: Path, name: str) -> Clocked:
    """Start the program in a fresh copy of the crowd's meeting, and wait until it rests."""
    crowd = home / "crowd"
    if not crowd.exists():
        subprocess.run([PYTHON, CROWD, crowd], check=True, env=environment(home))
    shutil.copytree(crowd, home / name)
    program = Clocked([OKRTUI, "meet", "-w", home / name], environment(home))
    program.until("part 1", "under 300 ms")
    program.settle()
    return program


def keys(home: Path, _workspace: Path, pairs: int) -> Iterator[Comparison]:
    """Compare keys in a meeting of 100 members and 10,000 rows with keys in a bare tree.

    What counts is the time from the key to the first byte of the answer: of the frame in which the
    row says what the key changed, in both. What our card says beside it comes a frame later.
    """
    with (
        tempfile.TemporaryDirectory(dir=home) as folder,
        Clocked([PYTHON, BARE, Path(folder) / "bare"], environment(home)) as theirs,
    ):
        theirs.until("row 19")
        theirs.press(DOWN)  # Into the rows, below the root.
        with meeting(home, f"{Path(folder).name}/meeting") as ours:
            for what, key in KEYS.items():
                here, there = itertools.cycle(key.pressed), itertools.cycle(key.beside)
                times = interleave(
                    partial(_press, ours, here, first=key.first),
                    partial(_press, theirs, there),
                    2 * pairs,
                )
                yield Comparison(f"key → screen: {what}", key.against, *times, 1.5)
                slowest, beside = ([percentile(each, 95)] for each in times)
                yield Comparison("… p95", "its p95", slowest, beside)


def _press(program: Clocked, keys: Iterator[str], *, first: str = "") -> float:
    if first:
        program.press(first, quiet=QUIET)
    return program.press(next(keys), quiet=QUIET)[0]


def idle(home: Path, workspace: Path, _pairs: int) -> Iterator[Told]:
    """Tell what a meeting writes and uses while nobody acts, and what the Board holds."""
    env = environment(home)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        with meeting(home, f"{Path(folder).name}/idle") as ours:
            ours.settle()  # Not for longer: the clock goes every second.
            before = ours.cpu_seconds()
            written = ours.bytes_within(IDLE_SECONDS)
            cpu = (ours.cpu_seconds() - before) / IDLE_SECONDS
        yield Told("the running clock, 100 members: bytes/s", written / IDLE_SECONDS, 100)
        yield Told("the running clock, 100 members: % of a core", 100 * cpu, 1)
    with (
        Clocked([PYTHON, BARE], env) as theirs,
        Clocked([OKRTUI, "-w", workspace], env) as board,
    ):
        theirs.until("bare", "Quit")
        board.until(*SHOWN)
        theirs.settle()
        board.settle()
        yield Told("memory of the Board, × a bare app", board.memory() / theirs.memory(), 1.4)
