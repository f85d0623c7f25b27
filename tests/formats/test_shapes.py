"""Each shape in which teams keep their OKRs gives exactly what stands in it."""

from __future__ import annotations

import pytest

from okrtui.formats.detect import read
from okrtui.formats.tree import Found
from okrtui.text.errors import Refused
from tests.formats.samples import CSV, MARKDOWN, NOTHING, Tree


def tree(found: Found) -> Tree:
    return [
        (objective.title, [result.title for result in objective.key_results])
        for objective in found.objectives
    ]


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_gives_its_objectives_and_key_results(name: str) -> None:
    text, expected = MARKDOWN[name]
    assert tree(read(None, text.encode(), "markdown")) == expected


@pytest.mark.parametrize("name", MARKDOWN)
@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_a_missing_last_one_change_nothing(name: str, ends: str) -> None:
    text, expected = MARKDOWN[name]
    assert tree(read(None, text.strip("\n").replace("\n", ends).encode(), "markdown")) == expected


@pytest.mark.parametrize("name", NOTHING)
def test_a_document_without_okrs_gives_none(name: str) -> None:
    assert tree(read(None, NOTHING[name].encode(), "markdown")) == []


@pytest.mark.parametrize("name", CSV)
def test_csv_gives_its_objectives_and_key_results(name: str) -> None:
    text, expected = CSV[name]
    assert tree(read(None, text.encode(), "csv")) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_every_encoding_that_spreadsheets_write_is_read(encoding: str) -> None:
    text, expected = CSV["chinese"]
    assert tree(read(None, text.encode(encoding), "csv")) == expected


@pytest.mark.parametrize("name", MARKDOWN)
def test_every_line_told_holds_its_text(name: str) -> None:
    text, _ = MARKDOWN[name]
    lines = text.split("\n")
    for objective in read(None, text.encode(), "markdown").objectives:
        found = [(objective.title, objective.line)]
        found += [(result.title, result.line) for result in objective.key_results]
        for title, line in found:
            assert title.split()[0].strip('"') in lines[line - 1]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        read(None, b'Objective,Key Result\nGrow,Orders\nHire,"Two seniors\nShip,Search\n', "csv")
    assert refused.value.message.key == "formats.open_quote"
    assert refused.value.message.values["line"] == 3
