"""What was said of one key result, in order, up to the moment at which we look.

Words said in a meeting count from its closing on: they are amended until then, so they are newer
than what came in beside it. "Then" is a cut through this line, "now" is its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.ops import Doc
from okrtui.model.pace import Course
from okrtui.model.progress import counts_tasks, progress, steps_in_all, value_with_tasks
from okrtui.model.records import CheckIn, Cycle, KeyResult, Meeting, MeetingState, Task
from okrtui.model.task_then import as_of

OPEN_END: Final = datetime.max.replace(tzinfo=UTC)
"""When the words of a meeting that is not closed yet will count from."""


class Closings:
    """When the words of each meeting count from; each meeting is read once.

    Minutes are kept in a meeting: to copy them for every check-in took two thirds of an overview.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._of: dict[str, datetime | None] = {}
        self._last: datetime | None = None

    def of(self, meeting: str) -> datetime | None:
        """Return when a meeting closed: `OPEN_END` if it did not yet, None if there is none."""
        if meeting not in self._of:
            doc = self._books.view.get("meetings", meeting)
            self._of[meeting] = None if doc is None else _closing_in(doc)
        return self._of[meeting]

    def known(self, meeting: str) -> datetime | None:
        """Return what `of` said of a meeting; None where nobody asked, or there was none."""
        return self._of.get(meeting)

    def last(self) -> datetime | None:
        """Return when the newest meeting closed; None where none did."""
        if self._last is None:
            for doc in self._books.view.where("meetings", "state", MeetingState.CLOSED.value):
                self._of[doc["id"]] = _closing_in(doc)
            closed = (end for end in self._of.values() if end is not None and end != OPEN_END)
            self._last = max(closed, default=None)
        return self._last


class Cut(msgspec.Struct, frozen=True):
    """Up to where check-ins and ticks count, and which day it is there."""

    at: datetime
    day: date


class Said(msgspec.Struct, frozen=True):
    """A check-in, and what holds from it on: it gives some of value and confidence, or none."""

    check_in: CheckIn
    counts_from: datetime
    value: Decimal | None
    confidence: int | None


class Week(msgspec.Struct, frozen=True):
    """What stood after the last words of a week, said on that day; progress is raw and exact."""

    day: date
    value: Decimal | None
    progress: Fraction | None
    confidence: int | None


class Timeline(msgspec.Struct, frozen=True):
    """A key result's check-ins and tasks, cut at "then" and at "now".

    said: the check-ins that count now, the earliest first; `before` of them counted then.
    tasks: those that its value is counted by; none for other metrics.
    added: from when each task counts, for those that a meeting added: from its closing on.
    begin, due: between which days its pace counts.
    """

    key_result: KeyResult
    said: tuple[Said, ...]
    before: int
    then: Cut
    now: Cut
    tasks: tuple[Task, ...]
    begin: date
    due: date
    calendar: Calendar
    added: Mapping[str, datetime]

    def of(self, until: datetime) -> Decimal | None:
        """Return of how many steps or tasks the value counts at an instant."""
        return steps_in_all(self.key_result, self.tasks_at(until))

    def tasks_at(self, until: datetime) -> Sequence[Task]:
        """Return the tasks that were there at an instant, as they were."""
        tasks: Sequence[Task] = self.tasks
        if self.added:
            tasks = [task for task in tasks if self.added.get(task.id, until) <= until]
        return tasks if until == OPEN_END else [as_of(task, until) for task in tasks]

    def course(self, day: date) -> Course:
        """Return the time that the key result has, seen from a day."""
        return Course(begin=self.begin, due=self.due, today=day, calendar=self.calendar)

    def value(self, said: Sequence[Said], until: datetime) -> Decimal | None:
        """Return the value that counts after these words, with the ticks up to an instant."""
        given = said[-1].value if said else None
        return value_with_tasks(self.key_result, given, self.tasks_at(until), until)

    def progress(self, value: Decimal | None, until: datetime) -> Fraction | None:
        """Return the raw, exact progress at a value, with the tasks there at an instant."""
        return progress(self.key_result, value, self.of(until))

    def weekly(self) -> list[Week]:
        """Return what stood after the last words of each ISO week."""
        weeks: dict[tuple[int, int], Week] = {}
        for said in self.said:
            day = self.calendar.day(said.check_in.at)
            until = min(said.counts_from, self.now.at)
            value = self.value((said,), until)
            year, week, _ = day.isocalendar()
            weeks[year, week] = Week(day, value, self.progress(value, until), said.confidence)
        return sorted(weeks.values(), key=lambda week: week.day)


def timeline(
    books: Books,
    key_result: KeyResult,
    *,
    cycle: Cycle,
    meeting: Meeting | None,
    today: date,
    calendar: Calendar,
    closings: Closings | None = None,
) -> Timeline:
    """Return what was said of a key result, as one in this meeting, or in none, looks at it.

    closings: of the same books, where several key results are looked at.
    """
    closings = closings or Closings(books)
    then = then_of(books, cycle, meeting, calendar, closings)
    now = now_of(meeting, today, calendar)
    check_ins = [
        (_counts_from(closings, check_in, meeting), check_in)
        for check_in in books.check_ins(key_result.id)
    ]
    check_ins = [pair for pair in check_ins if pair[0] <= now.at]
    check_ins.sort(key=lambda pair: (pair[0], pair[1].meeting is not None))
    tasks = tuple(books.tasks(key_result.id)) if counts_tasks(key_result) else ()
    return Timeline(
        key_result=key_result,
        said=_with_what_holds(check_ins),
        before=sum(counts_from <= then.at for counts_from, _ in check_ins),
        then=then,
        now=now,
        tasks=tasks,
        added=_added(closings, tasks, meeting),
        begin=max(cycle.start, key_result.agreed_on or cycle.start),
        due=key_result.due or cycle.end,
        calendar=calendar,
    )


def then_of(
    books: Books,
    cycle: Cycle,
    meeting: Meeting | None,
    calendar: Calendar,
    closings: Closings | None = None,
) -> Cut:
    """Return what "then" is: the last closed meeting's end, else the cycle's first day."""
    closings = closings or Closings(books)
    start = Cut(calendar.first_instant(cycle.start), cycle.start)
    if meeting is None:
        last = closings.last()
    else:
        last = closings.of(meeting.then) if meeting.then else None
    if last is None or last == OPEN_END or last <= start.at:
        return start
    return Cut(last, calendar.day(last))


def now_of(meeting: Meeting | None, today: date, calendar: Calendar) -> Cut:
    """Return what "now" is: the closing of a closed meeting in hand, else this moment."""
    closed_at = _closing(meeting) if meeting is not None else OPEN_END
    return Cut(closed_at, today if closed_at == OPEN_END else calendar.day(closed_at))


def _with_what_holds(check_ins: Sequence[tuple[datetime, CheckIn]]) -> tuple[Said, ...]:
    value: Decimal | None = None
    confidence: int | None = None
    line = []
    for counts_from, said in check_ins:
        value = said.value if said.value is not None else value
        confidence = said.confidence if said.confidence is not None else confidence
        line.append(Said(said, counts_from, value, confidence))
    return tuple(line)


def _counts_from(closings: Closings, check_in: CheckIn, meeting: Meeting | None) -> datetime:
    if check_in.meeting is None:
        return check_in.at
    if meeting is not None and check_in.meeting == meeting.id:
        return _closing(meeting)
    closed_at = closings.of(check_in.meeting)
    return check_in.at if closed_at is None else closed_at


def _added(
    closings: Closings, tasks: Sequence[Task], meeting: Meeting | None
) -> dict[str, datetime]:
    """Return from when tasks count that a meeting added."""
    counts_from: dict[str, datetime] = {}
    for task in tasks:
        if task.created_in is None:
            continue
        if meeting is not None and task.created_in == meeting.id:
            counts_from[task.id] = _closing(meeting)
        elif (closed_at := closings.of(task.created_in)) is not None:
            counts_from[task.id] = closed_at
    return counts_from


def _closing(meeting: Meeting) -> datetime:
    closed = meeting.state is MeetingState.CLOSED and meeting.closed_at is not None
    return meeting.closed_at if closed and meeting.closed_at else OPEN_END


def _closing_in(doc: Doc) -> datetime:
    """Return when a meeting's document says it closed, without decoding the minutes in it."""
    closed_at = doc.get("closed_at")
    if doc.get("state") != MeetingState.CLOSED or not closed_at:
        return OPEN_END
    return datetime.fromisoformat(closed_at)
