"""A cycle week by week: how sure the team was, how far each key result was, and all of it together.

What is known now says who and what counted then: a key result from the day on which it was agreed,
until the day on which it was given up. Who owned what in an earlier week is not looked up: it is
told with whose it is now.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import msgspec

from okrtui.model.agreed import counts, owners
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.progress import mean, objective_progress, told
from okrtui.model.records import Change, ChangeKind, Cycle, KeyResult, Objective, ProgressOf, State
from okrtui.model.timeline import Closings, timeline
from okrtui.model.trend import Trend, Week, marks_of, weeks_of
from okrtui.model.work import finished

_DAY: Final = timedelta(days=1)

Burn = tuple[Decimal | None, ...]
"""The progress of many at the end of each week that has begun; None where there was nothing."""

Found = Sequence[tuple[Objective, Sequence[Trend]]]
"""Objectives, each with its key results: those that count, or did."""


class Trends(msgspec.Struct, frozen=True, kw_only=True):
    """A whole cycle, week by week.

    begun: how many of its weeks have begun, the one that runs included.
    rows: the key results that count now, by who answers for them, in the order of the round.
    team: progress of all; owners: of each, as their rows on the Board.
    gone: the share of the working days that is over at the end of each week; gone_now: today.
    """

    cycle: Cycle
    today: date
    weeks: tuple[Week, ...]
    begun: int
    rows: tuple[Trend, ...]
    team: Burn
    owners: tuple[tuple[str, Burn], ...]
    gone: tuple[Decimal, ...]
    gone_now: Decimal

    @property
    def runs(self) -> bool:
        """Whether it is going on today, so that the last week that has begun is not over yet."""
        return self.cycle.start <= self.today <= self.cycle.end

    @property
    def is_over(self) -> bool:
        """Whether its last day is gone, so that nothing is asked of it any more."""
        return self.cycle.end < self.today


def trends(books: Books, cycle: Cycle, *, today: date, calendar: Calendar) -> Trends:
    """Return a cycle week by week, at once: `working` without its pauses."""
    return finished(working(books, cycle, today=today, calendar=calendar))


def working(
    books: Books, cycle: Cycle, *, today: date, calendar: Calendar
) -> Generator[int, None, Trends]:
    """Work a cycle out in small steps: each says how many key results are done.

    Its cost follows the check-ins of the cycle, each of which is read once.
    """
    weeks = weeks_of(books, cycle, calendar)
    begun = [week for week in weeks if week.first <= today]
    reading = _Reading(books, calendar, today, begun)
    found = yield from reading.of_cycle(cycle)
    burns = yield from reading.burns(found)
    order = owners(books, [(one, [trend.key_result for trend in below]) for one, below in found])
    shares: dict[str, list[tuple[Objective, Burn]]] = {}
    theirs: dict[str, list[Trend]] = {}
    for objective, below in found:
        shares.setdefault(objective.owner, []).append((objective, burns[objective.id]))
        for one in below:
            theirs.setdefault(one.owner, []).append(one)
    by_owner: list[tuple[str, Burn]] = []
    for owner in order:
        own = shares.get(owner)
        # As their row on the Board: who has no objective is told by their key results.
        burn = _together(own, len(begun)) if own else _burn(theirs.get(owner, ()), begun)
        by_owner.append((owner, burn))
        yield reading.done
    return Trends(
        cycle=cycle,
        today=today,
        weeks=weeks,
        begun=len(begun),
        rows=tuple(_in_order(order, found)),
        team=_together([(one, burns[one.id]) for one, _ in found], len(begun)),
        owners=tuple(by_owner),
        gone=tuple(
            told(calendar.share_gone(cycle.start, cycle.end, week.last + _DAY)) for week in weeks
        ),
        gone_now=told(calendar.share_gone(cycle.start, cycle.end, today)),
    )


class _Reading:
    """Reads key results through the weeks that have begun. done: how many so far."""

    def __init__(
        self, books: Books, calendar: Calendar, today: date, weeks: Sequence[Week]
    ) -> None:
        self._books = books
        self._calendar = calendar
        self._today = today
        self._weeks = weeks
        self._closings = Closings(books)
        self.done = 0

    def of_cycle(self, cycle: Cycle) -> Generator[int, None, Found]:
        """Read the objectives of a cycle that count, or did."""
        found: list[tuple[Objective, list[Trend]]] = []
        for objective in self._books.objectives(cycle.id):
            yield self.done
            given_up = _given_up(self._books, objective, self._calendar)
            if not counts(objective) and given_up is None:
                continue
            below: list[Trend] = []
            for one in self._of(objective, cycle, given_up):
                below.append(one)
                self.done += 1
                yield self.done
            found.append((objective, below))
        return found

    def burns(self, found: Found) -> Generator[int, None, dict[str, Burn]]:
        """Return the progress of each objective, wherever it comes from."""
        burns: dict[str, Burn] = {}
        for objective, below in found:
            burns[objective.id] = _burn(below, self._weeks)
            yield self.done
        if all(objective.progress_of is not ProgressOf.ALIGNED for objective, _ in found):
            return burns
        # Few teams have such objectives, and every screen of trends would wait for the import.
        from okrtui.model.rollup import all_below, from_below

        rolled = all_below(self._books, (objective for objective, _ in found))
        for objective in (one for some in rolled.values() for one in some):
            if objective.id not in burns:
                cycle = self._books.get(Cycle, objective.cycle)
                burns[objective.id] = _burn([*self._of(objective, cycle)], self._weeks)
                yield self.done
        return burns | from_below(rolled, burns)

    def _of(
        self, objective: Objective, cycle: Cycle, given_up: date | None = None
    ) -> Iterator[Trend]:
        """Yield the key results of an objective that count, or did."""
        books = self._books
        for kr in books.key_results(objective.id):
            ends = (given_up, _given_up(books, kr, self._calendar))
            until = min((day for day in ends if day is not None), default=None)
            if not counts(kr) and until is None:
                continue
            line = timeline(
                books,
                kr,
                cycle=cycle,
                meeting=None,
                today=self._today,
                calendar=self._calendar,
                closings=self._closings,
            )
            yield Trend(
                key_result=kr,
                objective=objective,
                owner=kr.owner or objective.owner,
                name=f"{books.objective_name(objective)}/KR{kr.number}",
                marks=tuple(marks_of(line, self._weeks)),
                line=line,
                until=until,
            )


def _given_up(books: Books, thing: Objective | KeyResult, calendar: Calendar) -> date | None:
    """Return when something was given up that had been agreed on; None where that is not known."""
    if thing.state is not State.DROPPED:
        return None
    changes = books.where(Change, "target", thing.id)
    last = next((one for one in reversed(changes) if one.kind is ChangeKind.DROPPED), None)
    if last is None or last.was == State.DRAFT.value:
        return None
    return calendar.day(last.at)


def _burn(below: Sequence[Trend], weeks: Sequence[Week]) -> Burn:
    """Return the progress of some key results together at the end of each week."""
    return tuple(
        objective_progress(
            [(one.key_result, one.marks[at].progress) for one in below if one.was_there(week)]
        )
        for at, week in enumerate(weeks)
    )


def _together(shares: Sequence[tuple[Objective, Burn]], weeks: int) -> Burn:
    return tuple(
        mean(
            (objective.weight, progress)
            for objective, burn in shares
            if (progress := burn[at]) is not None
        )
        for at in range(weeks)
    )


def _in_order(order: Sequence[str], found: Found) -> Iterator[Trend]:
    """Return what counts now, by who answers for it; what lies below their own objectives first."""
    of: dict[str, tuple[list[Trend], list[Trend]]] = {owner: ([], []) for owner in order}
    for objective, below in found:
        for one in below:
            if one.until is None:
                of[one.owner][objective.owner != one.owner].append(one)
    for own, others in of.values():
        yield from own
        yield from others
