"""The program as a command: started as a user starts it, in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

NOW = "2026-11-24T10:00:00Z"
"""A Tuesday in week 48, in the eighth of the quarter's thirteen weeks."""

HANDBOOK = Path(__file__).with_name("handbook.md")
"""A team's page with four objectives and nine key results that nobody owns."""

OKRTUI: list[str | Path] = [sys.executable, "-m", "okrtui"]


def okrtui(
    *args: str | Path, cwd: Path | None = None, typed: str | bytes = "", now: str = NOW
) -> subprocess.CompletedProcess[str]:
    """Run a command with pipes for its streams, as another program would, and return its end."""
    return subprocess.run(
        [*OKRTUI, *map(str, args)],
        input=typed.decode("utf-8", "surrogateescape") if isinstance(typed, bytes) else typed,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        cwd=cwd,
        env={**os.environ, "OKRTUI_NOW": now},
        timeout=60,
    )


def done(*args: str | Path, cwd: Path | None = None, typed: str = "", now: str = NOW) -> str:
    """Run a command that must succeed, and return what it printed."""
    ended = okrtui(*args, cwd=cwd, typed=typed, now=now)
    assert ended.returncode == 0, f"{args}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def data(*args: str | Path, cwd: Path | None = None, typed: str = "", now: str = NOW) -> Any:
    """Run a command that must succeed, and return the JSON that it printed."""
    return json.loads(done(*args, cwd=cwd, typed=typed, now=now))


def fingerprint(folder: Path) -> dict[str, str]:
    """Return every file below a folder with a digest of its bytes, and every folder.

    What the lock says (who held it last) is no data: of it only counts that it is there.
    """

    def digest(path: Path) -> str:
        if path.is_dir() or path.suffix == ".lock":
            return path.suffix or "folder"
        return hashlib.sha256(path.read_bytes()).hexdigest()

    return {str(path.relative_to(folder)): digest(path) for path in sorted(folder.rglob("*"))}
