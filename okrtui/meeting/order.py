"""In which order the members have their turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import msgspec

from okrtui.model.agreed import answered_for
from okrtui.model.books import Books
from okrtui.model.records import TEAM, Health, KeyResult, Meeting
from okrtui.model.standing import Standing
from okrtui.text.message import Message, message


class Urgency(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a member's key results are an exception, and of which kind; `fell`: confidence.

    One may be of two kinds: off track and fallen.
    """

    off_track: int = 0
    at_risk: int = 0
    stale: int = 0
    fell: int = 0

    def place(self) -> tuple[int, ...]:
        """Return what sorts first whoever has the most of the worst."""
        return (-self.off_track, -self.at_risk, -self.stale, -self.fell)

    def reason(self) -> tuple[Message, ...]:
        """Return why somebody comes so early: `2 off track`, `1 fell`; nothing for no reason."""
        said = (
            (self.off_track, "entry.order_off_track"),
            (self.at_risk, "entry.order_at_risk"),
            (self.stale, "entry.order_stale"),
            (self.fell, "entry.order_fell"),
        )
        return tuple(message(key, n=count) for count, key in said if count)


class Order(StrEnum):
    """How the round goes: as listed, another first each week, or the worst first."""

    LISTED = "listed"
    ROTATING = "rotating"
    EXCEPTIONS = "exceptions"


def round_of(
    books: Books, order: Order, cycles: Sequence[str], stand: Callable[[KeyResult], Standing]
) -> tuple[str, ...]:
    """Return the stops of a new meeting, in order: `TEAM`, then members' ids.

    stand: how a key result stands before the meeting; only asked where the order needs it.
    """
    members = [member.id for member in books.members()]
    match order:
        case Order.LISTED:
            pass
        case Order.ROTATING if members:
            shift = sum(1 for _ in books.all(Meeting)) % len(members)
            members = members[shift:] + members[:shift]
        case Order.EXCEPTIONS:
            places = {one: urgency(books, one, cycles, stand).place() for one in members}
            members.sort(key=places.__getitem__)
    return (TEAM, *members)


def urgency(
    books: Books, owner: str, cycles: Sequence[str], stand: Callable[[KeyResult], Standing]
) -> Urgency:
    """Return how urgent a member's turn is, or that of `TEAM`.

    cycles: those of the meeting. stand: how a key result stands, in the meeting or before it.
    """
    standings = [stand(kr) for cycle in cycles for kr in answered_for(books, cycle, owner)]
    healths = [stands.now.health for stands in standings]
    return Urgency(
        off_track=healths.count(Health.OFF_TRACK),
        at_risk=healths.count(Health.AT_RISK),
        stale=healths.count(Health.STALE),
        fell=sum(stands.falls > 0 for stands in standings),
    )
