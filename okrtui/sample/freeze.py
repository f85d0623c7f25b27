"""What the sample team's meetings left behind: minutes that are frozen, as those of any meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from okrtui.minutes.content import to_doc
from okrtui.minutes.gather import gather
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.codec import insert
from okrtui.model.ops import Insert, Op
from okrtui.model.overlay import Overlay
from okrtui.model.records import Meeting
from okrtui.model.settings import Settings
from okrtui.store.tables import Tables
from okrtui.store.view import TableView


def with_minutes(ops: Sequence[Op], settings: Settings, now: datetime) -> list[Op]:
    """Return the ops, the minutes of each meeting that they insert frozen in it."""
    books, calendar = Books(Overlay(TableView(Tables({}, 0)), ops)), Calendar(settings)

    def frozen(op: Op) -> Op:
        if not isinstance(op, Insert) or op.table != "meetings":
            return op
        meeting = books.get(Meeting, op.id)
        said = gather(books, meeting, calendar=calendar, settings=settings, now=now)
        return insert(replace(meeting, content=to_doc(said)))

    return [frozen(op) for op in ops]
