"""The team at a glance: what the Board, `status` and the head of the minutes tell.

Raw numbers and records; words and rounding are for whoever shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

import msgspec

from okrtui.model.agreed import owners, tree
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar, week_of
from okrtui.model.open import OpenAction, OpenRisk, open_actions, open_risks
from okrtui.model.progress import told
from okrtui.model.records import Cycle, Health, Meeting, OpenState, Problem
from okrtui.model.rows import (
    Attention,
    Missing,
    ObjectiveRow,
    OwnerRow,
    counts_by_health,
    mean_confidence,
    missing,
    needs_attention,
    objective_row,
    owner_row,
    progress_of_all,
    was_there,
)
from okrtui.model.settings import Settings
from okrtui.model.standing import standing
from okrtui.model.timeline import Closings, now_of, then_of
from okrtui.text.errors import Refused


class TeamStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The team in one cycle, then and now.

    today: the day of "now": that of its closing for a closed meeting.
    then_on: the day of the last closed meeting, else the cycle's first.
    week, weeks: in which week of the cycle we are, of how many; gone: its share of working days.
    counts: key results by health, each health named; what was agreed since then is not in
        `counts_then` and the other numbers of then.
    members: a row for each member; others: for the company, the team, and whoever left.
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


def running_cycle(books: Books, today: date) -> Cycle | None:
    """Return the cycle that the Board shows, or None where there is none.

    It is the one that runs today: of several, one with objectives, and of those the shortest, a
    quarter rather than its year. Where none runs, it is the newest that has begun.
    """
    cycles = books.cycles()
    running = [cycle for cycle in cycles if cycle.start <= today <= cycle.end]
    if running:
        return min(running, key=lambda cycle: (_is_empty(books, cycle), cycle.end - cycle.start))
    begun = [cycle for cycle in cycles if cycle.start <= today]
    return begun[-1] if begun else next(iter(cycles), None)


def team_status(
    books: Books,
    *,
    today: date,
    calendar: Calendar,
    settings: Settings,
    meeting: Meeting | None = None,
    cycle: Cycle | None = None,
) -> TeamStatus:
    """Return the team at a glance.

    meeting: the meeting in hand, as in `standing`. cycle: another than the running one.

    Raises:
        Refused: there is no cycle yet.
    """
    now = now_of(meeting, today, calendar)
    cycle = cycle or running_cycle(books, now.day)
    if cycle is None:
        raise Refused("overview.no_cycle")
    closings = Closings(books)
    then = then_of(books, cycle, meeting, calendar, closings)
    stands = partial(
        standing,
        books,
        cycle=cycle,
        meeting=meeting,
        today=today,
        calendar=calendar,
        thresholds=settings.thresholds,
        closings=closings,
    )

    agreed = tree(books, cycle.id)
    rows = [objective_row(o, [stands(kr) for kr in krs], then, cycle) for o, krs in agreed]
    every = [one for row in rows for one in row.standings]
    before = [one.then for one in every if was_there(one.key_result, then, cycle)]
    by_owner = [owner_row(books, owner, rows, then, cycle) for owner in owners(books, agreed)]
    members = tuple(row for row in by_owner if row.member and row.member.active)
    week, weeks = week_of(cycle, now.day)
    progress_then, progress = progress_of_all(rows)
    return TeamStatus(
        cycle=cycle,
        today=now.day,
        then_on=then.day,
        week=week,
        weeks=weeks,
        gone=told(calendar.share_gone(cycle.start, cycle.end, now.day)),
        progress_then=progress_then,
        progress=progress,
        confidence_then=mean_confidence(before),
        confidence=mean_confidence(one.now for one in every),
        counts_then=counts_by_health(before),
        counts=counts_by_health(one.now for one in every),
        objectives=tuple(rows),
        members=members,
        others=tuple(row for row in by_owner if row not in members),
        attention=needs_attention(books, every),
        actions=open_actions(books, now.day),
        risks=open_risks(books),
        problems=tuple(books.where(Problem, "state", OpenState.OPEN.value)),
        missing=missing(members),
    )


def _is_empty(books: Books, cycle: Cycle) -> bool:
    return not books.view.where("objectives", "cycle", cycle.id)
