"""What the team has agreed on: the objectives and key results that count.

Drafts do not count yet, dropped ones no longer; what is under a dropped objective went with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrtui.model.books import Books
from okrtui.model.records import COMPANY, TEAM, KeyResult, Member, Objective, State


def counts(thing: Objective | KeyResult) -> bool:
    """Return whether an objective or key result is in force: agreed, or closed with its cycle."""
    return thing.state in {State.AGREED, State.CLOSED}


Tree = Sequence[tuple[Objective, Sequence[KeyResult]]]
"""Objectives, each with its key results."""


def tree(books: Books, cycle: str) -> list[tuple[Objective, list[KeyResult]]]:
    """Return the objectives of a cycle that count, each with its key results that count.

    The company's and the team's come first, then those of the members as listed, then others'.
    """
    return list(branches(books, cycle))


def branches(books: Books, cycle: str) -> Iterator[tuple[Objective, list[KeyResult]]]:
    """Return what `tree` does, one objective after the other."""
    order = {owner: place for place, owner in enumerate((COMPANY, TEAM, *_listed(books)))}
    objectives = [objective for objective in books.objectives(cycle) if counts(objective)]
    objectives.sort(key=lambda objective: order.get(objective.owner, len(order)))
    for objective in objectives:
        yield objective, [kr for kr in books.key_results(objective.id) if counts(kr)]


def owners(books: Books, agreed: Tree) -> list[str]:
    """Return who takes part in what is agreed, in the order of the round.

    The company and the team come first where they own something; then the members as listed, with
    or without anything; then whoever else owns something: members who left, and outsiders.
    """
    found = dict.fromkeys(
        owner
        for objective, key_results in agreed
        for owner in (objective.owner, *(kr.owner or objective.owner for kr in key_results))
    )
    members = [member.id for member in books.members()]
    common = [owner for owner in (COMPANY, TEAM) if owner in found]
    return list(dict.fromkeys([*common, *members, *found]))


def answered_for(books: Books, cycle: str, owner: str) -> list[KeyResult]:
    """Return the key results that `owner` answers for, in the order in which they are reviewed.

    Those of their own objectives first, then those that they own below somebody else's.
    """
    mine: list[KeyResult] = []
    others: list[KeyResult] = []
    for objective, key_results in tree(books, cycle):
        place = mine if objective.owner == owner else others
        place += [kr for kr in key_results if (kr.owner or objective.owner) == owner]
    return mine + others


def _listed(books: Books) -> list[str]:
    return [member.id for member in books.all(Member)]
