"""Work that takes long, in slices between which keys have their turn."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, Final, TypeVar

from textual.screen import Screen
from textual.timer import Timer

from okrtui.model.clock import Clock

Step = TypeVar("Step")
Result = TypeVar("Result")

SOON: Final = 0.03
"""Seconds that the first paint of a screen may wait: what a small team takes is there at once."""

SLICE: Final = 0.008
"""Seconds of work between which keys have their turn."""

_REST = 0.004
"""Seconds of that turn."""


class Slices:
    """Does one thing at a time for a screen; what is started anew ends what was going on."""

    def __init__(self, screen: Screen[Any], clock: Clock) -> None:
        self._screen = screen
        self._clock = clock
        self._work: Generator[Any, None, Any] | None = None
        self._then: Callable[[Any], object] = _nothing
        self._waits: Callable[[Any], object] = _nothing
        self._rest: Timer | None = None

    @property
    def are_going(self) -> bool:
        """Whether something is not done yet."""
        return self._work is not None

    def start(
        self,
        work: Generator[Step, None, Result],
        then: Callable[[Result], object],
        *,
        at_once: float = SLICE,
        waits: Callable[[Step], object] | None = None,
    ) -> None:
        """Begin work, in the screen's own thread.

        then: called with what it returns. at_once: seconds of it that are done before this returns.
        waits: called at each rest with how far it is, which is what the work yields.
        """
        self.stop()
        self._work, self._then, self._waits = work, then, waits or _nothing
        self._go_on(at_once)

    def stop(self) -> None:
        """Leave undone what is not done yet."""
        self._work = None
        if self._rest is not None:
            self._rest.stop()
            self._rest = None

    def _go_on(self, seconds: float = SLICE) -> None:
        work, self._rest = self._work, None
        if work is None or not self._screen.is_attached:
            return
        end = self._clock.elapsed() + seconds
        try:
            step = next(work)
            while self._work is work and self._clock.elapsed() < end:
                step = next(work)
        except StopIteration as whole:
            result = whole.value
        else:
            if self._work is work:
                self._rest = self._screen.set_timer(_REST, self._go_on)
                self._waits(step)
            return
        if self._work is work:
            self._work = None
            self._then(result)


def _nothing(_: object) -> None:
    """Do nothing: with what nobody waits for."""
