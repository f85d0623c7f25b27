"""The program opened in a terminal: what it shows first, and when it says no."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from wcwidth import wcwidth

from tests.end_to_end.program import NOW, OKRTUI, data, done, fingerprint
from tests.end_to_end.terminal import Terminal
from tests.hostile import HOSTILE_LINES

pytestmark = pytest.mark.pty


def opened(
    *args: str | Path,
    cols: int = 120,
    rows: int = 40,
    cwd: Path | None = None,
    env: Mapping[str, str | None] | None = None,
) -> Terminal:
    """Start the program in a terminal, on the day of the tests."""
    surroundings = {"OKRTUI_NOW": NOW, **(env or {})}
    return Terminal([*OKRTUI, *args], cols=cols, rows=rows, cwd=cwd, env=surroundings)


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (120, 40), (40, 12), (200, 60)])
def test_the_board_opens_at_any_size_and_q_leaves_it(cols: int, rows: int, team: Path) -> None:
    with opened("-w", team, cols=cols, rows=rows) as terminal:
        terminal.wait_for("Platform")
        terminal.press("q")
        assert terminal.exit_status() == 0


def test_the_board_follows_the_size_of_the_terminal(team: Path) -> None:
    with opened("-w", team) as terminal:
        terminal.wait_for("Platform")
        for cols, rows in ((80, 24), (20, 5), (120, 40)):
            terminal.resize(cols, rows)
            terminal.wait_until_quiet()
        terminal.wait_for("Platform")
        terminal.press("q")
        assert terminal.exit_status() == 0


@pytest.mark.parametrize(
    ("cols", "rows", "env"),
    [(20, 5, {}), (120, 8, {}), (120, 40, {"TERM": "dumb"})],
    ids=["20×5", "120×8", "dumb"],
)
def test_a_terminal_that_cannot_show_it_is_told_in_one_line(
    cols: int, rows: int, env: dict[str, str], team: Path
) -> None:
    before = fingerprint(team)
    with opened("-w", team, cols=cols, rows=rows, env=env) as terminal:
        assert terminal.exit_status() == 1
        assert terminal.written().startswith("okrtui: ")
        assert terminal.written().count("\n") == 1
    assert fingerprint(team) == before


def test_a_missing_workspace_is_told_before_the_screen_is_taken(tmp_path: Path) -> None:
    with opened("-w", tmp_path / "nowhere") as terminal:
        assert terminal.exit_status() == 1
        assert "okrtui init" in terminal.text().replace("\n", "")


def test_a_file_that_is_no_store_is_told_before_the_screen_is_taken(team: Path) -> None:
    (team / "okr.json").write_text("no store")
    before = fingerprint(team)
    with opened("-w", team) as terminal:
        assert terminal.exit_status() == 3
        assert "okr.json" in terminal.text()
    assert fingerprint(team) == before


def test_what_another_process_records_is_seen(team: Path) -> None:
    tables = data("export", "--format", "json", "-w", team)["tables"]
    with opened("-w", team) as terminal:
        terminal.wait_for("Platform")
        terminal.wait_until_quiet()
        assert not terminal.sees("off track")
        said = {"kr": tables["key_results"][0]["id"], "confidence": 2}
        done("check-in", "--from", "-", "-w", team, typed=json.dumps(said) + "\n")
        terminal.wait_for("off track")


def test_a_folder_with_packages_of_our_names_is_no_trap(team: Path, tmp_path: Path) -> None:
    for name in ("screens", "widgets", "textual"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('the wrong one')\n")
    with opened("-w", team, cwd=tmp_path) as terminal:
        terminal.wait_for("Platform")


def test_the_demo_opens_in_both_languages_and_leaves_nothing_behind(tmp_path: Path) -> None:
    for language, seen in (("en", "Needs attention"), ("zh", "需要关注")):
        with opened("demo", "--lang", language, env={"TMPDIR": str(tmp_path)}) as terminal:
            terminal.wait_for(seen)
            assert len(list(tmp_path.iterdir())) == 1
            terminal.press("q")
            assert terminal.exit_status() == 0
        assert not list(tmp_path.iterdir())


def test_hostile_names_are_shown_as_they_are_written(tmp_path: Path) -> None:
    people = [f"--member=m{n}={name}" for n, name in enumerate(HOSTILE_LINES.values())]
    done("init", tmp_path / "t", "--team=[bold]*[/x]", *people)
    with opened("-w", tmp_path / "t", rows=3 * len(people)) as terminal:
        terminal.wait_for("[bold]*[/x]")
        terminal.wait_until_quiet()
        lines = [line.strip() for line in terminal.text().splitlines()]
        for name in HOSTILE_LINES.values():
            begins = with_width(name.split()[0])[:5]
            assert any(line.startswith(begins) for line in lines), f"{begins} of {name}"
        terminal.press("q")
        assert terminal.exit_status() == 0


def with_width(text: str) -> str:
    """Return a text without what a terminal draws over the cell before."""
    return "".join(character for character in text if wcwidth(character) > 0)
