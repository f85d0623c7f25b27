from __future__ import annotations

import pytest
from textual.app import App
from textual.color import Color

from okrtui.model.records import Health, TaskState
from okrtui.text.width import width
from tests.widgets.stage import Stage, on_stage
from widgets.line import Piece
from widgets.said import Said
from widgets.signs import ASCII, PLAIN, Signs
from widgets.theme import (
    ANSI,
    DARK,
    GROUNDS,
    LIGHT,
    PALETTES,
    ROLES,
    Palette,
    style_of,
    theme_for,
    themes,
)  # fmt: skip

READ = [role for role in ROLES if role not in ("graph", "faint")]
HEALTH = [health.value for health in Health]


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", READ)
def test_text_stands_out_from_its_ground(palette: Palette, role: str, ground: str) -> None:
    style = style_of(palette, role, ground)
    assert style.color is not None
    assert style.bgcolor is not None
    text, below = Color.parse(style.color.name), Color.parse(style.bgcolor.name)
    assert contrast(text, below) >= 4.5


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_graphs_stand_out_too(palette: Palette, ground: str) -> None:
    style = style_of(palette, "graph", ground)
    assert style.color is not None
    assert style.bgcolor is not None
    graph, below = Color.parse(style.color.name), Color.parse(style.bgcolor.name)
    assert contrast(graph, below) >= 3


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of WCAG."""

    def luminance(colour: Color) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in colour.normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
def test_health_has_colours_of_its_own(palette: Palette) -> None:
    colours = [style_of(palette, role).color for role in [*HEALTH, "accent", "bright", "normal"]]
    assert len(set(colours)) == len(colours)


def test_with_16_colours_weights_do_without_any() -> None:
    assert style_of(ANSI, "bright").bold
    assert style_of(ANSI, "dim").dim
    for role in ROLES:
        colour = style_of(ANSI, role).color
        assert colour is None or (colour.number is not None and colour.number < 8)


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"TERM": "xterm-256color"}, "okrtui-dark"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "okrtui-dark"),
        ({"TERM": "tmux-256color"}, "okrtui-dark"),
        ({"TERM": "screen"}, "okrtui-ansi"),
        ({"TERM": "linux"}, "okrtui-ansi"),
        ({}, "okrtui-ansi"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "okrtui-ansi"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "okrtui-dark"),
    ],
)
def test_the_theme_suits_the_terminal(environment: dict[str, str], name: str) -> None:
    assert theme_for(environment) == name


def test_a_light_terminal_gets_the_light_theme() -> None:
    assert theme_for({"COLORTERM": "truecolor"}, light=True) == "okrtui-light"


@pytest.mark.parametrize("name", PALETTES)
async def test_textual_takes_every_theme(name: str) -> None:
    async with on_stage(Said(), theme=name) as stage:
        assert stage.pilot.app.current_theme.name == name


async def test_another_theme_is_drawn_in_our_palette_of_its_kind() -> None:
    said = Said()
    async with on_stage(said) as stage:
        stage.pilot.app.theme = "textual-light"
        await stage.pilot.pause()
        assert said.palette is LIGHT


async def test_no_color_leaves_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    said = Said()
    app: App[None] = Stage(said, theme=theme_for({"TERM": "xterm", "NO_COLOR": "1"}))
    async with app.run_test(size=(40, 3)) as pilot:
        said.say([Piece("wrong", "error"), Piece(" dim", "dim")], seconds=None)
        await pilot.pause()
        for segments in app.screen._compositor.render_strips()[:1]:
            for segment in segments:
                style = segment.style
                assert style is None or style.color is None or style.color.is_default
                assert style is None or style.bgcolor is None or style.bgcolor.is_default


def test_each_theme_is_there_once() -> None:
    assert [theme.name for theme in themes()] == list(PALETTES)


@pytest.mark.parametrize("signs", [PLAIN, ASCII], ids=["plain", "ascii"])
def test_every_sign_takes_one_cell(signs: Signs) -> None:
    for name in signs.__struct_fields__:
        of_one = getattr(signs, name)
        for sign in of_one.values() if hasattr(of_one, "values") else of_one:
            assert width(sign) == 1


@pytest.mark.parametrize("signs", [PLAIN, ASCII], ids=["plain", "ascii"])
def test_every_health_and_task_has_a_sign_that_differs(signs: Signs) -> None:
    assert set(signs.health) == set(HEALTH)
    assert len(set(signs.health.values())) == len(HEALTH)
    assert set(signs.task) == {state.value for state in TaskState}
    assert len(set(signs.task.values())) == len(TaskState)


def test_ascii_signs_are_ascii() -> None:
    for name in ASCII.__struct_fields__:
        of_one = getattr(ASCII, name)
        assert "".join(of_one.values() if hasattr(of_one, "values") else of_one).isascii()
