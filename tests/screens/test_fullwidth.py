"""What an input method commits in place of plain signs acts as they do, on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from okrtui.model.records import Vote
from screens.palette import PaletteScreen
from screens.search import SearchScreen
from tests.meeting.room import ERRORS, SPEED
from tests.screens.stage import Stage, meeting


async def commit(shown: Stage, *signs: str) -> None:
    """Let an input method commit signs, one after another."""
    for sign in signs:
        shown.app.post_message(Key(f"sign_{ord(sign)}", sign))
        await shown.settle()


async def test_digits_and_signs_review_a_key_result(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await commit(shown, "＋", "７")
        assert shown.said(ERRORS).confidence == 7
        await commit(shown, "＝")
        assert shown.sees("▸ value")


async def test_they_act_in_large_type_too(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("z")
        await commit(shown, "１", "０")
        assert shown.said(ERRORS).confidence == 10


async def test_a_menu_and_the_next_member_take_them(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        first = shown.in_hand
        await commit(shown, "【")
        assert shown.in_hand != first
        await commit(shown, "】")
        await shown.press("g")
        await commit(shown, "１")
        assert shown.in_hand == first


async def test_a_vote_is_given_and_agreed_on_in_them(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "v", "enter")
        for digit in "８４":
            await commit(shown, digit)
            await shown.press("enter")
        await commit(shown, "６")
        vote = next(iter(shown.books.all(Vote)))
        assert (vote.given, vote.agreed, shown.said(SPEED).confidence) == ((8, 4), 6, 6)


@pytest.mark.parametrize(
    ("sign", "screen", "text", "found"),
    [("／", SearchScreen, "ＫＲ２", SPEED.title), ("：", PaletteScreen, "ｖｏｔｅ", "vote")],
)
async def test_the_search_and_the_palette_find_by_them(
    tmp_path: Path, sign: str, screen: type, text: str, found: str
) -> None:
    async with meeting(tmp_path) as shown:
        await commit(shown, sign)
        assert isinstance(shown.app.screen, screen)
        await commit(shown, *text)
        assert found in shown.text().partition(text)[2]
