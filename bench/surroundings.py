"""What is measured: the project as a user has it, an installed wheel with its bytecode."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
VENV = ROOT / ".bench" / "venv"
PYTHON = VENV / "bin" / "python"
OKRTUI = VENV / "bin" / "okrtui"
# A made-up moment, so that what is drawn is the same on every day of the year.
NOW = "2026-11-24T10:00:00Z"


def environment(home: Path) -> dict[str, str]:
    """Return the surroundings for what is measured: a home of its own, bytecode allowed."""
    passed_on = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
    return {name: os.environ[name] for name in passed_on if name in os.environ} | {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "OKRTUI_NOW": NOW,
    }


def install() -> None:
    """Install the project as it is now, from a wheel, beside the released versions of what it uses.

    Raises:
        subprocess.CalledProcessError: pip could not.
    """
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    # pip itself writes the bytecode, unless told otherwise by its surroundings.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    print("installing a wheel of the project …", file=sys.stderr)
    for options in ((), ("--no-deps", "--force-reinstall")):
        subprocess.run([*pip, *options, ROOT], check=True, env=env, stderr=subprocess.DEVNULL)


def sample_workspace(home: Path) -> Path:
    """Make the sample team's workspace, kept in a folder of `home`, and return it."""
    folder = home / "sample"
    subprocess.run(
        [OKRTUI, "demo", "--lang", "en", "--to", folder],
        check=True,
        env=environment(home),
        stderr=subprocess.DEVNULL,
    )
    return folder
