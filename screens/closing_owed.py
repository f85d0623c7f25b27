"""Rows of the closing for what somebody still owes an answer: why it is low, or yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from okrtui.meeting.reasons import owed
from okrtui.model.links import name_of, unanswered, whom
from screens.link_rows import row_of
from screens.phrases import near_day, owner_name
from screens.room import Room
from widgets.tree_row import TreeRow

OWED: Final = "owed"
"""The kind of a row of a key result whose reason was put off."""

UNANSWERED: Final = "unanswered"
"""The kind of a row of what somebody was asked, and has not answered."""


def owed_rows(room: Room) -> Iterator[TreeRow]:
    """Yield what was confirmed without the reason that the team asks for."""
    for stop in room.way.stops:
        done = (kr for kr in stop.to_review() if kr.id in room.done)
        for kr in owed(done, room.stand, room.desk.settings):
            health = room.stand(kr).now.health.value
            yield TreeRow(
                id=kr.id,
                kind=OWED,
                depth=1,
                sign=room.desk.signs.health[health],
                sign_role=health,
                name=room.books.kr_name(kr).rpartition("/")[2],
                title=kr.title,
                aside=owner_name(room.books, stop.id, room.desk.words),
            )


def unanswered_rows(room: Room) -> Iterator[TreeRow]:
    """Yield what others were asked and have not answered, by the day it is needed by."""
    books, words, signs = room.books, room.desk.words, room.desk.signs
    today = room.desk.today
    for asked in unanswered(books):
        link = asked.link
        by = words("links.by", day=near_day(link.by, today, words)) if link.by else ""
        parts = [owner_name(books, whom(books, asked), words), by]
        yield TreeRow(
            id=row_of(link.id),
            kind=UNANSWERED,
            depth=1,
            sign=signs.prompt,
            name=name_of(books, asked.source.id),
            title=link.what or asked.source.title,
            aside=f" {signs.dot} ".join(filter(None, parts)),
        )
