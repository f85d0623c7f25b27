"""What a meeting leaves open, beside its minutes: listed so that nobody forgets, never blocking."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from screens.closing_rows import closing_rows, unsettled
from screens.room import Room
from widgets.line import Line, Piece, cells
from widgets.lines import Item
from widgets.tree_row import TreeRow

_OF_KEY_RESULTS = frozenset({"waiting", "owed"})
_SETTINGS = frozenset({"next_on", "rating", "summary"})
_COUNTED = {
    "waiting": "closing.open_waiting",
    "owed": "closing.open_owed",
    "loose": "closing.open_loose",
    "unanswered": "closing.open_unanswered",
    "parked": "closing.open_parked",
}


def open_lines(room: Room) -> list[Item]:
    """Return what is still open, under a heading for each kind of it."""
    return list(_lines(room))


def open_count(room: Room, most: int) -> Line:
    """Return in a few words how much of what is open somebody should look at.

    most: cells for it; how many kinds of it have no room is counted.
    """
    kinds = [row.kind for row in _open_rows(room)]
    counts = [
        room.desk.words(words, n=kinds.count(kind))
        for kind, words in _COUNTED.items()
        if kind in kinds
    ]
    dot = f" {room.desk.signs.dot} "
    for shown in range(len(counts), 0, -1):
        more = len(counts) - shown
        told = dot.join(counts[:shown]) + (f"  +{more}" if more else "")
        if cells(told) <= most or shown == 1:
            return [Piece(told, "at_risk")]
    return []


def _lines(room: Room) -> Iterator[Item]:
    words = room.desk.words
    for at, (kind, found) in enumerate(groupby(_open_rows(room), key=_group)):
        rows = list(found)
        if at:
            yield Item(id=f"gap:{kind}", line=())
        if kind == "settings":
            # One line each: what they ask for is their name.
            yield _heading(kind, words("closing.to_settle"))
            yield from (_item(row, row.name.strip()) for row in rows)
            continue
        yield _heading(kind, words(f"closing.{_TITLES[kind]}", n=len(rows)))
        yield from (_item(row, f"{row.name} {row.title}".strip()) for row in rows)


_TITLES = {
    "waiting": "not_reviewed",
    "absent": "absent",
    "owed": "owed",
    "loose": "loose",
    "unanswered": "unanswered",
    "parked": "parked",
    "commitments": "no_commitment",
}


def _open_rows(room: Room) -> list[TreeRow]:
    return [row for row in closing_rows(room) if row.kind == "absent" or unsettled(row, room)]


def _group(row: TreeRow) -> str:
    return "settings" if row.kind in _SETTINGS else row.kind


def _heading(kind: str, title: str) -> Item:
    return Item(id=f"heading:{kind}", line=[Piece(title, "dim")])


def _item(row: TreeRow, text: str) -> Item:
    sign = [Piece(f"{row.sign} ", row.sign_role)] if row.kind in _OF_KEY_RESULTS else []
    return Item(id=row.id, line=[Piece("  "), *sign, Piece(text)])
