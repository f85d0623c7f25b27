"""In which order the members have their turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import chain

from okrtui.model.books import Books
from okrtui.model.records import TEAM, Cycle, KeyResult, Meeting, Objective, State
from okrtui.model.standing import Standing


class Order(StrEnum):
    """How the round goes: as listed, another first each week, or the worst first."""

    LISTED = "listed"
    ROTATING = "rotating"
    EXCEPTIONS = "exceptions"


_URGENCY = ("off_track", "at_risk", "stale", "pending", "on_track")


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
    counts = dict.fromkeys(_URGENCY, 0)
    fallen = 0
    for kr in _answered_by(books, member, cycles):
        stands = stand(kr)
        counts[stands.now.health.value] += 1
        fallen += stands.falls > 0
    return (-counts["off_track"], -counts["at_risk"], -counts["stale"], -fallen)


def _answered_by(books: Books, member: str, cycles: Sequence[str]) -> list[KeyResult]:
    objectives: list[Objective] = list(
        chain.from_iterable(books.objectives(books.get(Cycle, cycle).id) for cycle in cycles)
    )
    return [
        kr
        for objective in objectives
        if objective.state is State.AGREED
        for kr in books.key_results(objective.id)
        if kr.state is State.AGREED and (kr.owner or objective.owner) == member
    ]
