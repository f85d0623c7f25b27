"""The rows, below a stop, of what this meeting dropped there: dim, and within reach of `x`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from okrtui.meeting.agenda import Stop
from okrtui.model.codec import TABLE_OF
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Change,
    ChangeKind,
    KeyResult,
    Objective,
    State,
    Task,
    TaskState,
)
from screens.room import Room
from widgets.tree_row import TreeRow

DROPPED: Final = "dropped"
"""The kind of such a row."""

_ID: Final = "dropped:"

Item = Objective | KeyResult | Task
_KINDS: Final[dict[str, type[Item]]] = {
    TABLE_OF[kind]: kind for kind in (Objective, KeyResult, Task)
}


def dropped_rows(room: Room, stop: Stop) -> list[TreeRow]:
    """Return a row for each thing that this meeting dropped at a stop and did not bring back."""
    rows = [_row(item, room, why) for item, why in _dropped(room, stop)]
    if not rows:
        return []
    heading = room.desk.words("meeting.dropped_rows")
    return [TreeRow(id="heading:dropped", kind="heading", title=heading, dim=True), *rows]


def dropped_item(room: Room, row: str | None) -> Item | None:
    """Return what such a row stands for; None for another row."""
    if row is None or not row.startswith(_ID):
        return None
    found = (room.books.find(kind, row.removeprefix(_ID)) for kind in _KINDS.values())
    return next((item for item in found if item is not None), None)


def _dropped(room: Room, stop: Stop) -> Iterator[tuple[Item, str]]:
    told: set[str] = set()
    for change in room.books.where(Change, "meeting", room.meeting.id):
        if change.kind is not ChangeKind.DROPPED or change.target in told:
            continue
        told.add(change.target)
        item = room.books.find(_KINDS[change.table], change.target)
        gone = item is not None and item.state in {State.DROPPED, TaskState.DROPPED}
        if item is not None and gone and _is_of(item, stop, room):
            yield item, change.why


def _is_of(item: Item, stop: Stop, room: Room) -> bool:
    books = room.books
    match item:
        case Objective():
            owners = {item.owner}
        case KeyResult():
            owners = {books.answers_for(item), books.objective_of(item).owner}
        case Task():
            owners = {books.answers_for(books.get(KeyResult, item.key_result))}
    return stop.id in owners or (stop.id == TEAM and COMPANY in owners)


def _row(item: Item, room: Room, why: str) -> TreeRow:
    match item:
        case Objective():
            name = f"O{item.number}"
        case KeyResult():
            name = room.books.kr_name(item).partition("/")[2]
        case Task():
            name = ""
    return TreeRow(
        # An id of its own: the cursor stays where it was dropped, and does not go along.
        id=_ID + item.id,
        kind=DROPPED,
        depth=1,
        sign=room.desk.signs.absent,
        sign_role="dim",
        name=name,
        title=item.title,
        aside=why,
        dim=True,
    )
