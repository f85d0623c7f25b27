"""A workspace to work in, made as a user makes one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.host import Host, why_not
from tests.end_to_end.program import HANDBOOK, done

PEOPLE = ("--member", "ana", "--member", "lin", "--member", "wang")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that nobody may change: tests get copies."""
    folder = tmp_path_factory.mktemp("made") / "platform"
    where = ("--cycle", "2026-Q4", "--time-zone", "UTC", "--lang", "en")
    done("init", folder, "--team", "Platform", *PEOPLE, *where)
    done("import", HANDBOOK, "-w", folder)
    return folder


@pytest.fixture
def team(made: Path, tmp_path: Path) -> Path:
    """Return a workspace of three, with the handbook's four objectives and nine key results."""
    return shutil.copytree(made, tmp_path / "platform")


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """Return a host with accounts of its own and an sshd; each test has its own folder there."""
    if missing := why_not():
        pytest.skip(missing)
    with Host(("ada", "ben", "chloe", "dan")) as host:
        yield host
