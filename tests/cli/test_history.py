"""`okrtui history` and `okrtui undo`, as somebody calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from okrtui.model.books import Books
from okrtui.model.clock import SystemClock
from okrtui.model.ops import Insert, Set
from okrtui.model.records import KeyResult
from okrtui.store.store import Store
from okrtui.workspace import at
from okrtui.workspace.person import os_login
from tests.cli.program import Program

ME = os_login()
KR = "lin/O1/KR1"


def check_in(okrtui: Program, confidence: int) -> None:
    okrtui.done("check-in", KR, "--confidence", str(confidence))


def as_wang(team: Path, confidence: int | None) -> None:
    """Let somebody else change the confidence of the last check-in, or say one on it anew."""
    store = Store.open(at(team).store_file, SystemClock(), by="wang")
    doc = list(store.view.all("check_ins"))[-1]

    changed = Set("check_ins", doc["id"], {"confidence": (None, confidence)})
    store.commit(lambda _view: [changed], via="check-in")
    store.close()


def test_each_change_says_when_who_through_what_and_what(okrtui: Program, team: Path) -> None:
    check_in(okrtui, 4)
    okrtui.clock.advance(days=1)
    okrtui.done("check-in", KR, "--confidence", "5", "--as", "chen")
    _, first, last = okrtui.done("history").out.splitlines()
    assert first.split() == f"2026-11-24 10:00 {ME} check-in {KR}: confidence 8 → 4".split()
    assert last.split() == f"2026-11-25 10:00 {ME} for chen check-in {KR}: confidence 4 → 5".split()


def test_the_newest_is_last_and_the_limit_counts_from_it(okrtui: Program, team: Path) -> None:
    for confidence in (4, 5, 6):
        check_in(okrtui, confidence)
    lines = okrtui.done("history", "--limit", "2").out.splitlines()
    assert [line[-5:] for line in lines] == ["4 → 5", "5 → 6"]
    assert okrtui("history", "--limit", "none").outcome == 2


def test_history_reaches_into_the_archive(okrtui: Program, team: Path) -> None:
    check_in(okrtui, 4)
    okrtui.done("fold")
    check_in(okrtui, 5)
    assert len(okrtui.done("history").out.splitlines()) == 3
    of_one = okrtui.done("history", KR).out.splitlines()
    assert [line[-5:] for line in of_one[-2:]] == ["8 → 4", "4 → 5"]
    assert "wang/O1/KR1" not in "".join(of_one)


def test_history_as_data_has_the_stored_values(okrtui: Program, team: Path) -> None:
    check_in(okrtui, 4)
    as_wang(team, 9)
    one = okrtui.done("history", KR.upper(), "--limit", "1", "--json").data["history"][0]
    assert (one["by"], one["via"], one["as"], one["undoes"]) == ("wang", "check-in", None, None)
    (change,) = one["changes"]
    assert (change["kind"], change["name"]) == ("set", KR)
    assert change["fields"] == {"confidence": [4, 9]}


def test_history_is_told_in_the_teams_language(okrtui: Program, tmp_path: Path) -> None:
    okrtui.done("demo", "--lang", "zh", "--to", "队")
    okrtui.cwd = tmp_path / "队"
    check_in(okrtui, 4)
    assert "信心 8 → 4" in okrtui.done("history").out


def test_what_somebody_typed_cannot_act_on_the_terminal(okrtui: Program, team: Path) -> None:
    okrtui.done("check-in", KR, "--note", "[red]x\x1b[2J")
    assert "\x1b" not in okrtui("history", terminal=True).out


def test_undo_takes_back_ones_own_last_change_and_says_which(okrtui: Program, team: Path) -> None:
    before = okrtui.done("export", "--format", "json").out
    check_in(okrtui, 4)
    journal = (team / "okr.json.journal").read_bytes()
    said = okrtui.done("undo").line
    assert said == f"Taken back, of 2026-11-24 10:00 (check-in): {KR}: confidence 8 → 4"
    assert okrtui.done("export", "--format", "json").out == before
    after = (team / "okr.json.journal").read_bytes()
    assert after.startswith(journal), "the journal is never rewritten"
    assert okrtui.done("history").out.splitlines()[-1].endswith(f"check-in taken back: {KR}")


def test_undo_again_goes_further_back_and_never_to_the_beginning(
    okrtui: Program, team: Path
) -> None:
    check_in(okrtui, 4)
    check_in(okrtui, 5)
    assert "4 → 5" in okrtui.done("undo").line
    assert "8 → 4" in okrtui.done("undo").line
    ended = okrtui("undo")
    assert (ended.outcome, ended.line) == (
        1,
        f"okrtui: There is nothing of yours ({ME}) to take back.",
    )


def test_undo_refuses_what_somebody_changed_since_and_says_who(okrtui: Program, team: Path) -> None:
    check_in(okrtui, 4)
    as_wang(team, 9)
    before = (team / "okr.json.journal").read_bytes()
    ended = okrtui("undo")
    assert ended.outcome == 1
    assert "wang has changed it since" in ended.line
    assert "confidence 4 → 9" in ended.line
    assert (team / "okr.json.journal").read_bytes() == before


def test_undo_leaves_the_changes_of_others_alone(okrtui: Program, team: Path) -> None:
    as_wang(team, 9)
    ended = okrtui("undo")
    assert ended.outcome == 1
    assert "nothing of yours" in ended.line


@pytest.mark.parametrize("folded", [False, True])
def test_undo_reaches_over_a_fold(okrtui: Program, team: Path, folded: bool) -> None:
    check_in(okrtui, 4)
    check_in(okrtui, 5)
    okrtui.done("undo")
    if folded:
        okrtui.done("fold")
    assert "8 → 4" in okrtui.done("undo").line


def test_a_whole_import_is_taken_back_while_nobody_built_on_it(okrtui: Program, team: Path) -> None:
    before = okrtui.done("export", "--format", "json").out
    (team / "page.md").write_text("# O1: Ship it every day\n\n- KR1: 20 deploys\n- KR2: 0 pages\n")
    okrtui.done("import", "page.md", "--owner", "maria", "--yes")
    assert okrtui.done("export", "--format", "json").out != before
    okrtui.done("undo")
    assert json.loads(okrtui.done("export", "--format", "json").out) == json.loads(before)


def test_what_the_minutes_of_a_closed_meeting_tell_is_not_taken_back(
    okrtui: Program, team: Path
) -> None:
    check_in(okrtui, 4)
    store = Store.open(at(team).store_file, SystemClock(), by=ME)

    (last,) = [m for m in store.view.all("meetings") if m["name"] == "2026-W47"]
    said = {"id": "said", "key_result": "none", "at": "2026-11-24T10:00:00Z", "meeting": last["id"]}
    store.commit(lambda _view: [Insert("check_ins", "said", said)], via="meet")
    store.close()
    ended = okrtui("undo")
    assert ended.outcome == 1
    assert "minutes of 2026-W47" in ended.line


def test_two_who_wrote_one_field_are_both_named_with_what_each_wrote(
    okrtui: Program, team: Path
) -> None:
    for who, title in (("ana", "One wording"), ("wang", "Another wording")):
        store = Store.open(team / "okr.json", okrtui.clock, by=who)
        key_result = next(iter(Books(store.view).all(KeyResult)))
        name = Books(store.view).kr_name(key_result)
        ops = [Set("key_results", key_result.id, {"title": (None, title)})]
        store.commit(lambda _view, ops=ops: ops, via="meet")  # type: ignore[misc]
        store.close()
    first, last = okrtui.done("history", name, "--limit", "2").out.splitlines()
    assert "ana" in first
    assert "wang" in last
    assert "“One wording” → “Another wording”" in last
