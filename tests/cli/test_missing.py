"""`okrtui status --missing`: the day before the meeting, a line to paste."""

from pathlib import Path

from tests.cli.program import Program

DAY = "17 Nov"


def prepare_all(okrtui: Program, login: str) -> None:
    data = okrtui.done("status", "--json", "--member", login).data
    for owner in data["owners"]:
        for one in owner["key_results"]:
            okrtui.done("check-in", one["key_result"], "--confidence", "7", "--as", login)


def test_it_is_one_line_that_names_who_has_not_prepared(okrtui: Program, team: Path) -> None:
    out = okrtui.done("status", "--missing").out
    assert out.count("\n") == 1
    assert out.startswith(f"Checkout, weekly meeting: not filled in since {DAY}: Ana Ribeiro (3 of")
    assert "Lin Mei (2 of 4 KRs)" in out
    assert "okrtui check-in" in out


def test_who_has_filled_in_everything_is_not_named(okrtui: Program, team: Path) -> None:
    prepare_all(okrtui, "lin")
    assert "Lin Mei" not in okrtui.done("status", "--missing").out
    mine = okrtui.done("status", "--missing", "--member", "lin").out
    assert mine == f"Lin Mei has filled in everything since {DAY}.\n"


def test_once_all_have_prepared_it_says_so(okrtui: Program, team: Path) -> None:
    for login in ("ana", "lin", "wang", "chen", "maria"):
        prepare_all(okrtui, login)
    out = okrtui.done("status", "--missing").out
    assert out == f"Checkout, weekly meeting: everybody has filled in everything since {DAY}.\n"


def test_programs_get_logins_and_counts(okrtui: Program, team: Path) -> None:
    prepare_all(okrtui, "ana")
    data = okrtui.done("status", "--missing", "--json").data
    assert (data["team"], data["then_on"]) == ("Checkout", "2026-11-17")
    assert data["prepared"] == ["ana"]
    assert {"member": "lin", "name": "Lin Mei", "waiting": 2, "of": 4} in data["missing"]
    mine = okrtui.done("status", "--missing", "--json", "--member", "lin").data
    assert [one["member"] for one in mine["missing"]] == ["lin"]
    assert mine["prepared"] == []


def test_it_speaks_the_teams_language(okrtui: Program) -> None:
    okrtui.done("demo", "--lang", "zh", "--to", okrtui.cwd / "team")
    out = okrtui.done("-w", okrtui.cwd / "team", "status", "--missing").out
    assert "11月17日以来还没填写的有：赵敏（3 项中 3 项）、" in out


def test_a_team_without_okrs_has_nothing_to_prepare(okrtui: Program) -> None:
    okrtui.done("init", "team", "--team", "New", "--member", "ana", "--cycle", "2026-Q4")
    out = okrtui.done("-w", "team", "status", "--missing").out
    assert out == "New: nobody has key results to fill in yet.\n"


def test_once_the_cycle_is_closed_nobody_has_filled_in_everything(
    okrtui: Program, team: Path
) -> None:
    okrtui.done("check-in", "chen/O1/KR3", "--value", "7")
    okrtui.done("close-cycle", "--yes")
    for options in ((), ("--member", "lin")):
        out = okrtui.done("status", "--missing", *options).out
        assert out == "Checkout: nobody has key results to fill in yet.\n"
    assert okrtui.done("status", "--missing", "--json").data["prepared"] == []


def test_who_has_no_key_results_has_not_filled_them_in(okrtui: Program) -> None:
    okrtui.done("init", "team", "--team", "New", "--member", "ana", "--member", "lin",
                "--cycle", "2026-Q4")  # fmt: skip
    (okrtui.cwd / "page.md").write_text("## O1: Checkout\n\n- KR1: Three shops\n", "utf-8")
    okrtui.done("-w", "team", "import", "page.md", "--owner", "ana", "--yes")
    out = okrtui.done("-w", "team", "status", "--missing", "--member", "lin").out
    assert out == "lin has no key results in this cycle.\n"
