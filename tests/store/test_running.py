"""What is done to the files while we run: one clear line, and nothing typed is lost."""

from __future__ import annotations

import os
import random
import resource
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from okrtui.model.ids import new_id
from okrtui.model.ops import Insert
from okrtui.store.check import check
from okrtui.store.store import Store
from okrtui.text.errors import Damaged, NotWritten
from okrtui.text.words import LANGUAGES, words_in
from tests.store.kit import (
    TABLE,
    FixedClock,
    always,
    as_nobody,
    files,
    ids,
    in_child,
    key_of,
    new_store,
    open_store,
    put,
)
from tests.store.points import SEED, some_or_all


def remove_okr_json(folder: Path) -> None:
    (folder / "okr.json").unlink()


def remove_journal(folder: Path) -> None:
    (folder / "okr.json.journal").unlink()


def empty_okr_json(folder: Path) -> None:
    (folder / "okr.json").write_bytes(b"")


def empty_journal(folder: Path) -> None:
    (folder / "okr.json.journal").write_bytes(b"")


def replace_okr_json(folder: Path) -> None:
    (folder / "other").write_bytes((folder / "okr.json").read_bytes().replace(b"one", b"two"))
    (folder / "other").replace(folder / "okr.json")


def restore_both(folder: Path) -> None:
    for name in ("okr.json", "okr.json.journal"):
        shutil.copy(folder / "kept" / name, folder / name)


@pytest.mark.parametrize(
    ("what", "key"),
    [
        (remove_okr_json, "store.missing"),
        (remove_journal, "store.missing"),
        (empty_okr_json, "store.empty"),
        (empty_journal, "store.bad_line"),
        (replace_okr_json, "store.foreign"),
        (restore_both, "store.went_back"),
    ],
)
def test_what_is_done_to_the_files_is_told_by_all_who_are_in_and_nothing_is_written_over(
    tmp_path: Path, what: Callable[[Path], None], key: str
) -> None:
    # Red without `_look_at_snapshot` in `Store.refresh` and `_get_ready`, without Look.GONE, or
    # without the comparison of base and start in `follow._move_on` and `_read_again`.
    store = new_store(tmp_path)
    put(store, "a", text="one")
    store.fold()
    shutil.copytree(tmp_path, tmp_path / "kept")
    put(store, "b")
    put(store, "c")
    reader = open_store(tmp_path, read_only=True)
    what(tmp_path)
    before = files(tmp_path)
    for _ in range(2):
        for act in (store.refresh, reader.refresh, lambda: put(store, "d"), store.fold):
            with pytest.raises(Damaged) as error:
                act()
            assert key_of(error.value) == key
            for language in LANGUAGES:
                assert "\n" not in words_in(language).tell(error.value)
    assert files(tmp_path) == before
    # What memory held is there to be shown, and to be written elsewhere.
    assert ids(store) == ids(reader) == ["a", "b", "c"]


def put_back_okr_json(folder: Path) -> None:
    shutil.copy(folder / "kept" / "okr.json", folder / "okr.json")


def put_back_journal(folder: Path) -> None:
    shutil.copy(folder / "kept" / "okr.json.journal", folder / "okr.json.journal")


def move_journal_back(folder: Path) -> None:
    shutil.copy(folder / "kept" / "okr.json.journal", folder / "new")
    (folder / "new").replace(folder / "okr.json.journal")


def journal_of_another_store(folder: Path) -> None:
    (folder / "other").mkdir()
    other = new_store(folder / "other")
    for name in "abcdef":
        put(other, name)
    shutil.copy(folder / "other" / "okr.json.journal", folder / "okr.json.journal")


@pytest.mark.parametrize(
    "what",
    [
        put_back_okr_json,
        put_back_journal,
        move_journal_back,
        restore_both,
        journal_of_another_store,
    ],
)
def test_a_file_from_before_a_fold_or_of_another_store_is_told_and_not_written_to(
    tmp_path: Path, what: Callable[[Path], None]
) -> None:
    # Red without `_look_at_snapshot` in `Store.refresh` and `_get_ready`, or without the
    # comparison of the tail in `journal.look`.
    store = new_store(tmp_path)
    put(store, "a")
    shutil.copytree(tmp_path, tmp_path / "kept")
    put(store, "b")
    store.fold()
    put(store, "c")
    reader = open_store(tmp_path, read_only=True)
    what(tmp_path)
    before = files(tmp_path)
    for act in (store.refresh, reader.refresh, lambda: put(store, "d"), store.fold):
        with pytest.raises(Damaged) as error:
            act()
        for language in LANGUAGES:
            told = words_in(language).tell(error.value)
            assert str(tmp_path / "okr.json") in told
            assert "\n" not in told
    assert files(tmp_path) == before
    assert ids(store) == ids(reader) == ["a", "b", "c"]


def test_files_that_are_put_back_make_all_well_again(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    put(store, "a")
    for name in ("okr.json", "okr.json.journal"):
        (tmp_path / name).rename(tmp_path / "away")
        with pytest.raises(Damaged):
            put(store, "b")
        (tmp_path / "away").rename(tmp_path / name)
    put(store, "b")
    assert ids(open_store(tmp_path)) == ["a", "b"]


def test_a_clock_that_jumps_back_changes_no_order_and_doubles_nothing(tmp_path: Path) -> None:
    # Red if anything in the store goes by time, or if a retry is looked for by age alone.
    store = new_store(tmp_path)
    clock = store._clock
    assert isinstance(clock, FixedClock)
    again = new_id(clock.now())
    decide = always(Insert(TABLE, "a", {"id": "a"}))
    first = store.commit(decide, via="test", id=again)
    store.fold()
    clock.time -= timedelta(days=800)
    put(store, "b")
    store.fold()
    put(store, "c")
    assert ids(store) == ids(open_store(tmp_path)) == ["a", "b", "c"]
    assert [t.seq for t in store.transactions()] == [1, 2, 3]
    assert open_store(tmp_path).commit(decide, via="test", id=again) == first
    assert check(tmp_path / "okr.json") == []


@some_or_all
def test_a_disk_that_is_full_at_any_byte_loses_nothing_and_takes_it_later(
    tmp_path: Path, everywhere: bool
) -> None:
    # Red without `disk.truncate` in `journal._cut_back`.
    new_store(tmp_path).close()
    journal = tmp_path / "okr.json.journal"

    def run() -> None:
        store = open_store(tmp_path)
        put(store, "z")
        line = len(journal.read_bytes().splitlines(keepends=True)[-1])
        rooms = range(line) if everywhere else random.Random(SEED).sample(range(line), 20)
        for number, room in enumerate(rooms):
            size = journal.stat().st_size
            limit = (size + room, resource.RLIM_INFINITY)
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
            with pytest.raises(NotWritten) as error:
                put(store, f"n{number:03}")
            assert key_of(error.value) == "store.disk_full"
            assert journal.stat().st_size == size
            endless = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.setrlimit(resource.RLIMIT_FSIZE, endless)
            put(store, f"n{number:03}")
        (tmp_path / "count").write_text(str(1 + len(rooms)))

    assert in_child(run) == 0
    assert len(ids(open_store(tmp_path))) == int((tmp_path / "count").read_text())


def test_a_right_that_is_lost_in_mid_session_is_told_and_comes_back(tmp_path: Path) -> None:
    # Red if `Store` gives itself up for read-only after one refusal.
    tmp_path.chmod(0o777)

    def work() -> None:
        store = new_store(tmp_path)
        put(store, "a")
        (tmp_path / "backups").mkdir()
        tmp_path.chmod(0o555)
        with pytest.raises(NotWritten) as error:
            store.fold()
        assert key_of(error.value) == "store.forbidden"
        # What is open for writing still takes entries.
        put(store, "b")
        tmp_path.chmod(0o755)
        store.fold()
        assert ids(Store.open(tmp_path / "okr.json", FixedClock(), by="x")) == ["a", "b"]
        os._exit(0)

    if os.getuid() == 0:
        os.chown(tmp_path, 65534, 65534)
    assert as_nobody(tmp_path, work) == 0
