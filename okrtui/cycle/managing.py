"""Who manages a member: said once, and needed by whoever appraises or calibrates."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.model.books import Books
from okrtui.model.codec import amend
from okrtui.model.managers import is_above
from okrtui.model.ops import Op
from okrtui.model.records import Member
from okrtui.text.errors import Refused


def manage(member: str, manager: str | None, books: Books) -> Sequence[Op]:
    """Return the ops that say who manages a member. Both are ids; None: nobody does.

    Raises:
        Refused: one of them is not there, or the manager is the member, or works for them.
    """
    found = books.get(Member, member)
    if manager is None:
        return amend(found, manager=None)
    boss = books.get(Member, manager)
    if boss.id == found.id:
        raise Refused("appraisal.manages_self", name=found.name)
    if is_above(books, found.id, boss.id):
        raise Refused("appraisal.manages_circle", name=found.name, manager=boss.name)
    return amend(found, manager=boss.id)
