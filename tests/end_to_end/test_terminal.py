"""The harness itself, against a program of ten lines."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.end_to_end.terminal import NotSeen, Terminal

pytestmark = pytest.mark.pty

ECHO = """
import os, signal, sys, tty
def size(*_): os.write(1, b"\\x1b[1;1Hsize %dx%d " % tuple(os.get_terminal_size()))
signal.signal(signal.SIGWINCH, size)
tty.setraw(0)
os.write(1, "\\x1b[?1049h\\x1b[2J\\x1b[>4;2m\\x1b[?2026$p\\x1bPignored\\x1b\\\\".encode())
os.write(1, "\\x1b[3;1H目标 e\\u0301 tail".encode())
size()
while (key := os.read(0, 64)) != b"q":
    os.write(1, b"\\x1b[5;1Hkey %s\\x1b[K" % ascii(key).encode())
os.write(1, b"\\x1b[?1049lgoodbye")
sys.exit(3)
"""


@pytest.fixture
def program(tmp_path: Path) -> list[str | Path]:
    (tmp_path / "echo.py").write_text(ECHO, "utf-8")
    return [sys.executable, tmp_path / "echo.py"]


def test_it_shows_what_is_on_the_screen_and_knows_how_the_program_ended(
    program: list[str | Path],
) -> None:
    with Terminal(program, cols=40, rows=8) as terminal:
        terminal.wait_for("size 40x8")
        assert terminal.line("目标") == "目标 e tail"
        assert not terminal.sees("ignored")
        terminal.press("q")
        assert terminal.exit_status() == 3
        assert terminal.text().strip() == "goodbye"


def test_keys_arrive_as_a_terminal_sends_them(program: list[str | Path]) -> None:
    with Terminal(program) as terminal:
        terminal.wait_for("tail")
        for key, sent in [
            ("down", r"\x1b[B"),
            ("ctrl+r", r"\x12"),
            ("escape", r"\x1b"),
            ("7", "7"),
        ]:
            terminal.press(key)
            terminal.wait_for(f"key b'{sent}'")


def test_a_new_size_is_told(program: list[str | Path]) -> None:
    with Terminal(program) as terminal:
        terminal.wait_for("size 120x40")
        terminal.resize(20, 5)
        terminal.wait_for("size 20x5")


def test_what_does_not_come_is_told_with_the_screen(program: list[str | Path]) -> None:
    with Terminal(program) as terminal:
        terminal.wait_for(re.compile(r"size \d+x40"))
        with pytest.raises(NotSeen, match="tail"):
            terminal.wait_for("never", timeout=0.1)
        with pytest.raises(NotSeen, match="still runs"):
            terminal.exit_status(timeout=0.1)


def test_a_killed_program_is_gone(program: list[str | Path]) -> None:
    with Terminal(program) as terminal:
        terminal.wait_for("tail")
        terminal.kill()
        assert terminal.exit_status() == -signal.SIGKILL
