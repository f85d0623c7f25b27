"""How long a person waits for the first thing they see."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.pairs import Comparison, interleave
from bench.pty_clock import Clocked
from bench.surroundings import OKRTUI, PYTHON, environment

BARE = Path(__file__).with_name("bare.py")
SHOWN = ("Checkout", "Maria", "Needs attention", "The carrier changes", "leave")
"""What must be on the Board: its head, the last member, the lists, the last risk, its keys."""

LIBRARIES = "import tinydb, pendulum, tomli_w"


def board(home: Path, workspace: Path, shown: Sequence[str], pairs: int) -> Comparison:
    """Compare launch → first paint of the Board with a bare Textual app.

    shown: texts of the real content that must all be there, among them what is drawn last.
    """
    env = environment(home)

    def ours() -> float:
        with Clocked([OKRTUI, "-w", workspace], env) as program:
            return program.until(*shown)

    def theirs() -> float:
        with Clocked([PYTHON, BARE], env) as program:
            return program.until("bare", "Quit")

    name = "launch → first paint of the Board"
    return Comparison(name, "a bare app, header and footer", *interleave(ours, theirs, pairs), 1.2)


def version(home: Path, pairs: int) -> Comparison:
    """Compare `okrtui --version` with a Python that imports argparse."""
    ours, theirs = _run(home, [OKRTUI, "--version"]), _run(home, [PYTHON, "-c", "import argparse"])
    name = "okrtui --version"
    return Comparison(name, "python -c 'import argparse'", *interleave(ours, theirs, pairs), 1.5)


def command(home: Path, argv: Sequence[str | Path], pairs: int) -> Comparison:
    """Compare one command, a process from start to end, with importing what it stands on."""
    ours, theirs = _run(home, [OKRTUI, *argv]), _run(home, [PYTHON, "-c", LIBRARIES])
    name = f"okrtui {argv[0]}"
    return Comparison(name, f"python -c '{LIBRARIES}'", *interleave(ours, theirs, pairs), 1.5)


def _run(home: Path, argv: Sequence[str | Path]) -> Callable[[], float]:
    env = environment(home)

    def once() -> float:
        began = time.perf_counter()
        subprocess.run(argv, check=True, env=env, stdin=subprocess.DEVNULL, capture_output=True)
        return time.perf_counter() - began

    return once
