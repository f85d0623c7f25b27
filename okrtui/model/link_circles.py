"""Whether links lead in a circle, as things are or as they would be."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.model.books import Books
from okrtui.model.carried import CARRIED
from okrtui.model.links import (
    ALIGNING,
    DEPENDS,
    REFUSED,
    Item,
    circle,
    item_of,
    sources_of,
    targets_of,
)
from okrtui.model.ops import Op
from okrtui.model.overlay import Overlay
from okrtui.model.records import KeyResult, Link
from okrtui.model.view import View


def circle_through(books: Books, item: Item) -> list[str]:
    """Return the ids of a circle that a link of a thing is in, as `circle` does; none for none."""
    for link in (*targets_of(books, item.id), *sources_of(books, item.id)):
        if link.kind == DEPENDS and link.state == REFUSED:
            continue
        if found := circle(books, link.source, link.target, link.kind):
            return found
    return []


def links_fit(view: View, ops: Sequence[Op]) -> bool:
    """Return whether the links that ops bring back have their ends still, once, and no circle.

    So too the links of a key result that goes back to where it was.
    """
    books = Books(Overlay(view, ops))
    for op in ops:
        moved = books.find(KeyResult, op.id) if op.table == "key_results" else None
        if moved is not None and circle_through(books, moved):
            return False
        link = books.find(Link, op.id) if op.table == "links" else None
        if link is None or link.kind == CARRIED:
            continue
        source = item_of(books, link.source)
        alike = [
            one
            for one in targets_of(books, link.source)
            if one.target == link.target and _alike(one.kind, link.kind)
        ]
        if source is None or len(alike) > 1 or circle_through(books, source):
            return False
    return True


def _alike(one: str, other: str) -> bool:
    return one == other or {one, other} <= ALIGNING
