"""Run by the interpreter that has the wheel: times one thing of the store and prints it as JSON.

python store_child.py commits FOLDER ROUNDS   FOLDER holds team/, department/, organisation/
python store_child.py open|parse FILE         in a process of its own: nothing is warm
python store_child.py write FILE CHANGES      tells when; starts followers of its own
python store_child.py follow|watch FILE       tells when it heard, until its input ends
"""

from __future__ import annotations

import asyncio
import json
import os
import queue
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from okrtui.model.clock import SystemClock
from okrtui.model.codec import encode, insert
from okrtui.model.ids import new_id
from okrtui.model.ops import Changed
from okrtui.model.records import CheckIn
from okrtui.store.store import Store

LINE = b"x" * 399 + b"\n"
NOTE = "The vendor call dominates; cached prices land on Friday, then we look again. " * 3
SIZES = ("team", "department", "organisation")
TINYDB_EVERY = 10
"""Stock TinyDB writes the whole file at each insert: seldom is enough to see what that costs."""


def check_in() -> CheckIn:
    now = datetime.now(UTC)
    return CheckIn(
        id=new_id(now),
        key_result="0" * 20,
        at=now,
        author="lin",
        value=Decimal("395.5"),
        confidence=7,
        note=NOTE,
    )


def opened(file: Path, *, read_only: bool = False) -> Store:
    return Store.open(file, SystemClock(), by="bench", read_only=read_only)


def commits(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Time a check-in everywhere in turn, in an order that changes from round to round."""
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def bare() -> None:
        os.write(log, LINE)
        os.fdatasync(log)

    things: dict[str, Callable[[], object]] = {"bare": bare, "sqlite": sqlite(folder)}
    for size in SIZES:
        writer = opened(folder / size / "okr.json")
        follower = opened(folder / size / "okr.json", read_only=True)
        things[size] = lambda store=writer: store.commit(  # type: ignore[misc]
            lambda _view: [insert(check_in())], via="check-in"
        )
        things[f"follow {size}"] = follower.refresh
    stock = {f"tinydb {size}": tinydb(folder, size) for size in SIZES[:2]}
    times: dict[str, list[float]] = {name: [] for name in (*things, *stock)}
    chance = random.Random(1)
    for turn in range(rounds):
        # A follower follows its own store.
        order = [name for name in things if not name.startswith("follow")]
        chance.shuffle(order)
        for name in order:
            times[name].append(timed(things[name]))
            if (follows := f"follow {name}") in things:
                times[follows].append(timed(things[follows]))
        if turn % TINYDB_EVERY == 0:
            for name, do in stock.items():
                times[name].append(timed(do))
    return times


def sqlite(folder: Path) -> Callable[[], object]:
    """Return a durable check-in of SQLite, in a table of a department's year."""
    database = sqlite3.connect(folder / "sqlite.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE check_ins (id TEXT PRIMARY KEY, key_result TEXT, doc TEXT)")
    database.execute("CREATE INDEX by_key_result ON check_ins (key_result)")

    def row() -> tuple[str, str, str]:
        said = check_in()
        return said.id, said.key_result, json.dumps(encode(said))

    database.execute("BEGIN")
    database.executemany("INSERT INTO check_ins VALUES (?, ?, ?)", [row() for _ in range(15_600)])
    database.execute("COMMIT")

    def say() -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO check_ins VALUES (?, ?, ?)", row())
        database.execute("COMMIT")

    return say


def tinydb(folder: Path, size: str) -> Callable[[], object]:
    """Return a check-in of TinyDB as it comes: neither locked nor durable."""
    from tinydb import TinyDB

    file = folder / f"{size}.tinydb.json"
    shutil.copy(folder / size / "okr.json", file)
    table = TinyDB(file, encoding="utf-8").table("check_ins")
    return lambda: table.insert(encode(check_in()))


def timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def once(do: Callable[[Path], object], file: Path) -> dict[str, float]:
    """Do something that has never been done in this process; return seconds and bytes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    held = do(file)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    del held
    return {"seconds": seconds, "bytes": (after - before) * 1024}


def write(file: Path, changes: int) -> dict[str, list[float]]:
    """Let others follow; return how long each change, and each line of a bare file, took to them.

    Changes and lines come in turn, at moments that do not beat with anybody's rhythm.
    """
    plain = file.with_name("plain")
    plain.write_bytes(b"")
    followers = {
        name: subprocess.Popen(
            [sys.executable, __file__, name, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for name, path in (("follow", file), ("watch", plain))
    }
    for follower in followers.values():
        assert follower.stdout is not None
        follower.stdout.readline()
    store, chance = opened(file), random.Random(2)
    done: dict[str, list[float]] = {name: [] for name in followers}
    for _ in range(changes):
        for name in done:
            time.sleep(chance.uniform(0.15, 0.35))
            if name == "follow":
                store.commit(lambda _view: [insert(check_in())], via="check-in")
            else:
                with plain.open("ab") as out:
                    out.write(LINE)
                    out.flush()
                    os.fdatasync(out.fileno())
            done[name].append(time.monotonic())
    time.sleep(0.5)
    took: dict[str, list[float]] = {}
    for name, follower in followers.items():
        heard: list[float] = json.loads(follower.communicate()[0])
        assert len(heard) == changes, f"{name} heard {len(heard)} of {changes}"
        took[name] = [max(0.0, b - a) for a, b in zip(done[name], heard, strict=True)]
    return took


def follow(file: Path) -> list[float]:
    """Follow a store as the screens do, and return when the event loop heard of each change."""
    from screens.worker import StoreWorker

    heard: list[float] = []

    def changed(_changed: Changed) -> None:
        heard.append(time.monotonic())

    async def run() -> None:
        store = opened(file)
        worker = StoreWorker(store.refresh, on_changed=changed, on_held=print, on_trouble=print)
        worker.start()
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        worker.stop()

    asyncio.run(run())
    return heard


def watch(file: Path) -> list[float]:
    """Do the same with a bare file: a look at its size as often, told to an event loop."""
    from screens.worker import POLL

    heard: list[float] = []
    jobs: queue.SimpleQueue[None] = queue.SimpleQueue()

    def work(loop: asyncio.AbstractEventLoop) -> None:
        size = 0
        while True:
            try:
                jobs.get(timeout=POLL)
            except queue.Empty:
                if (now := file.stat().st_size) != size:
                    size = now
                    loop.call_soon_threadsafe(lambda: heard.append(time.monotonic()))
                continue
            return

    async def run() -> None:
        thread = threading.Thread(target=work, args=[asyncio.get_running_loop()])
        thread.start()
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        jobs.put(None)
        thread.join()

    asyncio.run(run())
    return heard


def main(what: str, path: Path, *more: str) -> None:
    doing: dict[str, Callable[[], Any]] = {
        "commits": lambda: commits(path, int(more[0])),
        "open": lambda: once(lambda file: opened(file, read_only=True), path),
        "parse": lambda: once(lambda file: json.loads(file.read_bytes()), path),
        "write": lambda: write(path, int(more[0])),
        "follow": lambda: follow(path),
        "watch": lambda: watch(path),
    }
    print(json.dumps(doing[what]()))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
