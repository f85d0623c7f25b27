"""The colours: two themes of our own, one for terminals of 16 colours, and what a role looks like.

Text has three weights (bright, normal, dim) and one accent; health has colours of its own, which
nothing else uses but what is wrong. Widgets name a role and a ground, never a colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from rich.color import Color
from rich.style import Style

if TYPE_CHECKING:
    from textual.theme import Theme

ROLES = (
    "normal", "bright", "strong", "dim", "graph", "faint", "struck", "accent", "key",
    "on_track", "at_risk", "off_track", "pending", "stale", "error",
)  # fmt: skip
"""How a piece of text may be drawn; the health roles are named as `model.records.Health`."""

GROUNDS = ("plain", "cursor", "raised")
"""What it may stand on: the widget's own ground, the row in hand, and what lies above the rest."""


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of a theme, as rich and Textual both read them: `#rrggbb`, or an ANSI name.

    graph: for the past of a trend; faint: for the empty part of bars. Neither is for text.
    """

    name: str
    dark: bool
    background: str
    cursor: str
    raised: str
    bright: str
    normal: str
    dim: str
    graph: str
    faint: str
    accent: str
    on_track: str
    at_risk: str
    off_track: str
    pending: str
    stale: str


DARK = Palette(
    name="okrtui-dark",
    dark=True,
    background="#12151b",
    cursor="#1f2530",
    raised="#191e27",
    bright="#f3f5f9",
    normal="#c3c9d4",
    dim="#8b94a3",
    graph="#687485",
    faint="#3f4754",
    accent="#b3a4ff",
    on_track="#63c78f",
    at_risk="#e5b454",
    off_track="#f47c7c",
    pending="#929aa8",
    stale="#88a3c9",
)

LIGHT = Palette(
    name="okrtui-light",
    dark=False,
    background="#fbfaf7",
    cursor="#ebe9f4",
    raised="#f2f0ec",
    bright="#101318",
    normal="#3b414c",
    dim="#626976",
    graph="#7c828f",
    faint="#c6c8cd",
    accent="#5a42c2",
    on_track="#17703f",
    at_risk="#855400",
    off_track="#b9272d",
    pending="#626976",
    stale="#456184",
)

ANSI = Palette(
    name="okrtui-ansi",
    dark=True,
    background="default",
    cursor="default",
    raised="default",
    bright="default",
    normal="default",
    dim="default",
    graph="default",
    faint="default",
    accent="magenta",
    on_track="green",
    at_risk="yellow",
    off_track="red",
    pending="default",
    stale="cyan",
)

PALETTES: Mapping[str, Palette] = {palette.name: palette for palette in (DARK, LIGHT, ANSI)}
"""By the name of the theme."""


def palette_of(theme: str, *, dark: bool) -> Palette:
    """Return the palette of a theme; for one that is not ours, that of our own of its kind."""
    return PALETTES.get(theme) or (DARK if dark else LIGHT)


def themes() -> list[Theme]:
    """Return the themes for `App.register_theme`."""
    return [_theme(palette) for palette in PALETTES.values()]


def theme_for(environment: Mapping[str, str], *, light: bool = False) -> str:
    """Return the name of the theme that suits a terminal, by its environment variables.

    With `NO_COLOR` it is the one for 16 colours, whose weights do without any: Textual then takes
    the colours out of it and leaves bold, dim and the signs.
    """
    terminal = environment.get("TERM", "")
    colours = environment.get("COLORTERM", "") in ("truecolor", "24bit") or any(
        word in terminal for word in ("256color", "direct", "kitty", "alacritty", "ghostty")
    )
    if environment.get("NO_COLOR") or not colours:
        return ANSI.name
    return LIGHT.name if light else DARK.name


def ansi_color_for(theme: str) -> bool | None:
    """Return what `App(ansi_color=…)` must be told for a theme to start with.

    The app chooses how it takes colours out for `NO_COLOR` when it is made, before it has a theme
    of ours: untold, it would draw the terminal's own colours black on black.
    """
    return True if theme == ANSI.name else None


@cache
def style_of(palette: Palette, role: str, ground: str = "plain") -> Style:
    """Return how text of a role looks on a ground.

    Raises:
        KeyError: there is no such role or ground.
    """
    return _styles(palette)[role] + _grounds(palette)[ground]


@cache
def _styles(palette: Palette) -> dict[str, Style]:
    ansi = palette.background == "default"

    def weight(name: str, *, bold: bool = False, dim: bool = False, strike: bool = False) -> Style:
        color = _colour(getattr(palette, name))
        return Style(color=color, bold=bold or None, dim=dim or None, strike=strike or None)

    return {
        "normal": weight("normal"),
        "bright": weight("bright", bold=ansi),
        "strong": weight("bright", bold=True),
        "dim": weight("dim", dim=ansi),
        "graph": weight("graph", dim=ansi),
        "faint": weight("faint", dim=ansi),
        "struck": weight("dim", dim=ansi, strike=True),
        "accent": weight("accent"),
        "key": weight("accent", bold=True),
        "on_track": weight("on_track"),
        "at_risk": weight("at_risk"),
        "off_track": weight("off_track"),
        "pending": weight("pending"),
        "stale": weight("stale"),
        "error": weight("off_track", bold=True),
    }


@cache
def _grounds(palette: Palette) -> dict[str, Style]:
    return {
        "plain": Style(bgcolor=_colour(palette.background)),
        "cursor": Style(bgcolor=_colour(palette.cursor)),
        "raised": Style(bgcolor=_colour(palette.raised)),
    }


def _colour(name: str) -> Color | None:
    """Return a colour; the terminal's own is none at all, which no filter can turn to black."""
    return None if name == "default" else Color.parse(name)


def _theme(palette: Palette) -> Theme:
    from textual.theme import Theme

    ansi = palette.background == "default"

    def css(colour: str) -> str:
        return f"ansi_{colour}" if ansi else colour

    accent, background = css(palette.accent), css(palette.background)
    return Theme(
        name=palette.name,
        dark=palette.dark,
        ansi=ansi,
        primary=accent,
        secondary=css(palette.stale),
        accent=accent,
        success=css(palette.on_track),
        warning=css(palette.at_risk),
        error=css(palette.off_track),
        foreground=css(palette.normal),
        background=background,
        surface=css(palette.raised),
        panel=css(palette.raised),
        boost=css(palette.cursor),
        variables={
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "text": css(palette.normal),
            "text-muted": css(palette.dim),
            "text-disabled": css(palette.dim),
            "text-accent": accent,
            "border": accent,
            "border-blurred": css(palette.faint),
            "block-cursor-background": css(palette.cursor),
            "block-cursor-foreground": css(palette.bright),
            "input-cursor-background": css(palette.bright),
            "input-cursor-foreground": background,
            "input-selection-background": css(palette.faint),
            "input-selection-foreground": css(palette.bright),
            "scrollbar": "ansi_bright_black" if ansi else palette.faint,
            "scrollbar-hover": css(palette.dim),
            "scrollbar-active": accent,
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "scrollbar-corner-color": background,
        },
    )
