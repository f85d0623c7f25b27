"""When the next cycle is drafted: half a month before it starts (the method, 6.2.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import msgspec

from okrtui.model.books import Books
from okrtui.model.calendar import parse_cycle
from okrtui.model.records import Cycle, CycleState, State
from okrtui.text.dates import show_date
from okrtui.text.words import Words

HALF_A_MONTH: Final = timedelta(days=15)
_DAY: Final = timedelta(days=1)


class Drafting(msgspec.Struct, frozen=True, kw_only=True):
    """That the next cycle is being drafted.

    since: from which day on. made: whether the cycle is there; else it is to be opened.
    drafts, agreed: how many objectives it has so far.
    """

    name: str
    start: date
    since: date
    made: bool
    drafts: int
    agreed: int


def drafting_opens(start: date, end: date) -> date:
    """Return from when a cycle is drafted: half a month before it starts.

    Half of its length where that is less: a week is not drafted for two.
    """
    return start - min(HALF_A_MONTH, ((end - start) + _DAY) // 2)


def next_cycle(cycle: Cycle) -> tuple[str, date, date] | None:
    """Return name, first and last day of the cycle that follows: `2027-Q1` after `2026-Q4`.

    None for a span of days of its own.
    """
    for here, there in zip(_names(cycle.start), _names(cycle.end + _DAY), strict=True):
        if parse_cycle(here) == (cycle.start, cycle.end):
            return (there, *parse_cycle(there))
    return None


def drafting(books: Books, today: date) -> Drafting | None:
    """Return which cycle is being drafted today; None for none.

    One that is made comes first; else one that should be, as it follows one that runs.
    """
    cycles = [cycle for cycle in books.cycles() if cycle.state is not CycleState.CLOSED]
    for cycle in cycles:
        since = drafting_opens(cycle.start, cycle.end)
        if since <= today < cycle.start:
            states = [objective.state for objective in books.objectives(cycle.id)]
            return Drafting(
                name=cycle.name,
                start=cycle.start,
                since=since,
                made=True,
                drafts=states.count(State.DRAFT),
                agreed=states.count(State.AGREED),
            )
    spans = {(cycle.start, cycle.end) for cycle in books.cycles()}
    running = [cycle for cycle in books.cycles() if cycle.start <= today <= cycle.end]
    for cycle in sorted(running, key=lambda cycle: cycle.end - cycle.start):
        if today <= cycle.end - HALF_A_MONTH:
            continue  # Early enough to say so without asking what follows.
        following = next_cycle(cycle)
        if following is None or following[1:] in spans:
            continue
        name, start, end = following
        since = drafting_opens(start, end)
        if since <= today:
            return Drafting(name=name, start=start, since=since, made=False, drafts=0, agreed=0)
    return None


def tell_drafting(found: Drafting, words: Words, today: date) -> str:
    """Return it in a sentence: "drafting of 2027-Q1 has been open since 17 Dec"."""
    since = show_date(found.since, words.language, year=today.year)
    if not found.made:
        return words("cycle.drafting_to_open", name=found.name, since=since)
    return words(
        "cycle.drafting", name=found.name, since=since, drafts=found.drafts, agreed=found.agreed
    )


def _names(day: date) -> tuple[str, ...]:
    """Return the names of the week, month, two months, quarter, half and year that a day is in."""
    year, month = day.year, day.month
    iso_year, week, _ = day.isocalendar()
    return (
        f"{iso_year}-W{week:02d}",
        f"{year}-{month:02d}",
        f"{year}-B{(month + 1) // 2}",
        f"{year}-Q{(month + 2) // 3}",
        f"{year}-H{(month + 5) // 6}",
        f"{year}",
    )
