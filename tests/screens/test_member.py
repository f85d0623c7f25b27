import contextlib
from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from okrtui.model.codec import update
from okrtui.model.records import (
    TEAM,
    Change,
    CheckIn,
    Cycle,
    CycleState,
    KeyResult,
    Objective,
    State,
    Task,
)
from okrtui.model.settings import Settings
from screens.member import MemberScreen
from screens.why import WhyScreen
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import (
    ANA,
    CHECKOUT,
    ERRORS,
    EVERYTHING,
    SPEED,
    SPEED_LAST_WEEK,
    TRACE,
    WANG,
)
from tests.screens.stage import Stage, StageStore, stage

NEXT = Cycle(
    id="c-q1",
    name="2027-Q1",
    start=date(2027, 1, 1),
    end=date(2027, 3, 31),
    state=CycleState.DRAFTING,
)
LAST = Cycle(
    id="c-q3",
    name="2026-Q3",
    start=date(2026, 7, 1),
    end=date(2026, 9, 30),
    state=CycleState.CLOSED,
)
OLD_O = Objective(
    id="o-old", cycle=LAST.id, owner=ANA.id, number=1, title="Signup", state=State.CLOSED
)
OLD_KR = KeyResult(
    id="k-old", objective=OLD_O.id, number=1, title="Half drop out", state=State.CLOSED
)
OLD_SAID = CheckIn(
    id="i-old",
    key_result=OLD_KR.id,
    at=SPEED_LAST_WEEK.at,
    author="ana",
    value=Decimal(80),
)
DRAFT_O = Objective(
    id="o-next", cycle=NEXT.id, owner=ANA.id, number=1, title="Trust", state=State.DRAFT
)
DRAFT_KR = KeyResult(
    id="k-next", objective=DRAFT_O.id, number=1, title="No outage", state=State.DRAFT
)


@contextlib.asynccontextmanager
async def member(folder: Path, *more: object, **options: Any) -> AsyncIterator[Stage]:
    """Open the Board, and from it Ana's OKRs."""
    async with stage(folder, *more, **options) as shown:
        shown.app.screen.query_one("#members").move_to(ANA.id)  # type: ignore[attr-defined]
        await shown.press("enter")
        yield shown


def screen(shown: Stage) -> MemberScreen:
    assert isinstance(shown.app.screen, MemberScreen)
    return shown.app.screen


def said(shown: Stage, kr: KeyResult = SPEED) -> CheckIn:
    """Return what was last said of a key result."""
    return shown.books.check_ins(kr.id)[-1]


async def at(shown: Stage, row: str, *keys: str) -> None:
    """Take a row in hand, and press keys."""
    screen(shown).move_to(row)
    await shown.press(*keys)


class TestWhatItShows:
    async def test_the_owners_okrs_of_the_cycle_and_how_they_stand(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            assert shown.sees("Ana · 2026-Q4 · week 8 of 13", "Checkout", "ANA", "confidence 7")
            assert "8 %" in shown.line("KR2 p95")
            assert not shown.sees("Partners", "Docs")

    async def test_on_everyone_it_opens_ones_own(self, tmp_path: Path) -> None:
        async with stage(tmp_path) as shown:
            await shown.press("enter")
            assert screen(shown).room.owner == ANA.id

    async def test_a_click_on_the_member_in_hand_opens_them(self, tmp_path: Path) -> None:
        async with stage(tmp_path) as shown:
            members = shown.app.screen.query_one("#members")
            await shown.pilot.click(members, offset=(4, 3))
            await shown.pilot.click(members, offset=(4, 3))
            await shown.settle()
            assert isinstance(shown.app.screen, MemberScreen)

    async def test_the_next_member_and_back(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await shown.press("]")
            assert screen(shown).room.owner == WANG.id
            assert shown.sees("Docs score 4.5")
            await shown.press("]")
            assert screen(shown).room.owner == TEAM
            assert shown.sees("Partners")
            await shown.press("[", "[")
            assert screen(shown).room.owner == ANA.id

    async def test_of_a_key_result_that_another_answers_for_it_says_who(
        self, tmp_path: Path
    ) -> None:
        async with member(tmp_path) as shown:
            await shown.press("[")
            assert screen(shown).room.owner == TEAM
            for _ in range(len(screen(shown).tree_view.rows)):
                if screen(shown).row_kind() == "link":
                    break
                await shown.press("j")
            assert screen(shown).row_kind() == "link"
            await shown.press("c")
            assert screen(shown).asked is None
            assert shown.sees("answers for this one")

    async def test_who_has_nothing_is_told_how_to_begin(self, tmp_path: Path) -> None:
        store = StageStore(*EVERYTHING[:4])
        async with member(tmp_path, store=store) as shown:
            assert shown.sees("O writes the first one")
            await shown.press("O")
            await shown.type("Customers find answers")
            await shown.press("enter", "enter")
            assert "Customers find answers" in shown.line("O1")

    async def test_a_workspace_without_a_cycle_opens_too(self, tmp_path: Path) -> None:
        store = StageStore(*EVERYTHING[:3])
        async with stage(tmp_path, store=store) as shown:
            await shown.press("enter", "O")
            await shown.type("Customers find answers")
            await shown.press("enter", "enter")
            assert shown.sees("no cycle")

    async def test_what_others_write_is_seen(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            shown.store.others_write(update(SPEED, title="p95 under 250 ms"))
            await shown.until("p95 under 250 ms")

    @pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
    @pytest.mark.parametrize("language", ["en", "zh"])
    async def test_it_fits_any_size(
        self, tmp_path: Path, size: tuple[int, int], language: Any
    ) -> None:
        settings = Settings(language=language)
        async with member(tmp_path, size=size, settings=settings) as shown:
            await at(shown, SPEED.id)
            assert all(len(line) <= size[0] for line in shown.text().splitlines())
            assert shown.sees("Ana", "KR2 p95", "410 ms")

    async def test_typed_text_is_shown_as_it_is_written(self, tmp_path: Path) -> None:
        async with member(tmp_path, size=(200, 60)) as shown:
            for text in HOSTILE_LINES.values():
                shown.store.view.add(update(SPEED, title=text), update(WANG, name=text))
                screen(shown).room.changed(None)
                screen(shown).show_again()
                await shown.pilot.pause()
                assert text.split()[0][:1] in shown.text()


class TestCheckingIn:
    async def test_a_step_and_a_digit_are_one_check_in_without_a_meeting(
        self, tmp_path: Path
    ) -> None:
        async with member(tmp_path) as shown:
            await at(shown, SPEED.id, "+", "6")
            assert (said(shown).confidence, said(shown).meeting) == (6, None)
            assert len(shown.books.check_ins(SPEED.id)) == 2
            assert "7 → 6" in shown.line("KR2 p95")
            assert shown.sees("u undo")

    async def test_one_and_nought_are_ten(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await at(shown, SPEED.id, "1", "0")
            assert said(shown).confidence == 10

    async def test_a_value_and_a_note_are_typed(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await at(shown, SPEED.id, "=")
            await shown.type("380")
            await shown.press("enter", "n")
            await shown.type("cached")
            await shown.press("enter")
            assert (said(shown).value, said(shown).note) == (Decimal(380), "cached")
            assert shown.sees("380 ms", "cached")

    async def test_a_reason_is_given_when_one_likes(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await at(shown, SPEED.id, "3", "r")
            await shown.type("the vendor is slow")
            await shown.press("enter")
            await shown.type("@wang ask again")
            await shown.press("enter")
            assert (said(shown).why, said(shown).next_owner) == ("the vendor is slow", WANG.id)

    async def test_it_is_taken_back_and_brought_again(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await at(shown, SPEED.id, "6", "u")
            assert said(shown).confidence == 7
            await shown.press("ctrl+r")
            assert said(shown).confidence == 6

    async def test_a_task_is_ticked(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await at(shown, TRACE.id, "space")
            assert shown.books.get(Task, TRACE.id).state.value == "done"

    async def test_the_next_meeting_has_it_as_filled_in_beforehand(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await at(shown, SPEED.id, "6", "escape", "m", "enter", "g", "1")
            assert "·" in shown.line("KR2 p95")
            assert "7 → 6" in shown.line("KR2 p95")


class TestWriting:
    async def test_a_field_is_changed_with_its_reason(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await at(shown, SPEED.id, "c", "ctrl+u")
            await shown.type("target 250")
            await shown.press("enter")
            await shown.type("the vendor is faster")
            await shown.press("enter")
            (change,) = shown.books.all(Change)
            assert (change.field, change.why, change.meeting) == (
                "target",
                "the vendor is faster",
                None,
            )

    async def test_a_key_result_and_a_task_are_added_below_the_row_in_hand(
        self, tmp_path: Path
    ) -> None:
        async with member(tmp_path) as shown:
            await at(shown, TRACE.id, "o")
            await shown.type("Refunds within 2 days 5 -> 2 days")
            await shown.press("enter", "enter")
            made = shown.books.key_results(CHECKOUT.id)[-1]
            assert (made.number, made.target) == (3, Decimal(2))
            await at(shown, made.id, "t")
            await shown.type("ask the bank @wang")
            await shown.press("enter")
            assert shown.sees("ask the bank")

    async def test_a_slip_of_the_pen_and_what_is_given_up(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await at(shown, ERRORS.id, "e", "ctrl+u")
            await shown.type("Errors below 0.1 %")
            await shown.press("enter", "x")
            await shown.type("it is kept anyway")
            await shown.press("enter")
            errors = shown.books.get(KeyResult, ERRORS.id)
            assert (errors.title, errors.state) == ("Errors below 0.1 %", State.DROPPED)
            assert not shown.sees("KR1")

    async def test_the_linter_speaks_here_too(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await shown.press("O")
            await shown.type("Ship the new help centre")
            await shown.until("This is a delivery.")

    async def test_its_history_tells_who_did_what_when(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await at(shown, SPEED.id, "6", "w")
            await shown.settle()
            await shown.until(lambda: shown.sees("ana", "member"))
            assert shown.sees("p95 under 300 ms", "ana")
            await shown.press("escape")
            assert screen(shown).row == SPEED.id


class TestOtherCycles:
    async def test_a_closed_one_is_read_and_stays_as_it_was(self, tmp_path: Path) -> None:
        async with member(tmp_path, LAST, OLD_O, OLD_KR, OLD_SAID) as shown:
            await shown.press("shift+tab")
            assert shown.sees("2026-Q3 · closed", "Signup", "Half drop out")
            assert "80 %" in shown.line("Half drop out")
            assert "80 %" in shown.line("Signup")
            await at(shown, OLD_KR.id, "6")
            assert len(shown.books.check_ins(OLD_KR.id)) == 1
            await shown.press("tab")
            assert shown.sees("2026-Q4", "Checkout")

    async def test_a_closed_one_takes_nothing_and_its_history_is_read(self, tmp_path: Path) -> None:
        async with member(tmp_path, LAST, OLD_O, OLD_KR, OLD_SAID, size=(120, 40)) as shown:
            await shown.press("shift+tab")
            assert not shown.sees("new objective")
            await shown.press("O")
            assert screen(shown).asked is None
            assert shown.sees("“2026-Q3” has ended")
            await at(shown, OLD_KR.id, "o")
            assert screen(shown).asked is None
            await shown.press("w")
            assert isinstance(shown.app.screen, WhyScreen)

    async def test_the_next_one_is_offered_where_there_is_one(self, tmp_path: Path) -> None:
        async with member(tmp_path, NEXT, size=(200, 40)) as shown:
            await at(shown, CHECKOUT.id)
            assert shown.sees("next cycle")
            await shown.press(">")
            assert shown.sees("2027-Q1")
            assert not shown.sees("next cycle")
            await shown.press("<")
            assert shown.sees("2026-Q4")

    async def test_the_next_one_is_drafted(self, tmp_path: Path) -> None:
        async with member(tmp_path, NEXT, DRAFT_O, DRAFT_KR) as shown:
            await shown.press("tab")
            assert shown.sees("2027-Q1 · being drafted")
            assert "draft" in shown.line("O1  Trust")
            assert "draft" in shown.line("KR1 No outage")
            await at(shown, DRAFT_O.id, "o")
            await shown.type("99.9 % of calls answered")
            await shown.press("enter")
            made = shown.books.key_results(DRAFT_O.id)[-1]
            assert made.state is State.DRAFT

    async def test_nothing_there_needs_a_reason_before_it_is_agreed(self, tmp_path: Path) -> None:
        async with member(tmp_path, NEXT, DRAFT_O, DRAFT_KR) as shown:
            await shown.press("tab")
            await at(shown, DRAFT_O.id, "O")
            await shown.type("Partners ship without us")
            await shown.press("enter")
            made = shown.books.objectives(NEXT.id)[-1]
            assert (made.title, made.state) == ("Partners ship without us", State.DRAFT)
            await at(shown, DRAFT_KR.id, "c", "ctrl+u")
            await shown.type("target 95")
            await shown.press("enter")
            assert shown.books.get(KeyResult, DRAFT_KR.id).target == Decimal(95)
            await at(shown, DRAFT_KR.id, "x", "enter")
            assert shown.books.get(KeyResult, DRAFT_KR.id).state is State.DROPPED

    async def test_there_is_an_end_on_both_sides(self, tmp_path: Path) -> None:
        async with member(tmp_path) as shown:
            await shown.press("tab")
            assert shown.sees("no later cycle")
            await shown.press("shift+tab")
            assert shown.sees("no earlier cycle")

    async def test_a_year_and_a_quarter_that_run_together_are_seen_together(
        self, tmp_path: Path
    ) -> None:
        year = Cycle(id="c-y", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))
        aim = Objective(id="o-y", cycle=year.id, owner=ANA.id, number=1, title="Loved")
        async with member(tmp_path, year, aim) as shown:
            assert shown.sees("2026 + 2026-Q4", "Loved", "Checkout", "week 8 of 13")


async def test_moving_works_as_in_the_meeting(tmp_path: Path) -> None:
    async with member(tmp_path) as shown:
        await shown.press("g", "g")
        assert screen(shown).row == CHECKOUT.id
        await shown.press("G")
        assert screen(shown).row == TRACE.id
        await shown.press("h")
        assert screen(shown).row == SPEED.id
        await shown.press("h")
        assert not shown.sees("trace the vendor call  ")
        await shown.press("l", "j")
        assert screen(shown).row == TRACE.id
        await shown.press("pageup")
        assert screen(shown).row == CHECKOUT.id


async def test_help_names_its_keys(tmp_path: Path) -> None:
    async with member(tmp_path) as shown:
        await shown.press("?")
        assert shown.sees("Keys of one member's OKRs", "the next cycle", "confidence 1–10")


async def test_escape_goes_back_to_the_board(tmp_path: Path) -> None:
    async with member(tmp_path) as shown:
        await shown.press("escape")
        assert shown.sees("Needs attention")
