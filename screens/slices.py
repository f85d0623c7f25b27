"""Work that takes long, in slices between which keys have their turn."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeVar

from textual.screen import Screen
from textual.timer import Timer

from okrtui.model.clock import Clock

Result = TypeVar("Result")

_SLICE, _REST = 0.008, 0.004
"""Seconds of work between which keys have their turn, and of the turn."""


class Slices:
    """Does one thing at a time for a screen; what is started anew ends what was going on."""

    def __init__(self, screen: Screen[Any], clock: Clock) -> None:
        self._screen = screen
        self._clock = clock
        self._work: Generator[Any, None, None] | None = None
        self._rest: Timer | None = None

    def start(self, work: Generator[Any, None, Result], then: Callable[[Result], object]) -> None:
        """Begin work, in the screen's own thread. then: called with what it returns."""
        self.stop()
        self._work = _handing_on(work, then)
        self._go_on()

    def stop(self) -> None:
        """Leave undone what is not done yet."""
        self._work = None
        if self._rest is not None:
            self._rest.stop()
            self._rest = None

    def _go_on(self) -> None:
        work, self._rest = self._work, None
        if work is None or not self._screen.is_attached:
            return
        end = self._clock.elapsed() + _SLICE
        for _ in work:
            if self._work is not work:
                return
            if self._clock.elapsed() >= end:
                self._rest = self._screen.set_timer(_REST, self._go_on)
                return


def _handing_on(
    work: Generator[Any, None, Result], then: Callable[[Result], object]
) -> Generator[Any, None, None]:
    then((yield from work))
