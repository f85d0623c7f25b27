from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from okrtui.store.backup import DAYS
from okrtui.store.store import Store
from okrtui.text.errors import Damaged
from tests.store.kit import FixedClock, ids, open_store, put


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_last_seven_days_are_kept_and_the_copies_open_like_stores(
    store: Store, tmp_path: Path
) -> None:
    # Red without the loop that removes in `backup.daily`.
    clock = store._clock
    assert isinstance(clock, FixedClock)
    for day in range(10):
        put(store, f"d{day}")
        assert store.needs_fold()
        store.fold()
        put(store, f"e{day}")
        assert not store.needs_fold()
        clock.time += timedelta(days=1)
    kept = names(tmp_path / "backups")
    assert kept == [f"2026-11-{27 + n}" if n < 4 else f"2026-12-0{n - 3}" for n in range(DAYS)]
    copy = open_store(tmp_path / "backups" / kept[-1])
    # What was in the journal is in the copy too.
    assert ids(copy) == [f"{x}{day}" for day in range(9) for x in "de"] + ["d9"]


def test_a_copy_before_an_import_is_kept_beside_the_days(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    store.back_up("import")
    put(store, "b")
    name = next(name for name in names(tmp_path / "backups") if name.startswith("before-import-"))
    assert ids(open_store(tmp_path / "backups" / name)) == ["a"]


def test_a_copy_is_a_file_of_its_own(store: Store, tmp_path: Path) -> None:
    # Red if `backup._write` links.
    put(store, "a")
    store.back_up("import")
    for path in (tmp_path / "backups").rglob("okr.json*"):
        assert path.stat().st_nlink == 1


def test_what_is_not_ours_is_not_copied_over_a_good_copy(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    (tmp_path / "okr.json").write_bytes(b"{}")
    with pytest.raises(Damaged):
        store.back_up("import")
    assert not (tmp_path / "backups").exists()


def test_what_a_killed_process_left_unfinished_is_cleared(store: Store, tmp_path: Path) -> None:
    (tmp_path / "backups" / ".2026-11-23.1.new").mkdir(parents=True)
    put(store, "a")
    store.fold()
    assert names(tmp_path / "backups") == ["2026-11-24"]
