"""Progress from below: an objective whose owner says that the objectives aligned to it make it.

It is the mean of those by their weights, as a member's is of theirs: drafts and dropped ones do not
count, nor do those that have no progress. Where objectives would make each other's progress in a
circle, which no link that is made here does, their own key results make it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from okrtui.model.agreed import counts
from okrtui.model.aligned import together
from okrtui.model.books import Books
from okrtui.model.circles import on_circles
from okrtui.model.links import VERTICAL, item_of, objective_of, sources_of, targets_of
from okrtui.model.progress import mean
from okrtui.model.records import Cycle, Objective, ProgressOf, State
from okrtui.model.rows import ObjectiveRow

Below = Mapping[str, Sequence[Objective]]
"""By the id of an objective that progress comes up to: the objectives that it comes from."""

Moments = tuple[Decimal | None, ...]
"""Progress at one moment after the other; None where there was none."""


def aligned_below(books: Books, objective: Objective) -> list[Objective]:
    """Return the objectives that are aligned upward to an objective, or to a key result of it.

    Those that count, each once, of cycles that run together with its own.
    """
    own = books.find(Cycle, objective.cycle)
    key_results = books.view.where("key_results", "objective", objective.id)
    upon = [doc["id"] for doc in key_results if doc.get("state") != State.DROPPED]
    found: dict[str, Objective] = {}
    for one in (objective.id, *upon):
        for link in sources_of(books, one):
            below = _whole(books, link.source) if link.kind == VERTICAL else None
            if below is None or below.id == objective.id or not counts(below):
                continue
            cycle = books.find(Cycle, below.cycle)
            if own is not None and cycle is not None and together(own, cycle):
                found[below.id] = below
    return list(found.values())


def all_below(books: Books, objectives: Iterable[Objective]) -> Below:
    """Return what makes the progress of those of these that get it from below, all the way down."""
    below: dict[str, list[Objective]] = {}
    ahead = list(objectives)
    while ahead:
        one = ahead.pop()
        if one.progress_of is ProgressOf.ALIGNED and one.id not in below:
            below[one.id] = aligned_below(books, one)
            ahead += below[one.id]
    return below


def rolled_up(below: Below, rows: Mapping[str, ObjectiveRow]) -> dict[str, ObjectiveRow]:
    """Return the rows of the objectives whose progress comes from below, with that progress.

    rows: by their key results, of all that `below` names.
    """
    own = {name: (row.progress_then, row.progress) for name, row in rows.items()}
    return {
        name: replace(rows[name], progress_then=then, progress=now)
        for name, (then, now) in from_below(below, own).items()
    }


def from_below(below: Below, own: Mapping[str, Moments]) -> dict[str, Moments]:
    """Return the progress at some moments of the objectives that get it from below.

    own: at the same moments that by their key results, of all that `below` names.
    """
    # A few teams use this, and every start would pay for it.
    from graphlib import TopologicalSorter

    leads = {one: [other.id for other in some if other.id in below] for one, some in below.items()}
    going_round = on_circles(leads)
    ordered = TopologicalSorter({one: leads[one] for one in leads if one not in going_round})
    made: dict[str, Moments] = {}
    for one in ordered.static_order():
        if one not in going_round:
            parts = [(part.weight, made.get(part.id, own[part.id])) for part in below[one]]
            made[one] = tuple(
                mean(
                    (weight, at) for weight, moments in parts if (at := moments[moment]) is not None
                )
                for moment in range(len(own[one]))
            )
    return made


def with_roll_up(
    books: Books, objective: Objective, row_of: Callable[[Objective], ObjectiveRow]
) -> ObjectiveRow:
    """Return how an objective stands, wherever its progress comes from.

    row_of: how one stands by its own key results.
    """
    below = all_below(books, [objective])
    if not below:
        return row_of(objective)
    every = {one.id: one for one in (objective, *(o for some in below.values() for o in some))}
    rows = {name: row_of(one) for name, one in every.items()}
    return rolled_up(below, rows).get(objective.id, rows[objective.id])


def made_by(books: Books, objective: str) -> list[str]:
    """Return the ids of the objectives above whose progress changes with that of an objective."""
    found: dict[str, None] = {}
    ahead = [objective]
    while ahead:
        low = ahead.pop()
        key_results = books.view.where("key_results", "objective", low)
        for one in (low, *(doc["id"] for doc in key_results)):
            for link in targets_of(books, one):
                above = _whole(books, link.target) if link.kind == VERTICAL else None
                if above is None or above.id in found:
                    continue
                if above.progress_of is ProgressOf.ALIGNED:
                    found[above.id] = None
                    ahead.append(above.id)
    return list(found)


def _whole(books: Books, end: str) -> Objective | None:
    """Return an objective, or that of a key result; None for what was dropped, or is neither."""
    item = item_of(books, end)
    return None if item is None or item.state is State.DROPPED else objective_of(books, item)
