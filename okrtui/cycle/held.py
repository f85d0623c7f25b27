"""The meetings that reviewed a cycle: when each was held, who came, and how far they got."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.records import MeetingState


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A closed meeting in short.

    day: on which it was opened. here: how many members came, of how many.
    reviewed: how many key results were, of how many. `of` of either is None where its minutes were
    not frozen.
    """

    id: str
    name: str
    day: date
    here: int
    here_of: int | None
    reviewed: int
    reviewed_of: int | None
    rating: int | None
    reopened: bool


def meetings_held(books: Books, cycle: str, calendar: Calendar) -> list[Held]:
    """Return the closed meetings that reviewed a cycle, the latest first. cycle: its id."""
    # Documents and not records: a record has a copy of all that its minutes say.
    closed = books.view.where("meetings", "state", MeetingState.CLOSED.value)
    found = [_held(books, doc, calendar) for doc in closed if cycle in doc["cycles"]]
    return sorted(found, key=lambda one: (one.day, one.name), reverse=True)


def _held(books: Books, doc: Mapping[str, Any], calendar: Calendar) -> Held:
    content = doc.get("content")
    if content is None:
        said = books.view.where("check_ins", "meeting", doc["id"])
        here, here_of = len(doc.get("present") or ()), None
        reviewed, reviewed_of = sum(bool(one.get("confirmed")) for one in said), None
    else:
        here = len(content["present"])
        here_of = here + len(content["absent"])
        every = {one["name"]: bool(one.get("reviewed")) for one in _reviews(content)}
        reviewed, reviewed_of = sum(every.values()), len(every)
    return Held(
        id=doc["id"],
        name=doc["name"],
        day=calendar.day(datetime.fromisoformat(doc["opened_at"])),
        here=here,
        here_of=here_of,
        reviewed=reviewed,
        reviewed_of=reviewed_of,
        rating=doc.get("rating"),
        reopened=bool(doc.get("reopened")),
    )


def _reviews(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the key results that a meeting was to review, as its minutes have them."""
    for stop in content["round"]:
        for branch in stop["branches"]:
            for one in branch["reviews"]:
                if one.get("reviewed") or not (one.get("added") or one.get("dropped")):
                    yield one
