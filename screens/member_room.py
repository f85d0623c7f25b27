"""One owner's OKRs as their screen reads them: of one cycle or those that run together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from okrtui.meeting.agenda import Agenda, Stop, member_stop, team_stop
from okrtui.meeting.alone import Alone
from okrtui.model.agreed import owners, tree
from okrtui.model.books import Books
from okrtui.model.records import (
    COMPANY,
    TEAM,
    KeyResult,
    State,
)
from okrtui.model.standing import Standing
from screens.desk import Desk
from screens.room import Room

_SHOWN = frozenset({State.AGREED, State.DRAFT, State.CLOSED})


class MemberRoom(Room):
    """What one owner has, drafts too, and how it stands against the last closed meeting."""

    def __init__(self, desk: Desk, session: Alone, owner: str) -> None:
        super().__init__(desk, session)
        self.owner = owner

    @property
    def way(self) -> Agenda:
        """The one stop there is: of who owns all this."""
        if self._way is None:
            self._way = Agenda((stop_of(self.books, self.owner, self.meeting.cycles),))
        return self._way

    @property
    def stop(self) -> Stop:
        """What the owner has."""
        return self.way.stops[0]

    @property
    def done(self) -> frozenset[str]:
        """Nothing is reviewed here: that is what meetings are for."""
        return frozenset()

    def present(self, stop: Stop) -> bool:  # noqa: ARG002, nobody needs to be here
        """Return True: one's own OKRs never step back."""
        return True

    def stand(self, key_result: KeyResult) -> Standing:
        """Return how a key result stands; what was filled in since the last meeting is bright."""
        found = super().stand(key_result)
        return found if found.since is None else replace(found, here=found.since)


def stop_of(books: Books, owner: str, cycles: Sequence[str]) -> Stop:
    """Return what an owner has in these cycles: theirs, then what they own below others'."""
    known = {member.id for member in books.members()}
    trees = [
        (objective, [kr for kr in books.key_results(objective.id) if kr.state in _SHOWN])
        for cycle in cycles
        for objective in books.objectives(cycle)
        if objective.state in _SHOWN
    ]
    if owner in known:
        return member_stop(owner, trees)
    if owner not in {TEAM, COMPANY}:
        return member_stop(owner, [pair for pair in trees if pair[0].owner == owner])
    found = team_stop(trees, known)
    return Stop(owner, tuple(b for b in found.branches if b.objective.owner == owner))


def owners_of(books: Books, cycles: Sequence[str]) -> list[str]:
    """Return who has OKRs in these cycles, or could have: all members, in the Board's order."""
    return owners(books, [branch for cycle in cycles for branch in tree(books, cycle)])
