"""A key result week by week: what stood at the end of each, and what each asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar, monday_of
from okrtui.model.pace import behind
from okrtui.model.progress import told
from okrtui.model.records import Cycle, KeyResult, Objective
from okrtui.model.timeline import Said, Timeline

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


def weeks_of(books: Books, cycle: Cycle, calendar: Calendar) -> tuple[Week, ...]:
    """Return the ISO weeks that have days of a cycle, with those in which the team met."""
    # Read from documents: the minutes in a meeting need not be decoded for its day.
    met = {
        monday_of(calendar.day(datetime.fromisoformat(doc["opened_at"])))
        for doc in books.view.all("meetings")
        if cycle.id in doc.get("cycles", ())
    }
    monday = monday_of(cycle.start)
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


def marks_of(line: Timeline, weeks: Sequence[Week]) -> Iterator[Mark]:
    """Yield what stood at the end of each week, in one walk over what was said."""
    if not weeks:
        return
    words: dict[int, list[Said]] = {}
    for said in line.said:
        # What was said before the cycle stands at its beginning; what is dated later, now.
        at = (line.calendar.day(said.check_in.at) - weeks[0].first) // _WEEK
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
