"""What is done once something is seen: a key's own answer comes before what follows from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

_TURN = 0.001
"""Seconds in which a thread that was just woken comes to run, and to write a frame."""


def when_shown(widget: Widget, do: Callable[[], object]) -> None:
    """Do something when a widget that is to be drawn was drawn.

    Asked of the screen itself, it would be done before: a screen hears of its widgets later.
    """

    async def then() -> None:
        # What was drawn is written by a thread, which else would wait until all is done here.
        await asyncio.sleep(_TURN)
        do()

    widget.call_after_refresh(then)


def draw_now(screen: Screen[Any], widget: Widget) -> None:
    """Draw what changed of a widget, right behind a frame: else it waits for the next sixtieth."""
    if screen.is_current:
        screen._dirty_widgets.add(widget)
        screen._on_timer_update()
