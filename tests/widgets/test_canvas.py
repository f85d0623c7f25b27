"""What a widget hands to Textual: the same as Textual's own, and nothing worked out twice."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tests.widgets.stage import Played, counted, on_stage
from widgets.canvas import Canvas
from widgets.line import Piece, fitted
from widgets.okr_tree import OkrTree
from widgets.signs import ASCII, PLAIN, Signs
from widgets.tree_row import TreeRow

THEMES = ("okrtui-light", "okrtui-ansi", "textual-light")


class Numbers(Canvas):
    """Counts up on each line, within a padding."""

    DEFAULT_CSS = "Numbers { height: 6; padding: 1 0 0 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.shown = list(range(10))

    def put(self, at: int) -> None:
        """Show another number on a line."""
        self.shown[at] += 100
        self.refresh(Region(0, at, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw a number."""
        return self.strip(fitted([Piece(f"number {self.shown[y]}", "accent")], self.size.width))


@pytest.fixture
async def numbers() -> AsyncIterator[tuple[Numbers, Numbers, Played]]:
    one, other = Numbers(), Numbers()
    async with on_stage(one, other) as played:
        yield one, other, played


def whole(widget: Widget) -> Region:
    return Region(0, 0, widget.outer_size.width, widget.outer_size.height)


def assert_as_textual_draws(widget: Canvas) -> None:
    handed_on = widget.render_lines(whole(widget))
    widget._styles_cache.clear()
    assert handed_on == Widget.render_lines(widget, whole(widget))


async def test_a_line_that_was_asked_for_again_is_drawn_again(
    numbers: tuple[Numbers, Numbers, Played],
) -> None:
    one, _, played = numbers
    one.put(2)
    await played.pilot.pause()
    assert one.render_lines(whole(one))[3].text.strip() == "number 102"
    assert_as_textual_draws(one)


async def test_all_lines_are_drawn_again_where_all_were_asked_for(
    numbers: tuple[Numbers, Numbers, Played],
) -> None:
    one, _, played = numbers
    one.shown = list(range(50, 60))
    one.refresh()
    await played.pilot.pause()
    assert one.render_lines(whole(one))[1].text.strip() == "number 50"


async def test_another_width_is_drawn_anew(numbers: tuple[Numbers, Numbers, Played]) -> None:
    one, _, played = numbers
    await played.pilot.resize_terminal(30, 20)
    await played.pilot.pause()
    assert {strip.cell_length for strip in one.render_lines(whole(one))} == {30}
    assert_as_textual_draws(one)


async def test_a_part_of_a_line_is_a_part_of_it(numbers: tuple[Numbers, Numbers, Played]) -> None:
    one, _, _ = numbers
    assert one.render_lines(Region(4, 1, 5, 1))[0].text == "mber "
    assert one.render_lines(Region(2, 1, 8, 1))[0].text == "number 0"
    assert_as_textual_draws(one)


@pytest.mark.parametrize("theme", THEMES)
async def test_another_theme_is_drawn_in_its_colours(
    numbers: tuple[Numbers, Numbers, Played], theme: str
) -> None:
    one, _, played = numbers
    played.pilot.app.theme = theme
    await played.pilot.pause()
    assert_as_textual_draws(one)


async def test_a_frame_draws_the_line_that_changed_and_none_beside_it(
    numbers: tuple[Numbers, Numbers, Played], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, played = numbers
    styled: list[Widget] = []
    render = StylesCache.render_widget

    def counting(self: StylesCache, widget: Widget, crop: Region) -> list[Strip]:
        styled.append(widget)
        return render(self, widget, crop)

    monkeypatch.setattr(StylesCache, "render_widget", counting)
    drawn = counted(one), counted(other)
    one.put(0)
    other.put(3)  # Between them lies the rest of both.
    await played.pilot.pause()
    assert drawn == ([0], [3])
    assert not {one, other} & set(styled)


@pytest.mark.parametrize(("signs", "plain"), [(ASCII, True), (PLAIN, False)])
async def test_a_scrollbar_needs_no_other_sign_in_ascii(signs: Signs, plain: bool) -> None:
    tree = OkrTree([TreeRow(id=str(n), title="row") for n in range(13)], signs=signs)
    async with on_stage(tree, size=(30, 5)) as played:
        tree.move(9)
        await played.pilot.pause()
        strips = played.pilot.app.screen._compositor.render_strips()
        assert "".join(strip.text[-1] for strip in strips).isascii() is plain
