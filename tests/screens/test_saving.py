"""Keys are for the screen that they were meant for, however fast they come."""

from __future__ import annotations

from pathlib import Path

from textual import events

from screens.meeting import MeetingScreen
from screens.vote import VoteScreen
from tests.meeting.room import ERRORS, SPEED
from tests.screens.stage import meeting


async def test_a_key_right_behind_the_one_that_opens_a_screen_is_for_that_screen(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("v")
        for key, sign in [("8", "8"), ("6", "6"), ("enter", "\r"), ("7", "7")]:
            shown.app.post_message(events.Key(key, sign))
        await shown.settle()
        await shown.settle()
        assert not isinstance(shown.app.screen, VoteScreen)
        vote = next(iter(shown.store.view.all("votes")))
        assert (vote["given"], vote["agreed"]) == ([8, 6], 7)


async def test_a_key_right_behind_an_answer_is_for_what_comes_then(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        for key in ("3", "enter", "w", "enter", "n", "enter", "9"):
            shown.app.post_message(events.Key(key, "\r" if key == "enter" else key))
        for _ in range(4):
            await shown.settle()
        assert (shown.said(ERRORS).confidence, shown.said(ERRORS).next_step) == (3, "n")
        assert shown.in_hand == SPEED.id
        assert shown.said(SPEED).confidence == 9


async def test_enter_right_behind_the_rating_goes_on(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("tab", "G", "k")
        for key in ("8", "enter"):
            shown.app.post_message(events.Key(key, "\r" if key == "enter" else key))
        await shown.settle()
        assert shown.in_hand == "summary"


async def test_a_key_that_comes_as_the_program_ends_is_none(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        screen = shown.app.screen
        assert isinstance(screen, MeetingScreen)
        shown.app.exit(0)
        await screen.on_key(events.Key("n", "n"))
        assert screen.asked is None
