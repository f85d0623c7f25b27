"""`okrtui doctor`: what it says of damage, what it mends, and how it goes back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Program


def damage(team: Path) -> None:
    (team / "okr.json").write_text("{")


def test_repair_says_what_was_wrong_what_was_done_and_where_the_copy_is(
    okrtui: Program, team: Path
) -> None:
    before = okrtui.done("export", "--format", "json").out
    damage(team)
    ended = okrtui("doctor", "--repair", "--json")
    assert ended.outcome == 0, ended
    assert ended.data["ok"]
    assert ended.data["damages"]
    assert ended.data["mended"]
    assert ended.data["lost"] == []
    assert (Path(ended.data["copy"]) / "okr.json").read_text() == "{"
    assert okrtui.done("export", "--format", "json").out == before
    okrtui.done("doctor")


def test_a_store_that_is_well_has_nothing_to_repair(okrtui: Program, team: Path) -> None:
    assert "well" in okrtui.done("doctor", "--repair").line


def backed_up(okrtui: Program, team: Path) -> None:
    okrtui.done("fold")
    okrtui.done("check-in", "lin/O1/KR1", "--confidence", "3")


def test_restore_shows_what_would_be_lost_and_asks(okrtui: Program, team: Path) -> None:
    before = okrtui.done("export", "--format", "json").out
    backed_up(okrtui, team)
    [name] = [path.name for path in (team / "backups").iterdir()]
    said = okrtui("doctor", "--restore", name, typed="n\n", terminal=True)
    assert said.outcome == 1
    assert "check-in" in said.err
    assert "[y/N]" in said.err
    assert okrtui("doctor", "--restore", name).outcome == 1
    okrtui.done("doctor", "--restore", name, "--yes")
    assert okrtui.done("doctor").outcome == 0
    assert okrtui.done("export", "--format", "json").out == before


def test_a_backup_that_is_not_there_is_named(okrtui: Program, team: Path) -> None:
    ended = okrtui("doctor", "--restore", "2020-01-01", "--yes")
    assert ended.outcome == 1
    assert "2020-01-01" in ended.line


def test_repair_and_restore_do_not_go_together(okrtui: Program, team: Path) -> None:
    assert okrtui("doctor", "--repair", "--restore", "2026-11-24").outcome == 2
