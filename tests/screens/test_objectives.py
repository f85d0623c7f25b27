"""All objectives: their balance, their order, what is let through, and what the linter says."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.model.kinds import Category, Dimension, Origin
from okrtui.model.ops import Set
from okrtui.model.records import Change, Cycle, CycleState, Objective, State
from okrtui.model.settings import Settings
from okrtui.text.harmless import harmless
from okrtui.text.words import Language
from screens.board import BoardScreen
from screens.member import MemberScreen
from screens.objectives import ObjectivesScreen
from screens.why import WhyScreen
from screens.writing import WritingScreen
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import ANA, CHECKOUT, CYCLE, DOCS, ERRORS, EVERYTHING, PARTNERS, SPEED, WANG
from tests.screens.stage import Stage, StageStore, stage

USER = replace(CHECKOUT, category=Category.USER, origin=Origin.OWN)
FASTER = Objective(
    id="o-faster",
    cycle=CYCLE.id,
    owner=WANG.id,
    number=1,
    title="Build tools that are faster",
    category=Category.EFFICIENCY,
    dimension=Dimension.TECHNICAL,
)
LATER = replace(FASTER, id="o-later", number=2, title="Tidy up", state=State.DRAFT)
NEXT = Cycle(
    id="c-q1",
    name="2027-Q1",
    start=date(2027, 1, 1),
    end=date(2027, 3, 31),
    state=CycleState.DRAFTING,
)
PLAN = replace(FASTER, id="o-plan", cycle=NEXT.id, number=1, title="Plan", state=State.DRAFT)
SET = (USER, FASTER)


@contextlib.asynccontextmanager
async def objectives(folder: Path, *more: Any, **options: Any) -> AsyncIterator[Stage]:
    """Open the objectives from the Board, and wait until the linter has read them."""
    known: dict[str, Any] = {one.id: one for one in (*EVERYTHING, *SET, *more)}
    async with stage(folder, store=StageStore(*known.values()), **options) as shown:
        await shown.press("o")
        screen = shown.app.screen
        assert isinstance(screen, ObjectivesScreen)
        await shown.app.workers.wait_for_complete(list(screen.workers))
        await shown.settle()
        yield shown


def rows(shown: Stage) -> list[str]:
    screen = shown.app.screen
    assert isinstance(screen, ObjectivesScreen)
    return list(screen.ids)


def is_at(shown: Stage, screen: type[object]) -> bool:
    return isinstance(shown.app.screen, screen)


def category(shown: Stage, one: Objective) -> Category | None:
    return shown.books.get(Objective, one.id).category


# -- what it shows


async def test_the_balance_is_told_in_words_and_numbers(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        line = shown.line("revenue")
        for part in ("revenue 0", "user 1", "efficiency 1", "capability 0", "not set 1"):
            assert part in line
        assert "not set yet: ambition" in shown.text()


async def test_all_objectives_stand_in_the_order_of_priority(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        assert rows(shown) == [USER.id, FASTER.id, PARTNERS.id]


async def test_the_order_goes_by_category_owner_progress_health_confidence(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        seen = []
        for _ in range(5):
            seen.append((shown.line("objectives ·").rpartition("· ")[2].strip(), rows(shown)[0]))
            await shown.press("s")
        assert [by for by, _ in seen] == [
            "by category",
            "by owner",
            "by progress",
            "by health",
            "by confidence",
        ]
        assert seen[1][1] == PARTNERS.id
        assert shown.sees("by category")


async def test_a_team_that_is_all_efficiency_sees_that_in_a_sentence(tmp_path: Path) -> None:
    more = [
        replace(FASTER, id=f"o-{n}", number=n, owner=WANG.id, title=f"Faster {n}")
        for n in range(2, 6)
    ]
    same = replace(CHECKOUT, category=Category.EFFICIENCY)
    async with objectives(tmp_path, same, *more) as shown:
        assert "All 6 objectives with a category are efficiency." in shown.text()


async def test_drafts_are_counted_too_and_marked(tmp_path: Path) -> None:
    async with objectives(tmp_path, LATER) as shown:
        assert "1 draft" in shown.line("Objectives")
        assert "draft Tidy up" in shown.text()
        assert "efficiency 2" in shown.line("revenue")


async def test_the_drafts_of_the_next_cycle_are_balanced_before_they_are_agreed(
    tmp_path: Path,
) -> None:
    async with objectives(tmp_path, NEXT, PLAN) as shown:
        await shown.press("tab")
        assert shown.sees("2027-Q1", "draft Plan")
        await shown.press("c", "1")
        assert category(shown, PLAN) is Category.REVENUE
        await shown.press("shift+tab")
        assert rows(shown) == [USER.id, FASTER.id, PARTNERS.id]
        await shown.press("shift+tab")
        assert "There is no earlier cycle." in shown.text()


async def test_a_cycle_without_objectives_says_so(tmp_path: Path) -> None:
    async with objectives(tmp_path, NEXT) as shown:
        await shown.press("tab")
        assert "Nothing is agreed or drafted in this cycle yet." in shown.text()
        await shown.press("c", "1", "n", "enter", "E", "w", "f", "o")


async def test_without_any_cycle_it_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(ANA)) as shown:
        await shown.press("o")
        assert shown.sees("Objectives", "no cycle")


# -- setting


async def test_two_keys_set_the_category_on_the_record_and_u_takes_it_back(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("G", "c", "1")
        assert category(shown, PARTNERS) is Category.REVENUE
        assert [one.target for one in shown.books.all(Change)] == [PARTNERS.id]
        assert shown.sees("team/O1: category revenue", "undo")
        assert "revenue 1" in shown.line("revenue")
        await shown.press("u")
        assert category(shown, PARTNERS) is None
        assert "revenue 0" in shown.line("revenue")
        await shown.press("ctrl+r")
        assert category(shown, PARTNERS) is Category.REVENUE


async def test_a_key_that_changes_nothing_offers_no_undo(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("c", "2")
        assert "ana/O1: category user" in shown.text()
        assert "undo" not in shown.text()
        assert list(shown.books.all(Change)) == []


async def test_two_that_are_changed_in_a_row_are_both_read_again(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.pilot.press("c", "0", "j", "c", "0")
        screen = shown.app.screen
        await shown.settle()
        await shown.app.workers.wait_for_complete(list(screen.workers))
        await shown.settle()
        for key in ("k", "j"):
            await shown.press(key)
            assert "Its category is not set" in shown.text()


async def test_a_category_is_taken_away(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("c", "0")
        assert category(shown, USER) is None


async def test_a_row_stays_where_it_is_while_it_is_changed(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("G", "c", "1")
        assert rows(shown)[-1] == PARTNERS.id
        await shown.press("s", "s", "s", "s", "s")
        assert rows(shown)[0] == PARTNERS.id


async def test_dimension_origin_and_ambition_go_on_by_one(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("c", "d", "c", "d", "c", "i", "c", "b")
        one = shown.books.get(Objective, USER.id)
        assert (one.dimension, one.origin, one.ambition) == ("technical", "supporting", "committed")
        await shown.press("c", "d")
        assert shown.books.get(Objective, USER.id).dimension is None


async def test_the_keys_of_an_open_menu_stand_at_the_foot(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("c")
        assert shown.sees("1 revenue   2 user   3 efficiency   4 capability")
        await shown.press("escape")
        assert is_at(shown, ObjectivesScreen)
        assert "s order" in shown.text()


async def test_nothing_is_set_in_a_closed_cycle(tmp_path: Path) -> None:
    closed = replace(USER, state=State.CLOSED)
    async with objectives(tmp_path, closed) as shown:
        await shown.press("c", "1")
        assert category(shown, USER) is Category.USER
        assert "has ended: it takes no more changes" in shown.text()


async def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        shown.store.read_only = True
        await shown.press("c", "1")
        assert category(shown, USER) is Category.USER
        assert "read-only" in shown.text()


async def test_what_others_write_is_shown(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        shown.store.others_write(Set("objectives", PARTNERS.id, {"category": (None, "revenue")}))
        news = shown.store.refresh()
        assert news is not None
        screen = shown.app.screen
        assert isinstance(screen, ObjectivesScreen)
        screen.store_changed(news)
        await shown.settle()
        assert "revenue 1" in shown.line("revenue")


# -- filters


async def test_a_category_is_seen_alone_with_the_count_in_the_head(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("f", "3")
        assert rows(shown) == [FASTER.id]
        assert shown.sees("1 of 3", "shown: efficiency")
        await shown.press("f", "2")
        assert rows(shown) == [USER.id, FASTER.id]
        assert shown.sees("2 of 3", "shown: user or efficiency")
        await shown.press("f", "0")
        assert shown.sees("3 objectives")
        assert "shown:" not in shown.text()


async def test_what_has_no_category_is_seen_alone(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("f", "5")
        assert rows(shown) == [PARTNERS.id]
        assert "shown: no category" in shown.text()


async def test_a_category_keeps_its_bars_while_it_is_seen_alone(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("f", "3")
        assert "user 1" in shown.line("revenue")
        assert "technical 1" in shown.line("dimension")


async def test_a_dimension_an_origin_a_health_and_an_owner_are_seen_alone(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("f", "d", "f", "d")
        assert (rows(shown), "shown: technical" in shown.text()) == ([FASTER.id], True)
        await shown.press("f", "0", "f", "i", "f", "i")
        assert rows(shown) == [USER.id]
        await shown.press("f", "0", "f", "b")
        assert rows(shown) == []
        assert "None is like that. f0 shows all." in shown.text()
        await shown.press("f", "0", "g", "g", "f", "o")
        assert (rows(shown), "shown: Ana Silva" in shown.text()) == ([USER.id], True)
        await shown.press("f", "o", "f", "h", "f", "h", "f", "h")
        assert "shown: stale" in shown.text()


# -- advice


async def test_the_advice_of_the_linter_is_counted_and_told_for_the_row_in_hand(
    tmp_path: Path,
) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("G")
        before = int(shown.line("Partners").split()[-1])
        assert "Its category is not set" in shown.text()
        await shown.press("c", "1")
        screen = shown.app.screen
        await shown.app.workers.wait_for_complete(list(screen.workers))
        await shown.settle()
        assert "Its category is not set" not in shown.text()
        assert int(shown.line("team/O1  Partners").split()[-1]) == before - 1


async def test_j_and_k_in_capitals_read_on_in_the_advice(tmp_path: Path) -> None:
    async with objectives(tmp_path, size=(80, 24)) as shown:
        await shown.press("G")
        first = shown.text()
        await shown.press("J", "J", "J")
        assert shown.text() != first
        await shown.press("K", "K", "K")
        assert shown.text() == first


async def test_n_goes_to_the_next_with_a_warning_and_comes_around(tmp_path: Path) -> None:
    calm = replace(DOCS, title="Docs score up from 3.9 to 4.5 by 1 December", due=CYCLE.end)
    noun = replace(FASTER, title="Launch of the new portal")
    sure = replace(ERRORS, title="Errors down from 1 % to 0.1 % by 1 December")
    fast = replace(SPEED, title="p95 down from 420 ms to 300 ms by 1 December")
    flow = replace(USER, title="Make paying effortless for everybody")
    shop = replace(PARTNERS, title="Let partners ship without waiting for us")
    async with objectives(tmp_path, noun, calm, sure, fast, flow, shop) as shown:
        await shown.press("g", "g", "n")
        at = shown.line("▌")
        assert "wang/O1" in at
        await shown.press("n")
        assert shown.line("▌") == at
        await shown.press("j", "N")
        assert shown.line("▌") == at


# -- to other screens


async def test_enter_opens_the_owners_okrs_at_that_row(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("j", "enter")
        assert is_at(shown, MemberScreen)
        assert "Build tools that are faster" in shown.line("▌")
        await shown.press("escape")
        assert is_at(shown, ObjectivesScreen)


async def test_e_writes_the_objective_and_what_was_written_is_shown(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("E")
        assert is_at(shown, WritingScreen)
        await shown.press("enter", "ctrl+u")
        await shown.type("Paying takes one minute")
        await shown.press("enter")
        await shown.type("clearer")
        await shown.press("enter", "escape")
        assert is_at(shown, ObjectivesScreen)
        assert "Paying takes one minute" in shown.text()


async def test_w_shows_the_history_and_escape_goes_back_to_the_board(tmp_path: Path) -> None:
    async with objectives(tmp_path) as shown:
        await shown.press("w")
        assert is_at(shown, WhyScreen)
        await shown.press("escape", "escape")
        assert is_at(shown, BoardScreen)


@pytest.mark.parametrize(("size", "seen"), [((120, 40), True), ((60, 24), False)])
async def test_a_members_head_tells_what_their_objectives_serve_where_it_fits(
    size: tuple[int, int], seen: bool, tmp_path: Path
) -> None:
    async with objectives(tmp_path, size=size) as shown:
        await shown.press("enter")
        assert is_at(shown, MemberScreen)
        assert ("user 1" in shown.text()) is seen


@pytest.mark.parametrize(
    ("size", "language"), [((80, 24), "zh"), ((120, 40), "en"), ((40, 12), "en")]
)
async def test_hostile_titles_are_shown_as_written_on_every_terminal(
    size: tuple[int, int], language: Language, tmp_path: Path
) -> None:
    hostile = [
        replace(FASTER, id=f"o-{n}", number=10 + n, title=text)
        for n, text in enumerate(HOSTILE_LINES.values())
    ]
    settings = Settings(language=language)
    async with objectives(tmp_path, *hostile, size=size, settings=settings) as shown:
        await shown.press("s", "G")
        for one in reversed(hostile):
            assert harmless(one.title)[:3].strip() in shown.line("▌")
            await shown.pilot.press("k")
