"""How the program starts, whatever lies in the folder one is in, and what it needs to open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.end_to_end.terminal import Terminal
from tests.fakes import FakeClock

STARTERS: dict[str, list[str]] = {
    "python -m okrtui": [sys.executable, "-m", "okrtui"],
    "okrtui": [str(Path(sys.executable).with_name("okrtui"))],
}


def start(
    starter: Sequence[str], *argv: str, cwd: Path, **environ: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*starter, *argv],
        capture_output=True,
        text=True,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environ},
    )


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Return a workspace that holds the sample team."""
    Program(tmp_path, FakeClock()).done("demo", "--lang", "en", "--to", "team")
    return tmp_path / "team"


@pytest.mark.parametrize("starter", STARTERS.values(), ids=STARTERS)
def test_a_folder_with_packages_of_the_same_names_changes_nothing(
    starter: list[str], team: Path, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    for name in ("screens", "widgets", "tinydb", "msgspec", "json", "argparse"):
        (trap / name).mkdir(parents=True)
        (trap / name / "__init__.py").write_text(f"raise SystemExit('the {name} of the trap')\n")
    ended = start(starter, "status", "-w", str(team), cwd=trap)
    assert (ended.returncode, ended.stderr) == (0, "")
    opened = start(starter, "-w", str(team), cwd=trap)
    assert "trap" not in opened.stderr
    assert opened.returncode == 1


@pytest.mark.parametrize("starter", STARTERS.values(), ids=STARTERS)
def test_the_exit_code_reaches_the_shell(starter: list[str], tmp_path: Path) -> None:
    assert start(starter, "--version", cwd=tmp_path).returncode == 0
    assert start(starter, "status", cwd=tmp_path).returncode == 1
    assert start(starter, "launch", cwd=tmp_path).returncode == 2


def test_a_clock_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    ended = start(STARTERS["okrtui"], "--help", cwd=tmp_path, OKRTUI_NOW="soon")
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "soon" in ended.stderr


def test_a_reader_that_goes_away_is_no_error(team: Path) -> None:
    command = f"{STARTERS['okrtui'][0]} export --format json -w {team} | true"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert ended.stderr == ""


def test_without_a_terminal_the_screens_say_so(team: Path) -> None:
    ended = start(STARTERS["okrtui"], "-w", str(team), cwd=team)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "okrtui status" in ended.stderr


def test_a_demo_without_a_terminal_leaves_nothing_behind(tmp_path: Path) -> None:
    ended = start(STARTERS["okrtui"], "demo", cwd=tmp_path, TMPDIR=str(tmp_path))
    assert ended.returncode == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.pty
@pytest.mark.parametrize(
    ("cols", "rows", "term", "said"),
    [(20, 5, "xterm-256color", "20"), (120, 40, "dumb", "TERM")],
    ids=["small", "dumb"],
)
def test_a_terminal_that_cannot_show_the_screens_is_told(
    team: Path, cols: int, rows: int, term: str, said: str
) -> None:
    argv = [*STARTERS["okrtui"], "-w", str(team)]
    with Terminal(argv, cols=cols, rows=rows, env={**os.environ, "TERM": term}) as terminal:
        terminal.wait_for(said)
        assert terminal.exit_status() == 1


def shell(command: str) -> subprocess.CompletedProcess[str]:
    okrtui = STARTERS["okrtui"][0]
    return subprocess.run(
        ["bash", "-c", command.replace("okrtui", okrtui)], capture_output=True, text=True
    )


def test_a_disk_that_takes_no_output_is_told(team: Path) -> None:
    ended = shell(f"okrtui status -w {team} > /dev/full")
    assert ended.returncode == 4
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_stream_that_is_not_there_stops_nothing(team: Path, closed: str) -> None:
    ended = shell(f"okrtui status -w {team} {closed}")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_folder_that_is_gone_stops_nothing(team: Path, tmp_path: Path) -> None:
    ended = shell(
        f"mkdir {tmp_path}/gone; cd {tmp_path}/gone; rmdir ../gone; okrtui status -w {team}"
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    lost = shell(f"mkdir {tmp_path}/gone; cd {tmp_path}/gone; rmdir ../gone; okrtui status")
    assert (lost.returncode, lost.stderr.count("\n")) == (1, 1)
