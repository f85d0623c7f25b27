from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from okrtui.model.ops import Insert, Transaction
from okrtui.store import disk
from okrtui.store.store import Store
from okrtui.store.transaction import encode
from okrtui.text.errors import Damaged
from tests.store.kit import TABLE, always, change, ids, new_store, open_store, put


def keys(*names: str) -> frozenset[tuple[str, str]]:
    return frozenset((TABLE, name) for name in names)


def test_one_changed_for_all_that_came_and_then_none(store: Store, tmp_path: Path) -> None:
    follower = open_store(tmp_path)
    put(store, "a")
    put(store, "b")
    change(store, "a", x=1)
    changed = follower.refresh()
    assert changed is not None
    assert (changed.seq, changed.keys) == (3, keys("a", "b"))
    assert follower.refresh() is None


def test_what_we_committed_ourselves_is_not_told_but_what_came_between_is(
    store: Store, tmp_path: Path
) -> None:
    # Red without `_unreported` kept over the second `_catch_up` of `Store.commit`.
    other = open_store(tmp_path)
    put(other, "a")
    put(store, "b")
    changed = store.refresh()
    assert changed is not None
    assert changed.keys == keys("a")


def test_a_half_line_is_waited_for(store: Store, tmp_path: Path) -> None:
    # Red if `journal.read` takes what has no end of line yet.
    follower = open_store(tmp_path)
    journal = tmp_path / "okr.json.journal"
    before = journal.read_bytes()
    put(store, "a")
    after = journal.read_bytes()
    for size in range(len(before), len(after)):
        journal.write_bytes(after[:size])
        assert follower.refresh() is None
    journal.write_bytes(after)
    changed = follower.refresh()
    assert changed is not None
    assert changed.keys == keys("a")


def test_a_follower_goes_over_to_the_new_journal_with_nothing_lost(
    store: Store, tmp_path: Path
) -> None:
    # Red without `_take` before `_move_on` in `catch_up`: the old file has it all, the archive
    # is for those who slept.
    follower = open_store(tmp_path)
    put(store, "a")
    store.fold()
    put(store, "b")
    shutil.rmtree(tmp_path / "archive")
    changed = follower.refresh()
    assert changed is not None
    assert (changed.keys, ids(follower)) == (keys("a", "b"), ["a", "b"])
    assert len(follower.recent()) == 2


def test_a_follower_that_slept_over_two_folds_reads_the_archive(
    store: Store, tmp_path: Path
) -> None:
    # Red without `archive.read` in `follow._move_on`.
    follower = open_store(tmp_path)
    for name in "abcd":
        put(store, name)
        store.fold()
    put(store, "e")
    changed = follower.refresh()
    assert changed is not None
    assert changed.keys == keys("a", "b", "c", "d", "e")
    assert ids(follower) == list("abcde")


def test_a_writer_whose_journal_was_replaced_writes_to_the_new_one(
    store: Store, tmp_path: Path
) -> None:
    # Red without the comparison of inodes in `journal.look`.
    other = open_store(tmp_path)
    for number in range(20):
        put(store, f"a{number}")
        store.fold()
        put(other, f"b{number}")
    expected = sorted(f"{who}{number}" for who in "ab" for number in range(20))
    assert sorted(ids(open_store(tmp_path))) == expected
    assert [t.seq for t in other.transactions()] == list(range(1, 41))


def test_a_journal_that_is_another_with_the_same_inode_is_recognised(
    store: Store, tmp_path: Path
) -> None:
    # Red without the comparison of the tail in `journal.look`.
    put(store, "a")
    follower = open_store(tmp_path)
    journal = tmp_path / "okr.json.journal"
    inode = journal.stat().st_ino
    (tmp_path / "other").mkdir()
    other = new_store(tmp_path / "other")
    for name in "xyz":
        put(other, name)
    journal.write_bytes((tmp_path / "other" / "okr.json.journal").read_bytes())
    assert journal.stat().st_ino == inode
    with pytest.raises(Damaged):
        follower.refresh()


def test_a_last_line_that_its_writer_took_back_is_taken_back(store: Store, tmp_path: Path) -> None:
    # Red without `follow._read_again`.
    put(store, "a")
    journal = tmp_path / "okr.json.journal"
    size = journal.stat().st_size
    follower = open_store(tmp_path)
    put(store, "b")
    store.close()
    assert follower.refresh() is not None
    os.truncate(journal, size)
    changed = follower.refresh()
    assert changed is not None
    assert (changed.keys, ids(follower), follower.seq) == (keys("b"), ["a"], 1)
    assert [t.seq for t in follower.recent()] == [1]
    put(follower, "c")
    assert ids(open_store(tmp_path)) == ["a", "c"]


def test_a_store_that_went_back_is_not_followed(store: Store, tmp_path: Path) -> None:
    # Red without the comparison with `old.before` in `follow._read_again`, and without that of
    # base and start in `follow._move_on`.
    put(store, "a")
    shutil.copytree(tmp_path, tmp_path / "copy")
    for name in "bcd":
        put(store, name)
    follower = open_store(tmp_path)
    old = (tmp_path / "copy" / "okr.json.journal").read_bytes()
    (tmp_path / "okr.json.journal").write_bytes(old)
    with pytest.raises(Damaged, match="went_back"):
        follower.refresh()
    (tmp_path / "new").write_bytes(old)
    (tmp_path / "new").replace(tmp_path / "okr.json.journal")
    with pytest.raises(Damaged, match="went_back"):
        put(follower, "e")
    assert (tmp_path / "okr.json.journal").read_bytes() == old


def test_a_line_that_does_not_fit_is_damage_each_time_it_is_met(
    store: Store, tmp_path: Path
) -> None:
    # Red without `caught.journal.place = place` in `follow._take`, or if `Store._absorb` is left
    # out where `catch_up` raises: what came before is in memory and must be told.
    put(store, "a")
    follower = open_store(tmp_path)
    put(store, "c")
    good = (tmp_path / "okr.json.journal").read_bytes()
    ops = (Insert(TABLE, "b", {"id": "b"}), Insert(TABLE, "a", {"id": "a"}))
    at = datetime(2026, 11, 24, tzinfo=UTC)
    line = encode(Transaction(3, "t", at, "x", "x", ops), store._journal.place.head)
    with (tmp_path / "okr.json.journal").open("ab") as file:
        file.write(line)
    for _ in range(2):
        with pytest.raises(Damaged) as error:
            follower.refresh()
        assert error.value.message.values["line"] == 4
    assert (ids(follower), len(follower.recent())) == (["a", "c"], 2)
    (tmp_path / "okr.json.journal").write_bytes(good)
    changed = follower.refresh()
    assert changed is not None
    assert changed.keys == keys("c")


def test_a_journal_that_was_removed_is_told(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    (tmp_path / "okr.json.journal").unlink()
    with pytest.raises(Damaged, match="missing"):
        store.refresh()
    with pytest.raises(Damaged, match="missing"):
        put(store, "b")


def test_what_a_follower_reads_follows_the_change_and_not_the_store(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, "big", text="x" * 1_000_000)
    follower = open_store(tmp_path)
    read: list[int] = []
    real = disk.read_at

    def counted(fd: int, size: int, offset: int) -> bytes:
        data = real(fd, size, offset)
        read.append(len(data))
        return data

    monkeypatch.setattr(disk, "read_at", counted)
    follower.refresh()
    assert read == []
    monkeypatch.setattr(disk, "read_at", real)
    store.commit(always(Insert(TABLE, "a", {"id": "a"})), via="test")
    monkeypatch.setattr(disk, "read_at", counted)
    assert follower.refresh() is not None
    assert sum(read) < 1000
