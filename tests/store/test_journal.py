from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from okrtui.model.ops import Transaction
from okrtui.store import snapshot, version
from okrtui.store.headers import decode_header, header_line
from okrtui.store.journal import Journal
from okrtui.store.store import Store
from okrtui.store.transaction import GENESIS, encode
from okrtui.text.errors import Damaged, ExitCode, OkrError, Refused
from tests.store.kit import change, ids, new_store, open_store, put


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two folded transactions and three in the journal."""
    folder = tmp_path_factory.mktemp("sample")
    store = new_store(folder)
    put(store, "a", text="甲")
    put(store, "b", x=1)
    store.fold()
    put(store, "c")
    change(store, "b", x=2)
    put(store, "d", text="[urgent] 丁")
    store.close()
    return folder


def copy(sample: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sample, folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("okr.json*")}


def test_a_last_line_cut_at_any_byte_is_put_aside_and_said(sample: Path, tmp_path: Path) -> None:
    # Red without `journal.settle` in `alone.settle`, or without `notices.append` there.
    data = (sample / "okr.json.journal").read_bytes()
    last = data.rstrip(b"\n").rindex(b"\n") + 1
    for size in range(last + 1, len(data) - 1):
        folder = copy(sample, tmp_path / "cut")
        (folder / "okr.json.journal").write_bytes(data[:size])
        store = open_store(folder)
        assert ids(store) == ["a", "b", "c"]
        [told] = store.notices
        assert told.key == "store.torn"
        assert Path(str(told.values["file"])).read_bytes() == data[last:size]
        assert (folder / "okr.json.journal").read_bytes() == data[:last]
        put(store, "e")
        again = open_store(folder)
        assert ids(again) == ["a", "b", "c", "e"]
        store.close()
        again.close()


def test_a_last_line_that_lacks_only_its_end_of_line_is_kept(sample: Path, tmp_path: Path) -> None:
    # Red without `if self._follows(tail)` in `journal.settle`.
    folder = copy(sample, tmp_path / "cut")
    data = (sample / "okr.json.journal").read_bytes()
    (folder / "okr.json.journal").write_bytes(data[:-1])
    store = open_store(folder)
    assert (ids(store), store.notices) == (["a", "b", "c", "d"], [])
    assert (folder / "okr.json.journal").read_bytes() == data


def test_who_only_reads_never_puts_a_half_line_aside(sample: Path, tmp_path: Path) -> None:
    folder = copy(sample, tmp_path / "cut")
    data = (sample / "okr.json.journal").read_bytes()[:-9]
    (folder / "okr.json.journal").write_bytes(data)
    assert ids(open_store(folder, read_only=True)) == ["a", "b", "c"]
    assert (folder / "okr.json.journal").read_bytes() == data


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["okr.json", "okr.json.journal"]), st.floats(0, 1), st.integers(1, 255))
def test_any_flipped_byte_is_named_with_its_file_and_nothing_is_touched(
    sample: Path, tmp_path: Path, name: str, place: float, flip: int
) -> None:
    # Red without `unseal` in `transaction.decode` and `headers.decode_header`, or without the
    # search in `journal.digests` in `loading._load`.
    folder = copy(sample, tmp_path / "flip")
    data = bytearray((folder / name).read_bytes())
    data[min(int(place * len(data)), len(data) - 1)] ^= flip
    (folder / name).write_bytes(data)
    before = files(folder)
    with pytest.raises(OkrError) as error:
        open_store(folder)
    after = files(folder)
    after.pop("okr.json.lock")
    before.pop("okr.json.lock")
    assert error.value.exit_code in (ExitCode.DAMAGED, ExitCode.REFUSED)
    if error.value.exit_code is ExitCode.DAMAGED:
        assert name in str(error.value.message.values["file"])
    assert before == after


@pytest.mark.parametrize("name", ["okr.json", "okr.json.journal"])
def test_a_file_cut_anywhere_is_named_or_only_loses_its_torn_line(
    sample: Path, tmp_path: Path, name: str
) -> None:
    data = (sample / name).read_bytes()
    lines = (
        {n for n in range(len(data)) if data[n - 1 : n] == b"\n"} if "journal" in name else set()
    )
    for size in range(0, len(data) - 1, 7):
        folder = copy(sample, tmp_path / "cut")
        (folder / name).write_bytes(data[:size])
        if name == "okr.json" or size <= min(lines) - 1:
            with pytest.raises(Damaged) as error:
                open_store(folder)
            assert name in str(error.value.message.values["file"])
        else:
            whole = data[:size].count(b"\n") - 1
            store = open_store(folder)
            assert store.seq == 2 + whole
            assert len(store.notices) == (size not in lines)


@pytest.mark.parametrize("name", ["okr.json", "okr.json.journal"])
@pytest.mark.parametrize("content", [None, b"", b"   \n", b"garbage", b"{}", b"[1]", b"\xff\xfe"])
def test_a_file_that_is_no_store_is_named_and_nothing_is_touched(
    sample: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    folder = copy(sample, tmp_path / "bad")
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    before = files(folder)
    with pytest.raises(Damaged) as error:
        open_store(folder)
    assert str(error.value.message.values["file"]) == str(folder / name)
    assert files(folder) == before


def test_a_line_in_the_middle_that_vanished_is_seen(sample: Path, tmp_path: Path) -> None:
    folder = copy(sample, tmp_path / "gone")
    lines = (folder / "okr.json.journal").read_bytes().splitlines(keepends=True)
    (folder / "okr.json.journal").write_bytes(b"".join(lines[:2] + lines[3:]))
    with pytest.raises(Damaged) as error:
        open_store(folder)
    assert error.value.message.values["line"] == 3


def test_a_line_with_another_number_is_seen_though_its_chain_is_right(tmp_path: Path) -> None:
    # Red without the comparison of `seq` in `Journal.read`.
    path = tmp_path / "okr.json.journal"
    header = header_line(base=0, start=GENESIS, snapshot="", newest="", at="")
    skipped = Transaction(2, "t", datetime(2026, 11, 24, 10, tzinfo=UTC), "lin", "test", ())
    path.write_bytes(header + encode(skipped, GENESIS))
    with closing(Journal.open(path, read_only=True)) as journal:
        with pytest.raises(Damaged) as error:
            journal.read()
        assert error.value.message.values["line"] == 2
        assert journal.place.seq == 0


def test_a_journal_that_begins_elsewhere_than_its_okr_json_ends_is_told(tmp_path: Path) -> None:
    # Red without `_check_place` in `loading._load`.
    new_store(tmp_path).close()
    sha256 = snapshot.digest((tmp_path / "okr.json").read_bytes())
    header = header_line(base=0, start="ab" * 32, snapshot=sha256, newest="", at="")
    (tmp_path / "okr.json.journal").write_bytes(header)
    with pytest.raises(Damaged, match="not_together"):
        open_store(tmp_path)


def test_a_header_of_another_version_is_not_read_though_it_looks_like_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without `version.known` in `headers.decode_header`.
    line = header_line(base=0, start=GENESIS, snapshot="", newest="", at="")[:-1]
    monkeypatch.setattr(version, "VERSION", 0)
    with pytest.raises(Refused, match="newer"):
        decode_header(line, tmp_path)
    monkeypatch.setattr(version, "VERSION", 2)
    with pytest.raises(Damaged, match="version 1"):
        decode_header(line, tmp_path)


def test_journal_and_okr_json_of_two_stores_do_not_go_together(
    sample: Path, tmp_path: Path
) -> None:
    folder = copy(sample, tmp_path / "two")
    (tmp_path / "other").mkdir()
    other = new_store(tmp_path / "other")
    put(other, "z")
    shutil.copy(tmp_path / "other" / "okr.json", folder / "okr.json")
    with pytest.raises(Damaged, match="foreign"):
        open_store(folder)


def test_damage_that_comes_while_we_run_stops_the_next_commit(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    other = open_store(tmp_path)
    put(store, "b")
    journal = tmp_path / "okr.json.journal"
    data = bytearray(journal.read_bytes())
    data[-100] ^= 1
    journal.write_bytes(data)
    with pytest.raises(Damaged):
        other.refresh()
    with pytest.raises(Damaged):
        put(other, "c")
    assert journal.read_bytes() == data
