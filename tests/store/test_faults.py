"""A fault before and after each call to the disk, in the real code, in a process of its own."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from okrtui.model.ids import new_id
from okrtui.model.ops import Insert
from okrtui.store.store import Store
from okrtui.text.errors import Damaged, NotWritten
from tests.store.kit import (
    DIES,
    TABLE,
    FixedClock,
    always,
    change,
    die,
    ids,
    in_child,
    new_store,
    open_store,
    put,
    strike,
)


def commit(store: Store) -> None:
    put(store, "new", text="x" * 100)


def fold(store: Store) -> None:
    store.fold()


def fold_after_torn(store: Store) -> None:
    with Path(store._paths.journal).open("ab") as file:
        file.write(b'{"v":1,"seq":4,"id"')
    store.fold()


def prepare(folder: Path) -> None:
    store = new_store(folder)
    put(store, "a", x=1)
    store.fold()
    put(store, "b", x=1)
    change(store, "a", x=2)
    store.close()


def calls_of(folder: Path, work: Callable[[Store], None]) -> list[str]:
    """Return the names of the calls that `work` makes."""
    told = folder / "calls"

    def run() -> None:
        store = open_store(folder)
        made = strike(-1, die, after=False)
        work(store)
        told.write_text("\n".join(made))

    prepare(folder)
    assert in_child(run) == 0
    return told.read_text().split("\n")


def check_whole(folder: Path, *, new: bool | None) -> None:
    """Check that nothing acknowledged is missing, and that the store can be used and folded."""
    store = open_store(folder)
    expected = ["a", "b"] + ["new"] * (("new" in ids(store)) if new is None else new)
    assert ids(store) == expected
    assert store.view.get(TABLE, "a") == {"id": "a", "x": 2}
    put(store, "later")
    store.fold()
    again = open_store(folder)
    assert ids(again) == [*expected, "later"]
    seqs = [transaction.seq for transaction in again.transactions()]
    assert seqs == list(range(1, again.seq + 1))
    assert [path for path in folder.iterdir() if path.name.endswith(".new")] == []


@pytest.mark.parametrize("work", [commit, fold, fold_after_torn])
def test_killed_before_or_after_any_call_nothing_acknowledged_is_lost(
    tmp_path: Path, work: Callable[[Store], None]
) -> None:
    # Red if `fold.fold` replaces okr.json before `journal.append(fold_line(…))`, or starts the
    # new journal before okr.json is replaced; or if `_load` applies what is folded already.
    (tmp_path / "count").mkdir()
    calls = calls_of(tmp_path / "count", work)
    assert len(calls) >= 4
    for number in range(len(calls)):
        for after in (False, True):
            folder = tmp_path / f"{number}{after}"
            folder.mkdir()
            prepare(folder)

            def run(number: int = number, after: bool = after, folder: Path = folder) -> None:
                store = open_store(folder)
                strike(number, die, after=after)
                work(store)

            assert in_child(run) == DIES, (number, calls[number], after)
            # A commit that was killed was not acknowledged: it is there whole, or not at all.
            check_whole(folder, new=None)


@pytest.mark.parametrize("work", [commit, fold])
def test_an_error_of_any_call_is_told_and_it_can_be_tried_again(
    tmp_path: Path, work: Callable[[Store], None]
) -> None:
    # Red without `_cut_back` in `journal._append`, or without `journal.reopened()` in `catch_up`.
    (tmp_path / "count").mkdir()
    calls = calls_of(tmp_path / "count", work)
    for number, name in enumerate(calls):
        if name == "close":
            # What was to be kept is on the disk by then.
            continue
        for after in (False, True):
            folder = tmp_path / f"{number}{after}"
            folder.mkdir()
            prepare(folder)

            def run(number: int = number, after: bool = after, folder: Path = folder) -> None:
                store = open_store(folder)
                follower = open_store(folder)
                again = new_id(FixedClock().now())
                strike(number, fail, after=after)
                decide = always(Insert(TABLE, "new", {"id": "new"}))
                before = store.seq
                journal = (folder / "okr.json.journal").read_bytes()
                try:
                    if work is commit:
                        store.commit(decide, via="test", id=again)
                    else:
                        store.fold()
                except (NotWritten, Damaged):
                    # Damaged: what was only to be read could not be opened.
                    assert (store.seq, ids(store)) == (before, ["a", "b"])
                    if work is commit:
                        assert (folder / "okr.json.journal").read_bytes() == journal
                follower.refresh()
                store.commit(decide, via="test", id=again)
                follower.refresh()
                assert ids(follower) == ids(store) == ["a", "b", "new"]
                assert (follower.seq, store.seq) == (before + 1, before + 1)

            assert in_child(run) == 0, (number, name, after)
            check_whole(folder, new=True)


def fail(name: str) -> NoReturn:
    raise OSError(errno.ENOSPC, f"no room for {name}")


def test_killed_while_a_store_is_made_it_can_be_made_again(tmp_path: Path) -> None:
    # Red if `Store.create` writes okr.json before the journal.
    def count() -> None:
        made = strike(-1, die, after=False)
        new_store(tmp_path)
        (tmp_path / "calls").write_text(str(len(made)))

    assert in_child(count) == 0
    for number in range(int((tmp_path / "calls").read_text())):
        folder = tmp_path / str(number)
        folder.mkdir()

        def run(number: int = number, folder: Path = folder) -> None:
            strike(number, die, after=True)
            new_store(folder)

        assert in_child(run) == DIES
        there = (folder / "okr.json").exists()
        store = open_store(folder) if there else new_store(folder)
        put(store, "a")
        assert ids(open_store(folder)) == ["a"]


def test_a_line_that_did_not_fit_is_cut_back_before_it_is_told(tmp_path: Path) -> None:
    # Red without `disk.truncate` in `journal._cut_back`.
    import resource

    new_store(tmp_path).close()
    journal = tmp_path / "okr.json.journal"

    def run() -> None:
        store = open_store(tmp_path)
        size = journal.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, resource.RLIM_INFINITY))
        for _ in range(2):
            with pytest.raises(NotWritten, match="disk_full"):
                put(store, "a", text="x" * 200)
            assert journal.stat().st_size == size
            assert ids(store) == []
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        put(store, "a", text="x" * 200)

    assert in_child(run) == 0
    assert ids(open_store(tmp_path)) == ["a"]


def test_a_writer_whose_disk_failed_misses_nothing_that_others_folded_meanwhile(
    tmp_path: Path,
) -> None:
    # Red if `journal.reopened` returns a journal that took this one's place.
    new_store(tmp_path).close()

    def run() -> None:
        store = open_store(tmp_path)
        other = open_store(tmp_path)
        calls = strike(-1, die, after=False)
        put(store, "z")
        strike(calls.index("sync_data"), fail, after=False)
        with pytest.raises(NotWritten):
            put(store, "a")
        for name in "bcd":
            put(other, name)
            other.fold()
        put(store, "e")
        assert ids(store) == list("zbcde")
        assert [t.seq for t in store.transactions()] == [1, 2, 3, 4, 5]

    assert in_child(run) == 0
    assert ids(open_store(tmp_path)) == list("zbcde")


def test_a_torn_line_that_cannot_be_put_aside_on_a_full_disk_waits_until_it_can(
    tmp_path: Path,
) -> None:
    # Red if `Store._begin` opens read-only for any NotWritten but that of a forbidden file.
    prepare(tmp_path)
    journal = tmp_path / "okr.json.journal"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"v":1,"seq":4')

    def run() -> None:
        calls = strike(-1, die, after=False)
        first = open_store(tmp_path)
        first.close()
        journal.write_bytes(whole + b'{"v":1,"seq":4')
        before = len(calls)
        strike(calls.index("write"), fail, after=False)
        store = open_store(tmp_path)
        assert len(calls) > before
        assert (store.read_only, store.notices) == (False, [])
        assert journal.read_bytes() == whole + b'{"v":1,"seq":4'
        put(store, "new")
        assert [notice.key for notice in store.notices] == ["store.torn"]

    assert in_child(run) == 0
    check_whole(tmp_path, new=True)


def test_after_a_failed_sync_the_file_is_opened_anew(tmp_path: Path) -> None:
    # Red without `self.failed = True` in `journal._cut_back`.
    new_store(tmp_path).close()

    def run() -> None:
        store = open_store(tmp_path)
        made = strike(-1, die, after=False)
        put(store, "a")
        strike(made.index("sync_data"), fail, after=False)
        with pytest.raises(NotWritten):
            put(store, "b")
        first = store._journal
        put(store, "b")
        assert store._journal is not first

    assert in_child(run) == 0
    assert ids(open_store(tmp_path)) == ["a", "b"]
