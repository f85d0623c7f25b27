"""Processes killed at random moments while they write, fold and follow."""

from __future__ import annotations

import os
import random
import select
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from okrtui.model.clock import SystemClock
from okrtui.store import disk
from okrtui.store.check import check
from okrtui.store.store import Store
from tests.store.kit import end_child, ids, new_store, open_store, put, start_child
from tests.store.points import some_or_all

PATIENCE = 20
"""Seconds to wait for three processes that write."""


def writer(folder: Path, name: str, said: int, *, folds: bool) -> Callable[[], None]:
    """Return work that writes for ever, and says what was acknowledged."""

    def work() -> None:
        # A clock of its own: forked ones that stand still would make the same ids.
        store = Store.open(folder / "okr.json", SystemClock(), by=name)
        acknowledged = os.open(folder / f"{name}.said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for number in range(100_000):
            put(store, f"{name}-{number}")
            os.write(acknowledged, f"{name}-{number}\n".encode())
            os.write(said, b".")
            if folds and number % 5 == 4:
                store.fold()

    return work


@some_or_all
def test_killed_under_load_every_acknowledged_transaction_is_there_once_and_in_order(
    tmp_path: Path, everywhere: bool
) -> None:
    # Red without `disk.lock` in `Lock._take`, and without the comparison of inodes in
    # `journal.look`. A kill is no power loss: that `sync_data` is called is for
    # test_one_write_and_one_sync_a_transaction.
    seed = random.Random(20261124)
    new_store(tmp_path).close()
    follower = open_store(tmp_path, read_only=True)
    for turn in range(67 if everywhere else 12):
        heard, said = os.pipe()
        children = [
            start_child(writer(tmp_path, f"{turn}{name}", said, folds=name == "a"))
            for name in "abc"
        ]
        os.close(said)
        try:
            for _ in range(seed.randrange(5, 60)):
                # Nothing comes where all of them have ended: of something that is wrong.
                assert select.select([heard], [], [], PATIENCE)[0], "they write no more"
                assert os.read(heard, 1), "they have ended"
        finally:
            ends = [end_child(child, kill=True) for child in seed.sample(children, 3)]
        assert ends == [-signal.SIGKILL] * 3
        os.close(heard)

        store = open_store(tmp_path)
        there = Counter(ids(store))
        assert set(there.values()) == {1}
        for name in "abc":
            path = tmp_path / f"{turn}{name}.said"
            acknowledged = path.read_text().split() if path.exists() else []
            found = [one for one in there if one.startswith(f"{turn}{name}-")]
            assert found[: len(acknowledged)] == acknowledged
            # The one more was on the disk, and its writer was killed before he could say so.
            assert len(found) - len(acknowledged) in (0, 1)
        follower.refresh()
        assert ids(follower) == ids(store)
        store.close()
    assert [t.seq for t in follower.transactions()] == list(range(1, follower.seq + 1))
    assert check(tmp_path / "okr.json") == []


def test_one_write_and_one_sync_a_transaction(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without `disk.sync_data` in `journal._append`, or with it before the write.
    made: list[str] = []

    def noted(name: str) -> Callable[..., object]:
        call = getattr(disk, name)

        def instead(*arguments: object) -> object:
            made.append(name)
            return call(*arguments)

        return instead

    put(store, "a")
    for name in disk.CALLS:
        monkeypatch.setattr(disk, name, noted(name))
    put(store, "b")
    assert made == ["lock", "write", "sync_data", "lock"]
