from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partialmethod
from pathlib import Path
from types import FrameType

import pytest

from okrtui.model.ids import new_id
from okrtui.model.ops import Insert
from okrtui.store.lock import Lock
from okrtui.store.store import Store
from okrtui.text.errors import NotWritten
from tests.store.kit import (
    TABLE,
    FixedClock,
    always,
    end_child,
    ids,
    in_child,
    key_of,
    open_store,
    put,
    start_child,
    strike,
)

PATIENCE = 10
"""Seconds after which a test that waits has failed."""


@pytest.fixture(autouse=True)
def nobody_waits_for_ever() -> Iterator[None]:
    def enough(_number: int, _frame: FrameType | None) -> None:
        pytest.fail("it waits for ever")

    before = signal.signal(signal.SIGALRM, enough)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@contextmanager
def held_by_child(path: Path, who: str) -> Iterator[int]:
    """Let another process hold the lock while the block runs; gives its number."""
    ready, tell = os.pipe()

    def work() -> None:
        with Lock(path, who).held():
            os.write(tell, b"x")
            signal.pause()

    child = start_child(work)
    os.read(ready, 1)
    try:
        yield child
    finally:
        # However the test went, nobody is left behind with the lock.
        assert end_child(child, kill=True) == -signal.SIGKILL


CALLS = ["lock", "write", "sync_data", "lock"]
"""What a commit calls, as test_one_write_and_one_sync_a_transaction has it."""


def test_who_waits_in_vain_is_told_who_holds_the_lock(store: Store, tmp_path: Path) -> None:
    # Red without `LOCK_EX` in `Lock._take`, or without `_sign`.
    with held_by_child(tmp_path / "okr.json.lock", "wang") as child:
        os.kill(child, signal.SIGSTOP)
        with pytest.raises(NotWritten) as refused, store._lock.held(wait=0.05):
            pass
        assert key_of(refused.value) == "store.locked"
        assert str(refused.value.message.values["who"]).startswith(f"wang ({child}@")


def test_a_writer_stopped_in_the_middle_of_a_change_is_named_and_goes_on_later(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without `disk.lock` in `Lock._take`.
    def work() -> None:
        mine = open_store(tmp_path)
        put(mine, "a")
        # Its line is written, and not on the disk yet.
        strike(CALLS.index("write"), stop, after=True)
        put(mine, "stopped")

    def stop(_name: str) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)

    monkeypatch.setattr(Lock, "held", partialmethod(Lock.held, wait=0.05))
    child = start_child(work)
    try:
        _, status = os.waitpid(child, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        again = new_id(FixedClock().now())
        decide = always(Insert(TABLE, "b", {"id": "b"}))
        with pytest.raises(NotWritten) as refused:
            store.commit(decide, via="test", id=again)
        assert key_of(refused.value) == "store.locked"
        assert f"({child}@" in str(refused.value.message.values["who"])
        store.refresh()
        assert "a" in ids(open_store(tmp_path, read_only=True))
    finally:
        os.kill(child, signal.SIGCONT)
        assert end_child(child) == 0
    store.commit(decide, via="test", id=again)
    assert ids(store) == ids(open_store(tmp_path)) == ["a", "stopped", "b"]


def test_a_holder_that_was_killed_holds_nothing(store: Store, tmp_path: Path) -> None:
    with held_by_child(tmp_path / "okr.json.lock", "wang"):
        pass
    put(store, "a")


def test_opening_does_not_wait_for_who_writes(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    with held_by_child(tmp_path / "okr.json.lock", "wang"):
        opened = open_store(tmp_path)
        assert (ids(opened), opened.read_only) == (["a"], False)
    put(opened, "b")


def test_two_threads_of_one_process_do_not_hold_it_together(tmp_path: Path) -> None:
    # Red without `_threads` in `Lock.held`.
    one = Lock(tmp_path / "lock", "lin")
    told: list[str] = []

    def other() -> None:
        with pytest.raises(NotWritten) as refused, one.held(wait=0.01):
            pass
        told.append(key_of(refused.value))

    with one.held():
        thread = threading.Thread(target=other, daemon=True)
        thread.start()
        thread.join(PATIENCE / 2)
    assert told == ["store.locked"]


def test_a_forked_child_neither_shares_nor_releases_the_lock(tmp_path: Path) -> None:
    # Red without the comparison with `os.getpid` in `Lock._open`.
    one = Lock(tmp_path / "lock", "lin")
    with one.held():

        def work() -> None:
            one._threads = threading.Lock()
            with pytest.raises(NotWritten), one.held(wait=0.01):
                pass
            one.close()

        assert in_child(work) == 0
        assert in_child(work) == 0


def test_a_lock_file_that_was_removed_lets_no_two_write(store: Store, tmp_path: Path) -> None:
    # Red without `_still_there` in `Lock._take`.
    put(store, "a")
    (tmp_path / "okr.json.lock").unlink()
    with (
        held_by_child(tmp_path / "okr.json.lock", "wang"),
        pytest.raises(NotWritten),
        store._lock.held(wait=0.01),
    ):
        pass
    put(store, "b")


def test_the_lock_is_not_handed_on_to_programs_we_start(store: Store) -> None:
    # Python opens files so; this is here so that nobody undoes it.
    put(store, "a")
    assert not os.get_inheritable(store._lock._fd)
    assert not os.get_inheritable(store._journal.fd)
