"""Work in small steps: a screen rests between them, whoever does not draw has it done at once."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")


def finished(work: Generator[object, None, Result]) -> Result:
    """Return what some work comes to, at once."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            result: Result = done.value
            return result
