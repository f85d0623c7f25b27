from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from okrtui.model.codec import insert, update
from okrtui.model.ops import Insert
from okrtui.model.records import CheckIn, Cycle, KeyResult, Member, Objective
from okrtui.store import snapshot
from okrtui.store.check import check
from okrtui.store.store import Store
from okrtui.text.words import LANGUAGES, words_in
from tests.store.kit import always

RECORDS: tuple[Any, ...] = (
    Member(id="m1", login="lin", name="Lin"),
    Cycle(id="c1", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31)),
    Objective(id="o1", cycle="c1", owner="m1", number=1, title="Grow"),
    KeyResult(id="k1", objective="o1", number=1, title="10 to 20"),
    CheckIn(id="i1", key_result="k1", at=datetime(2026, 11, 1, tzinfo=UTC), author="lin"),
)


@pytest.fixture
def team(store: Store) -> Store:
    for record in RECORDS[:3]:
        store.commit(always(insert(record)), via="test")
    store.fold()
    for record in RECORDS[3:]:
        store.commit(always(insert(record)), via="test")
    return store


def found(folder: Path) -> list[tuple[str, str, int | None]]:
    damages = check(folder / "okr.json")
    for damage in damages:
        for language in LANGUAGES:
            assert "{" not in words_in(language).tell(damage.message)
    return [(d.message.key, Path(d.file).name, d.line) for d in damages]


def test_a_good_store_has_nothing_wrong_and_checking_changes_nothing(
    team: Store, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found(tmp_path) == []
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_every_bad_line_is_named_and_not_only_the_first(team: Store, tmp_path: Path) -> None:
    journal = tmp_path / "okr.json.journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    flipped = [lines[0], *[line.replace(b'"via":"test"', b'"via":"tess"') for line in lines[1:]]]
    journal.write_bytes(b"".join(flipped))
    assert found(tmp_path) == [
        ("store.bad_line", "okr.json.journal", 2),
        ("store.bad_line", "okr.json.journal", 3),
    ]


def test_a_bad_line_of_the_archive_is_named(team: Store, tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "archive" / "1-3.jsonl.gz"
    data = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(data.replace(b"Grow", b"Grew"), mtime=0))
    assert found(tmp_path) == [("store.bad_line", "1-3.jsonl.gz", 3)]
    path.write_bytes(b"not gzip")
    assert found(tmp_path) == [("store.bad_archive", "1-3.jsonl.gz", None)]
    path.unlink()
    assert found(tmp_path) == [("store.archive_gap", "archive", None)]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (None, "store.missing"),
        (b"", "store.empty"),
        (b"{", "store.not_json"),
        (b"{}", "store.not_ours"),
        (b'{"_okrtui":{"1":{"seq":3}},"team":{"1":{"id":"a"},"1":{"id":"b"}}}', "store.not_json"),
        (b'{"_okrtui":{"1":{"seq":3}}}', "store.foreign_other"),
    ],
)
def test_a_bad_okr_json_is_named(
    team: Store, tmp_path: Path, content: bytes | None, key: str
) -> None:
    if content is None:
        (tmp_path / "okr.json").unlink()
    else:
        (tmp_path / "okr.json").write_bytes(content)
    assert found(tmp_path) == [(key, "okr.json", None)]


def test_a_missing_or_headless_journal_is_named(team: Store, tmp_path: Path) -> None:
    journal = tmp_path / "okr.json.journal"
    data = journal.read_bytes()
    journal.write_bytes(data[1:])
    assert found(tmp_path) == [("store.bad_line", "okr.json.journal", 1)]
    journal.unlink()
    assert found(tmp_path) == [("store.missing", "okr.json.journal", None)]


def test_a_fold_in_the_middle_of_checking_is_no_damage(
    team: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Red without the second look in `check`.
    real = snapshot.read_bytes
    folds = [team.fold]

    def read(path: Path) -> bytes:
        if folds and path == tmp_path / "okr.json":
            folds.pop()()
        return real(path)

    monkeypatch.setattr(snapshot, "read_bytes", read)
    assert found(tmp_path) == []
    assert folds == []


def test_half_a_line_is_told(team: Store, tmp_path: Path) -> None:
    with (tmp_path / "okr.json.journal").open("ab") as file:
        file.write(b'{"v":1,')
    assert found(tmp_path) == [("store.half_line", "okr.json.journal", 4)]


def test_a_reference_to_nothing_and_a_document_of_another_shape_are_named(
    team: Store, tmp_path: Path
) -> None:
    team.commit(always(update(RECORDS[4], key_result="k9")), via="test")
    team.commit(always(Insert("decisions", "half", {"id": "half"})), via="test")
    assert [key for key, _, _ in found(tmp_path)] == ["store.dangling", "store.bad_document"]
