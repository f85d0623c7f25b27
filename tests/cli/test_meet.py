"""`okrtui meet`: what its options ask the screens for."""

import shutil
from pathlib import Path

from okrtui.cli.outcome import OpenScreens
from tests.cli.program import Program


def opened(okrtui: Program, *options: str) -> OpenScreens:
    outcome = okrtui("meet", *options).outcome
    assert isinstance(outcome, OpenScreens)
    return outcome


def test_a_rehearsal_is_on_a_copy_that_is_thrown_away(okrtui: Program, team: Path) -> None:
    before = (team / "okr.json").read_bytes()
    asked = opened(okrtui, "--rehearse")
    copy = asked.workspace.root
    try:
        assert asked.rehearsal
        assert asked.throw_away == copy != team
        assert (copy / "okr.json").read_bytes() == before
        assert not (copy / "minutes").exists()
    finally:
        shutil.rmtree(copy)


def test_without_rehearsing_nothing_is_thrown_away(okrtui: Program, team: Path) -> None:
    asked = opened(okrtui)
    assert (asked.rehearsal, asked.throw_away, asked.workspace.root) == (False, None, team)


def test_reopening_takes_its_reason_along(okrtui: Program, team: Path) -> None:
    asked = opened(okrtui, "--reopen", "--why", "a decision was missing")
    assert (asked.reopen, asked.why) == (True, "a decision was missing")
    assert opened(okrtui, "--reopen").why is None


def test_a_wrong_option_makes_no_copy(okrtui: Program, team: Path) -> None:
    assert okrtui("meet", "--rehearse", "--minutes", "soon").outcome == 2


def test_a_reason_without_reopening_is_refused(okrtui: Program) -> None:
    ended = okrtui("meet", "--why", "a decision was missing")
    assert ended.outcome == 2
    assert "--reopen" in ended.line
