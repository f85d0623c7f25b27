"""Many keys in one read of the terminal: a paste by a terminal that puts no brackets around it.

Nobody types a dozen keys within a hundredth of a second. Outside of a text field such keys are
held and asked about; in one they are text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from textual.events import Key, Paste

MANY = 12
"""Printable keys in one read that nobody types, slow as the line may be."""

_HELD_DOWN = 3
"""The same key so often in a row was held down: words double a letter at most."""


class Burst(Paste):
    """Keys that came at once, in their order. It goes the way of a paste, as that is what it is."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__("".join(_sign(key) for key in keys))
        self.keys = tuple(keys)


def is_burst(keys: Sequence[Key]) -> bool:
    """Return whether keys of one read are a paste rather than typed.

    A key held down repeats itself, and is one key, whatever was pressed before it or after.
    """
    printable = [key.character for key in keys if key.is_printable]
    runs = (len(list(run)) for _, run in groupby(printable))
    return sum(run if run < _HELD_DOWN else 1 for run in runs) >= MANY


def typed(keys: Sequence[Key]) -> Iterator[str | Key]:
    """Return what keys are to a text field: runs of text, and the keys that edit or end it.

    A line's end between two lines belongs to the text. After one only line it is `enter`, as
    whoever types over a slow line means it.
    """
    run = ""
    lines = sum(key.key == "enter" for key in keys)
    for at, key in enumerate(keys):
        sign = _sign(key)
        if key.key == "enter" and lines == 1 and at == len(keys) - 1:
            sign = ""
        if sign:
            run += sign
            continue
        if run:
            yield run
            run = ""
        yield key
    if run:
        yield run.rstrip("\n") if lines else run


def _sign(key: Key) -> str:
    if key.key == "enter":
        return "\n"
    return (key.character or "") if key.is_printable or key.key == "tab" else ""
