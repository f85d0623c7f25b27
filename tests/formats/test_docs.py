"""The page on formats names every field that a document has, and every reason of passing over."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from okrtui.model.codec import TABLE_OF

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")


@pytest.mark.parametrize("kind", TABLE_OF, ids=lambda kind: TABLE_OF[kind])
def test_the_page_names_all_fields_of_a_document(kind: type) -> None:
    documents = PAGE.partition("\n## Documents\n")[2].splitlines()
    row = next(line for line in documents if line.startswith(f"| `{TABLE_OF[kind]}` |"))
    named = [part.strip(" `") for part in row.split("|")[2].split(",")]
    assert named == list(kind.__annotations__)


def test_the_page_names_all_reasons() -> None:
    words = json.loads(resources.files("okrtui.text").joinpath("en", "formats.json").read_text())
    reasons = [key.removeprefix("why_") for key in words if key.startswith("why_")]
    assert [reason for reason in reasons if f"`{reason}`" not in PAGE] == []
