"""Work that takes longer than a second: one line on the terminal says what it is at.

The line is rewritten in place and gone when the work is done. Where stderr is no terminal nothing
is written, and nothing is started either. Ctrl+c breaks the work off, which is said in one line.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from okrtui.cli.output import Output
from okrtui.text.harmless import harmless
from okrtui.text.width import cut, width
from okrtui.text.words import Words

PATIENCE = 1.0
"""Seconds that people wait without asking themselves whether anything happens."""

_STEP = 0.2
_USUAL = 80


class ProgressLine:
    """What is done now, at the foot of a terminal. Called as a `Doing` is."""

    def __init__(self, out: Output, words: Words, what: str = "") -> None:
        self._out = out
        self._words = words
        self._now = (what, 0, 0)
        self._ended = threading.Event()
        self._drawn = 0
        self._thread = threading.Thread(target=self._draw, name="progress", daemon=True)

    def __call__(self, what: str, done: int, total: int) -> None:
        """Take in what is done now."""
        self._now = (what, done, total)

    def start(self) -> None:
        """Begin to wait for the line to be due."""
        if self._out.stderr.isatty():
            self._thread.start()

    def end(self) -> None:
        """Take the line away."""
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join()
        if self._drawn:
            self._write("")

    def _draw(self) -> None:
        waited = time.monotonic() - self._out.since
        rest = max(PATIENCE - waited, _STEP)
        while not self._ended.wait(rest):
            what, done, total = self._now
            if what:
                self._write(self._text(what, done, total))
            rest = _STEP

    def _text(self, what: str, done: int, total: int) -> str:
        name = self._words(what)
        if not total:
            return self._words("doing.line", what=name)
        share = min(100 * done // total, 100)
        return self._words("doing.line_share", what=name, share=share)

    def _write(self, text: str) -> None:
        # Blanks, as not every terminal knows how to erase; and the beginning of the line is where
        # the terminal's own ^C does no harm.
        text = cut(harmless(text), self._columns() - 1)
        blanks = " " * (self._drawn - width(text))
        try:
            self._out.stderr.write(f"\r{text}{blanks}\r")
            self._out.stderr.flush()
        except (OSError, ValueError):
            # Nobody is there to see it any more; the work goes on.
            self._ended.set()
        self._drawn = width(text)

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._out.stderr.fileno()).columns or _USUAL
        except (OSError, ValueError):
            return _USUAL


@contextmanager
def at_work(out: Output, words: Words, what: str = "") -> Iterator[ProgressLine]:
    """Show how far the block is, where it takes long; what it yields is the `Doing` to tell.

    what: the catalogue key of what is done at first. The block itself must write nothing.

    Raises:
        KeyboardInterrupt: somebody broke it off, which has been said.
    """
    line = ProgressLine(out, words, what)
    line.start()
    try:
        yield line
    except KeyboardInterrupt:
        line.end()
        out.say(f"okrtui: {words('doing.broken_off')}")
        raise
    finally:
        line.end()
