"""Numbers in names: `lin/O2/KR1` is said aloud and typed, so no number is ever given twice.

What was moved elsewhere keeps its old place in `former`: its old number stays its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from okrtui.model.books import Books
from okrtui.model.records import KeyResult, Objective


def next_objective(books: Books, cycle: str, owner: str) -> int:
    """Return the number that the next objective of an owner gets in a cycle."""
    objectives = books.objectives(cycle)
    taken = [objective.number for objective in objectives if objective.owner == owner]
    return 1 + max([*taken, *_former(owner, (o.former for o in objectives))], default=0)


def next_key_result(books: Books, objective: str) -> int:
    """Return the number that the next key result of an objective gets."""
    taken = [key_result.number for key_result in books.key_results(objective)]
    # Documents and not records: one in a thousand was ever moved, and all are asked.
    places = (doc.get("former") or () for doc in books.view.all("key_results"))
    return 1 + max([*taken, *_former(objective, places)], default=0)


def place_of(item: Objective | KeyResult) -> str:
    """Return where an objective or key result is, as `former` keeps it."""
    above = item.owner if isinstance(item, Objective) else item.objective
    return f"{above}/{item.number}"


def _former(above: str, places: Iterable[Iterable[str]]) -> list[int]:
    """Return the numbers that were given below an owner or an objective, and were left."""
    found = (place.rpartition("/") for some in places for place in some)
    return [int(number) for left, _, number in found if left == above and number.isdecimal()]
