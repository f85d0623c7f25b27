"""What the program proposes at a meeting's two ends, for people to take or to change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.ops import Doc
from okrtui.model.records import MeetingState

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_FURTHEST = 31
"""Days beyond a week after which no working day is looked for any more."""


def next_day(day: date, calendar: Calendar) -> date:
    """Return when a team that met on a day meets next: a week on, or the working day after that.

    Where the team works on no day at all, that is simply a week on.
    """
    week_on = day + _WEEK
    days = (week_on + _DAY * further for further in range(_FURTHEST))
    return next((day for day in days if calendar.working_days(day, day)), week_on)


def next_facilitator(books: Books, present: Collection[str]) -> str | None:
    """Return who leads after the last closed meeting's facilitator, as members are listed.

    present: the ids of the members who can. None where the last meeting does not tell.
    """
    closed = [
        doc
        for doc in books.view.where("meetings", "state", MeetingState.CLOSED.value)
        if doc.get("facilitator")
    ]
    members = [member.id for member in books.members()]
    last = max(closed, key=_opened)["facilitator"] if closed else None
    if last not in members:
        return None
    at = members.index(last) + 1
    return next((one for one in members[at:] + members[:at] if one in present), None)


def _opened(doc: Doc) -> tuple[str, str]:
    return doc["opened_at"], doc["id"]
