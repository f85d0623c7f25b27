"""How a key result stands: last meeting beside now. What every screen and the minutes show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

import msgspec

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.health import Evidence, health
from okrtui.model.open import days_late
from okrtui.model.pace import Pace, behind, pace
from okrtui.model.progress import keeps_a_line, told
from okrtui.model.records import CheckIn, Cycle, Health, KeyResult, Meeting
from okrtui.model.settings import Thresholds
from okrtui.model.timeline import Closings, Cut, Said, Timeline, timeline

FALLS: Final = 2
"""How many falls in a row need a word."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A key result at one moment.

    progress: raw, 0 at the start and 1 at the target; None where no value was ever given.
    at: when the newest check-in that counts here was made; None without any.
    of: how many steps or tasks the value counts; None for other metrics.
    behind: how far progress lags behind time, 0 to 1; None where that cannot be told.
    """

    value: Decimal | None
    progress: Decimal | None
    confidence: int | None
    health: Health
    note: str
    at: datetime | None
    of: Decimal | None = None
    behind: Decimal | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A key result then and now.

    then: at the last closed meeting, else at the cycle's start; `then_on` is that day.
    here: its check-in of the meeting in hand, if any.
    since: its newest check-in made since `then` outside of the meeting in hand (prepared).
    unchanged: how many meetings in a row it was confirmed unchanged, up to now.
    falls: how many times in a row confidence fell, up to now, from meeting to meeting.
    days_silent: days since the last check-in; None if there never was one.
    points: one per week with a check-in, the earliest first: the day, progress, confidence.
    due: its own due day, else the last day of its cycle.
    pace: progress against time; None for a line that is kept.
    """

    key_result: KeyResult
    then: Moment
    now: Moment
    here: CheckIn | None
    since: CheckIn | None
    unchanged: int
    falls: int
    days_silent: int | None
    points: tuple[tuple[date, Decimal | None, int | None], ...]
    then_on: date | None = None
    due: date | None = None
    pace: Pace | None = None

    @property
    def behind(self) -> Decimal | None:
        """How far progress lags behind time now, 0 to 1; None where that cannot be told."""
        return self.now.behind

    @property
    def fell(self) -> int:
        """By how much confidence fell since then; 0 where it did not, or was not given."""
        was, now = self.then.confidence, self.now.confidence
        return 0 if was is None or now is None else max(was - now, 0)

    @property
    def is_reached(self) -> bool:
        """Whether its target is reached; a line that is kept never is, it has to be kept on."""
        progress = self.now.progress
        return not keeps_a_line(self.key_result) and progress is not None and progress >= 1

    def days_late(self, today: date) -> int:
        """Return how many days its due day is over; 0 once it is reached, and for a kept line."""
        is_over = self.is_reached or keeps_a_line(self.key_result)
        return 0 if is_over else days_late(self.due, today)


def standing(
    books: Books,
    key_result: KeyResult,
    *,
    cycle: Cycle,
    meeting: Meeting | None,
    today: date,
    calendar: Calendar,
    thresholds: Thresholds,
    closings: Closings | None = None,
) -> Standing:
    """Return how a key result stands, then and now. The cost follows its check-ins.

    meeting: the meeting in hand; `then` is the meeting that it compares with. Once it is closed,
        its closing is "now", and what was said or ticked later is left out. Without a meeting,
        `then` is the newest closed one.
    closings: of the same books, where many key results are asked for.
    """
    line = timeline(
        books,
        key_result,
        cycle=cycle,
        meeting=meeting,
        today=today,
        calendar=calendar,
        closings=closings,
    )
    said, fresh = line.said, line.said[line.before :]
    in_hand = [one.check_in for one in fresh if _is_of(one.check_in, meeting)]
    outside = [one.check_in for one in fresh if not _is_of(one.check_in, meeting)]
    weekly = line.weekly()
    return Standing(
        key_result=key_result,
        then=_moment(line, said[: line.before], line.then, thresholds, _note(said[: line.before])),
        now=_moment(line, said, line.now, thresholds, _note(fresh)),
        here=in_hand[-1] if in_hand else None,
        since=outside[-1] if outside else None,
        unchanged=_unchanged(said),
        falls=_falls(said),
        days_silent=(line.now.day - calendar.day(said[-1].check_in.at)).days if said else None,
        points=tuple((week.day, _told(week.progress), week.confidence) for week in weekly),
        then_on=line.then.day,
        due=line.due,
        pace=_pace(line, [(week.day, week.value) for week in weekly if week.value is not None]),
    )


def asks_why(standing: Standing, thresholds: Thresholds) -> bool:
    """Return whether the team asks for a reason: confidence is low, fell far, or fell twice.

    Not where a reason was given in this meeting or while preparing it.
    """
    now = standing.now.confidence
    if now is None or any(said and said.why for said in (standing.here, standing.since)):
        return False
    fell_far = standing.fell >= thresholds.fall
    return now < thresholds.confidence_off or fell_far or standing.falls >= FALLS


def _is_of(check_in: CheckIn, meeting: Meeting | None) -> bool:
    return meeting is not None and check_in.meeting == meeting.id


def _told(fraction: Fraction | None) -> Decimal | None:
    return None if fraction is None else told(fraction)


def _moment(
    line: Timeline, said: Sequence[Said], cut: Cut, thresholds: Thresholds, note: str
) -> Moment:
    last = said[-1] if said else None
    value = line.value(said, cut.at)
    raw = line.progress(value, cut.at)
    confidence = last.confidence if last else None
    lag = behind(line.key_result, raw, line.tasks_at(cut.at), line.course(cut.day))
    evidence = Evidence(
        progress=raw,
        behind=lag,
        confidence=confidence,
        due=line.due,
        last_said=line.calendar.day(last.check_in.at) if last else None,
        given=last is not None and (last.value, confidence) != (None, None),
        override=last.check_in.health if last else None,
    )
    return Moment(
        value=value,
        progress=_told(raw),
        confidence=confidence,
        health=health(line.key_result, evidence, today=cut.day, thresholds=thresholds),
        note=note,
        at=last.check_in.at if last else None,
        of=line.of(cut.at),
        behind=_told(lag),
    )


def _pace(line: Timeline, values: list[tuple[date, Decimal]]) -> Pace | None:
    """Return the pace, with the ticks of today as the newest value."""
    value = line.value(line.said, line.now.at)
    if value is not None and (not values or values[-1][1] != value):
        values = [*(point for point in values if point[0] != line.now.day), (line.now.day, value)]
    return pace(
        line.key_result,
        values=values,
        of=line.of(line.now.at),
        tasks=line.tasks_at(line.now.at),
        course=line.course(line.now.day),
    )


def _note(said: Sequence[Said]) -> str:
    """Return the newest note since the meeting before: one may prepare it and confirm it later."""
    meetings = 0
    for one in reversed(said):
        meetings += one.check_in.meeting is not None
        if meetings > 1:
            break
        if one.check_in.note:
            return one.check_in.note
    return ""


def _unchanged(said: Sequence[Said]) -> int:
    count = 0
    for one in reversed(said):
        check_in = one.check_in
        if check_in.unchanged and check_in.confirmed:
            count += 1
        elif check_in.value is not None or check_in.confidence is not None:
            break
    return count


def _falls(said: Sequence[Said]) -> int:
    """Return how many falls end the line of confidences, one per meeting and the newest.

    What was given while preparing a meeting is one with what that meeting then said.
    """
    marks: list[int] = []
    prepared: int | None = None
    for confidence, in_meeting in ((s.check_in.confidence, s.check_in.meeting) for s in said):
        if confidence is None:
            continue
        if in_meeting:
            marks.append(confidence)
        prepared = None if in_meeting else confidence
    if prepared is not None:
        marks.append(prepared)
    falls = [now < before for before, now in pairwise(marks)]
    return next((n for n, fell in enumerate(reversed(falls)) if not fell), len(falls))
