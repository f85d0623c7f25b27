"""Where things are in the tree, as they are named at the row in hand: `O2`, `lin/O2`, `KR3`."""

from __future__ import annotations

import re

from okrtui.meeting.changes import Item
from okrtui.meeting.lines.parts import Ground, owner_named
from okrtui.model.records import KeyResult, Objective, State, Task
from okrtui.text.errors import Refused

_PLACE = re.compile(
    r"(?:(?P<owner>[^/]+)/)??(?:O(?P<objective>\d{1,6}))?/?(?:KR(?P<number>\d{1,6}))?", re.I
)


def objective_at(name: str, item: KeyResult, ground: Ground) -> Objective | None:
    """Return the objective that a key result is to go below; None where the name is no place.

    Raises:
        Refused: there is none of that name in the cycle, or it has ended.
    """
    place = _PLACE.fullmatch(name)
    if place is None or not place["objective"] or place["number"]:
        return None
    return _objective(name, place, ground.books.objective_of(item), ground)


def key_result_at(name: str, task: Task, ground: Ground) -> KeyResult | None:
    """Return the key result that a task is to go below; None where the name is no place.

    Raises:
        Refused: there is none of that name in the cycle, or it has ended.
    """
    place = _PLACE.fullmatch(name)
    if place is None or not place["number"]:
        return None
    here = ground.books.objective_of(ground.books.get(KeyResult, task.key_result))
    objective = _objective(name, place, here, ground) if place["objective"] else here
    for kr in ground.books.key_results(objective.id):
        if kr.number == int(place["number"]) and kr.state is State.AGREED:
            return kr
    raise Refused("typed.no_place", name=name)


def restored(name: str, item: Item, ground: Ground) -> Item | None:
    """Return what was dropped below an objective, and shall be brought back: `KR3`.

    Raises:
        Refused: there is no such thing, or it was not dropped.
    """
    place = _PLACE.fullmatch(name)
    if not isinstance(item, Objective) or place is None or not place["number"]:
        return None
    for kr in dropped_below(item, ground):
        if kr.number == int(place["number"]):
            return kr
    raise Refused("typed.no_place", name=name)


def dropped_below(objective: Objective, ground: Ground) -> list[KeyResult]:
    """Return the key results that were dropped from an objective."""
    every = ground.books.key_results(objective.id)
    return [kr for kr in every if kr.state is State.DROPPED]


def _objective(name: str, place: re.Match[str], here: Objective, ground: Ground) -> Objective:
    owner = owner_named(place["owner"], ground.books) if place["owner"] else here.owner
    wanted = (owner, int(place["objective"]))
    for objective in ground.books.objectives(here.cycle):
        named = (objective.owner, objective.number) == wanted
        if named and objective.state is State.AGREED:
            return objective
    raise Refused("typed.no_place", name=name)
