from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, colours, counted, lines, on_stage
from widgets.line import Piece
from widgets.member_strip import MemberStrip, Stop
from widgets.theme import DARK

STOPS = [
    Stop(id="1", name="ana", short="an", state="done"),
    Stop(id="2", name="lin", short="li", state="now"),
    Stop(id="3", name="wang", short="wa"),
    Stop(id="4", name="chen", short="ch", state="absent"),
]
TITLE = [Piece("Growth", "strong"), Piece(" · week 48")]
CLOCK = [Piece("12:41", "bright"), Piece(" / 45:00", "dim")]


def strip() -> MemberStrip:
    shown = MemberStrip()
    shown.show(TITLE, STOPS)
    shown.show_clock(CLOCK)
    return shown


async def test_it_says_where_we_are_who_has_the_turn_and_the_time() -> None:
    shown = strip()
    async with on_stage(shown, size=(80, 3)):
        line = lines(shown)[0]
        assert line.startswith(" Growth · week 48")
        assert line.endswith("ana ✓  LIN  wang  chen   12:41 / 45:00")
        assert colours(shown, 0)["LIN"] == DARK.accent


async def test_without_room_names_shrink_and_then_the_title_is_cut() -> None:
    shown = strip()
    async with on_stage(shown, size=(56, 3)) as stage:
        assert lines(shown)[0].endswith("an✓ LI wa ch   12:41 / 45:00")
        assert "Growth · week 48" in lines(shown)[0]
        await stage.pilot.resize_terminal(40, 3)
        await stage.pilot.pause()
        assert "…" in lines(shown)[0]
        assert lines(shown)[0].endswith("12:41 / 45:00")


async def test_a_title_that_is_cut_does_not_touch_the_stops() -> None:
    shown = strip()
    shown.show([Piece("一" * 60)], STOPS)
    async with on_stage(shown, size=(56, 3)):
        assert "… an✓ LI" in lines(shown)[0]


async def test_of_many_members_those_around_the_turn_are_shown() -> None:
    crowd = [Stop(id=str(n), name=f"member{n}", short=f"m{n}") for n in range(10, 50)]
    crowd[20] = replace(crowd[20], state="now")
    shown = MemberStrip()
    shown.show(TITLE, crowd)
    shown.show_clock(CLOCK)
    async with on_stage(shown, size=(80, 3)) as stage:
        line = lines(shown)[0]
        assert "m29 M30 m31" in line
        assert " … m" in line
        assert line.endswith(" …   12:41 / 45:00")
        assert_aligned(shown)
        await stage.pilot.click(MemberStrip, offset=(line.index("m31"), 0))
        assert stage.said(MemberStrip.StopChosen) == ["31"]


async def test_a_tick_of_the_clock_sends_the_clock_alone() -> None:
    shown = strip()
    async with on_stage(shown, size=(80, 3)) as stage:
        drawn = counted(shown)
        shown.show_clock([Piece("12:42", "bright"), Piece(" / 45:00", "dim")])
        regions = list(shown._repaint_regions)
        assert [(region.x, region.width) for region in regions] == [(66, 13)]
        await stage.pilot.pause()
        assert drawn == [0]
        assert lines(shown)[0].endswith("12:42 / 45:00")


async def test_the_same_clock_sends_nothing() -> None:
    shown = strip()
    async with on_stage(shown, size=(80, 3)) as stage:
        drawn = counted(shown)
        shown.show_clock(CLOCK)
        await stage.pilot.pause()
        assert drawn == []


async def test_a_click_on_a_stop_says_which() -> None:
    shown = strip()
    async with on_stage(shown, size=(80, 3)) as stage:
        at = lines(shown)[0].index("wang")
        await stage.pilot.click(MemberStrip, offset=(at + 1, 0))
        await stage.pilot.click(MemberStrip, offset=(2, 0))
        assert stage.said(MemberStrip.StopChosen) == ["3"]


@pytest.mark.parametrize("size", [160, 80, 44, 20, 3, 1])
async def test_the_line_is_as_wide_as_the_window(size: int) -> None:
    shown = strip()
    async with on_stage(shown, size=(size, 3)):
        assert_aligned(shown)


async def test_what_people_typed_is_shown_and_obeyed_by_nobody() -> None:
    shown = strip()
    async with on_stage(shown, size=(80, 3)):
        for text in HOSTILE.values():
            stops = [replace(stop, name=text, short=text[:2]) for stop in STOPS]
            shown.show([Piece(text)], stops)
            shown.show_clock([Piece(text)])
            assert_aligned(shown)


async def test_the_words_that_step_back_are_whole_or_not_there() -> None:
    shown = MemberStrip()
    shown.show([Piece("Minutes", "strong"), Piece("   as they will be closed", "dim")], ())
    shown.show_clock([Piece("13 key results not reviewed")])
    async with on_stage(shown, size=(70, 3)) as stage:
        assert "as they will be closed" in lines(shown)[0]
        await stage.pilot.resize_terminal(50, 3)
        await stage.pilot.pause()
        assert lines(shown)[0].split("  ")[0] == " Minutes"
