"""What is one key away from the Board: in a terminal, while others write in their processes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.end_to_end.program import NOW, OKRTUI, done
from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.pty

LATER = "2026-11-24T10:05:00Z"


def board(team: Path, env: Mapping[str, str | None] | None = None) -> Terminal:
    """Open the Board of a team, at the size in which everything works."""
    surroundings = {"OKRTUI_NOW": NOW, **(env or {})}
    return Terminal([*OKRTUI, "-w", team], cols=80, rows=24, env=surroundings)


def first_key_result(team: Path) -> str:
    """Return the name of a key result, as people say it."""
    table = done("export", "--format", "csv", "-w", team)
    return next(csv.DictReader(io.StringIO(table, newline="")))["reference"]


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}, {"TERM": "linux", "COLORTERM": None}])
def test_the_trends_show_a_confidence_that_another_process_just_gave(
    team: Path, env: dict[str, str | None]
) -> None:
    name = first_key_result(team)
    with board(team, env) as terminal:
        terminal.wait_for("Platform")
        terminal.press("g")
        terminal.wait_for("▸48")
        done("check-in", name, "--confidence", "8", "-w", team)
        terminal.wait_for(re.compile(r"O1/KR1 .* 8$", re.MULTILINE))
        done("check-in", name, "--confidence", "4", "-w", team, now=LATER)
        terminal.wait_for(re.compile(r"O1/KR1 .* 4$", re.MULTILINE))
        terminal.press("2")
        terminal.wait_for("1/9")
        terminal.press("3")
        terminal.wait_for("time gone")
        terminal.press("escape")
        terminal.wait_for("Needs attention")
        terminal.press("q")
        assert terminal.exit_status() == 0


def test_the_search_takes_what_an_input_method_types(team: Path) -> None:
    done("check-in", first_key_result(team), "--note", "供应商已确认", "-w", team)
    with board(team) as terminal:
        terminal.wait_for("Platform")
        terminal.type("／")
        terminal.wait_for("search")
        terminal.type("供应商")
        terminal.wait_for("note")
        terminal.press("enter")
        terminal.wait_for("供应商已确认")


def test_the_history_tells_what_another_process_did(team: Path) -> None:
    with board(team) as terminal:
        terminal.wait_for("Platform")
        terminal.press("H")
        terminal.wait_for("History")
        done("check-in", first_key_result(team), "--confidence", "6", "-w", team)
        terminal.wait_for("confidence 6")


def test_a_setting_that_is_changed_counts_from_the_next_start_on(team: Path) -> None:
    remark = "# agreed in May\n"
    settings = team / "okrtui.toml"
    settings.write_text(remark + settings.read_text())
    with board(team) as terminal:
        terminal.wait_for("Platform")
        terminal.press("S")
        terminal.wait_for("Settings")
        terminal.press("enter", "backspace", "backspace")
        terminal.type("zh")
        terminal.press("enter")
        terminal.wait_for("from the next start on")
        terminal.press("escape", "q")
        assert terminal.exit_status() == 0
    assert settings.read_text().startswith(remark)
    with board(team) as terminal:
        terminal.wait_for("全员")
