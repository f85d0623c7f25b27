"""What the sample team's meetings left behind: minutes that are frozen, as those of any meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from okrtui.minutes.content import to_doc
from okrtui.minutes.gather import gather
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.codec import insert
from okrtui.model.ops import Doc, Insert, Op
from okrtui.model.overlay import Overlay
from okrtui.model.records import Meeting
from okrtui.model.settings import Settings


class _Nothing:
    """Tables without a document."""

    seq = 0

    def get(self, _table: str, _id: str) -> Doc | None:
        return None

    def all(self, _table: str) -> Iterator[Doc]:
        return iter(())

    def where(self, _table: str, _field: str, _value: Any) -> Sequence[Doc]:
        return ()

    def highest(self, _table: str, _field: str) -> int:
        return 0


def with_minutes(ops: Sequence[Op], settings: Settings, now: datetime) -> list[Op]:
    """Return the ops, the minutes of each meeting that they insert frozen in it."""
    books, calendar = Books(Overlay(_Nothing(), ops)), Calendar(settings)

    def frozen(op: Op) -> Op:
        if not isinstance(op, Insert) or op.table != "meetings":
            return op
        meeting = books.get(Meeting, op.id)
        said = gather(books, meeting, calendar=calendar, settings=settings, now=now)
        return insert(replace(meeting, content=to_doc(said)))

    return [frozen(op) for op in ops]
