"""Damaged stores, mended: what comes back is what was written, and what does not is named."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from okrtui.store import version
from okrtui.store.alone import Hand
from okrtui.store.check import check
from okrtui.store.foreign import VIA
from okrtui.store.repair import Report, repair
from okrtui.text.errors import Damaged, NotWritten, Refused
from okrtui.text.words import LANGUAGES, words_in
from tests.store.kit import (
    TABLE,
    FixedClock,
    change,
    files,
    ids,
    key_of,
    new_store,
    open_store,
    put,
)
from tests.store.points import SEED, kill_at_points, some_or_all

WHOLE = ["a", "b", "c", "d"]


def damaged_later(folder: Path) -> None:
    """Make a store with two files of archive, a copy of a day, and three lines of journal."""
    store = new_store(folder)
    put(store, "a", text="甲", x=1)
    store.fold()
    put(store, "b", x=1)
    store.fold()
    put(store, "c")
    change(store, "b", x=2)
    put(store, "d", text="[urgent] 丁")
    store.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    damaged_later(folder)
    return folder


@pytest.fixture
def folder(sample: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample, tmp_path / "store")


def mend(folder: Path) -> Report:
    report = repair(folder / "okr.json", Hand(FixedClock(), "wang"))
    for said in (*report.mended, *report.lost):
        for language in LANGUAGES:
            assert "{" not in words_in(language).tell(said)
    return report


def keys(said: object) -> list[str]:
    return [one.key for one in said]  # type: ignore[attr-defined]


def assert_whole(folder: Path, sample: Path) -> None:
    """Check that all is as if nothing had happened."""
    store, was = open_store(folder), open_store(sample, read_only=True)
    for table, rows in was.view.tables.rows.items():
        assert list(store.view.tables.rows[table].values()) == list(rows.values())
    assert list(store.transactions()) == list(was.transactions())
    assert check(folder / "okr.json") == []
    store.close()
    was.close()


def overwrite(path: Path, wanted: bytes, by: bytes) -> None:
    data = path.read_bytes()
    assert data.count(wanted) == 1
    path.write_bytes(data.replace(wanted, by))


def test_what_is_well_is_left_as_it_is(folder: Path) -> None:
    before = files(folder)
    assert mend(folder) == Report([])
    assert files(folder) == before


@some_or_all
@pytest.mark.parametrize("name", ["okr.json", "okr.json.journal"])
def test_any_one_byte_that_flipped_comes_back_as_it_was(
    sample: Path, tmp_path: Path, name: str, everywhere: bool
) -> None:
    # Red without `_search`, `_ends`, the joining of two lines or the seal in `mending`; and for
    # okr.json without `rebuild` in `plan._start`.
    seed = random.Random(SEED)
    size = len((sample / name).read_bytes())
    places = list(range(size)) if everywhere else seed.sample(range(size), 25)
    # Whatever else is tried: ends of lines, what becomes one, and a version that seems newer.
    data = (sample / name).read_bytes()
    special = [(place, 1) for place in range(size) if data[place : place + 1] == b"\n"]
    special.append((size // 2, data[size // 2] ^ 10))
    special.append((5 if "journal" in name else data.index(b'version":1') + 9, 8))
    flips = {place: seed.sample(range(1, 256), 3 if everywhere else 1) for place in places}
    for place, flip in special:
        flips.setdefault(place, []).append(flip)
    for place, tried in flips.items():
        for flip in tried:
            folder = shutil.copytree(sample, tmp_path / "flip")
            flipped = bytearray(data)
            flipped[place] ^= flip
            (folder / name).write_bytes(flipped)
            report = mend(folder)
            assert report.copy is not None
            assert (report.copy / name).read_bytes() == flipped
            assert (list(report.lost), report.stays) == ([], []), (place, flip)
            assert_whole(folder, sample)
            shutil.rmtree(folder)


@some_or_all
def test_a_journal_cut_anywhere_keeps_all_whole_lines(
    sample: Path, tmp_path: Path, everywhere: bool
) -> None:
    # Red without `_beyond`, or without `rebuild` where the header is gone.
    data = (sample / "okr.json.journal").read_bytes()
    sizes = range(len(data)) if everywhere else random.Random(SEED).sample(range(len(data)), 25)
    for size in sizes:
        folder = shutil.copytree(sample, tmp_path / "cut")
        (folder / "okr.json.journal").write_bytes(data[:size])
        mend(folder)
        store = open_store(folder)
        # What lacks only its end of line is whole.
        lines = (data[:size] + b"\n" * (data[size : size + 1] == b"\n")).count(b"\n")
        whole = max(lines - 1, 0)
        assert store.seq == 2 + whole
        assert ids(store) == [["a", "b"], ["a", "b", "c"], ["a", "b", "c"], WHOLE][whole]
        assert check(folder / "okr.json") == []
        store.close()
        shutil.rmtree(folder)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[1]", b"\xff" * 50])
def test_an_okr_json_that_is_gone_or_no_store_is_made_again(
    folder: Path, sample: Path, content: bytes | None
) -> None:
    if content is None:
        (folder / "okr.json").unlink()
    else:
        (folder / "okr.json").write_bytes(content)
    report = mend(folder)
    assert (keys(report.mended), report.lost) == (["store.repair_rebuilt"], [])
    assert_whole(folder, sample)


def test_a_journal_that_is_gone_takes_what_only_it_had_and_says_so(folder: Path) -> None:
    (folder / "okr.json.journal").unlink()
    report = mend(folder)
    assert keys(report.lost) == ["store.lost_journal"]
    store = open_store(folder)
    assert ids(store) == ["a", "b"]
    put(store, "e")
    assert check(folder / "okr.json") == []


def test_what_a_backup_has_of_a_journal_that_is_gone_comes_back(folder: Path, sample: Path) -> None:
    # Red without `pool.after` in `plan._start`.
    store = open_store(folder)
    store.back_up("import")
    store.close()
    (folder / "okr.json.journal").unlink()
    mend(folder)
    assert_whole(folder, sample)


def test_with_both_files_gone_archive_and_backups_tell_what_there_was(folder: Path) -> None:
    # Red without `_farthest` in `plan`.
    for name in ("okr.json", "okr.json.journal"):
        (folder / name).unlink()
    report = mend(folder)
    assert "store.repair_farthest" in keys(report.mended)
    assert ids(open_store(folder)) == ["a", "b"]
    assert check(folder / "okr.json") == []


def test_with_nothing_left_nothing_is_made_up(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (folder / "okr.json").write_bytes(b"{")
    with pytest.raises(Damaged) as error:
        mend(folder)
    assert key_of(error.value) == "store.repair_nothing"
    assert files(folder) == {"okr.json": b"{"}


def test_a_line_beyond_mending_is_named_and_what_came_after_is_entered_again(
    folder: Path,
) -> None:
    # Red without `walk.later` in `salvage._beyond`, or without `_again` in `plan`.
    overwrite(folder / "okr.json.journal", b'"insert","reviews","c"', b"_" * 20)
    report = mend(folder)
    [lost] = report.lost
    assert (lost.key, lost.values["line"]) == ("store.lost_line", 2)
    assert [said.values["seq"] for said in report.mended] == [4, 5]
    store = open_store(folder)
    assert ids(store) == ["a", "b", "d"]
    assert store.view.get(TABLE, "b") == {"id": "b", "x": 2}
    assert [t.seq for t in store.transactions()] == [1, 2, 3, 4]
    assert check(folder / "okr.json") == []


def test_what_built_on_a_line_that_is_lost_is_named(folder: Path) -> None:
    store = open_store(folder)
    change(store, "c", x=9)
    store.close()
    overwrite(folder / "okr.json.journal", b'"insert","reviews","c"', b"_" * 20)
    report = mend(folder)
    assert keys(report.lost) == ["store.lost_line", "store.lost_built_on"]
    assert report.lost[1].values["seq"] == 6


def test_a_line_that_vanished_comes_back_from_a_backup(folder: Path, sample: Path) -> None:
    # Red without `pool.at` in `salvage._in_order`.
    store = open_store(folder)
    store.back_up("import")
    store.close()
    lines = (folder / "okr.json.journal").read_bytes().splitlines(keepends=True)
    (folder / "okr.json.journal").write_bytes(b"".join(lines[:2] + lines[3:]))
    report = mend(folder)
    assert (keys(report.mended), report.lost) == (["store.found_line"], [])
    assert_whole(folder, sample)


def test_a_part_of_the_archive_is_made_again_from_a_backup(folder: Path, sample: Path) -> None:
    # Red without `_again` and `_fill` in `mend_archive`.
    (folder / "archive" / "1-1.jsonl.gz").write_bytes(b"no gzip")
    assert mend(folder).lost == []
    assert_whole(folder, sample)
    (folder / "archive" / "1-1.jsonl.gz").unlink()
    assert mend(folder).lost == []
    assert_whole(folder, sample)


def test_a_part_of_the_archive_that_nobody_has_is_named_and_the_store_is_usable(
    folder: Path,
) -> None:
    shutil.rmtree(folder / "backups")
    (folder / "archive" / "2-2.jsonl.gz").unlink()
    before = files(folder)
    report = mend(folder)
    assert (keys(report.lost), report.copy) == (["store.lost_archive"], None)
    assert [one.message.key for one in report.stays] == ["store.archive_gap"]
    assert files(folder) == before
    assert ids(open_store(folder)) == WHOLE


def test_parts_of_another_past_are_moved_into_the_copy(folder: Path, sample: Path) -> None:
    # Red without `made.aside.append` in `mend_archive._set_aside`.
    other = shutil.copytree(sample, folder.parent / "other")
    for where, name in ((other, "z"), (folder, "y")):
        store = open_store(where)
        put(store, name)
        if where == other:
            put(store, "zz")
            store.fold()
        store.close()
    shutil.copy(other / "archive" / "3-7.jsonl.gz", folder / "archive")
    report = mend(folder)
    assert keys(report.mended) == ["store.repair_aside"]
    assert report.copy is not None
    assert (report.copy / "archive" / "3-7.jsonl.gz").is_file()
    assert ids(open_store(folder)) == [*WHOLE, "y"]
    assert check(folder / "okr.json") == []


def test_a_journal_that_ends_too_early_is_told_the_rest_by_the_archive(
    folder: Path, sample: Path
) -> None:
    # Red without `pool.archived_after` in `salvage._in_order`.
    before = (folder / "okr.json").read_bytes(), (folder / "okr.json.journal").read_bytes()
    store = open_store(folder)
    store.fold()
    store.close()
    for name, data in zip(("okr.json", "okr.json.journal"), before, strict=True):
        lines = data.splitlines(keepends=True)
        (folder / name).write_bytes(b"".join(lines[:3]))
    report = mend(folder)
    assert (keys(report.mended), report.lost) == (["store.found_line"], [])
    assert_whole(folder, sample)


def test_a_store_of_a_newer_version_is_not_mended_by_an_older_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without `_refuse_newer` in `salvage`.
    monkeypatch.setattr(version, "VERSION", 2)
    monkeypatch.setattr(version, "MIGRATIONS", {1: dict})
    open_store(folder).close()
    monkeypatch.undo()
    for break_it in (lambda: None, lambda: (folder / "okr.json").write_bytes(b"{")):
        break_it()
        before = files(folder)
        with pytest.raises(Refused, match="newer"):
            mend(folder)
        assert files(folder) == before


def edit(folder: Path, how: Callable[[dict[str, dict[str, dict[str, object]]]], object]) -> None:
    said = json.loads((folder / "okr.json").read_bytes())
    how(said)
    (folder / "okr.json").write_text(json.dumps(said), "utf-8")


def test_an_edit_beside_unfolded_changes_is_brought_in_and_conflicts_are_named(
    folder: Path,
) -> None:
    # Red without `_bring_in`, or without `_without_conflict` in it.
    def by_hand(said: dict[str, dict[str, dict[str, object]]]) -> None:
        said[TABLE]["1"]["text"] = "乙"
        said[TABLE]["2"].update(x=7, y=8)
        said[TABLE]["3"] = {"id": "new"}

    edit(folder, by_hand)
    report = mend(folder)
    assert [(one.key, one.values["id"], one.values["field"]) for one in report.lost] == [
        ("store.lost_to_ours", "b", "x")
    ]
    store = open_store(folder)
    assert store.view.get(TABLE, "a") == {"id": "a", "text": "乙", "x": 1}
    assert store.view.get(TABLE, "b") == {"id": "b", "x": 2, "y": 8}
    assert ids(store) == [*WHOLE, "new"]
    assert [t.via for t in store.transactions()][-1] == VIA
    assert check(folder / "okr.json") == []


def test_an_edit_that_is_no_good_stays_in_the_copy(folder: Path, sample: Path) -> None:
    edit(folder, lambda said: said["members"].update({"1": {"id": "m", "name": 5}}))
    edited = (folder / "okr.json").read_bytes()
    report = mend(folder)
    assert keys(report.lost) == ["store.lost_edit"]
    assert report.copy is not None
    assert (report.copy / "okr.json").read_bytes() == edited
    assert_whole(folder, sample)


def test_nothing_is_mended_while_somebody_is_in(folder: Path) -> None:
    # Red without `alone` in `repair.repair`.
    store = open_store(folder)
    (folder / "okr.json").write_bytes(b"{")
    with pytest.raises(NotWritten, match="repair_busy"):
        mend(folder)
    assert (folder / "okr.json").read_bytes() == b"{"
    store.close()
    mend(folder)


def test_what_does_not_turn_out_well_is_not_put_in_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without `_try_out` in `repair.repair`.
    from okrtui.store import snapshot

    (folder / "okr.json").write_bytes(b"{")
    before = files(folder)
    real = snapshot.encode
    monkeypatch.setattr(snapshot, "encode", lambda *given: real(*given).replace(b"}", b""))
    with pytest.raises(Damaged) as error:
        mend(folder)
    assert key_of(error.value) in {"store.repair_failed", "store.repair_nothing"}
    assert files(folder) == before


def flip_a_line_and_lose_okr_json(folder: Path) -> None:
    damaged_later(folder)
    overwrite(folder / "okr.json.journal", b"urgent", b"urgest")
    (folder / "okr.json").write_bytes(b"{")


def lose_a_line(folder: Path) -> None:
    damaged_later(folder)
    overwrite(folder / "okr.json.journal", b'"insert","reviews","c"', b"_" * 20)


@some_or_all
@pytest.mark.parametrize(
    ("prepare", "left"), [(flip_a_line_and_lose_okr_json, WHOLE), (lose_a_line, ["a", "b", "d"])]
)
def test_killed_at_any_call_a_repair_can_be_made_again_and_comes_to_the_same(
    tmp_path: Path, prepare: Callable[[Path], None], left: list[str], everywhere: bool
) -> None:
    # Red if `_put_in_place` writes the archive last.
    def look(folder: Path) -> None:
        mend(folder)
        store = open_store(folder)
        assert ids(store) == left
        assert [t.seq for t in store.transactions()] == list(range(1, store.seq + 1))
        assert check(folder / "okr.json") == []

    kill_at_points(tmp_path, prepare, mend, look, everywhere=everywhere)
