"""What twenty followers of one meeting cost: the facilitator's keys, bytes to each, CPU of each.

    python -m bench.together [--followers 20] [--pairs 40]

Two facilitators run the same meeting in two copies of a workspace at the same time, one followed
and one alone, and press in turn: so what the machine does besides strikes both.
"""

from __future__ import annotations

import argparse
import itertools
import math
import selectors
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench.pairs import Comparison, Told, interleave, percentile
from bench.pty_clock import Clocked
from bench.surroundings import OKRTUI, environment, install, sample_workspace

FOLLOWERS = 20
IDLE_SECONDS = 10.0
ANSWERED = 0.4
"""Seconds after a key until everybody has drawn what came of it."""

_QUIET = 0.05
"""Seconds without a byte before a key, and after its answer."""

KEYS = ("j", "k")


class Follower(Clocked):
    """Somebody who follows; what is written to them is counted by `Listener`."""

    @property
    def descriptor(self) -> int:
        """Where what is written to them arrives."""
        return self._fd


class Listener(threading.Thread):
    """Takes in what is written to followers. arrived: when, to whom, and how many bytes."""

    def __init__(self, followers: Sequence[Follower]) -> None:
        super().__init__(daemon=True)
        self.arrived: list[tuple[float, int, int]] = []
        self._over = False
        self._selector = selectors.DefaultSelector()
        for number, follower in enumerate(followers):
            self._selector.register(follower.descriptor, selectors.EVENT_READ, number)

    def run(self) -> None:
        """Read until it is over."""
        while not self._over:
            for key, _ in self._selector.select(0.1):
                stamp = time.perf_counter()
                with open(key.fd, "rb", buffering=0, closefd=False) as follower:
                    self.arrived.append((stamp, key.data, len(follower.read(1 << 20))))

    def end(self) -> None:
        """Stop reading."""
        self._over = True
        self.join()

    def first(self, number: int, since: float, until: float) -> float | None:
        """Return the seconds until the first bytes to a follower after a moment."""
        found = (at for at, who, _ in self.arrived if who == number and since < at <= until)
        return next((at - since for at in found), None)

    def bytes_between(self, since: float, until: float) -> int:
        """Return the bytes to all followers between two moments."""
        return sum(count for at, _, count in self.arrived if since < at <= until)


def measure(
    home: Path, workspace: Path, pairs: int, followers: int = FOLLOWERS
) -> Iterator[Comparison | Told]:
    """Compare a facilitator who is followed with one who is not; tell what each follower costs."""
    with tempfile.TemporaryDirectory(dir=home) as folder, ExitStack() as stack:
        followed, alone = (shutil.copytree(workspace, Path(folder) / n) for n in ("a", "b"))
        leader = stack.enter_context(leads(home, followed))
        other = stack.enter_context(leads(home, alone))
        env = environment(home)
        all_of_them = [
            stack.enter_context(Follower([OKRTUI, "join", "-w", followed], env))
            for _ in range(followers)
        ]
        for follower in all_of_them:
            follower.until("following")
            follower.settle(0.2)
        listener = Listener(all_of_them)
        listener.start()
        pressed: list[tuple[float, int]] = []
        cpu = partial(cpu_of, all_of_them)

        began, used = time.perf_counter(), cpu()
        keys = itertools.cycle(KEYS), itertools.cycle(KEYS)
        times = interleave(
            partial(_press, leader, keys[0], pressed), partial(_press, other, keys[1], []), pairs
        )
        took, used = time.perf_counter() - began, cpu() - used
        written = listener.bytes_between(began, time.perf_counter())
        yield Comparison(f"key → screen, {followers} followers", "no followers", *times)
        slowest, beside = ([percentile(each, 95)] for each in times)
        yield Comparison("… p95", "its p95", slowest, beside)

        seen = [
            after
            for (at, _), number in itertools.product(pressed, range(followers))
            if (after := listener.first(number, at, at + 2 * ANSWERED)) is not None
        ]
        yield Told("a follower is there, p50, ms", 1000 * percentile(seen, 50), 250)
        yield Told("a follower is there, p99, ms", 1000 * percentile(seen, 99), math.inf)
        each = followers * len(pressed)
        own = sum(count for _, count in pressed)
        yield Told("a move: KB to each follower", written / each / 1000, 20)
        yield Told("… × the KB to the facilitator", written / followers / own, 1.2)
        yield Told("a move: ms of CPU of each follower", 1000 * used / each, 50)

        leader.settle(2 * ANSWERED)
        began, used = time.perf_counter(), cpu()
        time.sleep(IDLE_SECONDS)
        took, used = time.perf_counter() - began, cpu() - used
        written = listener.bytes_between(began, time.perf_counter())
        yield Told("a follower, idle: bytes/s", written / followers / took, 100)
        yield Told("a follower, idle: % of a core", 100 * used / followers / took, 1)
        listener.end()


def leads(home: Path, workspace: Path) -> Clocked:
    """Start a meeting, and go to its round."""
    program = Clocked([OKRTUI, "meet", "-w", workspace], environment(home))
    program.until("start", "back")
    program.press("\r")
    program.press("\t")
    program.press("]")
    return program


def cpu_of(programs: Sequence[Clocked]) -> float:
    """Return the processor time that some programs have used so far, in seconds."""
    return sum(program.cpu_seconds() for program in programs)


def _press(program: Clocked, keys: Iterator[str], pressed: list[tuple[float, int]]) -> float:
    program.settle(ANSWERED)
    at = time.perf_counter()
    took, written = program.press(next(keys), quiet=_QUIET)
    pressed.append((at + _QUIET, written))
    return took


def main() -> None:
    """Run the measure and print the table."""
    parser = argparse.ArgumentParser(prog="bench.together", description=__doc__.partition("\n")[0])
    parser.add_argument("--followers", type=int, default=FOLLOWERS)
    parser.add_argument("--pairs", type=int, default=40)
    options = parser.parse_args()
    install()
    from bench.__main__ import row  # it imports this module, to run it with all others

    with tempfile.TemporaryDirectory(prefix="okrtui-bench-") as folder:
        home = Path(folder)
        workspace = sample_workspace(home)
        for told in measure(home, workspace, options.pairs, options.followers):
            print(row(told), flush=True)


if __name__ == "__main__":
    main()
