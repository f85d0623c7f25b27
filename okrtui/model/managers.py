"""Who manages whom: each member has one manager or none, and nobody is above themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrtui.model.books import Books
from okrtui.model.ops import Op, Remove
from okrtui.model.overlay import Overlay
from okrtui.model.records import Member
from okrtui.model.view import View


def above(books: Books, member: Member) -> Iterator[Member]:
    """Yield who is above a member, the nearest first; each once, whatever a store says."""
    seen = {member.id}
    one = books.find(Member, member.manager)
    while one is not None and one.id not in seen:
        yield one
        seen.add(one.id)
        one = books.find(Member, one.manager)


def is_above(books: Books, one: str, member: str | None) -> bool:
    """Return whether `one` is a member, or above them. Both are members' ids."""
    found = books.find(Member, member)
    return found is not None and one in {found.id, *(other.id for other in above(books, found))}


def managers_fit(view: View, ops: Sequence[Op]) -> bool:
    """Return whether after these ops nobody whom they touch would be above themselves."""
    touched = [op.id for op in ops if op.table == "members" and not isinstance(op, Remove)]
    books = Books(Overlay(view, ops))
    members = [books.find(Member, one) for one in touched]
    return not any(one and is_above(books, one.id, one.manager) for one in members)
