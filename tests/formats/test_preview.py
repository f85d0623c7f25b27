"""The preview shows a person what would be made, and a program the same as data."""

from __future__ import annotations

import pytest

from okrtui.formats.preview import preview_json, preview_text
from okrtui.text.words import LANGUAGES, words_in
from tests.formats.reading import csv, markdown
from tests.formats.test_intake import Team
from tests.hostile import HOSTILE

TEXT = """# Team OKRs

Hello.

## O1: Grow @lin

- Category: user
- Origin: own
- KR1: Orders
  - Start: 20
  - Target: 100
  - Progress: 25 %
  - Confidence: 7
  - Due: 2031-12-31
  - [ ] Call
- KR2: ~~Towns~~
"""


def test_the_tree_is_shown_by_line() -> None:
    found = markdown(TEXT)
    team = Team()
    assert preview_text([found], words_in("en"), team.take(found)) == (
        "-: 1 objective, 2 key results found\n"
        "     5  O Grow  [@lin · user · own initiative]\n"
        "     9     KR Orders  [20 → 100 · progress 25% · confidence 7 · due 2031-12-31 · 1 task]\n"
        "    16     KR Towns  [dropped]\n"
        "  passed over, 1 piece:\n"
        "     3  text: Hello.\n"
        "\n"
        "This adds 1 objective and 2 key results.\n"
        "  1 in cycle 2026-Q4\n"
        "  New member: lin (lin)\n"
    )


def test_what_is_there_already_is_said() -> None:
    team = Team()
    team.take(markdown(TEXT))
    again = team.take(markdown(TEXT))
    text = preview_text([markdown(TEXT)], words_in("en"), again)
    assert "Already here, and left as they are: 1 objective, 2 key results." in text
    assert "This adds" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_with_nothing_says_so(language: str) -> None:
    words = words_in("zh" if language == "zh" else "en")
    assert "0" in preview_text([markdown("# Notes\n")], words).splitlines()[0]


def test_a_long_list_of_what_was_passed_over_is_cut_and_counted() -> None:
    text = preview_text([markdown("# x\n" + "- a\n" * 40)], words_in("en"))
    assert "… and 28 more (--json lists all)" in text


def test_the_data_has_all_that_the_contract_names() -> None:
    assert preview_json([markdown(TEXT)]) == {
        "files": [
            {
                "file": "-",
                "objectives": 1,
                "key_results": 2,
                "tree": [
                    {
                        "title": "Grow",
                        "line": 5,
                        "owner": "lin",
                        "cycle": None,
                        "state": "agreed",
                        "note": "",
                        "category": "user",
                        "dimension": None,
                        "origin": "own",
                        "ambition": None,
                        "key_results": [
                            {
                                "title": "Orders",
                                "line": 9,
                                "owner": None,
                                "collaborators": [],
                                "state": "agreed",
                                "note": "",
                                "metric": "number",
                                "start": "20",
                                "target": "100",
                                "unit": "",
                                "value": None,
                                "progress": "0.25",
                                "confidence": 7,
                                "due": "2031-12-31",
                                "tasks": [{"title": "Call", "line": 15, "state": "todo"}],
                            },
                            {
                                "title": "Towns",
                                "line": 16,
                                "owner": None,
                                "collaborators": [],
                                "state": "dropped",
                                "note": "",
                                "metric": None,
                                "start": None,
                                "target": None,
                                "unit": None,
                                "value": None,
                                "progress": None,
                                "confidence": None,
                                "due": None,
                                "tasks": [],
                            },
                        ],
                    }
                ],
                "passed_over": [{"line": 3, "text": "Hello.", "why": "prose"}],
            }
        ]
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_typed_acts_on_the_terminal(name: str) -> None:
    cell = HOSTILE[name].replace('"', '""').encode("utf-8", "ignore").decode()
    text = preview_text([csv(f'Objective,Owner\n"x {cell}","y {cell}"\n')], words_in("en"))
    assert not any((ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160 for sign in text)
