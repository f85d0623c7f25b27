"""What goes on from one cycle into the next: a link from the new one to where it comes from."""

from __future__ import annotations

from typing import Final

from okrtui.model.books import Books
from okrtui.model.records import KeyResult, Link

CARRIED: Final = "carried"
"""The kind of such a link; its source is the newer one."""


def origin_of(books: Books, id: str) -> str | None:
    """Return the id of the objective or key result that this one comes from; None for a new one."""
    links = books.where(Link, "source", id)
    return next((link.target for link in links if link.kind == CARRIED), None)


def successors_of(books: Books, id: str) -> list[str]:
    """Return the ids of what this objective or key result became, the earliest first."""
    return [link.source for link in books.where(Link, "target", id) if link.kind == CARRIED]


def origin_key_result(books: Books, key_result: KeyResult) -> KeyResult | None:
    """Return the key result of an earlier cycle that this one goes on with, if it is there."""
    return books.find(KeyResult, origin_of(books, key_result.id))
