"""What the history says: a line for each thing that was done, with when and by whom in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from okrtui.meeting.history import Happening
from okrtui.meeting.history_words import tell_happening, told_apart
from screens.desk import Desk
from screens.phrases import near_day
from widgets.line import Piece, column, width_of
from widgets.lines import Item

_APART = "reviews"
"""The table of what is read on its own screen alone: appraisals."""

_MOST_WHO = 12


class Place(NamedTuple):
    """Where what a line tells stands: a document of a table; of many that came at once, the first.

    text: the whole line, without when and who.
    """

    table: str
    id: str
    text: str
    happening: Happening


def told(found: Sequence[Happening]) -> list[Happening]:
    """Return what is told here: all but appraisals, the newest first."""
    kept = (
        Happening(one.transaction, tuple(item for item in one.items if item.table != _APART))
        for one in reversed(found)
    )
    return [one for one in kept if one.items]


def by_whom(found: Sequence[Happening]) -> list[str]:
    """Return the logins of all who did something, or for whom it was done, in their order."""
    seen = {login for one in found for login in (one.transaction.by, one.transaction.as_) if login}
    return sorted(seen)


def is_by(one: Happening, login: str) -> bool:
    """Return whether something was done by a person, or for them."""
    return login in {one.transaction.by, one.transaction.as_}


class HistoryRows:
    """The lines of some happenings, and where each leads."""

    def __init__(self, desk: Desk, found: Sequence[Happening]) -> None:
        self.places: dict[str, Place] = {}
        self._desk = desk
        heads = [self._head(one) for one in found]
        self._when = max((width_of([Piece(when)]) for when, _ in heads), default=0)
        self._who = min(max((width_of([Piece(who)]) for _, who in heads), default=0), _MOST_WHO)
        self.items = [
            item for one, head in zip(found, heads, strict=True) for item in self._items(one, *head)
        ]

    def _head(self, one: Happening) -> tuple[str, str]:
        desk, done = self._desk, one.transaction
        local = desk.calendar.local(done.at)
        day = near_day(local.date(), desk.today, desk.words)
        return f"{day} {local:%H:%M}", done.as_ or done.by

    def _items(self, one: Happening, when: str, who: str) -> Iterator[Item]:
        desk = self._desk
        texts = tell_happening(one, desk.words, desk.books)
        # Of what is counted, the first stands for all.
        for at, (text, item) in enumerate(zip(texts, told_apart(one.items), strict=False)):
            row = f"{one.transaction.seq}:{at}"
            line = " ".join(text.split())
            self.places[row] = Place(item.table, str(item.doc.get("id", "")), text, one)
            yield Item(
                id=row,
                line=[
                    *column("" if at else when, self._when, "dim"),
                    Piece("  "),
                    *column("" if at else who, self._who, "normal" if at else "bright"),
                    Piece("  "),
                    Piece(line),
                ],
            )

    def whole(self, row: str | None) -> list[list[Piece]]:
        """Return a line in full: when, who, through which command, and all that it tells."""
        place = self.places.get(row or "")
        if place is None:
            return []
        words, done = self._desk.words, place.happening.transaction
        when, _ = self._head(place.happening)
        who = words("history.for", by=done.by, member=done.as_) if done.as_ else done.by
        taken_back = done.undoes is not None and done.via != "undo"
        via = words("history.via_undo", via=done.via) if taken_back else done.via
        dot = f" {self._desk.signs.dot} "
        return [[Piece(f"{when}{dot}{who}{dot}{via}", "dim")], [Piece(place.text, "bright")]]
