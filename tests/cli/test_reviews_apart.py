"""The texts of an appraisal are kept whole, and stand beside no score that a command tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.cycle.appraising import Appraising
from okrtui.model.books import Books
from okrtui.model.records import Member, ReviewPart
from okrtui.model.settings import Settings
from okrtui.store.store import Store
from tests.cli.program import Program

SECRET = "built the bridge over the quiet river"


@pytest.fixture
def reviewed(okrtui: Program, team: Path) -> Program:
    """Return the program over the sample team, of whom one wrote about themselves, twice."""
    store = Store.open(team / "okr.json", okrtui.clock, by="lin")
    books = Books(store.view)
    lin = next(one for one in books.all(Member) if one.login == "lin")
    session = Appraising(store, author="lin", settings=Settings(), clock=okrtui.clock)
    for text in ("First", SECRET):
        cycle = books.cycles()[0].id
        session.write(ReviewPart.SELF, text, cycle=cycle, about=lin.id, told=True)
    store.close()
    return okrtui


@pytest.mark.parametrize(
    "line",
    [
        "history",
        "history --json",
        "status",
        "status --json",
        "minutes",
        "minutes --format json",
        "close-cycle --report",
        "export --format markdown",
        "export --format csv",
    ],
)
def test_no_command_that_tells_of_okrs_tells_them(reviewed: Program, line: str) -> None:
    ended = reviewed(*line.split())
    assert ended.outcome == 0
    assert ended.out
    assert SECRET not in ended.out


def test_the_history_tells_that_something_was_written(reviewed: Program) -> None:
    told = reviewed.done("history").out
    assert "self-review" in told
    last = reviewed.done("history", "--json").data["history"][-1]
    assert (last["via"], last["changes"][0]["document"]["part"]) == ("review", "self")


def test_an_export_to_be_imported_again_holds_them(reviewed: Program, tmp_path: Path) -> None:
    whole = reviewed.done("export", "--format", "json").out
    assert SECRET in whole
    (tmp_path / "whole.json").write_text(whole, "utf-8")
    reviewed.cwd = tmp_path
    (tmp_path / "copy").mkdir()
    reviewed.cwd = tmp_path / "copy"
    reviewed.done("import", tmp_path / "whole.json")
    assert reviewed.done("export", "--format", "json").out == whole
