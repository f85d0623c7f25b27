"""The cycles: what is due leads, and each step is a key away."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.model.codec import update
from okrtui.model.records import (
    Action,
    ActionState,
    Cycle,
    CycleState,
    KeyResult,
    Meeting,
    Onward,
    Score,
    State,
)
from okrtui.model.settings import Settings
from okrtui.text.words import Language
from screens.cycle import CycleScreen
from screens.cycle_close import CycleCloseScreen
from screens.cycle_report import CycleReportScreen
from screens.drafts import DraftsScreen
from screens.scoring import ScoringScreen
from tests.cycle.desk import DOCS, END, ERRORS, Q4, SPEED, said
from tests.hostile import HOSTILE_LINES
from tests.screens.quarter import DRAFTS, GOAL, Q1, at, quarter
from tests.screens.stage import Stage, StageStore, stage

TRACE = Action(id="a1", number=3, title="send the [b]trace[/b]", at=END, key_result=SPEED.id)
RUNS = Meeting(id="g", name="2026-W53", cycles=(Q4.id,), opened_at=END)
SCORES = [
    Score(
        id=f"s-{kr.id}", key_result=kr.id, cycle=Q4.id, at=END, by="ana", score=Decimal(1),
        expected=Decimal(1), next=Onward.KEEP,
    )
    for kr in (SPEED, ERRORS, DOCS)
]  # fmt: skip


def ana_cycle(shown: Stage, cycle: Cycle = Q4) -> Cycle:
    return shown.books.get(Cycle, cycle.id)


async def closes(shown: Stage) -> None:
    """Go to the list before the closing, and let a moment go by."""
    await shown.press("C", "c")
    assert isinstance(shown.app.screen, CycleCloseScreen)
    shown.clock.advance(1)


# -- the Board


async def test_half_way_through_the_quarter_the_board_says_nothing_of_it(tmp_path: Path) -> None:
    async with quarter(tmp_path, clock=at(date(2026, 11, 24))) as shown:
        assert "C cycles" not in shown.text()


async def test_the_board_says_that_drafting_is_open_and_goes_on_saying_it(tmp_path: Path) -> None:
    async with quarter(tmp_path, *DRAFTS, clock=at(date(2026, 12, 20))) as shown:
        told = "Drafting of 2027-Q1, open since 17 Dec: 1 drafted, 0 agreed.  C cycles"
        assert told in shown.text()
        await shown.press("j", "k")
        assert told in shown.text()


async def test_the_board_says_that_the_next_cycle_should_be_opened(tmp_path: Path) -> None:
    async with quarter(tmp_path, clock=at(date(2026, 12, 17))) as shown:
        assert "Drafting of 2027-Q1 has been open since 17 Dec.  C cycles" in shown.text()


async def test_the_board_says_that_what_was_drafted_has_begun(tmp_path: Path) -> None:
    async with quarter(tmp_path, *DRAFTS, clock=at(date(2027, 1, 12))) as shown:
        assert "2026-Q4 has ended and is not closed yet.  C cycles" in shown.text()
        shown.store.others_write(update(Q4, state=CycleState.CLOSED))
        await shown.settle()
        await shown.press("o", "escape")
        assert "2027-Q1 has begun and is not opened yet.  C cycles" in shown.text()


async def test_the_board_says_that_a_cycle_is_over_and_not_closed(tmp_path: Path) -> None:
    async with quarter(tmp_path, clock=at(date(2027, 1, 4))) as shown:
        assert "2026-Q4 has ended and is not closed yet.  C cycles" in shown.text()


async def test_the_board_says_no_more_of_it_when_it_is_closed(tmp_path: Path) -> None:
    async with quarter(tmp_path, *SCORES, Q1, clock=at(date(2027, 1, 4))) as shown:
        await closes(shown)
        await shown.press("enter", "escape", "escape")
        assert "2026-Q4 has ended" not in shown.text()


# -- the cycles


async def test_what_is_due_leads_and_is_in_hand(tmp_path: Path) -> None:
    async with quarter(tmp_path, *DRAFTS, clock=at(date(2027, 1, 4))) as shown:
        await shown.press("C")
        text = shown.text()
        assert text.index("score 2026-Q4: 0 of 3 scored") < text.index("open 2027-Q1: it has begun")
        assert "over, not closed" in shown.line("1 Oct – 31 Dec 2026")
        assert shown.line("1 Oct – 31 Dec 2026").startswith("▌")


async def test_what_others_change_is_counted_between_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with quarter(tmp_path) as shown:
        await shown.press("C")
        assert "0 of 3 scored" in shown.text()
        # Each look at the clock is a second: every step of the work is a slice of its own.
        ticks = count()
        monkeypatch.setattr(shown.clock, "elapsed", lambda: float(next(ticks)))
        screen = shown.app.screen
        assert isinstance(screen, CycleScreen)
        for score in (SCORES[0], SCORES[1]):
            shown.store.others_write(score)
            screen.store_changed(shown.store.refresh())  # type: ignore[arg-type]
            assert "0 of 3 scored" in shown.text()
        for _ in range(200):
            if "2 of 3 scored" in shown.text():
                return
            await shown.pilot.pause(0.005)
        raise AssertionError(shown.text())


async def test_where_nothing_is_due_it_says_so_calmly(tmp_path: Path) -> None:
    async with quarter(tmp_path, clock=at(date(2026, 11, 24))) as shown:
        await shown.press("C")
        assert "Nothing is due: 2026-Q4 runs until 31 Dec." in shown.text()


async def test_a_team_without_a_cycle_is_told_how_to_open_one(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(), clock=at(date(2026, 11, 24))) as shown:
        await shown.press("C")
        assert "There is no cycle yet." in shown.text()
        await shown.press("o")
        await shown.type("2026-Q4")
        await shown.press("enter")
        assert [cycle.name for cycle in shown.books.cycles()] == ["2026-Q4"]


async def test_enter_opens_the_next_one(tmp_path: Path) -> None:
    async with quarter(tmp_path, clock=at(date(2026, 12, 20))) as shown:
        await shown.press("C", "k")
        assert "not opened yet" in shown.line("1 Jan – 31 Mar 2027")
        await shown.press("enter")
        (opened,) = [cycle for cycle in shown.books.cycles() if cycle.name == "2027-Q1"]
        assert (opened.start, opened.state) == (date(2027, 1, 1), CycleState.DRAFTING)
        assert "2027-Q1 is open." in shown.text()


async def test_a_name_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    async with quarter(tmp_path) as shown:
        await shown.press("C", "o")
        await shown.press("ctrl+u")
        await shown.type("next [b]quarter")
        await shown.press("enter")
        assert "next [b]quarter is no cycle" in shown.text()


async def test_what_is_not_opened_yet_has_no_drafts(tmp_path: Path) -> None:
    async with quarter(tmp_path, clock=at(date(2026, 12, 20))) as shown:
        await shown.press("C", "k", "d")
        assert isinstance(shown.app.screen, CycleScreen)
        assert "2027-Q1 is not opened yet" in shown.text()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_cycles_of_any_name_are_shown_on_every_terminal(
    size: tuple[int, int], language: Language, tmp_path: Path
) -> None:
    named = [replace(Q1, id=f"c-{n}", name=name) for n, name in enumerate(HOSTILE_LINES.values())]
    settings = Settings(language=language)
    async with quarter(tmp_path, *named, size=size, settings=settings) as shown:
        await shown.press("C")
        for _ in named:
            await shown.pilot.press("j")
        await shown.settle()
        assert isinstance(shown.app.screen, CycleScreen)
        assert shown.line("▌")


# -- before the closing


async def test_the_list_tells_what_stands_against_it(tmp_path: Path) -> None:
    async with quarter(tmp_path, RUNS, TRACE) as shown:
        await shown.press("C", "c")
        assert shown.sees(
            "2026-W53 reviews it at this moment",
            "3 of 3 key results have no score: team/O1/KR1, ana/O1/KR1, ana/O1/KR2",
            "1 is still open, and comes along",
            "A3 send the [b]trace[/b]",
            "Scores serve learning.",
        )
        shown.clock.advance(1)
        await shown.press("p", "enter")
        assert "It cannot be closed yet" in shown.text()
        assert ana_cycle(shown).state is not CycleState.CLOSED


async def test_it_is_not_closed_while_scores_are_missing(tmp_path: Path) -> None:
    async with quarter(tmp_path) as shown:
        await closes(shown)
        await shown.press("enter")
        assert "It cannot be closed yet" in shown.text()
        assert ana_cycle(shown).state is not CycleState.CLOSED


async def test_what_has_no_score_is_a_key_away(tmp_path: Path) -> None:
    async with quarter(tmp_path, *SCORES[:2]) as shown:
        await closes(shown)
        assert shown.line("all keys").startswith(" s score")
        await shown.press("s")
        assert isinstance(shown.app.screen, ScoringScreen)
        assert "Ten new partners" in shown.line("▌")
        await shown.press("]", "c", "s")
        assert isinstance(shown.app.screen, ScoringScreen)
        assert "Ten new partners" in shown.line("▌")


async def test_the_report_of_a_cycle_that_is_not_closed_leads_on_to_none(tmp_path: Path) -> None:
    async with quarter(tmp_path, Q1) as shown:
        await shown.press("C", "r")
        assert isinstance(shown.app.screen, CycleReportScreen)
        assert not shown.sees("open 2027-Q1")


async def test_the_rest_is_closed_with_what_is_proposed_where_one_says_so(tmp_path: Path) -> None:
    async with quarter(tmp_path) as shown:
        await closes(shown)
        await shown.press("p", "enter")
        assert ana_cycle(shown).state is CycleState.CLOSED
        assert {str(s.score) for s in shown.books.all(Score)} == {"0.8", "1", "0.7"}


async def test_a_copy_is_made_first_and_the_report_follows(tmp_path: Path) -> None:
    async with quarter(tmp_path, *SCORES) as shown:
        await closes(shown)
        await shown.press("enter")
        assert shown.store.copies == ["close-cycle"]
        assert isinstance(shown.app.screen, CycleReportScreen)
        assert ana_cycle(shown).state is CycleState.CLOSED
        assert shown.books.get(KeyResult, SPEED.id).state is State.CLOSED


async def test_what_is_open_comes_along_or_ends_as_one_says(tmp_path: Path) -> None:
    for keys, state in ((("enter",), ActionState.OPEN), (("space", "enter"), ActionState.DROPPED)):
        async with quarter(tmp_path, *SCORES, TRACE) as shown:
            await closes(shown)
            await shown.press(*keys)
            assert shown.books.get(Action, TRACE.id).state is state


async def test_an_enter_that_was_held_too_long_closes_nothing(tmp_path: Path) -> None:
    async with quarter(tmp_path, *SCORES) as shown:
        await shown.press("C", "c", "enter")
        assert ana_cycle(shown).state is not CycleState.CLOSED
        assert isinstance(shown.app.screen, CycleCloseScreen)
        assert shown.sees("Enter once more closes the cycle.")


async def test_a_full_disk_leaves_it_open_and_says_so(tmp_path: Path) -> None:
    async with quarter(tmp_path, *SCORES) as shown:
        await closes(shown)
        shown.store.full = True
        await shown.pilot.press("enter")
        # What waits for the disk settles only when there is room.
        await shown.pilot.pause(0.5)
        assert ana_cycle(shown).state is not CycleState.CLOSED
        assert "backups" in shown.text()
        shown.store.full = False
        await shown.press("ctrl+s")
        assert ana_cycle(shown).state is CycleState.CLOSED


async def test_while_it_takes_long_it_says_what_it_is_at(tmp_path: Path) -> None:
    async with quarter(tmp_path, *SCORES) as shown:
        await closes(shown)
        shown.store.slow = threading.Event()
        await shown.pilot.press("enter")
        await shown.pilot.pause(0.5)
        assert "Keeping a copy  50 %" in shown.text()
        shown.store.slow.set()
        await shown.settle()
        assert ana_cycle(shown).state is CycleState.CLOSED


async def test_where_another_closes_it_meanwhile_one_goes_on_to_the_report(tmp_path: Path) -> None:
    async with quarter(tmp_path, *SCORES) as shown:
        await closes(shown)
        shown.store.others_write(update(Q4, state=CycleState.CLOSED))
        await shown.pilot.pause(0.3)
        await shown.settle()
        assert isinstance(shown.app.screen, CycleReportScreen)


# -- the report


async def test_the_report_is_shown_copied_and_written(tmp_path: Path) -> None:
    async with quarter(tmp_path, *SCORES) as shown:
        await shown.press("C", "r")
        await shown.pilot.pause(0.1)
        await shown.settle()
        assert shown.sees("Growth: closing of 2026-Q4", "not closed yet", "Scores serve learning")
        await shown.press("w")
        assert "Written: cycles/2026-Q4.md" in shown.text()
        text = (tmp_path / "cycles" / "2026-Q4.md").read_text("utf-8")
        assert text.startswith("# Growth: closing of 2026-Q4\n")
        await shown.press("y")
        assert "opied" in shown.text()


async def test_what_somebody_made_of_the_report_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "cycles").mkdir()
    (tmp_path / "cycles" / "2026-Q4.md").write_text("mine", "utf-8")
    async with quarter(tmp_path, *SCORES) as shown:
        await shown.press("C", "r", "w")
        assert "cycles/2026-Q4.2.md" in shown.text()
        assert (tmp_path / "cycles" / "2026-Q4.md").read_text("utf-8") == "mine"


async def test_the_report_speaks_the_other_language_too(tmp_path: Path) -> None:
    async with quarter(tmp_path, *SCORES) as shown:
        await shown.press("C", "r", "L")
        await shown.pilot.pause(0.1)
        await shown.settle()
        assert "周期收尾报告" in shown.text()


async def test_after_the_closing_the_next_cycle_opens_with_what_was_kept(tmp_path: Path) -> None:
    moved = said(SPEED, date(2026, 12, 30), 320, 6)
    async with quarter(tmp_path, *SCORES, moved) as shown:
        await closes(shown)
        await shown.press("enter")
        assert "open 2027-Q1" in shown.text()
        await shown.press("o")
        assert isinstance(shown.app.screen, CycleScreen)
        (opened,) = [cycle for cycle in shown.books.cycles() if cycle.name == "2027-Q1"]
        goals = [goal.title for goal in shown.books.objectives(opened.id)]
        assert "Checkout that delights" in goals
        assert "Came along: kept 2, drafts to be set anew 1" in shown.text()


async def test_a_closed_cycle_offers_its_report_and_nothing_else(tmp_path: Path) -> None:
    closed = replace(Q1, id="c-q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30),
                     state=CycleState.CLOSED)  # fmt: skip
    async with quarter(tmp_path, closed) as shown:
        await shown.press("C", "j", "s")
        assert "2026-Q3 is closed" in shown.text()
        await shown.press("enter")
        assert isinstance(shown.app.screen, CycleReportScreen)


async def test_drafts_are_a_key_away(tmp_path: Path) -> None:
    async with quarter(tmp_path, *DRAFTS) as shown:
        await shown.press("C", "k", "enter")
        assert isinstance(shown.app.screen, DraftsScreen)
        assert GOAL.title in shown.text()
