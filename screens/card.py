"""What the card of the key result in hand says: then beside now, and all that bears on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from okrtui.model.calendar import monday_of
from okrtui.model.links import how_gone, name_of
from okrtui.model.numbers import (
    change_in_percent,
    show_number,
    show_percent,
    show_signed,
    show_value,
)
from okrtui.model.pace import Pace, kept
from okrtui.model.progress import keeps_a_line
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Direction,
    Health,
    KeyResult,
    Link,
    MetricKind,
)
from okrtui.model.standing import Standing, asks_why
from screens.card_entries import entries, tasks
from screens.phrases import near_day, owner_name, short_name, signed_role
from screens.room import Room
from screens.together_given import giver, leading
from widgets.kr_card_lines import Compare, Earlier, KrCardData, Trend
from widgets.line import Line, Piece

_WEEKS = 13
_EARLIER = 3


def key_result_card(kr: KeyResult, room: Room) -> KrCardData:
    """Return the card of a key result: the last one, where that is of it and nothing changed."""
    desk = room.desk
    seen = room.epoch, len(room.touched), room.books.view.seq, leading(desk)
    of = kr, desk.today, *seen
    if room.last_card is None or room.last_card[0] != of:
        room.last_card = of, _Card(kr, room).data()
    return room.last_card[1]


def _tasks(kr: KeyResult, room: Room, today: date) -> tuple[Line, ...]:
    """Return the tasks of a key result; the same lines as before, where they say the same."""
    of = kr.id, room.epoch, room.ticked, today
    if room.last_tasks is None or room.last_tasks[0] != of:
        room.last_tasks = of, tuple(tasks(kr, room))
    return room.last_tasks[1]


class _Card:
    def __init__(self, kr: KeyResult, room: Room) -> None:
        self.kr = kr
        self.room = room
        self.books = room.books
        self.words = room.desk.words
        self.signs = room.desk.signs
        self.stands: Standing = room.stand(kr)
        self.said = self.books.check_ins(kr.id)
        self.today = room.desk.today

    def data(self) -> KrCardData:
        stands, words = self.stands, self.words
        then_on = stands.then_on
        note, role, note_label = self._note()
        return KrCardData(
            name=f"KR{self.kr.number}",
            title=self.kr.title,
            facts=self._facts(),
            then=self._date(then_on) if then_on else "",
            now=words("meeting.now"),
            compares=tuple(self._compares()),
            pace=tuple(self._pace()),
            trends=self._trends(),
            entries=tuple(entries(self.kr, self.room, stands)),
            tasks=_tasks(self.kr, self.room, self.today),
            note_label=note_label,
            note=note,
            note_role=role,
            note_then=stands.then.note if note != stands.then.note else "",
            note_then_label=self._noted_on(stands.then.note),
            earlier_label=words("meeting.earlier"),
            earlier=tuple(self._earlier(note)),
        )

    # -- who and when

    def _facts(self) -> Line:
        words = self.words
        parts = [owner_name(self.books, self.books.answers_for(self.kr), words)]
        here = self.stands.here
        if here is not None and here.spoken_by is not None:
            parts.append(words("views.speaks", name=owner_name(self.books, here.spoken_by, words)))
        if self.stands.due is not None:
            parts.append(words("board.due", day=self._date(self.stands.due)))
            weeks = (self.stands.due - self.today).days // 7
            if weeks > 0:
                parts[-1] += words("history.comma") + words("meeting.weeks", n=weeks)
        if self.stands.unchanged > 1:
            parts.append(words("meeting.unchanged_times", n=self.stands.unchanged))
        line = [Piece(f" {self.signs.dot} ".join(parts), "dim"), *self._silence(), *self._given()]
        for link in self.books.where(Link, "source", self.kr.id):
            if link.kind in {"collaborator", "depends"}:
                line += self._link(link)
        return line

    def _silence(self) -> Line:
        """Return for how many weeks nobody said a word of it, where it is more than one."""
        weeks = (self.stands.days_silent or 0) // 7
        if weeks < 2:
            return []
        role = "stale" if self.stands.now.health is Health.STALE else "dim"
        silent = self.words("views.silent", n=weeks)
        return [Piece(f" {self.signs.dot} ", "dim"), Piece(silent, role)]

    def _given(self) -> Line:
        """Return who filled it in at their own terminal, until it is confirmed."""
        who = giver(self.stands, self.room.desk, self.books)
        if who is None:
            return []
        given = self.words("together.given_by", name=short_name(who))
        return [Piece(f" {self.signs.dot} ", "dim"), Piece(given, "accent")]

    def _link(self, link: Link) -> Line:
        words, target = self.words, link.target
        named = name_of(self.books, target, beside=self.kr)
        name = words(f"terms.{target}") if target in {TEAM, COMPANY} else named
        with_ = words("meeting.with" if link.kind == "collaborator" else "meeting.depends")
        gone = how_gone(self.books, target)
        states = [words(f"links.{gone}")] if gone else []
        if link.state:
            states.append(words(f"meeting.link_{link.state}"))
        state = f" {self.signs.dot} ".join(states)
        role = "dim" if link.state == "confirmed" and not gone else "at_risk"
        line = [Piece(f" {self.signs.dot} {with_} {name}", "dim")]
        return [*line, Piece(f" ({state})", role)] if state else line

    # -- then and now

    def _compares(self) -> Iterator[Compare]:
        words, kr, then, now = self.words, self.kr, self.stands.then, self.stands.now
        here = self.stands.here
        moved = then.value is not None and now.value is not None
        change = now.value - then.value if moved else None  # type: ignore[operator]
        given = here is not None and here.value is not None and not here.unchanged
        yield Compare(
            label=words("terms.value"),
            then=show_value(kr, then.value, words, of=then.of),
            now=show_value(kr, now.value, words, of=now.of),
            change=show_signed(change) if change is not None else "",
            now_role="strong" if given else "bright",
            change_role="dim" if not change else "normal",
            large=True,
        )
        if self._has_progress():
            points = change_in_percent(then.progress, now.progress)
            yield Compare(
                label=words("terms.progress"),
                then=show_percent(then.progress),
                now=show_percent(now.progress),
                change=show_signed(points) if points is not None else "",
                change_role=signed_role(points),
            )
        asks = asks_why(self.stands, self.room.desk.settings.thresholds)
        fell = now.confidence is not None and then.confidence is not None
        difference = now.confidence - then.confidence if fell else None  # type: ignore[operator]
        yield Compare(
            label=words("terms.confidence"),
            then=_or_nothing(then.confidence),
            now=_or_nothing(now.confidence),
            change=show_signed(difference) if difference is not None else "",
            ask=words("meeting.why") if asks else "",
            now_role="strong" if here and here.confidence is not None else "bright",
            change_role=signed_role(difference),
            large=True,
        )
        yield Compare(
            label=words("terms.health"),
            then=words(f"terms.{then.health.value}"),
            now=words(f"terms.{now.health.value}"),
            then_role=then.health.value,
            now_role=now.health.value,
        )

    def _has_progress(self) -> bool:
        kr = self.kr
        if keeps_a_line(kr) or kr.metric is MetricKind.YES_NO:
            return False
        return kr.metric is not MetricKind.PERCENT or (kr.start, kr.target) != (
            Decimal(0),
            Decimal(100),
        )

    # -- time

    def _pace(self) -> Iterator[Line]:
        words, pace, kr = self.words, self.stands.pace, self.kr
        if kr.direction is not Direction.REACH:
            weeks, of = kept([progress for _, progress, _ in self.stands.points])
            line = self._value(kr.target)
            way = "above" if kr.direction is Direction.KEEP_ABOVE else "below"
            yield [Piece(words(f"meeting.kept_{way}", line=line, weeks=weeks, of=of), "dim")]
            return
        if pace is None:
            return
        parts = list(self._rates(pace))
        if parts:
            yield [Piece(f" {self.signs.dot} ".join(parts), "dim")]
        if pace.forecast is not None and self.stands.due is not None:
            due = self._date(self.stands.due)
            forecast = words("meeting.forecast", day=due, value=self._value(pace.forecast))
            yield [Piece(forecast, "normal" if self._reaches(pace.forecast) else "at_risk")]

    def _rates(self, pace: Pace) -> Iterator[str]:
        words = self.words
        if pace.remaining:
            if self.kr.metric is not MetricKind.YES_NO:
                yield words("meeting.to_go", value=self._value(abs(pace.remaining)))
        elif pace.remaining is not None:
            yield words("meeting.reached")
        if pace.steps_due is not None:
            yield words("meeting.steps_due", n=pace.steps_due)
        if pace.needed:
            yield words("meeting.needed", value=self._rate(pace.needed))
        if pace.lately is not None:
            yield words("meeting.lately", value=self._rate(pace.lately))

    def _reaches(self, forecast: Decimal) -> bool:
        rises = self.kr.target >= self.kr.start
        return forecast >= self.kr.target if rises else forecast <= self.kr.target

    def _value(self, number: Decimal) -> str:
        if self.kr.metric in {MetricKind.MILESTONE, MetricKind.TASKS, MetricKind.YES_NO}:
            return show_number(number)
        return show_value(self.kr, number, self.words)

    def _rate(self, number: Decimal) -> str:
        """Return what a week brings, without a unit that is a word: it stands beside the value."""
        if self.kr.metric is MetricKind.NUMBER:
            return show_number(number)
        return self._value(number)

    def _trends(self) -> tuple[Trend, ...]:
        points = self.stands.points
        if len(points) < 2:
            return ()
        by_week = {monday_of(day): (p, c) for day, p, c in points}
        monday = monday_of(self.today)
        first = min(by_week)
        weeks = min(_WEEKS, (monday - first).days // 7 + 1)
        days = [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
        found = [by_week.get(day, (None, None)) for day in days]
        progress = tuple(None if p is None else float(p) for p, _ in found)
        confidence = tuple(None if c is None else float(c) for _, c in found)
        trends = []
        if not keeps_a_line(self.kr):
            trends.append(Trend(label=self.words("terms.progress"), values=progress, low=0, high=1))
        trends.append(
            Trend(label=self.words("terms.confidence"), values=confidence, low=1, high=10)
        )
        return tuple(trends)

    # -- words of the owner

    def _note(self) -> tuple[str, str, str]:
        """Return the note, how it is drawn, and its label: where it is of then, that day."""
        stands, label = self.stands, self.words("terms.note")
        if stands.here is not None and stands.here.note:
            return stands.here.note, "bright", label
        if stands.now.note:
            return stands.now.note, "normal", label
        then = stands.then.note
        return then, "normal", f"{label} {self._noted_on(then)}".strip()

    def _noted_on(self, note: str) -> str:
        said = [said for said in self.said if note and said.note == note]
        return self._date(self.room.desk.calendar.day(said[-1].at)) if said else ""

    def _earlier(self, shown: str) -> Iterator[Earlier]:
        told = [said for said in self.said if said.note]
        before = [said for said in reversed(told) if said.note != shown]
        for said in before[:_EARLIER]:
            yield Earlier(label=self._date(self.room.desk.calendar.day(said.at)), text=said.note)

    def _date(self, day: date) -> str:
        return near_day(day, self.today, self.words)


def _or_nothing(number: int | None) -> str:
    return "–" if number is None else str(number)
