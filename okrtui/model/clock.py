"""The one place where time comes in."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What tells the time. Made once, in `__main__`, and handed on."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        ...

    def elapsed(self) -> float:
        """Return seconds of a clock that never jumps; only differences mean anything."""
        ...


class SystemClock:
    """The clock of this machine, perhaps set to another day.

    `start`: what `now()` says at first; it runs on from there. Pictures and tests use it.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._shift = timedelta() if start is None else start - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC) + self._shift

    def elapsed(self) -> float:
        """Return seconds since some moment."""
        return time.monotonic()
