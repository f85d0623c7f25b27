"""What a start of the program imports: felt at every start, so counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.fakes import FakeClock

SCREENS = {"textual", "rich", "screens", "widgets"}

PROBE = """
import json, sys
before = set(sys.modules)
sys.argv = ["okrtui", *sys.argv[1:]]
{what}
sys.stderr.write("\\n" + json.dumps(sorted(set(sys.modules) - before)))
"""
RUN = "from okrtui.__main__ import main; main()"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that holds the sample team."""
    folder = tmp_path_factory.mktemp("hygiene")
    program = Program(folder, FakeClock())
    program.done("demo", "--lang", "en", "--to", "team")
    return folder / "team"


def imported(what: str, *argv: str, cwd: Path | None = None) -> set[str]:
    """Return the modules that a piece of program brings in beyond the interpreter's own."""
    ended = subprocess.run(
        [sys.executable, "-c", PROBE.format(what=what), *argv],
        capture_output=True,
        text=True,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "OKRTUI_NOW": "2026-11-24T10:00:00Z"},
        check=True,
    )
    return set(json.loads(ended.stderr.splitlines()[-1]))


def roots(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


COMMANDS = {
    "help": ["--help"],
    "demo": ["demo", "--to", "made"],
    "init": ["init", "new", "--team", "New", "--member", "ana"],
    "import": ["import", "page.md", "--dry-run"],
    "import json": ["import", "page.json", "--dry-run"],
    "export json": ["export", "--format", "json"],
    "export markdown": ["export", "--format", "markdown"],
    "meet": ["meet"],
    "check-in": ["check-in", "lin/O1/KR1", "--value", "300"],
    "check-in --from": ["check-in", "--from", "-"],
    "minutes": ["minutes"],
    "minutes json": ["minutes", "--format", "json"],
    "status": ["status"],
    "status json": ["status", "--json"],
    "lint": ["lint"],
    "lint a file": ["lint", "page.md"],
    "lint text": ["lint", "--text", "-"],
    "close-cycle": ["close-cycle", "--report"],
    "open-cycle": ["open-cycle", "2031-Q2"],
    "doctor": ["doctor"],
    "fold": ["fold"],
    "refused": ["check-in", "lin/O9/KR9", "--value", "300"],
    "wrong usage": ["status", "--lunch"],
}


@pytest.mark.parametrize("argv", COMMANDS.values(), ids=COMMANDS)
def test_no_headless_command_imports_a_screen(argv: list[str], team: Path, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# O1: Ship\n\n- KR1: 20 deploys\n")
    (tmp_path / "page.json").write_text("[]")
    workspace = [] if argv[0] in {"--help", "demo", "init"} else ["-w", str(team)]
    assert not roots(imported(RUN, *argv, *workspace, cwd=tmp_path)) & SCREENS


def test_the_version_imports_almost_nothing() -> None:
    allowed = {"okrtui", "okrtui.__main__", "typing", "collections.abc"}
    brought = imported(RUN, "--version")
    ours = {name for name in brought if name.partition(".")[0] == "okrtui"}
    assert ours <= allowed
    assert not roots(brought) & {"argparse", "json", "pathlib", "tinydb", "msgspec", *SCREENS}


def test_importing_the_command_line_is_cheap() -> None:
    heavy = {"argparse", "tinydb", "pendulum", "markdown_it", "platformdirs", "subprocess", "gzip"}
    assert not roots(imported("import okrtui.cli, okrtui.cli.outcome")) & (heavy | SCREENS)


@pytest.mark.parametrize("command", ["status", "minutes", "check-in"])
def test_the_commands_of_every_day_leave_the_heavy_libraries_alone(
    command: str, team: Path
) -> None:
    argv = {"check-in": ["check-in", "lin/O1/KR1", "--value", "300"]}.get(command, [command])
    heavy = {"pendulum", "markdown_it", "tomli_w", "platformdirs", "subprocess", "asyncio"}
    # A dataclass compiles code as it is defined.
    heavy |= {"dataclasses", "calendar", "gzip", "shutil", "random", "tinydb"}
    assert not roots(imported(RUN, *argv, "-w", str(team))) & heavy


@pytest.mark.parametrize(
    ("command", "most"), [("status", 180), ("minutes", 190), ("check-in", 180)]
)
def test_the_commands_of_every_day_import_few_modules(command: str, most: int, team: Path) -> None:
    argv = {"check-in": ["check-in", "lin/O1/KR1", "--value", "300"]}.get(command, [command])
    assert len(imported(RUN, *argv, "-w", str(team))) <= most
