from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from okrtui.store import snapshot, version
from okrtui.store.store import Store
from okrtui.text.errors import Damaged, NotWritten, Refused
from tests.store.kit import (
    TABLE,
    FixedClock,
    always,
    as_nobody,
    change,
    ids,
    new_store,
    open_store,
    put,
)


def test_stock_tinydb_opens_okr_json(store: Store, tmp_path: Path) -> None:
    put(store, "a", title="甲 [x]")
    put(store, "b", title="b")
    store.fold()
    with TinyDB(tmp_path / "okr.json", encoding="utf-8", access_mode="r") as db:
        assert db.table(TABLE).search(where("title") == "b") == [{"id": "b", "title": "b"}]
        assert [doc.doc_id for doc in db.table(TABLE)] == [1, 2]
        assert db.table("_okrtui").all()[0]["seq"] == 2


def test_documents_keep_the_order_of_their_commits_through_folds(
    store: Store, tmp_path: Path
) -> None:
    # Red if `snapshot.encode` sorts the rows.
    for name in "cabxd":
        put(store, name)
    store.fold()
    change(store, "a", x=1)
    put(store, "A")
    store.fold()
    assert ids(open_store(tmp_path)) == ids(store) == list("cabxdA")


def test_the_same_tables_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    put(store, "a", x=1.5)
    store.fold()
    opened = open_store(tmp_path)
    data = snapshot.encode(opened.view.tables, opened._journal.place.head)
    assert data == (tmp_path / "okr.json").read_bytes()


def test_a_symlinked_okr_json_stays_one_and_all_else_is_beside_what_it_points_to(
    tmp_path: Path,
) -> None:
    # Red without `realpath` in `paths.locate`.
    (tmp_path / "real").mkdir()
    (tmp_path / "link").mkdir()
    new_store(tmp_path / "real").close()
    (tmp_path / "link" / "okr.json").symlink_to("../real/okr.json")
    store = open_store(tmp_path / "link")
    put(store, "a")
    store.fold()
    assert (tmp_path / "link" / "okr.json").is_symlink()
    assert [path.name for path in (tmp_path / "link").iterdir()] == ["okr.json"]
    assert ids(open_store(tmp_path / "real")) == ["a"]


def test_mode_of_okr_json_is_kept_through_a_fold(store: Store, tmp_path: Path) -> None:
    # Red without `_dress` in `disk.write_beside`.
    (tmp_path / "okr.json").chmod(0o640)
    put(store, "a")
    store.fold()
    assert stat.S_IMODE((tmp_path / "okr.json").stat().st_mode) == 0o640


def test_in_a_setgid_group_folder_all_files_are_for_the_group(tmp_path: Path) -> None:
    # Red without `shared` in `disk.open_file` and `disk.make_folder`.
    team = tmp_path / "team"
    team.mkdir()
    if os.getuid() == 0:
        os.chown(team, -1, 12345)
    team.chmod(0o2775)
    umask = os.umask(0o077)
    try:
        store = new_store(team)
        put(store, "a")
        store.fold()
    finally:
        os.umask(umask)
    for path in team.rglob("*"):
        wanted = stat.S_IRGRP | stat.S_IWGRP
        assert path.stat().st_mode & wanted == wanted, path
        assert path.stat().st_gid == team.stat().st_gid


def test_elsewhere_the_umask_decides(tmp_path: Path) -> None:
    umask = os.umask(0o077)
    try:
        new_store(tmp_path).close()
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "okr.json.journal").stat().st_mode) == 0o600


def edit(path: Path) -> bytes:
    said = json.loads(path.read_bytes())
    said[TABLE]["7"] = {"id": "hand-made"}
    path.write_text(json.dumps(said))
    return path.read_bytes()


def test_an_okr_json_that_somebody_else_wrote_is_not_opened(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    store.fold()
    data = edit(tmp_path / "okr.json")
    with pytest.raises(Damaged, match="foreign"):
        open_store(tmp_path)
    assert (tmp_path / "okr.json").read_bytes() == data


@pytest.mark.parametrize("what", ["commit", "fold"])
def test_an_edit_while_we_run_is_told_and_never_overwritten(
    store: Store, tmp_path: Path, what: str
) -> None:
    # Red without `fold.refuse_foreign` in `Store._get_ready`.
    put(store, "a")
    data = edit(tmp_path / "okr.json")
    with pytest.raises(Damaged, match="foreign"):
        put(store, "b") if what == "commit" else store.fold()
    assert (tmp_path / "okr.json").read_bytes() == data


def test_a_touched_or_restored_okr_json_is_still_ours(store: Store, tmp_path: Path) -> None:
    data = (tmp_path / "okr.json").read_bytes()
    put(store, "a")
    (tmp_path / "okr.json").write_bytes(data)
    put(store, "b")
    store.fold()
    assert ids(open_store(tmp_path)) == ["a", "b"]


def test_a_store_of_a_newer_version_is_refused(store: Store, tmp_path: Path) -> None:
    # Red without the comparison with VERSION in `snapshot._meta`.
    path = tmp_path / "okr.json"
    newer = path.read_bytes().replace(b'"version":1', b'"version":2')
    path.write_bytes(newer)
    with pytest.raises(Refused, match="newer"):
        open_store(tmp_path)
    assert path.read_bytes() == newer


def test_a_store_of_a_version_that_nobody_knows_how_to_bring_up_is_named(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without `version.known` in `snapshot._meta`.
    path = tmp_path / "okr.json"
    monkeypatch.setattr(version, "VERSION", 2)
    with pytest.raises(Damaged, match="version 1"):
        snapshot.decode(path.read_bytes(), path)


@pytest.mark.parametrize(
    "table", ['{"1":{"id":"a"},"2":{"id":"a"}}', '{"1":{}}', '{"1":7}', "[]", "3"]
)
def test_a_table_without_ids_of_its_own_is_named(tmp_path: Path, table: str) -> None:
    data = f'{{"_okrtui":{{"1":{{"seq":0}}}},"risks":{table}}}'.encode()
    with pytest.raises(Damaged) as error:
        snapshot.decode(data, tmp_path)
    assert error.value.message.values["table"] == "risks"


@pytest.mark.parametrize("what", ["folder", "journal", "lock"])
def test_a_store_that_may_not_be_written_opens_read_only_and_says_so(
    store: Store, tmp_path: Path, what: str
) -> None:
    # Red without FORBIDDEN in `loading.open_journal`, or `_usable` in `Store._begin`.
    put(store, "a")
    store.close()
    tmp_path.chmod(0o755)
    for path in tmp_path.iterdir():
        path.chmod(0o444 if what in ("folder", path.suffix[1:]) else 0o666)
    if what == "folder":
        tmp_path.chmod(0o555)

    def work() -> None:
        opened = open_store(tmp_path)
        assert opened.read_only
        assert ids(opened) == ["a"]
        with pytest.raises(NotWritten, match="read_only"):
            put(opened, "b")
        with pytest.raises(NotWritten, match="read_only"):
            opened.fold()

    assert as_nobody(tmp_path, work) == 0


def test_a_folder_that_may_not_be_read_is_told(store: Store, tmp_path: Path) -> None:
    store.close()
    (tmp_path / "okr.json").chmod(0)
    (tmp_path / "okr.json.journal").chmod(0o644)

    def work() -> None:
        with pytest.raises(Damaged, match="unreadable"):
            open_store(tmp_path)

    assert as_nobody(tmp_path, work) == 0


def test_a_store_is_not_made_where_nobody_may_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)

    def work() -> None:
        with pytest.raises(NotWritten, match="forbidden"):
            new_store(tmp_path)

    assert as_nobody(tmp_path, work) == 0


def test_a_right_lost_in_mid_session_loses_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)

    def work() -> None:
        store = new_store(tmp_path)
        put(store, "a")
        (tmp_path / "archive").mkdir(mode=0o500)
        with pytest.raises(NotWritten, match="forbidden"):
            store.fold()
        put(store, "b")
        (tmp_path / "archive").rmdir()
        store.fold()

    assert as_nobody(tmp_path, work) == 0
    assert ids(open_store(tmp_path)) == ["a", "b"]


def test_a_missing_store_is_named_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(Damaged) as error:
        Store.open(tmp_path / "okr.json", FixedClock(), by="lin")
    assert error.value.message.values["file"] == str(tmp_path / "okr.json")
    assert list(tmp_path.iterdir()) == []


def test_tinydb_asks_what_is_there_now_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    # Red without `cache_size=0` in `ReadOnlyTinyDB.table`, or without `_Memory.write` that raises.
    db = store.view.tinydb
    query = where("x") > 1
    assert db.table(TABLE).search(query) == []
    put(open_store(tmp_path), "a", x=2)
    store.refresh()
    assert db.table(TABLE).search(query) == [{"id": "a", "x": 2}]
    assert (db.table(TABLE).get(query), len(db.table(TABLE))) == ({"id": "a", "x": 2}, 1)
    assert TABLE in db.tables()
    for change_it in (
        lambda: db.table(TABLE).insert({"id": "b"}),
        lambda: db.table(TABLE).update({"x": 3}),
        db.table(TABLE).truncate,
        db.drop_tables,
    ):
        with pytest.raises(TypeError, match="commit"):
            change_it()
    assert store.view.get(TABLE, "a") == {"id": "a", "x": 2}
    assert store.commit(always(), via="test") is None
