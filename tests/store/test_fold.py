from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from okrtui.store import archive, fold, history
from okrtui.store.check import check
from okrtui.store.store import Store
from okrtui.text.errors import Damaged, ExitCode
from tests.store.kit import change, ids, new_store, open_store, put


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_folded_is_in_the_archive_and_history_reaches_back_for_ever(
    store: Store, tmp_path: Path
) -> None:
    # Red without `archive.write` in `fold.fold`.
    done = [put(store, "a"), put(store, "b")]
    store.fold()
    done += [change(store, "a", x=1) or pytest.fail("nothing"), put(store, "c")]
    store.fold()
    done.append(put(store, "d"))
    assert names(tmp_path / "archive") == ["1-2.jsonl.gz", "3-4.jsonl.gz"]
    assert list(open_store(tmp_path).transactions()) == done
    assert list(open_store(tmp_path).transactions(after=3)) == done[3:]
    assert open_store(tmp_path).recent() == done[4:]


def test_the_archive_holds_the_lines_as_they_were(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    lines = (tmp_path / "okr.json.journal").read_bytes().partition(b"\n")[2]
    store.fold()
    assert gzip.decompress((tmp_path / "archive" / "1-1.jsonl.gz").read_bytes()) == lines


def test_a_fold_with_nothing_to_fold_does_nothing(store: Store, tmp_path: Path) -> None:
    before = (tmp_path / "okr.json.journal").read_bytes()
    assert store.fold() is False
    assert (tmp_path / "okr.json.journal").read_bytes() == before


def test_the_new_journal_says_where_it_begins_and_what_okr_json_it_goes_with(
    store: Store, tmp_path: Path
) -> None:
    old = json.loads((tmp_path / "okr.json.journal").read_bytes())
    put(store, "a")
    head = store._journal.place.head
    store.fold()
    header = json.loads((tmp_path / "okr.json.journal").read_bytes())
    assert (header["base"], header["start"]) == (1, head)
    assert header["identity"] != old["identity"]
    assert header["snapshot"] != old["snapshot"]


def test_folding_is_due_past_a_megabyte_and_a_quarter_of_okr_json(
    store: Store, tmp_path: Path
) -> None:
    # Red without either bound in `fold.due`.
    put(store, "small")
    store.fold()
    put(store, "other")
    assert not store.needs_fold()
    put(store, "a", text="x" * 5_000_000)
    store.fold()
    assert not store.needs_fold()
    put(store, "b", text="x" * 1_200_000)
    assert not store.needs_fold()
    put(store, "c", text="x" * 200_000)
    assert store.needs_fold()


def test_a_process_of_its_own_folds_and_all_others_go_on(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    command = fold.command(tmp_path / "okr.json", now=True)
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert store.refresh() is None
    assert b'"fold"' not in (tmp_path / "okr.json.journal").read_bytes()
    put(store, "b")
    assert ids(open_store(tmp_path)) == ["a", "b"]


def test_a_fold_of_no_store_says_so_in_one_line(tmp_path: Path) -> None:
    command = fold.command(tmp_path / "okr.json")
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert fold.main([]) == ExitCode.USAGE


def test_a_missing_part_of_the_archive_is_told_when_history_is_asked(
    store: Store, tmp_path: Path
) -> None:
    for name in "abc":
        put(store, name)
        store.fold()
    (tmp_path / "archive" / "2-2.jsonl.gz").unlink()
    opened = open_store(tmp_path)
    assert ids(opened) == ["a", "b", "c"]
    with pytest.raises(Damaged) as error:
        list(opened.transactions())
    assert error.value.message.values["seq"] == 2
    assert [t.seq for t in opened.transactions(after=2)] == [3]


def test_a_part_of_another_archive_is_told(store: Store, tmp_path: Path) -> None:
    # Red if `archive.read` does not hand the chain on from part to part.
    (tmp_path / "other").mkdir()
    other = new_store(tmp_path / "other")
    for name in "ab":
        put(store, name)
        store.fold()
        put(other, name * 2)
        other.fold()
    shutil.copy(tmp_path / "other" / "archive" / "2-2.jsonl.gz", tmp_path / "archive")
    with pytest.raises(Damaged) as error:
        list(open_store(tmp_path).transactions())
    assert str(error.value.message.values["file"]).endswith("2-2.jsonl.gz")


def put_back(copy: Path, folder: Path) -> None:
    for name in ("okr.json", "okr.json.journal"):
        shutil.copy(copy / name, folder / name)


def test_what_came_after_a_copy_that_was_put_back_is_not_written_over(
    store: Store, tmp_path: Path
) -> None:
    # Red without `archive.refuse_other` in `fold.fold`.
    put(store, "a")
    shutil.copytree(tmp_path, tmp_path / "copy")
    put(store, "b")
    store.fold()
    put_back(tmp_path / "copy", tmp_path)
    again = open_store(tmp_path)
    put(again, "c")
    later = tmp_path / "archive" / "1-2.jsonl.gz"
    before = later.read_bytes()
    with pytest.raises(Damaged, match="archive_other"):
        again.fold()
    assert later.read_bytes() == before
    later.rename(tmp_path / "kept")
    assert again.fold()
    assert ids(open_store(tmp_path)) == ["a", "c"]


def test_an_archive_of_another_past_is_told(store: Store, tmp_path: Path) -> None:
    # Red without the comparison with `end` in `archive.read`.
    put(store, "a")
    store.fold()
    shutil.copytree(tmp_path, tmp_path / "copy")
    copy = open_store(tmp_path / "copy")
    put(copy, "c")
    copy.fold()
    put(store, "b")
    store.fold()
    put_back(tmp_path / "copy", tmp_path)
    with pytest.raises(Damaged, match="archive_other"):
        list(open_store(tmp_path).transactions())
    assert [damage.message.key for damage in check(tmp_path / "okr.json")] == [
        "store.archive_other"
    ]


def test_a_part_of_another_past_is_told_where_it_overlaps(store: Store, tmp_path: Path) -> None:
    # Red without the comparison with `head` in `archive.read`.
    first = put(store, "a")
    put(store, "b")
    chain = store._history._lines[0].chain
    store.fold()
    found = archive.read(tmp_path / "archive", first.seq, store.seq, chain)
    assert [line.seq for line in found] == [2]
    with pytest.raises(Damaged, match="archive_gap"):
        list(archive.read(tmp_path / "archive", first.seq, store.seq, "ab" * 32))


def test_after_a_fold_undo_still_finds_the_last_transactions_in_memory(store: Store) -> None:
    done = put(store, "a")
    store.fold()
    assert store.recent() == [done]


def test_what_memory_forgot_of_the_history_comes_from_the_archive(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without `self._start` in `History.forget`.
    monkeypatch.setattr(history, "_KEPT", 1)
    for name in "abc":
        put(store, name)
    store.fold()
    assert [one.seq for one in store.recent()] == [3]
    assert [one.seq for one in store.transactions()] == [1, 2, 3]


def test_folding_again_what_a_broken_fold_left_gives_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, "a")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fold, "write_new", stop)
        with pytest.raises(KeyboardInterrupt):
            store.fold()
    put(store, "b")
    store.fold()
    assert names(tmp_path / "archive") == ["1-1.jsonl.gz", "1-2.jsonl.gz"]
    assert [t.seq for t in open_store(tmp_path).transactions()] == [1, 2]
    assert check(tmp_path / "okr.json") == []
