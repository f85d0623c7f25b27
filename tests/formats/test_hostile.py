"""Hostile documents are read or refused, without a crash, and what they give is plain."""

from __future__ import annotations

import pytest

from okrtui.formats.detect import read
from okrtui.formats.tree import Found
from okrtui.text.errors import Refused
from tests.formats.reading import first, markdown
from tests.hostile import HOSTILE

DOCUMENTS: dict[str, bytes] = {
    "zeros": b"\0" * 100_000,
    "quotes": b">" * 100_000 + b"x",
    "brackets": b"O1: " + b"[" * 50_000,
    "emphasis": b"O1: " + b"*a **b " * 550,
    "dashes": b"- O1: " + b"- " * 1_000 + b"-" * 900,
    "links": b"# Objective: " + b"[a](b) " * 20_000,
    "deep_list": b"".join(b" " * depth + b"- a\n" for depth in range(300)),
    "long_list": b"# OKRs\n" + b"- a\n  - b\n" * 1_000,
    "headings": b"# OKR\n" + b"".join(b"#" * (n % 6 + 1) + b" h\n" for n in range(2_000)),
    "lines": b"Objective: a\n" + b"KR: b\n" * 2_000,
    "table": b"|O|KR1|\n|-|-|\n" + b"|a|b|\n" * 2_000,
    "deep_json": b'{"objectives":' * 50 + b"1" + b"}" * 50,
    "every_byte": bytes(range(256)) * 100,
    "long_line": b"- KR: " + b"x" * 1_000_000,
}


def _read(data: bytes, as_: str) -> Found | None:
    try:
        return read(None, data, as_)
    except Refused:
        return None


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("as_", ["markdown", "csv", "json", "toml"])
def test_hostile_documents_are_read_or_refused(name: str, as_: str) -> None:
    found = _read(DOCUMENTS[name], as_)
    assert found is None or all(objective.title for objective in found.objectives)


@pytest.mark.parametrize("name", HOSTILE)
def test_titles_have_one_line_and_no_control_characters(name: str) -> None:
    text = HOSTILE[name].replace("\n", " ").replace("\r", " ")
    text = text.encode("utf-8", "ignore").decode()
    for objective in markdown(f"- Objective: x {text}\n").objectives:
        assert "\n" not in objective.title
        assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in objective.title)


def test_escape_sequences_go_whole() -> None:
    assert first("- Objective: \x1b[31mred\x1b[0m \x1b]0;owned\x07alert\n").title == "red alert"


def test_markup_of_a_screen_is_text() -> None:
    assert first("- Objective: \\[bold]urgent[/x] {name}\n").title == "[bold]urgent[/x] {name}"
