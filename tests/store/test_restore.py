"""Going back to a backup."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from okrtui.store.alone import Hand
from okrtui.store.check import check
from okrtui.store.repair import repair
from okrtui.store.restore import names, preview, restore
from okrtui.text.errors import Damaged, NotWritten, Refused
from tests.store.kit import FixedClock, change, files, ids, new_store, open_store, put
from tests.store.points import kill_at_points, some_or_all

DAY = "2026-11-24"


def lived(folder: Path) -> None:
    """Make a store with a copy of one day, and two folds and a line since."""
    store = new_store(folder)
    put(store, "a", x=1)
    store.fold()
    put(store, "b")
    clock = store._clock
    assert isinstance(clock, FixedClock)
    clock.time += timedelta(days=1)
    store.fold()
    put(store, "c")
    store.fold()
    change(store, "a", x=2)
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lived(tmp_path)
    return tmp_path


def go_back(folder: Path) -> Path:
    return restore(folder / "okr.json", "2026-11-25", Hand(FixedClock(), "wang"))


def test_what_would_be_lost_is_told_and_nothing_is_changed(folder: Path) -> None:
    before = files(folder)
    told = preview(folder / "okr.json", "2026-11-25")
    assert told.undone is not None
    assert (told.seq, [one.seq for one in told.undone], told.documents) == (2, [3, 4], 2)
    assert files(folder) == before


def test_the_copy_is_back_and_what_was_is_kept_with_the_archive_beyond(folder: Path) -> None:
    # Red without `backup.whole`, or without the files of the archive that go, in `restore.restore`.
    before = files(folder)
    kept = go_back(folder)
    store = open_store(folder)
    assert (ids(store), store.seq) == (["a", "b"], 2)
    assert check(folder / "okr.json") == []
    put(store, "d")
    store.fold()
    assert [t.seq for t in store.transactions()] == [1, 2, 3]
    for name in ("okr.json", "okr.json.journal", "archive/3-3.jsonl.gz"):
        assert (kept / name).read_bytes() == before[name]
    assert not (folder / "archive" / "3-3.jsonl.gz").exists()


def test_a_damaged_store_can_go_back_too(folder: Path) -> None:
    (folder / "okr.json").write_bytes(b"{")
    assert preview(folder / "okr.json", "2026-11-25").undone is None
    go_back(folder)
    assert ids(open_store(folder)) == ["a", "b"]


def test_a_backup_that_is_not_there_is_refused_with_those_that_are(folder: Path) -> None:
    assert names(folder / "okr.json") == [DAY, "2026-11-25"]
    with pytest.raises(Refused) as error:
        preview(folder / "okr.json", "2025-01-01")
    assert DAY in str(error.value.message.values["names"])


def test_a_damaged_backup_is_not_put_in_place(folder: Path) -> None:
    (folder / "backups" / "2026-11-25" / "okr.json").write_bytes(b"{")
    before = files(folder)
    with pytest.raises(Damaged):
        go_back(folder)
    assert files(folder) == before


def test_nobody_goes_back_while_somebody_is_in(folder: Path) -> None:
    # Red without `alone` in `restore.restore`.
    store = open_store(folder)
    before = files(folder)
    with pytest.raises(NotWritten, match="repair_busy"):
        go_back(folder)
    assert files(folder) == before
    store.close()


def test_a_later_repair_does_not_bring_back_what_was_taken_back(folder: Path) -> None:
    # Red without the `continue` in `salvage._of_copies`.
    go_back(folder)
    (folder / "okr.json.journal").unlink()
    repair(folder / "okr.json", Hand(FixedClock(), "wang"))
    assert "c" not in ids(open_store(folder))


@some_or_all
def test_killed_at_any_call_it_can_be_done_again(tmp_path: Path, everywhere: bool) -> None:
    # Red if `restore.restore` removes files of the archive before it copies them.
    def look(folder: Path) -> None:
        assert any(folder.glob("okr.json"))
        go_back(folder)
        assert ids(open_store(folder)) == ["a", "b"]
        assert check(folder / "okr.json") == []

    kill_at_points(tmp_path, lived, go_back, look, everywhere=everywhere)
