"""The harness against a program of ten lines, and what becomes of a terminal that ours had."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.program import NOW, OKRTUI, data
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


# -- our program

TERMS: dict[str, dict[str, str | None]] = {
    "xterm-256color": {},
    "screen-256color": {"TERM": "screen-256color", "COLORTERM": None},
    "tmux-256color": {"TERM": "tmux-256color"},
    "linux": {"TERM": "linux", "COLORTERM": None},
    "LANG=C": {"LANG": "C", "LC_ALL": None},
}
ORPHANED = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh"]
"""Runs a command that no signal tells that its terminal is gone."""


def at_the_round(team: Path, env: dict[str, str | None], before: list[str]) -> Terminal:
    """Begin a meeting, at the first key result of the team."""
    command: list[str | Path] = [*before, *OKRTUI, "-w", team]
    terminal = Terminal(command, cols=80, rows=24, env={"OKRTUI_NOW": NOW, **env})
    terminal.wait_for("Platform")
    terminal.press("m")
    terminal.wait_for("facilitator")
    terminal.press("enter")
    terminal.wait_for("unchanged")
    return terminal


def stat(pid: int) -> list[str]:
    """Return what Linux says of a process, its state first."""
    return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()


def is_stopped(terminal: Terminal) -> bool:
    return stat(terminal.pid)[0] == "T"


def is_given_back(terminal: Terminal) -> bool:
    """Return whether lines wrap and a cursor shows again, and nothing else is still on."""
    written = terminal.written()
    keyboards = len(re.findall(r"\x1b\[>\d+u", written)) - written.count("\x1b[<u")
    return not terminal.is_raw and not keyboards and terminal.modes() == {7, 25}


def check_ins(team: Path) -> list[dict[str, Any]]:
    docs: list[dict[str, Any]] = data("export", "--format", "json", "-w", team)["tables"][
        "check_ins"
    ]
    return docs


def confidences(team: Path) -> list[int]:
    return [doc["confidence"] for doc in check_ins(team)]


@pytest.mark.parametrize("env", TERMS.values(), ids=TERMS)
def test_nothing_is_lost_and_the_terminal_is_given_back(
    env: dict[str, str | None], team: Path
) -> None:
    with at_the_round(team, env, []) as terminal:
        terminal.press("7")
        terminal.wait_for("confidence 7")
        terminal.resize(20, 5)
        terminal.wait_for("okrtui needs")
        terminal.press("9")
        terminal.wait_until_quiet()
        terminal.resize(80, 24)
        terminal.wait_for("unchanged")
        terminal.press("n")
        terminal.wait_for("▸ note")
        terminal.type("供应商 is late")
        terminal.wait_for("供应商 is late")
        terminal.signal(signal.SIGTSTP)
        terminal.wait_for(is_stopped)
        assert is_given_back(terminal)
        terminal.signal(signal.SIGCONT)
        terminal.wait_for("供应商 is late")
        terminal.type(" again")
        terminal.wait_for("供应商 is late again")
        terminal.signal(signal.SIGTERM)
        assert terminal.exit_status() == 128 + signal.SIGTERM
        assert is_given_back(terminal)
    assert confidences(team) == [7]
    with Terminal([*OKRTUI, "-w", team], env={"OKRTUI_NOW": NOW, **env}) as terminal:
        terminal.wait_for("Platform")
        terminal.press("m")
        terminal.wait_for("unchanged")
        terminal.press("n")
        terminal.wait_for("供应商 is late again")


@pytest.mark.parametrize("before", [[], ORPHANED], ids=["told", "not told"])
@pytest.mark.parametrize("half", ["", "\x1b["], ids=["between keys", "in mid-key"])
def test_no_process_stays_behind_a_terminal_that_is_gone(
    half: str, before: list[str], team: Path
) -> None:
    with at_the_round(team, {}, before) as terminal:
        terminal.press("7")
        terminal.wait_for("confidence 7")
        terminal.at_once(f"n{half}")
        terminal.hang_up()
        assert terminal.exit_status(timeout=5) == 128 + signal.SIGHUP
    assert confidences(team) == [7]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_ends_when_asked_to_though_nobody_reads_its_terminal(
    number: signal.Signals, team: Path
) -> None:
    with at_the_round(team, {}, []) as terminal:
        terminal.press("7")
        terminal.wait_for("confidence 7")
        terminal.stall("\x0c" * 300)
        terminal.signal(number)
        assert terminal.status_unread(timeout=5) == 128 + number
    assert confidences(team) == [7]


def test_a_stop_without_a_warning_leaves_the_terminal_well_too(team: Path) -> None:
    with at_the_round(team, {}, []) as terminal:
        terminal.signal(signal.SIGSTOP)
        terminal.wait_for(is_stopped)
        written = len(terminal.written())
        terminal.signal(signal.SIGCONT)
        # What is pressed while the terminal is set up anew is let go, as everywhere.
        terminal.wait_for(lambda _: "1049h" in terminal.written()[written:])
        terminal.wait_until_quiet()
        terminal.press("7")
        terminal.wait_for("confidence 7")
        terminal.press("q")
        terminal.wait_for("leave")
        terminal.press("q")
        assert terminal.exit_status() == 0
        assert is_given_back(terminal)


def test_a_shell_stops_it_and_brings_it_back(team: Path) -> None:
    with Terminal(["/bin/sh", "-i"], cols=80, rows=24, env={"OKRTUI_NOW": NOW}) as terminal:
        terminal.type(f"{sys.executable} -m okrtui -w {team}\r")
        terminal.wait_for("all is on track")
        children = Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text("ascii")
        [program] = map(int, children.split())
        os.kill(program, signal.SIGTSTP)
        terminal.wait_for(lambda _: stat(program)[0] == "T" and not terminal.is_raw)
        terminal.type("fg\r")
        terminal.wait_for("all is on track")
        terminal.press("q")
        terminal.wait_for(lambda _: is_given_back(terminal))
        terminal.type("exit 7\r")
        assert terminal.exit_status() == 7


def test_a_paste_without_brackets_is_asked_about_and_what_is_typed_is_not(team: Path) -> None:
    with at_the_round(team, {}, []) as terminal:
        terminal.at_once("8 vendors are late\rq")
        terminal.wait_for("20 keys came at once: paste?")
        terminal.press("9", "escape")
        terminal.wait_for(lambda _: not terminal.sees("came at once"))
        terminal.at_once("7\r")
        terminal.at_once("k" * 30)
        terminal.at_once("jn")
        terminal.wait_for("▸ note")
        terminal.at_once("8 vendors are late\rand nobody calls")
        terminal.wait_for("and nobody calls")
        terminal.press("enter")
        terminal.wait_for(lambda _: not terminal.sees("▸ note"))
    assert [(doc["confidence"], doc["note"]) for doc in check_ins(team)] == [
        (7, "8 vendors are late\nand nobody calls")
    ]


def test_a_byte_that_is_no_text_is_one_strange_key(team: Path) -> None:
    with at_the_round(team, {}, []) as terminal:
        terminal.at_once(b"\xe9\xff")
        terminal.wait_for("input method")
        terminal.press("7")
        terminal.wait_for("confidence 7")


def test_a_terminal_that_counts_no_pixels_may_have_a_mouse(team: Path) -> None:
    with at_the_round(team, {}, []) as terminal:
        terminal.at_once("\x1b[48;24;80;0;0t\x1b[<35;9;9M")
        terminal.press("7")
        terminal.wait_for("confidence 7")
