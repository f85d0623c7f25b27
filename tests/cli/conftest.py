"""A program to call, and the sample team to call it on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.fakes import FakeClock


@pytest.fixture
def okrtui(tmp_path: Path) -> Program:
    """Return the program, called from an empty folder."""
    return Program(tmp_path, FakeClock())


@pytest.fixture
def team(okrtui: Program) -> Path:
    """Return a workspace that holds the sample team; the program is called from within."""
    folder = okrtui.cwd / "team"
    okrtui.done("demo", "--lang", "en", "--to", folder)
    okrtui.cwd = folder
    return folder
