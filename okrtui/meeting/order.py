"""In which order the members have their turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum

from okrtui.model.agreed import answered_for
from okrtui.model.books import Books
from okrtui.model.records import TEAM, Health, KeyResult, Meeting
from okrtui.model.standing import Standing


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
            urgency = {member: _urgency(books, member, cycles, stand) for member in members}
            members.sort(key=lambda member: urgency[member])
    return (TEAM, *members)


def _urgency(
    books: Books, member: str, cycles: Sequence[str], stand: Callable[[KeyResult], Standing]
) -> tuple[int, ...]:
    """Return what sorts first whoever has the most of the worst."""
    standings = [stand(kr) for cycle in cycles for kr in answered_for(books, cycle, member)]
    healths = Counter(stands.now.health for stands in standings)
    fallen = sum(stands.falls > 0 for stands in standings)
    worst = (Health.OFF_TRACK, Health.AT_RISK, Health.STALE)
    return (*(-healths[health] for health in worst), -fallen)
