"""The drafts of a coming cycle: looked through, marked, agreed, mended."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.model.records import Change, KeyResult, Objective, State
from okrtui.model.settings import Settings
from okrtui.text.harmless import harmless
from okrtui.text.words import Language
from screens.drafts import DraftsScreen
from screens.member import MemberScreen
from screens.writing import WritingScreen
from tests.hostile import HOSTILE_LINES
from tests.screens.quarter import DRAFTS, GOAL, Q1, SOON, STUCK, at, quarter
from tests.screens.stage import Stage


@contextlib.asynccontextmanager
async def drafts(folder: Path, *more: object, **options: Any) -> AsyncIterator[Stage]:
    """Open the drafts of 2027-Q1."""
    options.setdefault("clock", at(date(2026, 12, 20)))
    async with quarter(folder, *more, **options) as shown:
        await shown.press("C")
        if "2027-Q1" not in shown.line("▌"):
            await shown.press("k")
        await shown.press("d")
        assert isinstance(shown.app.screen, DraftsScreen)
        yield shown


def state(shown: Stage, one: Objective | KeyResult) -> State:
    return shown.books.get(type(one), one.id).state


async def test_the_one_in_hand_is_agreed_on_the_record(tmp_path: Path) -> None:
    async with drafts(tmp_path, *DRAFTS) as shown:
        assert "0 of 3 agreed" in shown.text()
        await shown.press("enter")
        assert state(shown, GOAL) is State.AGREED
        assert [change.target for change in shown.books.all(Change)] == [GOAL.id]
        assert shown.sees("1 of 3 agreed", "Agreed: 1.")


async def test_those_that_are_marked_are_agreed_and_no_others(tmp_path: Path) -> None:
    async with drafts(tmp_path, *DRAFTS) as shown:
        await shown.press("space", "j", "j", "space", "a")
        assert state(shown, GOAL) is State.AGREED
        assert state(shown, SOON) is State.AGREED
        assert state(shown, STUCK) is State.DRAFT
        assert "2 of 3 agreed" in shown.text()


async def test_a_key_result_waits_for_its_objective(tmp_path: Path) -> None:
    async with drafts(tmp_path, *DRAFTS) as shown:
        await shown.press("j", "enter")
        assert state(shown, SOON) is State.DRAFT
        assert "ana/O1/KR1 stands below a draft: agree ana/O1 first" in shown.text()


async def test_all_that_can_be_are_agreed_and_why_another_cannot_is_told(tmp_path: Path) -> None:
    async with drafts(tmp_path, *DRAFTS) as shown:
        await shown.press("A")
        assert [state(shown, one) for one in (GOAL, SOON, STUCK)] == [
            State.AGREED,
            State.AGREED,
            State.DRAFT,
        ]
        assert "Agreed: 2.  ana/O1/KR2 cannot be agreed as it is." in shown.text()
        assert shown.line("▌").count("Refunds by phone")


async def test_why_one_cannot_be_agreed_stands_below_before_anybody_tries(tmp_path: Path) -> None:
    async with drafts(tmp_path, *DRAFTS) as shown:
        await shown.press("j", "j")
        assert "cannot be agreed as it is" in shown.text()
        await shown.press("k")
        assert "cannot be agreed" not in shown.text()


async def test_what_was_agreed_is_taken_back(tmp_path: Path) -> None:
    async with drafts(tmp_path, *DRAFTS) as shown:
        await shown.press("enter", "u")
        assert state(shown, GOAL) is State.DRAFT
        assert "0 of 3 agreed" in shown.text()


async def test_what_the_linter_says_is_counted_and_told_below(tmp_path: Path) -> None:
    async with drafts(tmp_path, *DRAFTS) as shown:
        await shown.pilot.pause(0.5)
        await shown.settle()
        assert "hint" in shown.line("Refunds in a day")


async def test_a_draft_is_mended_field_by_field(tmp_path: Path) -> None:
    async with drafts(tmp_path, *DRAFTS) as shown:
        await shown.press("j", "E")
        assert isinstance(shown.app.screen, WritingScreen)
        await shown.press("enter", "ctrl+u")
        await shown.type("Refunds within a day")
        await shown.press("enter", "escape")
        assert shown.books.get(KeyResult, SOON.id).title == "Refunds within a day"
        assert "Refunds within a day" in shown.text()


async def test_an_empty_cycle_says_how_the_first_is_written_and_leads_there(tmp_path: Path) -> None:
    async with drafts(tmp_path, Q1) as shown:
        assert "Nothing is drafted yet. o opens your OKRs" in shown.text()
        await shown.press("o")
        assert isinstance(shown.app.screen, MemberScreen)
        assert shown.sees("2027-Q1", "being drafted")
        await shown.press("O")
        await shown.type("Partners sell with us")
        await shown.press("enter", "escape")
        assert "Partners sell with us" in shown.line("ana/O1")


async def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    async with drafts(tmp_path, *DRAFTS) as shown:
        shown.store.read_only = True
        await shown.press("A")
        assert state(shown, GOAL) is State.DRAFT
        assert "read-only" in shown.text()


@pytest.mark.parametrize(
    ("size", "language"), [((80, 24), "zh"), ((120, 40), "en"), ((40, 12), "en")]
)
async def test_hostile_titles_are_shown_as_written_on_every_terminal(
    size: tuple[int, int], language: Language, tmp_path: Path
) -> None:
    hostile = [
        replace(SOON, id=f"k-{n}", number=10 + n, title=text)
        for n, text in enumerate(HOSTILE_LINES.values())
    ]
    settings = Settings(language=language)
    async with drafts(tmp_path, Q1, GOAL, *hostile, size=size, settings=settings) as shown:
        await shown.press("G")
        for kr in reversed(hostile):
            assert harmless(kr.title)[:4].strip() in shown.line("▌")
            await shown.pilot.press("k")
