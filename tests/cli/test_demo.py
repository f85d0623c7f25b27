"""The sample team, to open and to keep."""

from __future__ import annotations

import shutil

import pytest

from okrtui.cli.outcome import OpenScreens
from okrtui.text.words import LANGUAGES
from tests.cli.program import Program


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_on_a_copy_to_be_thrown_away(okrtui: Program, language: str) -> None:
    opening = okrtui("demo", "--lang", language).outcome
    assert isinstance(opening, OpenScreens)
    assert opening.throw_away == opening.workspace.root
    assert opening.workspace.settings.language == language
    assert not list(okrtui.cwd.iterdir())
    shutil.rmtree(opening.workspace.root)


def test_the_locale_decides_its_language(okrtui: Program) -> None:
    okrtui.environ = {"LANG": "zh_CN.UTF-8"}
    okrtui.done("demo", "--to", "kept")
    assert "结算体验组" in okrtui.done("status", "-w", "kept").out


def test_it_can_be_kept_and_is_well(okrtui: Program) -> None:
    okrtui.done("demo", "--to", "kept")
    okrtui.done("doctor", "-w", "kept")
    okrtui.done("fold", "-w", "kept")
    okrtui.done("doctor", "-w", "kept")


def test_it_does_not_go_into_a_workspace(okrtui: Program) -> None:
    okrtui.done("demo", "--to", "kept")
    assert okrtui("demo", "--to", "kept").outcome == 1
