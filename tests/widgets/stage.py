"""A bare app for some widgets, which records what they say and how many lines they draw."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from okrtui.text.width import width
from widgets.canvas import Canvas
from widgets.theme import ansi_color_for, themes


class Stage(App[None]):
    """Shows widgets in a theme of ours."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *widgets: Widget, theme: str = "okrtui-dark") -> None:
        super().__init__(ansi_color=ansi_color_for(theme))
        self._shown = widgets
        for known in themes():
            self.register_theme(known)
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield from self._shown


@dataclass
class Played:
    """What happens on a stage: `heard` holds the messages of our widgets, in order."""

    pilot: Pilot[None]
    heard: list[Message] = field(default_factory=list)

    def said(self, kind: type[Message]) -> list[str]:
        """Return the ids that messages of a kind carried."""
        return [getattr(message, "id", "") for message in self.heard if isinstance(message, kind)]


@asynccontextmanager
async def on_stage(
    *widgets: Widget, size: tuple[int, int] = (60, 20), theme: str = "okrtui-dark"
) -> AsyncIterator[Played]:
    """Play widgets, drawn and at rest."""
    heard: list[Message] = []

    def hear(message: Message) -> None:
        ours = type(message).__module__.startswith("widgets.")
        if ours and not any(message is known for known in heard):
            heard.append(message)

    async with Stage(*widgets, theme=theme).run_test(size=size, message_hook=hear) as pilot:
        await pilot.pause()
        yield Played(pilot, heard)


def counted(widget: Canvas) -> list[int]:
    """Return a list to which each line that the widget draws from now on is added."""
    drawn: list[int] = []
    draw = widget.render_line

    def render_line(y: int) -> Strip:
        drawn.append(y)
        return draw(y)

    widget.render_line = render_line  # type: ignore[method-assign]
    return drawn


def strips(widget: Canvas) -> list[Strip]:
    """Return the strips of a widget's window, as Textual gets them."""
    return [widget.render_line(y) for y in range(widget.scrollable_content_region.height)]


def lines(widget: Canvas) -> list[str]:
    """Return what a widget shows, line by line, without the blanks at the end."""
    return [strip.text.rstrip() for strip in strips(widget)]


def colours(widget: Canvas, y: int) -> dict[str, str]:
    """Return the colour of each piece of text on a line of a widget's window."""
    return {
        segment.text.strip(): segment.style.color.name
        for segment in widget.render_line(y)
        if segment.text.strip() and segment.style and segment.style.color
    }


def assert_aligned(widget: Canvas) -> None:
    """Check that each line is as wide as the widget, says so, and holds nothing that acts."""
    room = widget.scrollable_content_region.width
    for strip in strips(widget):
        assert strip.cell_length == room
        assert sum(segment.cell_length for segment in strip) == room
        assert sum(width(segment.text) for segment in strip) == room
        assert not any(sign < " " or "\x7f" <= sign <= "\x9f" for sign in strip.text)
