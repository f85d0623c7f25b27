"""Where `enter` goes on to: those who are here, each once, who has no OKRs too."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.model.codec import update
from okrtui.model.records import TEAM, Meeting, Member, Objective
from tests.meeting.room import CHECKOUT, DOCS, ERRORS, EVERYTHING, WANG
from tests.screens.stage import Stage, StageStore, meeting, stage

CHEN = Member(id="m-chen", login="chen", name="Chen Hao")
MORE = replace(DOCS, id="k-more", number=2, title="Ten partners", owner=WANG.id)


def this_meeting(shown: Stage) -> Meeting:
    return next(m for m in shown.books.all(Meeting) if m.name == "2026-W48")


async def test_who_has_no_okrs_gets_a_turn_that_offers_a_first_objective(tmp_path: Path) -> None:
    async with meeting(tmp_path, CHEN) as shown:
        await shown.press("8", "enter", "8", "enter", "8", "enter")
        assert this_meeting(shown).stop == CHEN.id
        assert shown.sees("No objectives in this cycle yet", "O agrees on the first one")
        await shown.press("O")
        await shown.type("Make search find things")
        await shown.press("enter", "enter")
        made = [one for one in shown.books.all(Objective) if one.owner == CHEN.id]
        assert [one.title for one in made] == ["Make search find things"]
        assert shown.sees("Make search find things")


async def test_that_turn_comes_once_and_enter_goes_on(tmp_path: Path) -> None:
    async with meeting(tmp_path, CHEN) as shown:
        shown.clock.advance(5)
        await shown.press("8", "enter", "8", "enter", "8", "enter", "enter")
        assert shown.sees("Closing", "All key results are reviewed")


async def test_an_absent_newcomer_has_no_turn(tmp_path: Path) -> None:
    async with stage(tmp_path, CHEN) as shown:
        await shown.press("m", "j", "j", "space", "enter", "g", "1")
        await shown.press("8", "enter", "8", "enter", "8", "enter")
        assert shown.sees("Closing")


@pytest.mark.parametrize("key", ["]", "g 2"])
async def test_at_an_absent_members_stop_one_goes_through_theirs_first(
    tmp_path: Path, key: str
) -> None:
    async with stage(tmp_path, MORE) as shown:
        await shown.press("m", "j", "space", "enter", "g", "1", *key.split())
        assert shown.in_hand == DOCS.id
        await shown.press("7", "enter")
        assert shown.in_hand == MORE.id
        await shown.press("7", "enter")
        assert shown.in_hand == ERRORS.id


async def test_the_round_ends_without_the_absent_and_says_who_they_are(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m", "j", "space", "enter", "g", "1", "8", "enter", "8", "enter")
        assert shown.sees("Reviewed: all of those who are here. Absent: 王芳")


async def test_the_parts_beside_the_round_have_a_clock_of_their_own(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("tab")
        assert shown.sees("/ 8:00")


async def test_where_all_okrs_are_the_teams_own_nobody_is_offered_a_first(tmp_path: Path) -> None:
    ours = StageStore(
        *(replace(one, owner=TEAM, number=9) if one is CHECKOUT else one for one in EVERYTHING),
    )
    ours.view.apply([update(DOCS, owner=None)])
    async with stage(tmp_path, store=ours) as shown:
        await shown.press("m", "enter", "8", "enter", "8", "enter", "8", "enter")
        assert shown.sees("Closing")
