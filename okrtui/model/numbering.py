"""Numbers in names: `lin/O2/KR1` is said aloud and typed, so no number is ever given twice.

What was moved elsewhere keeps its old place in `former`: its old number stays its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from okrtui.model.books import Books
from okrtui.model.records import KeyResult, Objective


def next_objective(books: Books, cycle: str, owner: str) -> int:
    """Return the number that the next objective of an owner gets in a cycle."""
    objectives = books.objectives(cycle)
    taken = [objective.number for objective in objectives if objective.owner == owner]
    left = _highest(o.former for o in objectives).get(owner, 0)
    return 1 + max([*taken, left])


def next_key_result(
    books: Books, objective: str, left_below: Mapping[str, int] | None = None
) -> int:
    """Return the number that the next key result of an objective gets.

    left_below: what `left_numbers` said, for whoever asks about many.
    """
    taken = [key_result.number for key_result in books.key_results(objective)]
    left = left_numbers(books) if left_below is None else left_below
    return 1 + max([*taken, left.get(objective, 0)])


def left_numbers(books: Books) -> dict[str, int]:
    """Return the highest number of a key result that was moved away, by objective."""
    # Documents and not records: one in a thousand was ever moved, and all are asked.
    return _highest(doc.get("former") or () for doc in books.view.all("key_results"))


def place_of(item: Objective | KeyResult) -> str:
    """Return where an objective or key result is, as `former` keeps it."""
    above = item.owner if isinstance(item, Objective) else item.objective
    return f"{above}/{item.number}"


def _highest(places: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the highest number that was left below each owner or objective."""
    highest: dict[str, int] = {}
    for some in places:
        for place in some:
            above, _, number = place.rpartition("/")
            if number.isdecimal():
                highest[above] = max(highest.get(above, 0), int(number))
    return highest
