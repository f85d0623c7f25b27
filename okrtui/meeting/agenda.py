"""The way through the room: stops, the rows under each, and what has been reviewed.

First a stop for the objectives of the team and the company, then the members. A key result is
reviewed once, at the stop of who answers for it, below its objective's title; where its objective
belongs to another, it shows there as a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from okrtui.model.agreed import tree
from okrtui.model.books import Books
from okrtui.model.records import TEAM, KeyResult, Meeting, Objective

ACTIONS = "actions"
CLOSING = "closing"


class Part(StrEnum):
    """The parts of a meeting, in their order."""

    ACTIONS = "actions"
    ROUND = "round"
    CLOSING = "closing"


class Line(msgspec.Struct, frozen=True):
    """A key result under an objective. A link is reviewed elsewhere, by `owner`."""

    key_result: KeyResult
    owner: str
    link: bool


class Branch(msgspec.Struct, frozen=True):
    """An objective at a stop, with the key results that show there."""

    objective: Objective
    lines: tuple[Line, ...]


class Stop(msgspec.Struct, frozen=True):
    """A member's turn, or the team's and the company's. `id` is a member's id or `TEAM`."""

    id: str
    branches: tuple[Branch, ...]

    def to_review(self) -> Iterator[KeyResult]:
        """Return the key results that are reviewed at this stop, in order."""
        for branch in self.branches:
            for line in branch.lines:
                if not line.link:
                    yield line.key_result


class Agenda(msgspec.Struct, frozen=True):
    """Everything that a meeting walks through, in its order."""

    stops: tuple[Stop, ...]

    def stop(self, id: str) -> Stop | None:
        """Return the stop with this id, or None."""
        return next((stop for stop in self.stops if stop.id == id), None)

    def stop_of(self, key_result: str) -> Stop | None:
        """Return the stop at which a key result is reviewed, or None."""
        return next(
            (stop for stop in self.stops if any(kr.id == key_result for kr in stop.to_review())),
            None,
        )


def agenda(books: Books, meeting: Meeting) -> Agenda:
    """Return the way through the room of a meeting, for what its cycles hold now."""
    trees = [branch for cycle in meeting.cycles for branch in tree(books, cycle)]
    members = [member.id for member in books.members()]
    known = set(members)
    listed = [member for member in meeting.round if member in known]
    newcomers = [member for member in members if member not in meeting.round]
    people = [member_stop(member, trees) for member in (*listed, *newcomers)]
    team = team_stop(trees, known)
    return Agenda(((team,) if team.branches else ()) + tuple(people))


def reviewed(books: Books, meeting: str) -> frozenset[str]:
    """Return the ids of the key results that were confirmed in a meeting."""
    said = books.view.where("check_ins", "meeting", meeting)
    return frozenset(doc["key_result"] for doc in said if doc.get("confirmed"))


def next_to_review(
    way: Agenda, done: frozenset[str], skipped: tuple[str, ...], after: str | None, turn: str
) -> str | None:
    """Return the key result whose turn is next: what follows `after`, then what was passed over.

    The stop that has the turn is gone through first; skipped ones come last of all. None when all
    is reviewed.
    """
    order = [kr.id for stop in way.stops for kr in stop.to_review()]
    start = order.index(after) + 1 if after in order else 0
    ahead = order[start:] + order[:start]
    waiting = [kr for kr in ahead if kr not in done and kr != after]
    now = [kr for kr in waiting if kr not in skipped] or waiting
    stop = way.stop(turn)
    here = {kr.id for kr in stop.to_review()} if stop else set()
    return next((kr for kr in now if kr in here), next(iter(now), None))


def team_stop(trees: list[tuple[Objective, list[KeyResult]]], known: set[str]) -> Stop:
    """Return the stop of what the team and the company want; `known`: the members' ids."""
    # Whoever is not (or no longer) a member has no stop of their own: the team answers for them.
    branches = []
    for objective, key_results in trees:
        owners = [kr.owner or objective.owner for kr in key_results]
        lines = tuple(
            Line(kr, owner, link=owner in known)
            for kr, owner in zip(key_results, owners, strict=True)
        )
        if objective.owner not in known:
            branches.append(Branch(objective, lines))
        elif any(not line.link for line in lines):
            branches.append(Branch(objective, tuple(line for line in lines if not line.link)))
    return Stop(TEAM, tuple(branches))


def member_stop(member: str, trees: list[tuple[Objective, list[KeyResult]]]) -> Stop:
    """Return a member's stop: their objectives, then those of others with a part of theirs."""
    own, others = [], []
    for objective, key_results in trees:
        lines = tuple(
            Line(kr, owner, link=owner != member)
            for kr in key_results
            for owner in [kr.owner or objective.owner]
        )
        if objective.owner == member:
            own.append(Branch(objective, lines))
        elif any(not line.link for line in lines):
            others.append(Branch(objective, tuple(line for line in lines if not line.link)))
    return Stop(member, (*own, *others))
