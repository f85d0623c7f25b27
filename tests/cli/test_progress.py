"""What takes long is told on one line, which is gone in the end; ctrl+c breaks it off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from okrtui.cli.output import Output
from okrtui.cli.progress import ProgressLine, at_work
from okrtui.text.words import words_in
from tests.cli.program import Program, Text
from tests.end_to_end.program import NOW, fingerprint
from tests.end_to_end.terminal import Terminal

SLOWLY = """
import sys, time
from okrtui.cli import progress
progress.PATIENCE = 0.0
heard = progress.ProgressLine.__call__
def slowly(self, *told):
    heard(self, *told)
    time.sleep(0.4)
progress.ProgressLine.__call__ = slowly
from okrtui.__main__ import main
sys.exit(main())
"""
"""The program on a machine that takes its time for each step that it tells."""

ALONE = [sys.executable, "-c", SLOWLY]


def terminal(*words: str | Path, cols: int = 80) -> Terminal:
    return Terminal([*ALONE, *words], cols=cols, rows=8, env={"OKRTUI_NOW": NOW, "NO_COLOR": "1"})


@pytest.mark.pty
def test_the_line_says_what_is_done_and_is_gone_in_the_end(team: Path) -> None:
    with terminal("doctor", "-w", team, cols=250) as seen:
        seen.wait_for("Checking the journal: 0 %   (ctrl+c breaks off)")
        assert seen.exit_status() == 0
        assert "\x1b" not in seen.written()
        [line] = [line for line in seen.text().splitlines() if line]
        assert line.endswith("is well.")


@pytest.mark.pty
@pytest.mark.parametrize(
    ("words", "step"),
    [
        (("status",), "Reading the store"),
        (("history", "lin/O1/KR1"), "Reading the history"),
        (("fold",), "Writing okr.json"),
        (("doctor", "--repair"), "Trying out the mended store"),
    ],
)
def test_ctrl_c_ends_it_with_one_line_and_all_as_it_was(
    team: Path, words: tuple[str, ...], step: str
) -> None:
    # Red without the `except` in `at_work`.
    if "--repair" in words:
        journal = team / "okr.json.journal"
        journal.write_bytes(journal.read_bytes().replace(b"lin", b"lim", 1))
    before = fingerprint(team)
    with terminal(*words, "-w", team) as seen:
        seen.wait_for(step)
        seen.press("ctrl+c")
        assert seen.exit_status() == 130
        lines = [line for line in seen.text().splitlines() if line]
        assert lines == ["okrtui: Broken off; nothing was left half done."]
    after = fingerprint(team)
    made = {name for name in after if name.startswith(("archive", "backups"))}
    assert {name: after[name] for name in after if name not in made - before.keys()} == before


def test_into_a_pipe_nothing_is_said_of_it(team: Path) -> None:
    ended = subprocess.run(
        [*ALONE, "fold", "-w", team],
        capture_output=True,
        text=True,
        env={**os.environ, "OKRTUI_NOW": NOW},
    )
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == "okr.json holds everything now.\n"


def line_of(*, terminal: bool = True) -> tuple[ProgressLine, Text]:
    err = Text(terminal)
    return ProgressLine(Output(Text(terminal), err), words_in("en"), "doing.status"), err


def test_what_is_quick_is_not_told(okrtui: Program, team: Path) -> None:
    # Red without `PATIENCE` in `ProgressLine._draw`.
    assert okrtui("doctor", terminal=True).err.count("\r") == 0


def test_the_line_fits_and_leaves_nothing_of_a_longer_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Red without `blanks` in `ProgressLine._write`.
    line, err = line_of()
    monkeypatch.setattr(line, "_columns", lambda: 30)
    line._write("Checking the journal: 12 % (ctrl+c breaks off)")
    line._write("检查")
    line._write("")
    long, short, none = [part for part in err.getvalue().split("\r") if part]
    assert (len(long), long[-1]) == (29, "…")
    assert short == "检查" + " " * 25
    assert none == " " * 4


def test_a_share_is_never_more_than_all() -> None:
    line, _ = line_of()
    assert "100 %" in line._text("doing.history", 5, 4)
    assert "%" not in line._text("doing.history", 5, 0)


def test_a_stream_that_is_closed_does_not_end_the_work() -> None:
    line, err = line_of()
    err.close()
    line._write("Reading")
    assert line._ended.is_set()


def test_no_thread_is_started_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.Thread.start", lambda thread: pytest.fail("started"))
    with at_work(line_of(terminal=False)[0]._out, words_in("en")) as doing:
        doing("doing.status", 1, 2)
