"""From one made-up older version to ours, and what two versions do with one store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from okrtui.store import version
from okrtui.store.check import check
from okrtui.store.migrate import VIA
from okrtui.store.version import Documents
from okrtui.text.errors import Damaged, NotWritten, OkrError, Refused
from okrtui.text.words import LANGUAGES, words_in
from tests.store.kit import (
    TABLE,
    as_nobody,
    change,
    files,
    ids,
    key_of,
    new_store,
    open_store,
    put,
)
from tests.store.points import kill_at_points, some_or_all


def titles_for_names(documents: Documents) -> Documents:
    """The made-up step from 0 to 1: a `name` is a `title` now, and what has none is gone."""
    made = {
        key: {"title" if field == "name" else field: value for field, value in doc.items()}
        for key, doc in documents[TABLE].items()
        if "name" in doc
    }
    return {**documents, TABLE: made}


@pytest.fixture(autouse=True)
def as_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what makes this process be of a version."""

    def become(number: int) -> None:
        monkeypatch.setattr(version, "VERSION", number)
        monkeypatch.setattr(version, "MIGRATIONS", STEPS[number])

    return become


STEPS: dict[int, dict[int, Callable[[Documents], Documents]]] = {
    0: {},
    1: {0: titles_for_names},
    2: {0: titles_for_names, 1: dict},
}


def old_store(folder: Path) -> None:
    """Make a store of version 0, with something folded and something not."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(version, "VERSION", 0)
        patched.setattr(version, "MIGRATIONS", {})
        store = new_store(folder)
        put(store, "a", name="甲", x=1)
        put(store, "b", x=2)
        store.fold()
        put(store, "c", name="丙")
        change(store, "a", x=3)
        store.close()
    assert json.loads((folder / "okr.json").read_bytes())["_okrtui"]["1"]["version"] == 0


NEW = [{"id": "a", "title": "甲", "x": 3}, {"id": "c", "title": "丙"}]


def test_an_older_store_is_brought_up_to_ours_with_a_copy_and_an_entry(
    as_version: Callable[[int], None], tmp_path: Path
) -> None:
    # Red without `migrate` in `opening.ready`, or without `backup.before` in `migrate.migrate`.
    old_store(tmp_path)
    as_version(1)
    store = open_store(tmp_path)
    assert list(store.view.all(TABLE)) == NEW
    [told] = store.notices
    for language in LANGUAGES:
        assert str(told.values["copy"]) in words_in(language).tell(told)
    assert [t.via for t in store.transactions()] == [*["test"] * 4, VIA]
    assert json.loads((tmp_path / "okr.json").read_bytes())["_okrtui"]["1"]["version"] == 1
    put(store, "d", title="丁")
    store.fold()
    again = open_store(tmp_path)
    assert (ids(again), again.notices) == (["a", "c", "d"], [])
    assert [t.seq for t in again.transactions()] == [1, 2, 3, 4, 5, 6]
    assert check(tmp_path / "okr.json") == []
    as_version(0)
    copy = Path(str(told.values["copy"]))
    assert ids(open_store(copy)) == ["a", "b", "c"]


def test_a_step_that_changes_nothing_is_a_step_all_the_same(
    as_version: Callable[[int], None], tmp_path: Path
) -> None:
    # Red if `migrate.migrate` writes no transaction where there are no ops.
    as_version(1)
    store = new_store(tmp_path)
    store.close()
    as_version(2)
    assert open_store(tmp_path).seq == 1
    as_version(1)
    with pytest.raises(Refused, match="newer"):
        open_store(tmp_path)


def test_two_steps_are_gone_one_after_the_other(
    as_version: Callable[[int], None], tmp_path: Path
) -> None:
    old_store(tmp_path)
    as_version(2)
    store = open_store(tmp_path)
    assert list(store.view.all(TABLE)) == NEW
    assert store.notices[0].values["before"] == 0


@some_or_all
def test_killed_at_any_call_a_migration_is_done_or_not_begun(
    as_version: Callable[[int], None], tmp_path: Path, everywhere: bool
) -> None:
    # Red if `migrate.migrate` does not fold what is migrated already, or if it takes the version
    # of the header for that of the last line.
    as_version(1)

    def look(folder: Path) -> None:
        open_store(folder).close()
        store = open_store(folder)
        assert (list(store.view.all(TABLE)), store.notices) == (NEW, [])
        assert [t.via for t in store.transactions()] == [*["test"] * 4, VIA]
        assert list(folder.glob("backups/before-migration-*/okr.json"))
        assert check(folder / "okr.json") == []

    kill_at_points(tmp_path, old_store, open_store, look, everywhere=everywhere)


def test_nobody_migrates_while_an_older_program_is_in(
    as_version: Callable[[int], None], tmp_path: Path
) -> None:
    # Red without `alone` in `migrate.migrate`.
    old_store(tmp_path)
    as_version(0)
    older = open_store(tmp_path)
    as_version(1)
    before = files(tmp_path)
    with pytest.raises(NotWritten, match="older_in_use"):
        open_store(tmp_path)
    assert files(tmp_path) == before
    as_version(0)
    put(older, "d", name="丁")
    older.close()
    as_version(1)
    assert ids(open_store(tmp_path)) == ["a", "c", "d"]


def test_an_older_program_that_is_in_refuses_what_a_newer_one_writes(
    as_version: Callable[[int], None], tmp_path: Path
) -> None:
    # Red without `refuse_newer` in `transaction.decode` and `headers.decode_header`.
    as_version(1)
    older = new_store(tmp_path)
    put(older, "a", title="甲")
    older._presence.leave()
    as_version(2)
    newer = open_store(tmp_path)
    put(newer, "b", title="乙")
    before = files(tmp_path)
    as_version(1)
    for act in (lambda: older.refresh(), lambda: put(older, "c"), lambda: open_store(tmp_path)):
        with pytest.raises(Refused) as error:
            act()
        assert key_of(error.value) == "store.newer"
    assert files(tmp_path) == before
    assert ids(older) == ["a"]


def test_who_may_not_write_is_told_that_it_is_older(
    as_version: Callable[[int], None], tmp_path: Path
) -> None:
    old_store(tmp_path)
    tmp_path.chmod(0o555)
    as_version(1)

    def work() -> None:
        with pytest.raises(Refused, match="older"):
            open_store(tmp_path, read_only=True)

    assert as_nobody(tmp_path, work) == 0


def test_a_version_that_nobody_knows_is_damage(
    tmp_path: Path,
) -> None:
    # Red if `version.known` knows what no step begins at.
    old_store(tmp_path)
    with pytest.raises(OkrError) as error:
        open_store(tmp_path)
    assert isinstance(error.value, Damaged)


def test_our_own_steps_lead_from_each_version_to_the_next() -> None:
    assert sorted(version.MIGRATIONS) == list(
        range(version.VERSION - len(version.MIGRATIONS), version.VERSION)
    )
