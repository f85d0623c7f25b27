from __future__ import annotations

import pytest
from msgspec.structs import replace

from okrtui.text.width import width
from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, colours, counted, lines, on_stage
from widgets.board_table import BoardHead, BoardTable, MemberRow
from widgets.line import Piece
from widgets.signs import ASCII
from widgets.theme import DARK

HEAD = BoardHead(
    member="member", progress="progress", week="week", confidence="confidence", health="health",
    last="last check-in",
)  # fmt: skip
ROWS = [
    MemberRow(
        id="a", name="ana", progress=0.72, percent="72 %", change="+11", trend=(5, 6, 8),
        confidence="8", health=(Piece("●", "on_track"), Piece("▲", "at_risk")), last="today",
    ),
    MemberRow(id="l", name="lin", progress=0.48, percent="48 %", confidence="5", fall="↓2",
              health=(Piece("◌", "stale"),), last="last Tuesday"),
    MemberRow(id="c", name="chen"),
]  # fmt: skip


def table(*rows: MemberRow) -> BoardTable:
    made = BoardTable()
    made.show(HEAD, rows or ROWS)
    return made


async def test_a_row_per_member_below_the_words_of_the_columns() -> None:
    made = table()
    async with on_stage(made, size=(120, 6)):
        shown = lines(made)
        assert shown[0].split() == [
            "member", "progress", "week", "confidence", "health", "last", "check-in",
        ]  # fmt: skip
        assert "━" in shown[1]
        assert "72 %" in shown[1]
        assert "▄▅▇" in shown[1]
        assert "↓2" in shown[2]
        assert shown[1].endswith("today")


async def test_numbers_end_in_the_same_column() -> None:
    made = table()
    async with on_stage(made, size=(120, 6)):
        shown = lines(made)
        assert shown[1].index("72 %") == shown[2].index("48 %")


async def test_health_is_a_sign_per_key_result_in_its_colour() -> None:
    made = table()
    async with on_stage(made, size=(120, 6)):
        assert colours(made, 1)["▲"] == DARK.at_risk
        assert colours(made, 2)["◌"] == DARK.stale


async def test_a_mean_of_nothing_is_an_empty_bar() -> None:
    made = table()
    async with on_stage(made, size=(120, 6)):
        assert "━" not in lines(made)[3]
        assert "╌" in lines(made)[3]


@pytest.mark.parametrize("size", [200, 120, 100, 80, 60, 40, 20, 5])
async def test_every_line_is_as_wide_as_the_window(size: int) -> None:
    made = table()
    async with on_stage(made, size=(size, 6)):
        assert_aligned(made)


async def test_at_80_columns_everything_is_there() -> None:
    made = table()
    async with on_stage(made, size=(80, 6)):
        assert lines(made)[1].endswith("today")
        assert lines(made)[2].endswith("last Tuesday")
        assert "━" in lines(made)[1]


async def test_one_changed_member_draws_one_row() -> None:
    made = table()
    async with on_stage(made, size=(120, 6)) as stage:
        drawn = counted(made)
        made.show(HEAD, [ROWS[0], replace(ROWS[1], percent="49 %"), ROWS[2]])
        await stage.pilot.pause()
        assert drawn == [2]


async def test_a_step_draws_two_rows_and_says_where() -> None:
    made = table()
    async with on_stage(made, size=(120, 6)) as stage:
        drawn = counted(made)
        made.move(1)
        await stage.pilot.pause()
        assert sorted(drawn) == [1, 2]
        assert stage.said(BoardTable.CursorMoved) == ["l"]


async def test_a_click_on_the_member_in_hand_opens_them() -> None:
    made = table()
    async with on_stage(made, size=(120, 6)) as stage:
        await stage.pilot.click(BoardTable, offset=(5, 2))
        await stage.pilot.click(BoardTable, offset=(5, 2))
        assert stage.said(BoardTable.RowActivated) == ["l"]


async def test_chinese_names_leave_the_columns_where_they_are() -> None:
    made = table(replace(ROWS[0], name="欧阳娜娜"), ROWS[1])
    async with on_stage(made, size=(120, 6)):
        starts = [width(line[: line.index("━")]) for line in lines(made)[1:3]]
        assert starts[0] == starts[1]


async def test_what_people_typed_is_shown_and_obeyed_by_nobody() -> None:
    made = table()
    async with on_stage(made, size=(100, 6)):
        for text in HOSTILE.values():
            hostile = replace(
                ROWS[0], name=text, percent=text, change=text, confidence=text, fall=text,
                health=(Piece(text),), last=text,
            )  # fmt: skip
            made.show(replace(HEAD, member=text, last=text), [hostile, *ROWS[1:]])
            assert_aligned(made)


async def test_ascii_needs_no_other_sign() -> None:
    made = BoardTable(signs=ASCII)
    made.show(HEAD, [replace(ROWS[0], health=(Piece("*", "on_track"),))])
    async with on_stage(made, size=(120, 6)):
        assert all(line.isascii() for line in lines(made))
