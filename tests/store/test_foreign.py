"""What happens when another program writes okr.json."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from okrtui.model.ops import Insert, Remove, Set
from okrtui.store import snapshot
from okrtui.store.check import check
from okrtui.store.foreign import VIA
from okrtui.store.store import Store
from okrtui.text.errors import Damaged
from okrtui.text.words import LANGUAGES, words_in
from tests.store.kit import (
    TABLE,
    as_nobody,
    change,
    end_child,
    files,
    ids,
    in_child,
    key_of,
    new_store,
    open_store,
    put,
    start_child,
)
from tests.store.points import kill_at_points, some_or_all


def folded(folder: Path) -> Path:
    """Make a store in which nothing is unfolded; returns its okr.json."""
    store = new_store(folder)
    put(store, "a", x=1, title="甲")
    put(store, "b", x=1)
    store.fold()
    change(store, "a", x=2)
    put(store, "c", x=[1, {"y": 2}])
    store.fold()
    store.close()
    return folder / "okr.json"


def edit(path: Path, how: Callable[[dict[str, Any]], object]) -> None:
    said = json.loads(path.read_bytes())
    how(said)
    path.write_text(json.dumps(said, ensure_ascii=False, indent=2))


def edit_a_title(folder: Path) -> None:
    edit(folder / "okr.json", lambda said: said[TABLE]["1"].update(title="乙"))


def prepared(folder: Path) -> None:
    folded(folder)
    edit_a_title(folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return folded(tmp_path)


def test_a_valid_edit_while_nobody_runs_is_an_entry_of_its_own_and_said(
    path: Path, tmp_path: Path
) -> None:
    # Red without `take_up` in `opening.ready`, or without `hand.notices` in `Store.open`.
    def by_hand(said: dict[str, Any]) -> None:
        said[TABLE]["1"]["title"] = "乙"
        del said[TABLE]["2"]
        said[TABLE]["9"] = {"id": "d", "x": None}

    before = path.read_bytes()
    edit(path, by_hand)
    edited = path.read_bytes()
    store = open_store(tmp_path)
    last = list(store.transactions())[-1]
    assert (last.via, last.by, last.seq) == (VIA, "wang", 5)
    assert list(last.ops) == [
        Remove(TABLE, "b", {"id": "b", "x": 1}),
        Set(TABLE, "a", {"title": ("甲", "乙")}),
        Insert(TABLE, "d", {"id": "d", "x": None}),
    ]
    [told] = store.notices
    for language in LANGUAGES:
        assert "3" in words_in(language).tell(told)
    copy = Path(str(told.values["copy"]))
    assert (copy / "okr.json").read_bytes() == before
    assert (copy / "okr.json.edited").read_bytes() == edited
    assert ids(open_store(copy)) == ["a", "b", "c"]
    assert ids(store) == ["a", "c", "d"]
    assert check(path) == []
    assert open_store(tmp_path).notices == []


def test_a_stock_tinydb_script_between_two_sessions_is_taken_up(path: Path, tmp_path: Path) -> None:
    with TinyDB(path, encoding="utf-8") as db:
        db.table(TABLE).update({"x": 7}, where("id") == "b")
        db.table(TABLE).insert({"id": "new", "x": 1})
    store = open_store(tmp_path)
    assert store.view.get(TABLE, "b") == {"id": "b", "x": 7}
    assert ids(store) == ["a", "b", "c", "new"]
    put(store, "d")
    assert check(path) == []


def test_a_field_that_was_taken_away_is_gone(path: Path, tmp_path: Path) -> None:
    # Red if `difference._of_one` makes a `Set` of it.
    edit(path, lambda said: said[TABLE]["1"].pop("title"))
    store = open_store(tmp_path)
    assert store.view.get(TABLE, "a") == {"id": "a", "x": 2}
    assert ids(store) == ["a", "b", "c"]


def test_who_only_reads_takes_it_up_too_where_he_may_write(path: Path, tmp_path: Path) -> None:
    edit_a_title(tmp_path)
    reader = open_store(tmp_path, read_only=True)
    assert (reader.read_only, reader.seq, len(reader.notices)) == (True, 5, 1)


def test_another_layout_of_the_same_documents_is_no_entry(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    edit(path, lambda said: None)
    assert path.read_bytes() != before
    store = open_store(tmp_path)
    assert (store.seq, len(store.notices), path.read_bytes()) == (4, 1, before)


def unfolded(folder: Path) -> None:
    store = open_store(folder)
    put(store, "d")
    store.close()
    edit_a_title(folder)


def no_record(folder: Path) -> None:
    edit(folder / "okr.json", lambda said: said["members"].update({"1": {"id": "m", "name": 5}}))


def dangling(folder: Path) -> None:
    doc = {"id": "k", "objective": "o", "number": 1, "title": "t"}
    edit(folder / "okr.json", lambda said: said["key_results"].update({"1": doc}))


def no_id(folder: Path) -> None:
    edit(folder / "okr.json", lambda said: said[TABLE].update({"9": {"x": 1}}))


def number_as_id(folder: Path) -> None:
    edit(folder / "okr.json", lambda said: said[TABLE].update({"9": {"id": 9}}))


def other_table(folder: Path) -> None:
    edit(folder / "okr.json", lambda said: said.update(_default={"1": {"id": "z"}}))


def no_json(folder: Path) -> None:
    path = folder / "okr.json"
    path.write_bytes(path.read_bytes()[:-9])


def key_twice(folder: Path) -> None:
    path = folder / "okr.json"
    path.write_bytes(path.read_bytes().replace(b'"x":2', b'"x":2,"x":3'))


def older_copy(folder: Path) -> None:
    edit(folder / "okr.json", lambda said: said["_okrtui"]["1"].update(seq=2))


def lost_archive(folder: Path) -> None:
    edit_a_title(folder)
    shutil.rmtree(folder / "archive")
    shutil.rmtree(folder / "backups")


@pytest.mark.parametrize(
    ("how", "key"),
    [
        (unfolded, "store.foreign_unfolded"),
        (no_record, "store.foreign_invalid"),
        (dangling, "store.foreign_invalid"),
        (no_id, "store.bad_table"),
        (number_as_id, "store.foreign_invalid"),
        (other_table, "store.foreign_invalid"),
        (no_json, "store.not_json"),
        (key_twice, "store.not_json"),
        (older_copy, "store.foreign_other"),
        (lost_archive, "store.foreign_lost"),
    ],
)
def test_any_other_edit_is_told_with_what_to_do_and_both_versions_stay(
    path: Path, tmp_path: Path, how: Callable[[Path], None], key: str
) -> None:
    # Red, one after the other, without the `raise` in `foreign.understand` or the check in
    # `foreign.what_is_wrong` that names the key.
    how(tmp_path)
    before = files(tmp_path)
    for read_only in (False, True):
        with pytest.raises(Damaged) as error:
            open_store(tmp_path, read_only=read_only)
        assert key_of(error.value) == key
        for language in LANGUAGES:
            assert "okr" in words_in(language).tell(error.value)
    assert files(tmp_path) == before
    assert key in [damage.message.key for damage in check(path)]


def test_an_edit_while_somebody_is_in_is_told_to_all_and_taken_up_by_none(
    path: Path, tmp_path: Path
) -> None:
    # Red without `Presence` in `Store`, or without `presence.alone` in `alone.alone`.
    store = open_store(tmp_path)
    edit_a_title(tmp_path)
    edited = path.read_bytes()
    with pytest.raises(Damaged) as error:
        open_store(tmp_path)
    assert key_of(error.value) == "store.foreign_busy"
    with pytest.raises(Damaged, match="foreign"):
        put(store, "d")
    store.close()
    assert path.read_bytes() == edited
    assert open_store(tmp_path).seq == 5


def test_who_only_looks_on_hears_of_a_script_that_writes(path: Path, tmp_path: Path) -> None:
    # Red without `_look_at_snapshot` in `Store.refresh`.
    store, reader = open_store(tmp_path), open_store(tmp_path, read_only=True)

    def script() -> None:
        with TinyDB(path, encoding="utf-8") as db:
            db.table(TABLE).insert({"id": "new", "x": 1})

    assert in_child(script) == 0
    before = files(tmp_path)
    for _ in range(2):
        for one in (store, reader):
            with pytest.raises(Damaged, match="foreign"):
                one.refresh()
        with pytest.raises(Damaged, match="foreign"):
            put(store, "d")
        with pytest.raises(Damaged, match="foreign"):
            store.fold()
    assert files(tmp_path) == before
    assert ids(store) == ids(reader) == ["a", "b", "c"]


def test_a_file_that_was_only_touched_is_no_edit(path: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path)
    path.write_bytes(path.read_bytes())
    assert store.refresh() is None
    put(store, "d")


def test_folds_by_others_are_no_edits_to_who_looks_on(path: Path, tmp_path: Path) -> None:
    store, reader = open_store(tmp_path), open_store(tmp_path)
    for number in range(5):
        put(store, f"n{number}")
        store.fold()
        assert reader.refresh() is not None


def test_a_fold_just_before_okr_json_is_looked_at_is_no_edit(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red if `_look_at_snapshot` does not catch up before it calls something an edit.
    store, reader = open_store(tmp_path), open_store(tmp_path, read_only=True)
    put(store, "d")
    real, folds = snapshot.stamp, [store.fold]

    def stamp(path: Path) -> snapshot.Stamp:
        if folds:
            folds.pop()()
        return real(path)

    monkeypatch.setattr(snapshot, "stamp", stamp)
    assert reader.refresh() is not None
    assert folds == []


def test_one_byte_that_nobody_wrote_is_damage_and_no_edit(path: Path, tmp_path: Path) -> None:
    # Red without `refuse_flipped` in `loading._load`.
    written = path.stat()
    path.write_bytes(path.read_bytes().replace(b'"x":2', b'"x":3'))
    os.utime(path, ns=(written.st_atime_ns, written.st_mtime_ns))
    before = files(tmp_path)
    with pytest.raises(Damaged) as error:
        open_store(tmp_path)
    assert key_of(error.value) == "store.foreign_byte"
    assert files(tmp_path) == before


def test_one_byte_that_somebody_wrote_is_an_edit(path: Path, tmp_path: Path) -> None:
    # Red without `written_since` in `flipped.refuse_flipped`.
    journal = (tmp_path / "okr.json.journal").stat().st_mtime_ns
    path.write_bytes(path.read_bytes().replace(b'"x":2', b'"x":3'))
    os.utime(path, ns=(journal + 1, journal + 1))
    assert open_store(tmp_path).view.get(TABLE, "a") == {"id": "a", "x": 3, "title": "甲"}


@some_or_all
def test_killed_while_taking_up_the_next_one_goes_on(tmp_path: Path, everywhere: bool) -> None:
    # Red without `begun` in `foreign.understand`, or if `_take_up` copies after it writes.
    def look(folder: Path) -> None:
        open_store(folder)
        store = open_store(folder)
        assert store.view.get(TABLE, "a") == {"id": "a", "x": 2, "title": "乙"}
        assert [t.via for t in store.transactions()][4:] == [VIA]
        assert check(folder / "okr.json") == []
        assert list(folder.glob("backups/foreign-edit-*/okr.json.edited"))

    kill_at_points(tmp_path, prepared, open_store, look, everywhere=everywhere)


def test_who_may_not_write_is_told_and_sees_nothing_wrong(path: Path, tmp_path: Path) -> None:
    edit_a_title(tmp_path)
    tmp_path.chmod(0o555)

    def work() -> None:
        with pytest.raises(Damaged, match=r"store\.foreign"):
            open_store(tmp_path, read_only=True)

    assert as_nobody(tmp_path, work) == 0


def test_who_has_closed_the_store_is_not_in(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    store.fold()
    store.close()
    edit(tmp_path / "okr.json", lambda said: said[TABLE]["1"].update(x=1))
    assert open_store(tmp_path).view.get(TABLE, "a") == {"id": "a", "x": 1}


def test_an_entry_is_not_made_twice_by_two_who_come_at_once(path: Path, tmp_path: Path) -> None:
    edit_a_title(tmp_path)

    def come() -> None:
        for _ in range(50):
            with suppress(Damaged):
                open_store(tmp_path)
                return
        raise AssertionError("it never came to an end")

    for child in [start_child(come) for _ in range(4)]:
        assert end_child(child) == 0
    assert [t.via for t in open_store(tmp_path).transactions()].count(VIA) == 1
