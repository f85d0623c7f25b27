from __future__ import annotations

import pytest
from textual import events

from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, counted, lines, on_stage
from widgets.line import Piece
from widgets.lines import Item, Lines

TITLE = [Piece("Risks", "strong")]


def item(name: str, text: str, right: str = "") -> Item:
    return Item(id=name, line=[Piece(text)], right=[Piece(right)])


ITEMS = [item("R5", "SDK slips", "high"), item("R2", "hiring freeze", "low")]


def shown(*items: Item, selectable: bool = False) -> Lines:
    made = Lines(selectable=selectable)
    made.show(TITLE, items or ITEMS, empty=[Piece("none")])
    return made


async def test_a_title_and_lines_with_something_at_the_right_edge() -> None:
    made = shown()
    async with on_stage(made, size=(40, 8)):
        assert lines(made)[0] == " Risks"
        assert lines(made)[1].startswith("  SDK slips")
        assert lines(made)[1].endswith("high")


async def test_where_room_is_short_the_right_edge_is_kept() -> None:
    made = shown(item("a", "a rather long line of text", "high"))
    async with on_stage(made, size=(20, 5)):
        assert lines(made)[1].endswith("high")
        assert "…" in lines(made)[1]


async def test_nothing_is_said_where_there_is_nothing() -> None:
    made = Lines()
    made.show(TITLE, [], empty=[Piece("no open risks", "dim")])
    async with on_stage(made, size=(40, 5)):
        assert lines(made)[:2] == [" Risks", "  no open risks"]


async def test_what_has_just_room_has_no_scrollbar() -> None:
    made = Lines()
    made.show(TITLE, (), empty=[Piece("none")])
    async with on_stage(made, size=(40, 2)):
        assert lines(made) == [" Risks", "  none"]
        assert not made.show_vertical_scrollbar


async def test_one_changed_line_draws_one_line() -> None:
    made = shown()
    async with on_stage(made, size=(40, 8)) as stage:
        drawn = counted(made)
        made.show(TITLE, [ITEMS[0], item("R2", "hiring freeze", "high")], empty=[Piece("none")])
        await stage.pilot.pause()
        assert drawn == [2]


async def test_a_list_to_look_at_has_no_cursor() -> None:
    made = shown()
    async with on_stage(made, size=(40, 8)) as stage:
        await stage.pilot.click(Lines, offset=(4, 1))
        assert made.cursor_id is None
        assert not made.move(1)
        assert not made.move_to("R2")
        assert stage.heard == []


async def test_a_list_to_pick_from_moves_and_says_so() -> None:
    made = shown(selectable=True)
    async with on_stage(made, size=(40, 8)) as stage:
        assert made.move(1)
        assert not made.move(1)
        await stage.pilot.click(Lines, offset=(4, 1))
        await stage.pilot.click(Lines, offset=(4, 1))
        assert stage.said(Lines.CursorMoved) == ["R2", "R5"]
        assert stage.said(Lines.RowActivated) == ["R5"]


async def test_the_cursor_is_shown_where_the_keys_go() -> None:
    made, other = shown(selectable=True), Lines(selectable=True, id="other")
    other.show(TITLE, ITEMS)
    made.styles.height = other.styles.height = 5
    async with on_stage(made, other, size=(40, 12)) as stage:
        made.focus()
        await stage.pilot.pause()
        assert lines(made)[1].startswith("▌")
        assert not lines(other)[1].startswith("▌")


async def test_the_cursor_stays_when_the_keys_go_to_another_window() -> None:
    made = shown(selectable=True)
    async with on_stage(made, size=(40, 8)) as stage:
        made.focus()
        await stage.pilot.pause()
        stage.pilot.app.post_message(events.AppBlur())
        await stage.pilot.pause()
        assert lines(made)[1].startswith("▌")


async def test_the_click_that_brings_the_keys_activates_nothing() -> None:
    made = shown(selectable=True)
    async with on_stage(made, size=(40, 8)) as stage:
        stage.pilot.app.set_focus(None)
        await stage.pilot.click(Lines, offset=(4, 1))
        assert stage.heard == []
        await stage.pilot.click(Lines, offset=(4, 1))
        assert stage.said(Lines.RowActivated) == ["R5"]


async def test_the_cursor_keeps_its_row_and_then_its_place() -> None:
    made = shown(selectable=True)
    async with on_stage(made, size=(40, 8)) as stage:
        made.move_to("R2")
        made.show(TITLE, [item("R1", "new"), *ITEMS])
        assert made.cursor_id == "R2"
        made.show(TITLE, ITEMS[:1])
        await stage.pilot.pause()
        assert made.cursor_id == "R5"
        assert stage.said(Lines.CursorMoved) == ["R2", "R5"]


async def test_the_title_stands_still_while_the_rest_scrolls() -> None:
    made = shown(*(item(f"i{n}", f"line {n}") for n in range(40)), selectable=True)
    async with on_stage(made, size=(40, 6)) as stage:
        made.focus()
        made.move(39)
        await stage.pilot.pause()
        assert lines(made)[0] == " Risks"
        assert lines(made)[-1].startswith("▌ line 39")
        made.move(-39)
        await stage.pilot.pause()
        assert lines(made)[1].startswith("▌ line 0")


@pytest.mark.parametrize("size", [(40, 6), (12, 3), (3, 2)])
async def test_what_people_typed_is_shown_and_obeyed_by_nobody(size: tuple[int, int]) -> None:
    made = shown()
    async with on_stage(made, size=size):
        for text in HOSTILE.values():
            made.show([Piece(text)], [item("a", text, text)], empty=[Piece(text)])
            assert_aligned(made)
            made.show([Piece(text)], [], empty=[Piece(text)])
            assert_aligned(made)
