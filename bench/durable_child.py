"""Run by the interpreter that has the wheel: times check-ins in a small and in a large store.

python durable_child.py FOLDER ROUNDS: prints {"small": [seconds…], "large": […], "bare": […]}.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from okrtui.model.clock import SystemClock
from okrtui.model.codec import insert
from okrtui.model.ids import new_id
from okrtui.model.ops import Insert
from okrtui.model.records import CheckIn
from okrtui.store.store import Store

LINE = b"x" * 399 + b"\n"
NOTE = "The vendor call dominates; cached prices land on Friday, then we look again. " * 3


def check_in() -> Insert:
    """Return the op of one check-in, as long as people make them."""
    now = datetime.now(UTC)
    said = CheckIn(
        id=new_id(now),
        key_result="0" * 20,
        at=now,
        author="lin",
        value=Decimal("395.5"),
        confidence=7,
        note=NOTE,
    )
    return insert(said)


def store_of(folder: Path, megabytes: int) -> Store:
    """Make a store whose `okr.json` has about so many megabytes."""
    folder.mkdir()
    store = Store.create(folder / "okr.json", SystemClock(), by="bench")
    each = len(json.dumps(check_in().doc))
    many = [check_in() for _ in range(megabytes * 1_000_000 // each)]
    store.commit(lambda _view: many, via="bench")
    store.fold()
    return store


def timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def main(folder: Path, rounds: int) -> None:
    """Time each of the three in turn."""
    small, large = store_of(folder / "small", 1), store_of(folder / "large", 10)
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append() -> None:
        os.write(log, LINE)
        os.fdatasync(log)

    things: dict[str, Callable[[], object]] = {
        "small": lambda: small.commit(lambda _view: [check_in()], via="bench"),
        "large": lambda: large.commit(lambda _view: [check_in()], via="bench"),
        "bare": append,
    }
    times: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(rounds):
        for name, do in things.items():
            times[name].append(timed(do))
    json.dump(times, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
