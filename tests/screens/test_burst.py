"""Many keys in one read of the terminal: held and asked about, or text where one types."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from screens.burst import Burst, is_burst, typed
from screens.meeting import MeetingScreen
from screens.too_small import TooSmallScreen
from tests.meeting.room import ERRORS
from tests.screens.stage import Stage, meeting


def keys(text: str) -> list[Key]:
    names = {"\r": "enter", "\x7f": "backspace", "\x1b": "escape", " ": "space"}
    return [Key(names.get(sign, sign), sign) for sign in text]


def words(text: str) -> list[str]:
    return [part if isinstance(part, str) else part.key for part in typed(keys(text))]


@pytest.mark.parametrize(
    ("text", "is_paste"),
    [
        ("the vendor c", True),
        ("the vendor ", False),
        ("j" * 40, False),
        ("j" * 40 + "\r", False),
        ("7\r" + "j" * 40 + "8\r", False),
        ("committee room", True),
        ("j" * 40 + "the vendor c", True),
        ("\r".join("abcdefghijk"), False),
        ("\r".join("abcdefghijkl"), True),
        ("+7\r", False),
        ("+7\r" * 5, False),
        ("+7\r" * 6, True),
        ("供应商那边的调用是主要原因", True),
        ("", False),
    ],
)
def test_twelve_printable_keys_that_are_not_all_alike_are_a_paste(
    text: str, is_paste: bool
) -> None:
    assert is_burst(keys(text)) is is_paste


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("wang send trace", ["wang send trace"]),
        ("wang send trace\r", ["wang send trace", "enter"]),
        ("one line\rand one more", ["one line\nand one more"]),
        ("one line\rand one more\r", ["one line\nand one more"]),
        (
            "wang sedn\x7f\x7fnd trace\r",
            ["wang sedn", "backspace", "backspace", "nd trace", "enter"],
        ),
        ("left\x1b", ["left", "escape"]),
        ("\r", ["enter"]),
    ],
)
def test_in_a_text_field_they_are_text(text: str, parts: list[str]) -> None:
    assert words(text) == parts


async def come(shown: Stage, text: str) -> None:
    shown.app.post_message(Burst(keys(text)))
    await shown.settle()


async def test_outside_a_field_they_do_nothing_until_they_are_asked_for(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        before = len(shown.store.log)
        await come(shown, "7 of 8 weeks are gone\rq")
        assert shown.sees("23 keys came at once: paste?", "take as keys", "let go")
        await shown.press("9", "q")
        assert len(shown.store.log) == before
        await shown.press("escape")
        assert not shown.sees("came at once")
        assert isinstance(shown.app.screen, MeetingScreen)
        await shown.press("8")
        assert shown.said(ERRORS).confidence == 8


async def test_what_came_as_keys_after_all_acts_in_its_order(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await come(shown, "awang send trace to them")
        await come(shown, "\r")
        await shown.press("enter")
        assert not shown.sees("came at once")
        assert shown.sees("send trace to them")
        [action] = shown.store.view.all("actions")
        assert action["title"] == "send trace to them"


async def test_in_a_prompt_a_paste_of_lines_stays_to_be_read(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("n")
        await come(shown, "first\rsecond line of it\r")
        assert shown.sees("first", "second line of it", "▸ note")
        await come(shown, "\r")
        await shown.press("enter")
        assert shown.said(ERRORS).note == "first\nsecond line of it"


async def test_in_a_search_they_are_looked_for(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("/")
        await come(shown, ERRORS.title)
        assert ERRORS.title in shown.line("▸")


async def test_where_nobody_can_be_asked_they_are_no_keys(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.pilot.resize_terminal(30, 10)
        await come(shown, "this is no quitting")
        assert isinstance(shown.app.screen, TooSmallScreen)
        await shown.pilot.resize_terminal(80, 24)
        await shown.settle()
        assert not shown.sees("came at once")


async def test_it_is_asked_in_80_columns_of_chinese(tmp_path: Path) -> None:
    from okrtui.model.settings import Settings

    async with meeting(tmp_path, size=(80, 24), settings=Settings(language="zh")) as shown:
        await come(shown, "供应商那边的调用是主要原因")
        assert shown.sees("一次收到 13 个按键：是粘贴吗？⏎ 当作按键，esc 丢弃")


async def test_a_key_right_behind_what_a_prompt_took_is_a_key(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("a")
        await come(shown, "wang sends the trace\r")
        await come(shown, "8")
        assert [one["title"] for one in shown.store.view.all("actions")] == ["sends the trace"]
        assert shown.said(ERRORS).confidence == 8
        assert not shown.sees("came")
