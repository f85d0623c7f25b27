"""What is done is on the disk when it is done, and nothing has its name before it is whole."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from okrtui.store import disk, version
from okrtui.store.alone import Hand
from okrtui.store.repair import repair
from okrtui.store.restore import names, restore
from okrtui.text.errors import NotWritten
from tests.store.kit import FixedClock, new_store, open_store, put
from tests.store.power import watched

Work = Callable[[], object]


def make(folder: Path) -> Work:
    (folder / "other").mkdir()
    return lambda: new_store(folder / "other")


def commit(folder: Path) -> Work:
    store = open_store(folder)
    return lambda: put(store, "new")


def fold_first(folder: Path) -> Work:
    (folder / "other").mkdir()
    store = new_store(folder / "other")
    put(store, "a")
    return store.fold


def fold(folder: Path) -> Work:
    return open_store(folder).fold


def back_up(folder: Path) -> Work:
    store = open_store(folder)
    return lambda: store.back_up("import")


def back_up_first(folder: Path) -> Work:
    (folder / "other").mkdir()
    store = new_store(folder / "other")
    return lambda: store.back_up("import")


def put_aside(folder: Path) -> Work:
    with (folder / "okr.json.journal").open("ab") as file:
        file.write(b'{"v":1')
    return lambda: open_store(folder)


def complete(folder: Path) -> Work:
    journal = folder / "okr.json.journal"
    journal.write_bytes(journal.read_bytes().removesuffix(b"\n"))
    return lambda: open_store(folder)


def mend(folder: Path) -> Work:
    (folder / "okr.json").write_bytes(b"{")
    (folder / "archive" / "1-1.jsonl.gz").write_bytes(b"no gzip")
    return lambda: repair(folder / "okr.json", hand())


def go_back(folder: Path) -> Work:
    store = open_store(folder)
    store.back_up("import")
    put(store, "c")
    store.fold()
    store.close()
    [copy] = [name for name in names(folder / "okr.json") if name.startswith("before-import")]
    return lambda: restore(folder / "okr.json", copy, hand())


def take_up(folder: Path) -> Work:
    store = open_store(folder)
    store.fold()
    store.close()
    path = folder / "okr.json"
    path.write_bytes(path.read_bytes().replace(b'{"id":"a"}', b'{"id":"a","x":1}'))
    return lambda: open_store(folder)


def migrate(folder: Path) -> Work:
    return lambda: open_store(folder)


def hand() -> Hand:
    return Hand(FixedClock(), "wang")


@pytest.mark.parametrize(
    "prepare",
    [
        *(make, commit, fold_first, fold, back_up_first, back_up),
        *(put_aside, complete, mend, go_back, take_up, migrate),
    ],
)
def test_a_power_cut_takes_nothing_of_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prepare: Callable[[Path], Work]
) -> None:
    # Red without any of the calls to `sync`, `sync_data` and `sync_folder` in `disk`, `journal`,
    # `archive`, `backup`, `fold` and `at_once`.
    store = new_store(tmp_path)
    put(store, "a")
    store.fold()
    put(store, "b")
    store.close()
    if prepare is migrate:
        monkeypatch.setattr(version, "VERSION", 2)
        monkeypatch.setattr(version, "MIGRATIONS", {1: dict})
    work = prepare(tmp_path)
    with watched(monkeypatch) as ledger:
        work()
    assert ledger.lost == []


def test_a_power_cut_brings_back_no_line_that_the_disk_did_not_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without `disk.sync_data` in `Journal._cut_back`.
    store = new_store(tmp_path)
    with watched(monkeypatch) as ledger, monkeypatch.context() as failing:
        fails = [OSError(errno.EIO, "Input/output error")]

        def sync_data(fd: int) -> None:
            if fails:
                raise fails.pop()
            ledger.sync(fd)

        failing.setattr(disk, "sync_data", sync_data)
        with pytest.raises(NotWritten):
            put(store, "a")
    assert ledger.lost == []
