"""A cycle week by week: how sure the team was, how far each key result was, and all of it together.

What is known now says who and what counted then: a key result from the day on which it was agreed,
until the day on which it was given up. Who owned what in an earlier week is not looked up: it is
told with whose it is now.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from okrtui.model.agreed import counts, owners
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.pace import behind
from okrtui.model.progress import mean, objective_progress, told
from okrtui.model.records import Change, ChangeKind, Cycle, KeyResult, Objective, ProgressOf, State
from okrtui.model.timeline import Closings, Said, Timeline, timeline
from okrtui.model.work import finished

_WEEK: Final = timedelta(weeks=1)
_DAY: Final = timedelta(days=1)


class Week(msgspec.Struct, frozen=True):
    """An ISO week that has days of the cycle: its Monday and Sunday, and whether the team met."""

    first: date
    last: date
    met: bool


class Mark(msgspec.Struct, frozen=True):
    """How a key result stood at the end of a week, or stands in the one that runs.

    confidence: what held then; `given` where it was said in that very week.
    progress: raw; None where no value was ever given.
    """

    confidence: int | None
    given: bool
    value: Decimal | None
    progress: Decimal | None


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """A key result through its cycle, with a mark for each week that has begun.

    owner: who answers for it; name: `lin/O2/KR1`; line: all that was said of it.
    until: the day on which it was given up, alone or with its objective; None where it was not.
    """

    key_result: KeyResult
    objective: Objective
    owner: str
    name: str
    marks: tuple[Mark, ...]
    line: Timeline
    until: date | None = None

    def was_there(self, week: Week) -> bool:
        """Return whether it counted at the end of a week: agreed on, and not given up yet."""
        agreed_on = self.key_result.agreed_on
        return (agreed_on is None or agreed_on <= week.last) and (
            self.until is None or self.until > week.last
        )


Burn = tuple[Decimal | None, ...]
"""The progress of many at the end of each week that has begun; None where there was nothing."""


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
        """Whether the last week that has begun is this one, so that it is not over yet."""
        return bool(self.begun) and self.weeks[self.begun - 1].last >= self.today


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
    begun = sum(week.first <= today for week in weeks)
    closings = Closings(books)

    def read(objective: Objective, cycle: Cycle, given_up: date | None) -> Iterator[Trend]:
        """Yield the key results of an objective that count, or did."""
        for kr in books.key_results(objective.id):
            until = min(filter(None, (given_up, _given_up(books, kr, calendar))), default=None)
            if not counts(kr) and until is None:
                continue
            line = timeline(
                books,
                kr,
                cycle=cycle,
                meeting=None,
                today=today,
                calendar=calendar,
                closings=closings,
            )
            yield Trend(
                key_result=kr,
                objective=objective,
                owner=kr.owner or objective.owner,
                name=f"{books.objective_name(objective)}/KR{kr.number}",
                marks=tuple(_marks(line, weeks[:begun])),
                line=line,
                until=until,
            )

    found: list[tuple[Objective, list[Trend]]] = []
    done = 0
    for objective in books.objectives(cycle.id):
        yield done
        given_up = _given_up(books, objective, calendar)
        if not counts(objective) and given_up is None:
            continue
        below: list[Trend] = []
        for one in read(objective, cycle, given_up):
            below.append(one)
            done += 1
            yield done
        found.append((objective, below))
    order = owners(books, [(one, [trend.key_result for trend in below]) for one, below in found])
    shares: dict[str, list[tuple[Objective, Burn]]] = {}
    theirs: dict[str, list[Trend]] = {}
    burns: dict[str, Burn] = {}
    for objective, below in found:
        burns[objective.id] = _burn(below, weeks[:begun])
        for one in below:
            theirs.setdefault(one.owner, []).append(one)
        yield done
    if any(objective.progress_of is ProgressOf.ALIGNED for objective, _ in found):
        # Few teams have such objectives, and every screen of trends would wait for the import.
        from okrtui.model.rollup import all_below, from_below

        rolled = all_below(books, (objective for objective, _ in found))
        for objective in (one for some in rolled.values() for one in some):
            if objective.id not in burns:
                their_cycle = books.get(Cycle, objective.cycle)
                burns[objective.id] = _burn([*read(objective, their_cycle, None)], weeks[:begun])
                yield done
        burns |= from_below(rolled, burns)
    for objective, _ in found:
        shares.setdefault(objective.owner, []).append((objective, burns[objective.id]))
    by_owner: list[tuple[str, Burn]] = []
    for owner in order:
        own = shares.get(owner)
        # As their row on the Board: who has no objective is told by their key results.
        burn = _together(own, begun) if own else _burn(theirs.get(owner, ()), weeks[:begun])
        by_owner.append((owner, burn))
        yield done
    return Trends(
        cycle=cycle,
        today=today,
        weeks=weeks,
        begun=begun,
        rows=tuple(_in_order(order, found)),
        team=_together([one for some in shares.values() for one in some], begun),
        owners=tuple(by_owner),
        gone=tuple(
            told(calendar.share_gone(cycle.start, cycle.end, week.last + _DAY)) for week in weeks
        ),
        gone_now=told(calendar.share_gone(cycle.start, cycle.end, today)),
    )


def weeks_of(books: Books, cycle: Cycle, calendar: Calendar) -> tuple[Week, ...]:
    """Return the ISO weeks that have days of a cycle, with those in which the team met."""
    # Read from documents: the minutes in a meeting need not be decoded for its day.
    met = {
        _monday(calendar.day(datetime.fromisoformat(doc["opened_at"])))
        for doc in books.view.all("meetings")
        if cycle.id in doc.get("cycles", ())
    }
    monday = _monday(cycle.start)
    weeks = []
    while monday <= cycle.end:
        weeks.append(Week(monday, monday + _WEEK - _DAY, monday in met))
        monday += _WEEK
    return tuple(weeks)


def ideal(trend: Trend, weeks: Sequence[Week]) -> tuple[Decimal | None, ...]:
    """Return the progress that each week's end asks for, those to come too.

    It is the share of the working days gone from when the key result was agreed until it is due,
    or the steps that are due; None where nothing can be asked: a line that is kept, yes or no,
    steps without days.
    """
    return tuple(ideal_on(trend, week.last + _DAY) for week in weeks)


def ideal_on(trend: Trend, day: date) -> Decimal | None:
    """Return the progress that is asked for by the beginning of a day, as `ideal` does."""
    line = trend.line
    # What lies behind with nothing done is all that is asked for.
    asked = behind(trend.key_result, Fraction(0), line.tasks, line.course(day))
    return None if asked is None else told(min(asked, Fraction(1)))


def _marks(line: Timeline, weeks: Sequence[Week]) -> Iterator[Mark]:
    """Return what stood at the end of each week, in one walk over what was said."""
    if not weeks:
        return
    words: dict[int, list[Said]] = {}
    for said in line.said:
        # What was said before the cycle stands at its beginning; what is dated later, now.
        at = (line.calendar.day(said.check_in.at) - weeks[0].first).days // 7
        words.setdefault(min(max(at, -1), len(weeks) - 1), []).append(said)
    holds = words.get(-1, [])[-1:]
    for at, week in enumerate(weeks):
        heard = words.get(at, ())
        holds = heard[-1:] or holds
        is_last = at == len(weeks) - 1
        until = line.now.at if is_last else line.calendar.first_instant(week.last + _DAY)
        value = line.value(holds, until)
        raw = line.progress(value, until)
        yield Mark(
            confidence=holds[-1].confidence if holds else None,
            given=any(said.check_in.confidence is not None for said in heard),
            value=value,
            progress=None if raw is None else told(raw),
        )


def _given_up(books: Books, thing: Objective | KeyResult, calendar: Calendar) -> date | None:
    """Return when something was given up that had been agreed on; None where that is not known."""
    if thing.state is not State.DROPPED:
        return None
    changes = books.where(Change, "target", thing.id)
    last = next((one for one in reversed(changes) if one.kind is ChangeKind.DROPPED), None)
    known = last is not None and last.was != State.DRAFT.value
    return calendar.day(last.at) if last is not None and known else None


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


def _in_order(
    order: Sequence[str], found: Sequence[tuple[Objective, Sequence[Trend]]]
) -> Iterator[Trend]:
    """Return what counts now, by who answers for it; what lies below their own objectives first."""
    of: dict[str, tuple[list[Trend], list[Trend]]] = {owner: ([], []) for owner in order}
    for objective, below in found:
        for one in below:
            if one.until is None:
                of[one.owner][objective.owner != one.owner].append(one)
    for own, others in of.values():
        yield from own
        yield from others


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
