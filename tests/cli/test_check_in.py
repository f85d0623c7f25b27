"""Check-ins from the command line, and from programs line by line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from okrtui.cli.check_in_lines import read_line
from okrtui.model.books import Books
from okrtui.model.naming import find_key_result
from okrtui.model.records import CheckIn, KeyResult
from okrtui.text.errors import Refused
from okrtui.workspace import at
from okrtui.workspace.person import os_login
from tests.cli.program import Ended, Program


def said(okrtui: Program, folder: Path, name: str) -> list[CheckIn]:
    """Return what was said of a key result outside of meetings, the earliest first."""
    store = at(folder).open_store(okrtui.clock, read_only=True)
    books = Books(store.view)
    key_result = find_key_result(books, name, okrtui.clock.now().date())
    found = [one for one in books.check_ins(key_result.id) if one.meeting is None]
    store.close()
    return found


def answers(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def test_value_confidence_and_note_are_recorded(okrtui: Program, team: Path) -> None:
    argv = ["--value", "1.50", "--confidence", "7", "--note", "[b]half[/b]"]
    ended = okrtui.done("check-in", "LIN/o1/kr2", *argv)
    assert "lin/O1/KR2" in ended.line
    (one,) = said(okrtui, team, "lin/O1/KR2")
    assert (one.value, one.confidence, one.note) == (Decimal("1.5"), 7, "[b]half[/b]")
    assert (one.author, one.for_, one.meeting) == (os_login(), None, None)


def test_what_is_not_given_stays_not_given(okrtui: Program, team: Path) -> None:
    okrtui.done("check-in", "lin/O1/KR2", "--note", "waiting")
    (one,) = said(okrtui, team, "lin/O1/KR2")
    assert (one.value, one.confidence) == (None, None)


def test_for_another_is_on_the_record(okrtui: Program, team: Path) -> None:
    okrtui.done("check-in", "lin/O1/KR2", "--confidence", "7", "--as", "Lin Mei")
    (one,) = said(okrtui, team, "lin/O1/KR2")
    store = at(team).open_store(okrtui.clock, read_only=True)
    lin = Books(store.view).member_by_login("lin")
    assert lin is not None
    assert (one.author, one.for_) == (os_login(), lin.id)
    assert store.recent()[-1].as_ == "lin"
    store.close()


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["lin/O9/KR1", "--confidence", "7"], "lin/O1/KR1"),
        (["lin", "--confidence", "7"], "lin/O2/KR1"),
        (["1999-Q1:lin/O1/KR1", "--confidence", "7"], "2026-Q4"),
        (["lin/O1/KR1", "--confidence", "7", "--as", "nobody"], "maria"),
    ],
    ids=["key result", "form", "cycle", "member"],
)
def test_what_is_not_there_is_told_with_what_there_is(
    okrtui: Program, team: Path, argv: list[str], named: str
) -> None:
    ended = okrtui("check-in", *argv)
    assert ended.outcome == 1
    assert named in ended.line


def test_each_line_has_its_answer_in_order(okrtui: Program, team: Path) -> None:
    lines = ['{"kr": "lin/O1/KR2", "value": 3}', "", "x", '{"kr": "lin/O1/KR2", "confidence": 6}']
    ended = okrtui("check-in", "--from", "-", typed="\n".join(lines))
    first, second, third = answers(ended)
    assert ended.outcome == 1
    assert [first["ok"], second["ok"], third["ok"]] == [True, False, True]
    assert third["seq"] == first["seq"] + 1
    assert [one.id for one in said(okrtui, team, "lin/O1/KR2")] == [first["id"], third["id"]]


def test_good_lines_alone_are_done(okrtui: Program, team: Path) -> None:
    kr = said_id(okrtui, team)
    ended = okrtui.done(
        "check-in", "--from", "-", typed=json.dumps({"kr": kr, "note": "好"}) + "\r\n"
    )
    assert answers(ended)[0]["ok"]


def said_id(okrtui: Program, folder: Path) -> str:
    store = at(folder).open_store(okrtui.clock, read_only=True)
    found = next(Books(store.view).all(KeyResult)).id
    store.close()
    return found


def test_decimals_stay_exact(okrtui: Program, team: Path) -> None:
    typed = '{"kr": "lin/O1/KR1", "value": 0.10000000000000000001}\n'
    okrtui.done("check-in", "--from", "-", typed=typed)
    (*_, one) = said(okrtui, team, "lin/O1/KR1")
    assert one.value == Decimal("0.10000000000000000001")


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"null",
        b'"lin/O1/KR1"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"value": 1}',
        b'{"kr": ""}',
        b'{"kr": 1}',
        b'{"kr": "lin/O1/KR1", "value": NaN}',
        b'{"kr": "lin/O1/KR1", "value": -Infinity}',
        b'{"kr": "lin/O1/KR1", "value": 1e400}',
        b'{"kr": "lin/O1/KR1", "value": 1e-400}',
        b'{"kr": "lin/O1/KR1", "value": [1]}',
        b'{"kr": "lin/O1/KR1", "value": 1, "value": 2}',
        b'{"kr": "lin/O1/KR1", "confidence": 7.0}',
        b'{"kr": "lin/O1/KR1", "confidence": "7"}',
        b'{"kr": "lin/O1/KR1", "confidence": true}',
        b'{"kr": "lin/O1/KR1", "note": 7}',
        b'{"kr": "lin/O1/KR1", "as": 7}',
        b'{"kr": "lin/O1/KR1", "mood": "good"}',
    ],
    ids=lambda line: line[:40].decode("utf-8", "replace"),
)
def test_a_line_that_does_not_fit_is_refused(line: bytes) -> None:
    with pytest.raises(Refused):
        read_line(line)


@given(st.binary(max_size=60))
def test_any_bytes_are_understood_or_refused(line: bytes) -> None:
    try:
        read_line(line)
    except Refused as error:
        assert error.message.key.startswith("cli.line_")  # noqa: PT017


def test_one_is_asked_about_ones_own_on_a_terminal(okrtui: Program, team: Path) -> None:
    typed = "290\n8\nbetter\n" + "\n\n\n" + "much\n4\n11\n5\n\n" + "\n\n\n" * 9
    ended = okrtui("check-in", "--as", "lin", typed=typed, terminal=True)
    assert ended.outcome == 0, ended.err
    first = said(okrtui, team, "team/O1/KR1")[-1]
    assert (first.value, first.confidence, first.note) == (Decimal(290), 8, "better")
    second = said(okrtui, team, "lin/O1/KR2")
    assert [(one.value, one.confidence) for one in second] == [(Decimal(4), 5)]


def test_who_is_no_member_is_told_who_there_is(okrtui: Program, team: Path) -> None:
    ended = okrtui("check-in", typed="", terminal=True)
    assert ended.outcome == 1
    assert "maria" in ended.line


def test_where_a_cycle_is_empty_the_name_of_another_is_asked_for(okrtui: Program) -> None:
    okrtui.done("init", "--team", "Growth", "--member", "lin", "--cycle", "2026-Q4")
    ended = okrtui("check-in", "lin/O1/KR1", "--confidence", "5")
    assert ended.outcome == 1
    assert "2026-Q4 has no key results yet" in ended.line
