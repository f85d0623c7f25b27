"""The team in one cycle: what the Board, `status` and the head of the minutes tell.

Raw numbers and records; words and rounding are for whoever shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import msgspec

from okrtui.model.books import Books
from okrtui.model.open import OpenAction, OpenRisk
from okrtui.model.records import Cycle, Health, Problem
from okrtui.model.rows import Attention, Missing, ObjectiveRow, OwnerRow


class TeamStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The team in one cycle, then and now.

    today: the day of "now": that of its closing for a closed meeting.
    then_on: the day of the last closed meeting, else the cycle's first.
    week, weeks: in which week of the cycle we are, of how many; gone: its share of working days.
    counts: key results by health, each health named; what was agreed since then is not in
        `counts_then` and the other numbers of then.
    members: a row for each member; others: for the company, the team, and whoever left.
    met_on: the day of the last closed meeting, whatever the cycle; None before the first,
        and in a meeting.
    attention: worst first. actions: late ones first. risks: the most severe first.
    """

    cycle: Cycle
    today: date
    then_on: date
    week: int
    weeks: int
    gone: Decimal
    progress_then: Decimal | None
    progress: Decimal | None
    confidence_then: Decimal | None
    confidence: Decimal | None
    counts_then: Mapping[Health, int]
    counts: Mapping[Health, int]
    objectives: tuple[ObjectiveRow, ...]
    members: tuple[OwnerRow, ...]
    others: tuple[OwnerRow, ...]
    attention: tuple[Attention, ...]
    actions: tuple[OpenAction, ...]
    risks: tuple[OpenRisk, ...]
    problems: tuple[Problem, ...]
    missing: tuple[Missing, ...]
    met_on: date | None = None


def running_cycle(books: Books, today: date) -> Cycle | None:
    """Return the cycle that the Board shows, or None where there is none.

    It is the one that runs today: of several, one with objectives, and of those the shortest, a
    quarter rather than its year. Where none runs, it is the newest that has begun.
    """
    cycles = books.cycles()
    running = [cycle for cycle in cycles if cycle.start <= today <= cycle.end]
    if len(running) == 1:
        return running[0]
    if running:
        return min(running, key=lambda cycle: (_is_empty(books, cycle), cycle.end - cycle.start))
    begun = [cycle for cycle in cycles if cycle.start <= today]
    return begun[-1] if begun else next(iter(cycles), None)


def _is_empty(books: Books, cycle: Cycle) -> bool:
    return not books.view.where("objectives", "cycle", cycle.id)
