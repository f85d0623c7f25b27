"""What long work is at, told between two of its steps to whoever waits.

Between two steps it may also be broken off, by whatever `Doing` raises or by ctrl+c: the files are
then as they were, or done, or gone on with by the next who comes. What would be neither is done
within `unbroken`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Doing = Callable[[str, int, int], None]
"""Takes the catalogue key of what is done now, how much of it is done, and of how much.

The latter is 0 where nobody knows.
"""

Item = TypeVar("Item")

_EVERY = 512


def unheard(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def counted(doing: Doing, what: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """Return the same items, and tell every now and then how many went by."""
    doing(what, 0, total)
    for number, item in enumerate(items, 1):
        yield item
        if number % _EVERY == 0:
            doing(what, number, total)


@contextmanager
def unbroken() -> Iterator[None]:
    """Let ctrl+c wait until the block has ended: what it does belongs together, and is short.

    Raises:
        KeyboardInterrupt: at its end, where somebody pressed it meanwhile.
    """
    # Only long work needs them.
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        # Where signals don't arrive.
        yield
        return
    pressed: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        pressed.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if pressed:
        raise KeyboardInterrupt
