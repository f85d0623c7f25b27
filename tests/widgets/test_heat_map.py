"""Confidence by weeks: readable by its numbers alone, and from afar by its grounds."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, counted, lines, on_stage, strips
from widgets.heat_map import HeatCell, HeatHead, HeatMap, HeatRow, heat, room_for_columns
from widgets.line import Piece
from widgets.signs import ASCII, PLAIN, Signs
from widgets.theme import ANSI, DARK

HEAD = HeatHead(
    labels=("46", "47", "48", "49"), now=2, met=frozenset({1}), said="week", met_word="met"
)
SEVEN, HELD = HeatCell("7", "on_track"), HeatCell("7", "on_track", said=False)
FELL = HeatCell("4", "at_risk", fell=True)
ROWS = [
    HeatRow(id="a", owner="ana", name="O1/KR1", title="Errors", cells=(SEVEN, HELD, FELL, None)),
    HeatRow(id="b", owner="ana", name="O1/KR2", title="Speed", cells=(None, None, None, None)),
    HeatRow(
        id="c", owner="wang", name="team/O1/KR1", title="Docs",
        cells=(SEVEN, SEVEN, HeatCell("10", "on_track"), None),
    ),
]  # fmt: skip


def heat_map(*rows: HeatRow, signs: Signs = PLAIN) -> HeatMap:
    made = HeatMap(signs=signs)
    made.show(HEAD, rows or ROWS, empty=[Piece("nothing yet")])
    return made


async def test_a_row_says_what_was_given_what_holds_and_what_fell() -> None:
    made = heat_map()
    async with on_stage(made, size=(80, 8)):
        assert lines(made)[2].endswith("7  · ↓4")
        assert lines(made)[3].endswith("Speed")


async def test_numbers_stand_below_their_weeks_and_a_ten_ends_where_a_seven_does() -> None:
    made = heat_map()
    async with on_stage(made, size=(80, 8)):
        shown = lines(made)
        assert shown[0].index("46") + 1 == shown[2].index("7")
        assert shown[0].index("48") == shown[4].index("10")


async def test_the_running_week_and_those_with_a_meeting_are_marked() -> None:
    made = heat_map()
    async with on_stage(made, size=(80, 8)):
        shown = lines(made)
        assert "▸48" in shown[0]
        assert shown[1].index("✓") == shown[0].index("47") + 1


async def test_an_owner_is_said_once_and_again_on_the_first_row_in_view() -> None:
    made = heat_map()
    async with on_stage(made, size=(80, 4)):
        assert "ana" in lines(made)[2]
        assert "ana" not in lines(made)[3]
        made.scroll_to(y=1, animate=False)
        await made.app.workers.wait_for_complete()
        made.refresh()
        assert "ana" in lines(made)[2]


async def test_where_room_is_short_a_name_keeps_its_end() -> None:
    made = heat_map()
    async with on_stage(made, size=(72, 8)):
        assert "…/O1/KR1" in lines(made)[4]


async def test_without_rows_it_says_so() -> None:
    made = HeatMap()
    made.show(HeatHead(), [], empty=[Piece("nothing yet")])
    async with on_stage(made, size=(60, 5)):
        assert lines(made)[0] == "  nothing yet"


async def test_plain_signs_are_all_ascii() -> None:
    made = heat_map(signs=ASCII)
    async with on_stage(made, size=(80, 8)):
        assert "".join(lines(made)).isascii()
        assert lines(made)[2].endswith("7  - v4")


async def test_plain_signs_cut_a_title_with_one_of_their_own() -> None:
    made = heat_map(replace(ROWS[0], title="Errors " * 20), signs=ASCII)
    async with on_stage(made, size=(80, 8)):
        assert "".join(lines(made)).isascii()
        assert "Err~" in lines(made)[2] or "~ " in lines(made)[2]


async def test_the_next_row_is_two_lines_drawn_again() -> None:
    made = heat_map()
    async with on_stage(made, size=(80, 8)) as played:
        drawn = counted(made)
        made.move(1)
        await played.pilot.pause()
        assert sorted(drawn) == [2, 3]


@pytest.mark.parametrize("name", HOSTILE)
async def test_what_people_typed_is_shown_as_it_stands(name: str) -> None:
    hostile = replace(ROWS[0], title=HOSTILE[name], owner=HOSTILE[name], name=HOSTILE[name])
    made = heat_map(hostile, ROWS[1])
    async with on_stage(made, size=(80, 6)):
        assert_aligned(made)


@pytest.mark.parametrize("size", [(40, 6), (60, 6), (200, 6)])
async def test_every_line_is_as_wide_as_the_widget(size: tuple[int, int]) -> None:
    made = heat_map()
    async with on_stage(made, size=size):
        assert_aligned(made)


async def test_a_number_stands_on_a_ground_of_its_band() -> None:
    made = heat_map()
    async with on_stage(made, size=(80, 8)):
        segment = next(one for one in strips(made)[2] if "↓4" in one.text)
        assert segment.style == heat(DARK, "at_risk", "fell", "cursor" if made._lit else "plain")


def test_with_sixteen_colours_the_ground_is_left_alone() -> None:
    for kind in ("said", "held", "fell"):
        style = heat(ANSI, "off_track", kind)
        assert style.bgcolor is None
        assert style.color is not None


def test_a_quarter_fits_into_eighty_columns() -> None:
    assert room_for_columns(79) >= 14 * 3
