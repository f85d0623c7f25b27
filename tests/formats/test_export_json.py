"""The JSON export holds everything, and gives the same bytes again after an import."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from okrtui.formats.export_json import export_json, restore
from okrtui.model.ops import TABLES
from okrtui.sample.build import build
from okrtui.text.errors import Refused
from okrtui.text.words import LANGUAGES, Language
from tests.fakes import FakeView

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def sample(language: Language) -> FakeView:
    view = FakeView()
    view.apply(build(language, NOW, "Europe/Berlin"))
    return view


def whole(**tables: list[dict[str, Any]]) -> bytes:
    return json.dumps({"format": "okrtui", "version": 1, "tables": tables}).encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_export_restore_export_gives_the_same_bytes(language: Language) -> None:
    exported = export_json(sample(language))
    again = FakeView()
    again.apply(restore(exported))
    assert export_json(again) == exported


def test_restored_documents_are_the_same_and_in_the_order_of_their_making() -> None:
    view = sample("en")
    again = FakeView()
    again.apply(restore(export_json(view)))
    assert again.dump() == view.dump()
    assert list(again.all("check_ins")) == sorted(view.all("check_ins"), key=lambda doc: doc["id"])


def test_documents_are_sorted_by_id_and_keys_by_name() -> None:
    text = export_json(sample("zh")).decode("utf-8")
    value = json.loads(text)
    assert sorted(TABLES) == list(value["tables"])
    for docs in value["tables"].values():
        assert [doc["id"] for doc in docs] == sorted(doc["id"] for doc in docs)
        assert all(list(doc) == sorted(doc) for doc in docs)
    assert text.endswith("}\n")


def test_an_empty_store_can_be_exported_and_restored() -> None:
    assert restore(export_json(FakeView())) == []


CYCLE = {"id": "c", "name": "Q4", "start": "2026-10-01", "end": "2026-12-31"}
OBJECTIVE = {"id": "o", "cycle": "c", "owner": "team", "number": 1, "title": "Grow"}


@pytest.mark.parametrize(
    ("data", "key", "where"),
    [
        (whole(cycles=[CYCLE, CYCLE]), "formats.id_twice", "cycles[1]"),
        (whole(cycles=[{**CYCLE, "start": "soon"}]), "formats.bad_document", "cycles[0]"),
        (whole(cycles=[{"name": "Q4"}]), "formats.bad_document", "cycles[0]"),
        (whole(objectives=[OBJECTIVE]), "formats.bad_reference", "objectives/o.cycle"),
        (
            whole(cycles=[CYCLE], objectives=[{**OBJECTIVE, "owner": "nobody"}]),
            "formats.bad_reference",
            "objectives/o.owner",
        ),
        (
            whole(cycles=[CYCLE], objectives=[{**OBJECTIVE, "weight": "NaN"}]),
            "formats.bad_document",
            "objectives[0]",
        ),
        (whole(pets=[]), "formats.bad_table", None),
        (b'{"format": "okrtui", "version": 2, "tables": {}}', "formats.other_version", None),
        (b'{"format": "okrtui", "version": 1}', "formats.not_ours", None),
        (b"[]", "formats.not_ours", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_whole_is_refused_with_its_place(data: bytes, key: str, where: str) -> None:
    with pytest.raises(Refused) as refused:
        restore(data, "backup.json")
    assert refused.value.message.key == key
    assert refused.value.message.values["file"] == "backup.json"
    assert refused.value.message.values.get("where") == where


def test_an_export_of_any_size_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    # Red without `_OURS` in `decode.decode`.
    monkeypatch.setattr("okrtui.formats.decode.LIMIT", 10)
    assert restore(export_json(FakeView())) == []
    with pytest.raises(Refused, match="too_large"):
        restore(b"x" * 11)
