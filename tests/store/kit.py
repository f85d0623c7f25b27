"""What the tests of the store are made with."""

from __future__ import annotations

import os
import signal
import traceback
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

from okrtui.model.codec import TABLE_OF
from okrtui.model.ops import Insert, Op, Set, Transaction
from okrtui.model.view import View
from okrtui.store import disk
from okrtui.store.store import Store
from okrtui.text.errors import OkrError

TABLE = "reviews"
"""The table that the tests write to. While they run, no record gives a shape to its documents."""

DIES = 77
"""The exit status of a process that a fault killed."""


def forget_its_shape() -> None:
    """For good: for a program of its own, in which no fixture does it."""
    for record in records_of_it():
        del TABLE_OF[record]


def records_of_it() -> list[type]:
    return [record for record, table in TABLE_OF.items() if table == TABLE]


class FixedClock:
    """Says what it is told."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 10, tzinfo=UTC)

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    def elapsed(self) -> float:
        return 0.0


opened: list[Store] = []
"""What the test that runs has opened; it is closed when the test ends."""


def new_store(folder: Path, by: str = "lin") -> Store:
    opened.append(Store.create(folder / "okr.json", FixedClock(), by=by))
    return opened[-1]


def open_store(folder: Path, by: str = "wang", *, read_only: bool = False) -> Store:
    opened.append(Store.open(folder / "okr.json", FixedClock(), by=by, read_only=read_only))
    return opened[-1]


def always(*ops: Op) -> Callable[[View], list[Op]]:
    return lambda view: list(ops)


def put(store: Store, id: str, **fields: Any) -> Transaction:
    done = store.commit(always(Insert(TABLE, id, {"id": id, **fields})), via="test")
    assert done is not None
    return done


def change(store: Store, id: str, **fields: Any) -> Transaction | None:
    pairs = {name: (None, value) for name, value in fields.items()}
    return store.commit(always(Set(TABLE, id, pairs)), via="test")


def ids(store: Store) -> list[str]:
    return [doc["id"] for doc in store.view.all(TABLE)]


def key_of(error: OkrError) -> str:
    return error.message.key


def in_child(work: Callable[[], object]) -> int:
    """Run `work` in a forked process and return its exit status: 0, DIES or minus a signal."""
    child = start_child(work)
    try:
        return end_child(child)
    except BaseException:
        # Such as a test that has waited for long enough.
        end_child(child, kill=True)
        raise


def start_child(work: Callable[[], object]) -> int:
    """Run `work` in a forked process and return its number; `end_child` waits for it."""
    with warnings.catch_warnings():
        # Python 3.12 warns where another thread runs, as that of a test runner may.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    return child


def end_child(child: int, *, kill: bool = False) -> int:
    if kill:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def strike(number: int, how: Callable[[str], object], *, after: bool) -> list[str]:
    """Let a fault strike before or after the so-manieth call to the disk, from 0.

    Returns the list to which the names of all calls are added. With -1 nothing strikes.
    """
    made: list[str] = []

    def wrapped(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any) -> Any:
            mine = len(made) == number
            made.append(name)
            if mine and not after:
                how(name)
            result = call(*arguments)
            if mine:
                how(name)
            return result

        return instead

    for name in disk.CALLS:
        setattr(disk, name, wrapped(name, getattr(disk, name)))
    return made


def die(name: str) -> NoReturn:
    os._exit(DIES)


def as_nobody(folder: Path, work: Callable[[], object]) -> int:
    """Run `work` as somebody without rights of root, in a process of its own."""

    def run() -> None:
        if os.getuid() == 0:
            for parent in folder.parents:
                # Those of pytest and of its workers, which are for root alone.
                if parent.stat().st_uid == 0 and parent.stat().st_mode & 0o777 == 0o700:
                    parent.chmod(0o755)
            os.setgid(65534)
            os.setuid(65534)
        work()

    return in_child(run)


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in the files of a store that say something, by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "okr.json.lock"
    }
