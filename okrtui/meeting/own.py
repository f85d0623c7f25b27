"""Whose part a key result is: who may fill it in while somebody else leads."""

from __future__ import annotations

from okrtui.model.books import Books
from okrtui.model.records import KeyResult, Link


def is_own(books: Books, key_result: KeyResult, member: str) -> bool:
    """Return whether a member answers for a key result, or works on it with its owner."""
    if books.answers_for(key_result) == member:
        return True
    return any(
        link.kind == "collaborator" and link.target == member and link.state != "refused"
        for link in books.where(Link, "source", key_result.id)
    )
