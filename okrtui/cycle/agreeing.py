"""Drafts become agreed, each on the record as newly agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from okrtui.cycle.circumstances import Circumstances
from okrtui.model.books import Books
from okrtui.model.carried import origin_key_result
from okrtui.model.codec import TABLE_OF, insert, update
from okrtui.model.ops import Op
from okrtui.model.progress import check_metric, keeps_a_line
from okrtui.model.records import (
    Change,
    ChangeKind,
    Cycle,
    CycleState,
    KeyResult,
    MetricKind,
    Objective,
    State,
)
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text

Draft = Objective | KeyResult


def drafts_of(books: Books, cycle: str) -> list[Draft]:
    """Return the drafts of a cycle: objectives, each followed by its key results.

    Those below an objective that was given up went with it.
    """
    found: list[Draft] = []
    for objective in books.objectives(cycle):
        if objective.state is State.DROPPED:
            continue
        things: list[Draft] = [objective, *books.key_results(objective.id)]
        found += [one for one in things if one.state is State.DRAFT]
    return found


class Sorted(msgspec.Struct, frozen=True, kw_only=True):
    """Drafts, parted into those that can be agreed together and those that cannot, with why."""

    can: tuple[str, ...]
    cannot: tuple[tuple[str, Refused], ...]


def which_can(ids: Iterable[str], books: Books) -> Sorted:
    """Return which drafts can be agreed. ids: objectives before their key results."""
    can: list[str] = []
    cannot: list[tuple[str, Refused]] = []
    for draft in dict.fromkeys(ids):
        one = books.find(Objective, draft) or books.get(KeyResult, draft)
        try:
            _check(one, books, can)
        except Refused as error:
            cannot.append((draft, error))
        else:
            can.append(draft)
    return Sorted(can=tuple(can), cannot=tuple(cannot))


def agree(
    ids: Iterable[str],
    books: Books,
    around: Circumstances,
    *,
    why: str = "",
    meeting: str | None = None,
) -> Sequence[Op]:
    """Return the ops that agree drafts; what is agreed already stays as it is.

    ids: of objectives and key results. meeting: in which it happens, if in one.

    Raises:
        Refused: one was given up or is closed, its objective is not agreed, or its target is
            where it stands already.
    """
    wanted = list(dict.fromkeys(ids))
    number = books.view.highest("changes", "number")
    ops: list[Op] = []
    for draft in wanted:
        one = books.find(Objective, draft) or books.get(KeyResult, draft)
        if one.state is State.AGREED:
            continue
        _check(one, books, wanted)
        number += 1
        change = Change(
            id=around.id(),
            number=number,
            at=around.now,
            by=around.by,
            kind=ChangeKind.ADDED,
            table=TABLE_OF[type(one)],
            target=one.id,
            title=one.title,
            why=clean_text(why),
            meeting=meeting,
        )
        ops += [update(one, state=State.AGREED, agreed_on=around.today()), insert(change)]
    return ops


def _check(one: Draft, books: Books, together: Sequence[str]) -> None:
    objective = one if isinstance(one, Objective) else books.objective_of(one)
    name = books.objective_name(one) if isinstance(one, Objective) else books.kr_name(one)
    cycle = books.get(Cycle, objective.cycle)
    if cycle.state is CycleState.CLOSED:
        raise Refused("cycle.is_closed", name=cycle.name)
    if one.state is not State.DRAFT:
        raise Refused("cycle.no_draft", name=name)
    if isinstance(one, Objective):
        return
    if objective.state is not State.AGREED and objective.id not in together:
        above = books.objective_name(objective)
        raise Refused("cycle.objective_first", name=name, objective=above)
    try:
        check_metric(one)
    except Refused as error:
        raise Refused("cycle.cannot_agree", name=name, why=error.message) from error
    if not _goes_on(one, origin_key_result(books, one)):
        raise Refused("cycle.reached_already", name=name)


def _goes_on(one: KeyResult, origin: KeyResult | None) -> bool:
    """Return whether a target lies beyond the value at which the last cycle ended.

    A target that was passed would turn a rise into a fall, and the other way round.
    """
    same = origin is not None and (one.metric, one.direction) == (origin.metric, origin.direction)
    typed = one.metric not in {MetricKind.MILESTONE, MetricKind.TASKS, MetricKind.YES_NO}
    if origin is None or not same or not typed or keeps_a_line(one):
        return True
    return (one.target > one.start) is (origin.target > origin.start)
