"""`okrtui join`: what it asks the screens for."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.cli.outcome import OpenScreens
from tests.cli.program import Program

pytestmark = pytest.mark.usefixtures("team")


def opened(okrtui: Program, *words: str) -> OpenScreens:
    outcome = okrtui(*words).outcome
    assert isinstance(outcome, OpenScreens)
    return outcome


def test_it_joins_as_who_one_says(okrtui: Program, team: Path) -> None:
    asked = opened(okrtui, "join", "--as", "lin")
    assert (asked.what, asked.as_, asked.workspace.root) == ("join", "lin", team)
    assert opened(okrtui, "join").as_ is None


def test_who_leads_may_say_who_they_are_too(okrtui: Program) -> None:
    asked = opened(okrtui, "meet", "--as", "lin")
    assert (asked.what, asked.as_) == ("meeting", "lin")
