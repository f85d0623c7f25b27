"""A page that is drawn for the room there is."""

from __future__ import annotations

from tests.widgets.stage import assert_aligned, lines, on_stage
from widgets.drawing import Drawing
from widgets.line import Line, Piece


def sized(width: int, height: int) -> list[Line]:
    return [[Piece(f"{width} by {height}")], *[[Piece(str(n))] for n in range(8)]]


async def test_it_is_drawn_for_the_room_there_is_and_anew_for_another() -> None:
    made = Drawing()
    async with on_stage(made, size=(40, 6)) as played:
        made.show(sized)
        assert lines(made)[0] == "39 by 6"
        await played.pilot.resize_terminal(30, 5)
        await played.pilot.pause()
        assert lines(made)[0] == "29 by 5"


async def test_it_scrolls_through_what_is_longer() -> None:
    made = Drawing()
    async with on_stage(made, size=(40, 6)) as played:
        made.show(sized)
        await played.pilot.pause()
        made.scroll_to(y=3, animate=False)
        await played.pilot.pause()
        assert lines(made)[0] == "2"
        assert_aligned(made)


async def test_without_anything_to_draw_it_is_blank() -> None:
    made = Drawing()
    async with on_stage(made, size=(40, 3)):
        assert lines(made) == [""] * 3
