"""What the tests of reading share."""

from __future__ import annotations

from okrtui.formats.detect import read
from okrtui.formats.tree import Found, FoundKeyResult, FoundObjective


def markdown(text: str) -> Found:
    return read(None, text.encode(), "markdown")


def first(text: str) -> FoundObjective:
    return markdown(text).objectives[0]


def first_result(text: str) -> FoundKeyResult:
    """The key result that `text` makes below an objective."""
    return first(f"Objective: Grow\n\n{text}").key_results[0]


def csv(text: str) -> Found:
    return read(None, text.encode(), "csv")


def json(text: str) -> Found:
    return read(None, text.encode(), "json")
