"""The closing walk: a score by one key, its cause, what becomes of it, what was learned."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.model.codec import update
from okrtui.model.records import Meeting, Onward, Score
from okrtui.model.settings import Settings
from okrtui.text.harmless import harmless
from okrtui.text.words import Language
from screens.cycle import CycleScreen
from screens.cycle_close import CycleCloseScreen
from screens.scoring import ScoringScreen
from tests.cycle.desk import ANA, DOCS, END, ERRORS, Q4, SPEED, WANG
from tests.hostile import HOSTILE_LINES
from tests.screens.quarter import quarter, score_of
from tests.screens.stage import Stage


@contextlib.asynccontextmanager
async def scoring(folder: Path, *more: object, **options: Any) -> AsyncIterator[Stage]:
    """Open the scoring with the team: first Docs of Wang, as the team's objective comes first."""
    async with quarter(folder, *more, **options) as shown:
        await shown.press("C", "s")
        assert isinstance(shown.app.screen, ScoringScreen)
        yield shown


def scored(shown: Stage, kr: Any) -> Score:
    found = score_of(shown, kr)
    assert found is not None
    return found


def in_hand(shown: Stage) -> str:
    assert isinstance(shown.app.screen, ScoringScreen)
    return shown.app.screen.tree_view.cursor_id or ""


async def test_it_opens_at_the_first_that_waits_and_counts_what_is_scored(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        assert in_hand(shown) == SPEED.id
        assert "0 of 3 scored" in shown.text()
        assert "0.8?" in shown.line("▌")


async def test_it_says_that_scores_are_for_learning_and_adds_nobodys_up(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        assert shown.sees("Scores serve learning. They appraise nobody")


async def test_enter_takes_what_is_proposed_and_goes_on(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("j")
        assert in_hand(shown) == ERRORS.id
        await shown.press("enter")
        assert scored(shown, ERRORS).score == Decimal(1)
        assert in_hand(shown) == DOCS.id
        assert "1 of 3 scored" in shown.text()


async def test_what_has_no_score_comes_before_a_cause_that_was_put_off(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("5", "escape", "escape", "C", "s")
        assert scored(shown, SPEED).score == Decimal("0.5")
        assert in_hand(shown) == ERRORS.id
        await shown.press("9", "enter", "escape")
        assert in_hand(shown) == ERRORS.id
        await shown.press("]", "enter")
        assert in_hand(shown) == SPEED.id


async def test_where_nothing_can_be_proposed_nothing_is_offered_to_take(tmp_path: Path) -> None:
    silent = replace(SPEED, id="k-silent", number=9, title="Nobody spoke of it")
    async with scoring(tmp_path, silent, size=(80, 24)) as shown:
        assert shown.sees("take it, next")
        await shown.press("j", "j")
        assert in_hand(shown) == silent.id
        assert not shown.sees("take it, next")
        assert shown.line("all keys").startswith(" 0-9")


async def test_less_than_expected_asks_why_and_then_goes_on(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("enter")
        assert "why less than 1.0?" in shown.text()
        assert scored(shown, SPEED).score == Decimal("0.8")  # Saved before it is asked.
        await shown.type("the *vendor* [b]")
        await shown.press("enter")
        assert scored(shown, SPEED).cause == "the *vendor* [b]"
        assert in_hand(shown) == ERRORS.id


async def test_the_cause_can_be_put_off_and_is_asked_for_at_the_end(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("enter", "escape")
        assert in_hand(shown) == SPEED.id
        await shown.press("j", "enter", "enter")
        assert in_hand(shown) == SPEED.id
        await shown.press("enter")
        assert "why less than 1.0?" in shown.text()


@pytest.mark.parametrize("tenths", [0, 4, 9])
async def test_a_digit_is_a_score_and_opens_no_prompt(tenths: int, tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press(str(tenths))
        assert scored(shown, SPEED).score == Decimal(tenths) / 10
        assert "why less" not in shown.text()
        assert in_hand(shown) == SPEED.id


async def test_plus_is_all_of_it(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("+")
        assert scored(shown, SPEED).score == Decimal(1)


async def test_one_and_zero_in_quick_succession_are_all_of_it_and_else_nothing(
    tmp_path: Path,
) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("1", "0")
        assert scored(shown, SPEED).score == Decimal(1)
        await shown.press("1")
        shown.clock.advance(2)
        await shown.press("0")
        assert scored(shown, SPEED).score == Decimal(0)


@pytest.mark.parametrize(
    ("key", "onward"), [("K", Onward.KEEP), ("C", Onward.CHANGE), ("D", Onward.DROP)]
)
async def test_what_becomes_of_it_is_a_key(key: str, onward: Onward, tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("9", key)
        assert scored(shown, SPEED).next is onward


async def test_a_lesson_is_kept_as_it_was_typed(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("9", "n")
        await shown.type("ask 供应商 earlier")
        await shown.press("enter")
        assert scored(shown, SPEED).lesson == "ask 供应商 earlier"
        assert shown.sees("learned", "ask 供应商 earlier")


async def test_what_else_is_said_of_it_waits_for_its_score(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("C")
        assert score_of(shown, SPEED) is None
        assert "First its score" in shown.text()


async def test_what_was_said_last_is_taken_back(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("4", "6", "u")
        assert scored(shown, SPEED).score == Decimal("0.4")
        await shown.press("ctrl+r")
        assert scored(shown, SPEED).score == Decimal("0.6")


async def test_what_nobody_ever_spoke_of_takes_a_digit(tmp_path: Path) -> None:
    silent = replace(SPEED, id="k-silent", number=7, title="Nobody spoke of it")
    async with scoring(tmp_path, silent) as shown:
        await shown.press("j", "j")
        assert in_hand(shown) == silent.id
        await shown.press("enter")
        assert "nothing can be proposed" in shown.text()
        await shown.press("0")
        assert scored(shown, silent).score == Decimal(0)


async def test_one_can_walk_through_what_is_ones_own(tmp_path: Path) -> None:
    async with quarter(tmp_path) as shown:
        await shown.press("C", "m")
        assert "only mine" in shown.text()
        assert "0 of 2 scored" in shown.text()
        await shown.press("+", "enter", "+", "enter")
        assert "Yours are all scored" in shown.text()
        await shown.press("t")
        assert "2 of 3 scored" in shown.text()
        await shown.press("enter")
        assert in_hand(shown) == DOCS.id


async def test_who_answers_for_nothing_is_told_so(tmp_path: Path) -> None:
    async with quarter(tmp_path) as shown:
        for kr in (SPEED, ERRORS):
            shown.store.others_write(update(kr, owner=WANG.id))
        await shown.press("C", "m")
        assert "You answer for no key result" in shown.text()


async def test_persons_are_walked_with_brackets(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        assert "ANA" in shown.text()
        await shown.press("]")
        assert in_hand(shown) == DOCS.id
        assert "王芳" in shown.text()
        await shown.press("[")
        assert in_hand(shown) == SPEED.id


async def test_when_all_is_scored_enter_goes_on_to_the_closing(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        await shown.press("+", "enter", "enter", "+", "enter")
        assert "All are scored" in shown.text()
        await shown.press("enter")
        assert isinstance(shown.app.screen, CycleCloseScreen)


async def test_a_meeting_that_runs_keeps_it_shut(tmp_path: Path) -> None:
    runs = Meeting(id="g", name="2026-W53", cycles=(Q4.id,), opened_at=END)
    async with quarter(tmp_path, runs) as shown:
        await shown.press("C", "s")
        assert isinstance(shown.app.screen, CycleScreen)
        assert "Meeting 2026-W53 reviews 2026-Q4" in shown.text()


async def test_what_another_scores_shows_at_once(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        shown.store.others_write(
            Score(
                id="s-1", key_result=ERRORS.id, cycle=Q4.id, at=END, by="wang",
                score=Decimal("0.7"), expected=Decimal(1), cause="so", next=Onward.KEEP,
            )
        )  # fmt: skip
        await shown.pilot.pause(0.3)
        await shown.settle()
        assert "1 of 3 scored" in shown.text()


async def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    async with scoring(tmp_path) as shown:
        shown.store.read_only = True
        await shown.press("7")
        assert score_of(shown, SPEED) is None
        assert "read-only" in shown.text()


@pytest.mark.parametrize(
    ("size", "language"), [((80, 24), "zh"), ((120, 40), "en"), ((40, 12), "en")]
)
async def test_hostile_titles_are_shown_as_written_on_every_terminal(
    size: tuple[int, int], language: Language, tmp_path: Path
) -> None:
    hostile = [
        replace(SPEED, id=f"k-{at}", number=10 + at, title=text, owner=ANA.id)
        for at, text in enumerate(HOSTILE_LINES.values())
    ]
    settings = Settings(language=language)
    async with scoring(tmp_path, *hostile, size=size, settings=settings) as shown:
        await shown.press("G")
        assert in_hand(shown) == hostile[-1].id
        for kr in reversed(hostile):
            assert in_hand(shown) == kr.id
            assert harmless(kr.title)[:2].strip() in shown.line("▌")
            await shown.pilot.press("k")
