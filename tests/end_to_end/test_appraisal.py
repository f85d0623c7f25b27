"""An appraisal in a terminal: what is half typed survives a kill, what is said is kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.workspace.person import os_login
from tests.end_to_end.program import NOW, OKRTUI, done
from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.pty


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Return a workspace of two, of whom one is who runs the tests."""
    me = ("--member", f"{os_login()}=Ana Silva", "--member", "lin")
    where = ("--cycle", "2026-Q4", "--time-zone", "UTC", "--lang", "en")
    done("init", tmp_path / "team", "--team", "Platform", *me, *where)
    return tmp_path / "team"


def opened(team: Path) -> Terminal:
    """Start the program in a terminal."""
    command = [*OKRTUI, "-w", team]
    return Terminal(command, cols=100, rows=30, env={"OKRTUI_NOW": NOW})


def test_what_is_half_typed_survives_a_kill_and_is_saved_by_enter(team: Path) -> None:
    with opened(team) as terminal:
        terminal.wait_for("Platform")
        terminal.press("A")
        terminal.wait_for("yours to write")
        terminal.press("e")
        terminal.wait_for("Before your first text")
        terminal.press("enter")
        terminal.wait_for("Names and facts")
        terminal.type("Built the bridge")
        terminal.press("ctrl+j")
        terminal.type("over the river")
        terminal.wait_for("over the river")
        terminal.wait_until_quiet(0.6)
        terminal.kill()
    with opened(team) as terminal:
        terminal.wait_for("Platform")
        terminal.press("A")
        terminal.wait_for("yours to write")
        # Nothing was written yet, so who reads it is said again.
        terminal.press("e")
        terminal.wait_for("Before your first text")
        terminal.press("enter")
        terminal.wait_for("over the river")
        terminal.press("enter")
        terminal.wait_for("yours, until the next part begins")
        terminal.press("escape")
        terminal.wait_for("start")
        terminal.press("q")
        assert terminal.exit_status() == 0
    assert "Built the bridge\\nover the river" in done("-w", team, "export", "--format", "json")
    assert "bridge" not in done("-w", team, "history", "--json")
