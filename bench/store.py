"""What the store costs, for a team, a department and an organisation, and beside what others cost.

    python -m bench.store [--pairs 20]

Check-ins of all of them are made in turn in one process; each opening is a process of its own, in
turn with one that only parses the same JSON; changes are followed as the screens follow them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.pairs import Comparison, interleave, percentile
from bench.store_child import SIZES
from bench.surroundings import PYTHON, environment, install

GENERATOR = Path(__file__).with_name("generate.py")
CHILD = Path(__file__).with_name("store_child.py")
ALLOWED = 0.0005
"""Seconds that a check-in may take beyond a bare append."""
SOON = 0.25
"""Seconds within which others see a change."""


def compare(home: Path, _workspace: Path | None, pairs: int) -> Iterator[Comparison]:
    """Compare check-ins, openings and what followers pay, at the three sizes."""
    folder = _stores(home)
    with tempfile.TemporaryDirectory(dir=home) as copies:
        shutil.copytree(folder, copies, dirs_exist_ok=True)
        yield from _check_ins(_told(home, "commits", Path(copies), 10 * pairs))
        yield from _seen(_told(home, "write", Path(copies) / "department" / "okr.json", 3 * pairs))
    yield from _openings(home, folder, pairs)


def _stores(home: Path) -> Path:
    folder = home / "stores"
    for size in SIZES:
        if not (folder / size).exists():
            _run(home, GENERATOR, size, folder / size)
    return folder


def _check_ins(times: dict[str, list[float]]) -> Iterator[Comparison]:
    allowed = [seconds + ALLOWED for seconds in times["bare"]]
    bare = "400 bytes, write and fdatasync, + 0.5 ms"
    for size in SIZES:
        yield Comparison(f"a durable check-in, {size}", bare, times[size], allowed, 1.0)
    name = "a durable check-in, organisation"
    yield Comparison(name, "the same for the team", times["organisation"], times["team"], 1.3)
    yield Comparison(name, "SQLite, WAL, FULL", times["organisation"], times["sqlite"], 1.5)
    for size in SIZES:
        if stock := times.get(f"tinydb {size}"):
            ours = times[size][:: max(1, len(times[size]) // len(stock))][: len(stock)]
            yield Comparison(f"stock TinyDB, {size}", "ours, which is durable", stock, ours)
    following = [times[f"follow {size}"] for size in SIZES]
    name = "to take up another's change, organisation"
    yield Comparison(name, "the same for the team", following[-1], following[0], 1.3)


def _seen(times: dict[str, list[float]]) -> Iterator[Comparison]:
    ours, control = times["follow"], times["watch"]
    soon = [SOON] * len(ours)
    yield Comparison("another process sees a change", "250 ms", ours, soon, 1.0)
    slowest, beside = ([percentile(each, 99)] for each in (ours, control))
    yield Comparison("… p99", "the same look at a bare file, p99", slowest, beside)


def _openings(home: Path, folder: Path, pairs: int) -> Iterator[Comparison]:
    for size in SIZES:
        file = folder / size / "okr.json"
        held: dict[str, list[float]] = {"open": [], "parse": []}

        def once(what: str, file: Path = file, held: dict[str, list[float]] = held) -> float:
            told: dict[str, float] = _told(home, what, file)
            held[what].append(told["bytes"])
            return told["seconds"]

        # An organisation takes half a second each time, and varies less.
        tries = pairs if size != "organisation" else max(3, pairs // 3)
        ours, theirs = interleave(lambda: once("open"), lambda: once("parse"), tries)
        bound = 1.5 if size == "department" else None
        yield Comparison(f"to open the store, {size}", "parsing its JSON", ours, theirs, bound)
        # Rows show thousandths: so these are thousands of megabytes.
        memory, beside = (1e-3 * statistics.median(held[what]) / 1e6 for what in held)
        name = f"memory of the store in MB, {size}"
        # A team's JSON fits into what the interpreter holds already.
        if beside > 0:
            yield Comparison(name, f"its JSON parsed: {1000 * beside:.0f} MB", [memory], [beside])


def _told(home: Path, what: str, path: Path, *more: int) -> Any:
    return json.loads(_run(home, CHILD, what, path, *more))


def _run(home: Path, *argv: object) -> bytes:
    words = [str(PYTHON), *map(str, argv)]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, env=environment(home)).stdout


def main() -> int:
    """Print the table of the store alone; 1 if a bound is passed."""
    from bench.__main__ import row

    parser = argparse.ArgumentParser(prog="bench.store", description=__doc__)
    parser.add_argument("--pairs", type=int, default=20)
    pairs = parser.parse_args().pairs
    install()
    failed = False
    with tempfile.TemporaryDirectory(prefix="okrtui-bench-") as folder:
        for compared in compare(Path(folder), None, pairs):
            print(row(compared), flush=True)
            failed = failed or compared.is_over()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
