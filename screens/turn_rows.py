"""The rows of each stop: read and drawn once, and again only where they changed.

A stop may have thousands, and every key that is saved changes two or three of them.
"""

from __future__ import annotations

from okrtui.meeting.agenda import Stop
from okrtui.meeting.rows import Row, rows_of
from okrtui.model.records import Task
from screens.meeting_rows import tree_rows
from screens.room import Room
from widgets.tree_row import TreeRow
from widgets.tree_rows import TreeRows


class TurnRows:
    """The rows of one stop, as the cursor walks them and as the tree draws them."""

    def __init__(self, stop: Stop, room: Room, folded: frozenset[str]) -> None:
        self._stop = stop
        self._room = room
        self._folded = folded
        self._epoch = room.epoch
        self._seen = len(room.touched)
        self._dim = not room.present(stop)
        self.rows = list(rows_of(stop, room.books, folded))
        self.shown = TreeRows(tree_rows(self.rows, room, stop.id, dim=self._dim))

    def row(self, id: str | None) -> Row | None:
        """Return the row with an id; None where it does not show."""
        at = self.shown.at.get(id or "")
        return None if at is None else self.rows[at]

    def is_of(self, stop: Stop, folded: frozenset[str]) -> bool:
        """Return whether these are the rows of a stop, as they are now folded."""
        as_it_was = self._epoch == self._room.epoch and self._folded == folded
        return as_it_was and self._stop.id == stop.id

    def renew(self) -> list[TreeRow]:
        """Read and draw anew what was touched since the last time; return those rows."""
        touched = dict.fromkeys(self._room.touched[self._seen :])
        self._seen = len(self._room.touched)
        places = [self.shown.at[one] for one in touched if one in self.shown.at]
        # In their places: to make a list of ten thousand anew is felt.
        for at in places:
            self.rows[at] = self._read(self.rows[at])
        fresh = tree_rows(
            [self.rows[at] for at in places], self._room, self._stop.id, dim=self._dim
        )
        for row in fresh:
            self.shown.put(row)
        return fresh

    def _read(self, row: Row) -> Row:
        if not isinstance(row.item, Task):
            return row  # Whatever changes an objective or a key result changes all rows.
        task = self._room.books.get(Task, row.id)
        return Row(task.id, row.kind, task, row.parent, owner=task.assignee)


class Turns:
    """The rows of all stops that were shown."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._kept: dict[str, TurnRows] = {}

    def of(self, stop: Stop, folded: frozenset[str]) -> TurnRows:
        """Return the rows of a stop; the same object as long as they are the same rows."""
        kept = self._kept.get(stop.id)
        if kept is None or not kept.is_of(stop, folded):
            kept = self._kept[stop.id] = TurnRows(stop, self._room, folded)
        return kept
