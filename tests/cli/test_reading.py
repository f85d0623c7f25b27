"""What is told of a workspace: status, minutes, export, doctor, fold."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from okrtui.cli.outcome import OpenScreens
from okrtui.cli.status_data import number
from okrtui.cli.table import table
from okrtui.text.width import width
from tests.cli.program import Program


def test_status_names_everybody_and_what_needs_attention(okrtui: Program, team: Path) -> None:
    out = okrtui.done("status").out
    for name in ("Ana Ribeiro", "Lin Mei", "Wang Jun", "Chen Hao", "Maria Keller"):
        assert name in out
    assert "wang/O1/KR1" in out
    assert "A5" in out


def test_status_of_a_member_is_about_them_alone(okrtui: Program, team: Path) -> None:
    out = okrtui.done("status", "--member", "WANG").out
    assert "wang/O1/KR2" in out
    assert "Lin Mei" not in out
    assert "A5" not in out


def test_in_chinese_what_is_listed_is_parted_as_chinese_is(okrtui: Program) -> None:
    okrtui.done("demo", "--lang", "zh", "--to", "team")
    for command in ("status", "lint"):
        out = okrtui.done("-w", "team", command).out
        assert "，" in out
        assert ", " not in out


def test_status_as_data_says_what_the_words_say(okrtui: Program, team: Path) -> None:
    data = okrtui.done("status", "--json").data
    assert data["team"] == "Checkout"
    assert sum(data["health"]["now"].values()) == 17
    owners = [one["owner"] for one in data["owners"]]
    assert owners == ["ana", "lin", "wang", "chen", "maria", "company", "team"]
    (worst, *_) = data["attention"]
    assert (worst["key_result"], worst["health"]) == ("wang/O1/KR1", "off_track")
    mine = okrtui.done("status", "--json", "--member", "chen").data
    assert [one["owner"] for one in mine["owners"]] == ["chen"]
    assert {item["owner"] for item in mine["actions"]} == {"chen"}


def test_status_tells_what_the_objectives_serve(okrtui: Program, team: Path) -> None:
    line = "balance: revenue 2, user 3, efficiency 1, capability 1"
    assert line in okrtui.done("status").out.splitlines()
    assert "balance: revenue 0, user 0, efficiency 1, capability 0" in (
        okrtui.done("status", "--member", "wang").out
    )


def test_status_as_data_tells_the_balance_from_four_sides(okrtui: Program, team: Path) -> None:
    balance = okrtui.done("status", "--json").data["balance"]
    assert balance["objectives"] == 7
    assert list(balance["category"]) == ["revenue", "user", "efficiency", "capability", "not_set"]
    assert [one["objectives"] for one in balance["category"].values()] == [2, 3, 1, 1, 0]
    assert balance["category"]["efficiency"]["progress"] == 0.375
    assert balance["category"]["efficiency"]["health"]["off_track"] == 1
    assert balance["dimension"]["not_set"] | {"health": {}} == {
        "objectives": 7, "share": 1, "progress": balance["dimension"]["not_set"]["progress"],
        "health": {},
    }  # fmt: skip
    assert balance["findings"] == []


def test_the_page_names_all_that_status_has_as_data(okrtui: Program, team: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    section = page.partition("\n## Status\n")[2].partition("\n## ")[0]
    data = okrtui.done("status", "--json").data
    assert [key for key in data if f"`{key}`" not in section] == []


def test_status_as_data_says_in_what_the_balance_is_lopsided(okrtui: Program, team: Path) -> None:
    okrtui.done("init", "other", "--team", "Other", "--member", "ana")
    titles = "".join(f"# O{n}: Build tools {n}\n- KR1: Tools {n} by May\n" for n in range(3))
    (team / "tools.md").write_text(titles, "utf-8")
    okrtui.done("import", "tools.md", "-w", "other")
    data = okrtui.done("status", "--json", "-w", "other").data
    assert data["balance"]["findings"] == [
        {"of": "category", "kind": "untold", "value": None, "n": 3, "among": 3}
    ]


def test_status_as_data_counts_what_hangs_in_the_air(okrtui: Program, team: Path) -> None:
    counts = okrtui.done("status", "--json").data["alignment"]
    assert (counts["objectives"], counts["hanging"], counts["astray"]) == (7, 1, 0)
    assert counts["not_confirmed"] >= 2
    mine = okrtui.done("status", "--json", "--member", "wang").data["alignment"]
    assert mine == {"objectives": 1, "hanging": 0, "astray": 0, "not_confirmed": 1}


def test_status_fits_into_the_terminal(
    okrtui: Program, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = okrtui("status", "--member", "wang", terminal=True).out.splitlines()
    titles = [line for line in lines if "wang/O1/KR" in line]
    assert any(line.endswith("…") for line in titles)


def test_minutes_are_those_of_the_last_closed_meeting(okrtui: Program, team: Path) -> None:
    assert "2026-W47" in okrtui.done("minutes").out.splitlines()[0]
    assert "2026-W45" in okrtui.done("minutes", "2026-w45").out.splitlines()[0]


def test_minutes_come_in_both_languages_and_as_data(okrtui: Program, team: Path) -> None:
    assert "纪要" in okrtui.done("minutes", "--lang", "zh").out
    assert okrtui.done("minutes", "--format", "json").data["meeting"] == "2026-W47"


def test_a_meeting_that_is_not_there_is_told(okrtui: Program, team: Path) -> None:
    ended = okrtui("minutes", "1999-W01")
    assert ended.outcome == 1
    assert "2026-W47" in ended.line


def test_without_a_meeting_there_are_no_minutes(okrtui: Program) -> None:
    okrtui.done("init", "--team", "New", "--member", "ana")
    ended = okrtui("minutes")
    assert (ended.outcome, "okrtui meet" in ended.line) == (1, True)


def test_a_team_without_key_results_is_told_what_to_do(okrtui: Program) -> None:
    okrtui.done("init", "--team", "New", "--member", "ana")
    assert "okrtui import" in okrtui.done("status").out


def test_what_is_written_into_a_file_is_what_is_said(okrtui: Program, team: Path) -> None:
    said = okrtui.done("minutes").out
    assert okrtui.done("minutes", "-o", "m.md").out == ""
    assert (team / "m.md").read_text("utf-8") == said
    assert okrtui.done("minutes", "-o", "-").out == said


def test_a_file_that_cannot_be_written_is_told(okrtui: Program, team: Path) -> None:
    ended = okrtui("minutes", "-o", "nowhere/m.md")
    assert ended.outcome == 4
    assert "nowhere/m.md" in ended.line


def test_doctor_tells_damage_with_its_file(okrtui: Program, team: Path) -> None:
    okrtui.done("doctor")
    (team / "okr.json").write_text("{")
    ended = okrtui("doctor", "--json")
    assert ended.outcome == 3
    assert "okr.json" in ended.err
    assert not json.loads(ended.out)["ok"]


def test_fold_says_whether_there_was_anything(okrtui: Program, team: Path) -> None:
    first, second = okrtui.done("fold").line, okrtui.done("fold").line
    assert first != second
    assert "Checkout" in (team / "okr.json").read_text("utf-8")


def test_meet_says_which_meeting_to_open(okrtui: Program, team: Path) -> None:
    opening = okrtui("meet", "--order", "exceptions", "--minutes", "30").outcome
    assert isinstance(opening, OpenScreens)
    assert (opening.what, opening.order, opening.minutes) == ("meeting", "exceptions", 30)
    resumed = okrtui("meet", "--resume").outcome
    assert isinstance(resumed, OpenScreens)
    assert (resumed.resume, resumed.order, resumed.minutes) == (True, None, None)


@pytest.mark.parametrize("command", ["status", "minutes", "doctor", "fold", "meet", "export"])
def test_no_workspace_says_how_to_make_one(okrtui: Program, command: str) -> None:
    option = ["--format", "json"] if command == "export" else []
    ended = okrtui(command, *option)
    assert ended.outcome == 1
    assert "okrtui init" in ended.line
    assert not list(okrtui.cwd.iterdir())


@given(st.decimals(-(10**30), 10**30, places=6))
def test_a_number_as_data_is_exact(value: Decimal) -> None:
    told = number(value)
    assert Decimal(told if isinstance(told, str) else repr(told)) == value


def test_columns_line_up_in_cells() -> None:
    lines = table([("林悦", "9", "ab"), ("Ana", "10", "c")], "lrl", None)
    assert lines == ["林悦   9  ab", "Ana   10  c"]
    assert all(width(line) <= 9 for line in table([("林悦", "中文标题很长")], "ll", 9))


def test_a_file_in_no_folder_is_not_written_and_the_folder_is_named(
    okrtui: Program, team: Path
) -> None:
    ended = okrtui("export", "--format", "csv", "-o", "nowhere/okrs.csv")
    assert ended.outcome == 4
    assert str(team / "nowhere") in ended.line


def test_a_file_whose_folder_cannot_be_is_told_and_not_a_fault(okrtui: Program, team: Path) -> None:
    ended = okrtui("export", "--format", "csv", "-o", f"{'x' * 300}/y/okrs.csv")
    assert ended.outcome == 4
    assert "okrs.csv" in ended.line
