"""The card of the key result in hand at the closing: start beside end, its score, what was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final

from okrtui.cycle.paper import show_reached, show_score
from okrtui.cycle.scoring import Scored, last_day, owes_cause
from okrtui.minutes.phrases import Markup, Phrases
from okrtui.model.calendar import monday_of
from okrtui.model.numbers import NOTHING, change_in_percent, show_signed, show_value
from okrtui.model.progress import keeps_a_line
from okrtui.model.records import Cycle, MetricKind
from screens.desk import Desk
from screens.phrases import near_day, owner_name
from widgets.kr_card_lines import Compare, Entry, KrCardData, Trend
from widgets.line import Line, Piece, cells

_PLAIN: Final = Markup(typed=str, strong="{}")
_MOST_WEEKS: Final = 53
_LABELS: Final = ("quarter.score", "quarter.next_cycle", "quarter.cause", "quarter.lesson")


def scoring_card(found: Scored, cycle: Cycle, desk: Desk) -> KrCardData:
    """Return the card of a key result that is scored."""
    return _Card(found, cycle, desk).data()


class _Card:
    def __init__(self, found: Scored, cycle: Cycle, desk: Desk) -> None:
        self._found = found
        self._cycle = cycle
        self._desk = desk
        self._kr = found.key_result
        self._now = found.standing.now

    def data(self) -> KrCardData:
        desk, words = self._desk, self._desk.words
        today = desk.today
        ended = last_day(self._cycle, today)
        return KrCardData(
            name=f"KR{self._kr.number}",
            title=self._kr.title,
            facts=[Piece(self._facts(), "dim")],
            then=near_day(self._cycle.start, today, words),
            now=near_day(ended, today, words) if ended < today else words("meeting.now"),
            compares=tuple(self._compares()),
            trends=self._trends(),
            pace=(self._score(), self._next()),
            entries=tuple(self._said()),
            note_label=words("terms.note"),
            note=self._now.note,
        )

    def _facts(self) -> str:
        desk = self._desk
        say = Phrases(desk.words, self._cycle.end.year, _PLAIN)
        ambition = self._found.objective.ambition
        parts = [
            owner_name(desk.books, desk.books.answers_for(self._kr), desk.words),
            say.measured(self._kr),
            desk.words(f"terms.{ambition.value}") if ambition else "",
        ]
        return f" {desk.signs.dot} ".join(part for part in parts if part)

    # -- from start to end

    def _compares(self) -> Iterator[Compare]:
        words, kr, now = self._desk.words, self._kr, self._now
        yield Compare(
            label=words("terms.value"),
            then=self._start(),
            now=show_value(kr, now.value, words, of=now.of),
            large=True,
        )
        if not keeps_a_line(kr) and kr.metric is not MetricKind.YES_NO:
            points = change_in_percent(Decimal(0), now.progress)
            yield Compare(
                label=words("terms.progress"),
                then=show_reached(Decimal(0)),
                now=show_reached(now.progress),
                change=show_signed(points) if points else "",
            )
        given = [said for _, _, said in self._found.standing.points if said is not None]
        yield Compare(
            label=words("terms.confidence"),
            then=str(given[0]) if given else NOTHING,
            now=NOTHING if now.confidence is None else str(now.confidence),
        )

    def _start(self) -> str:
        kr = self._kr
        if kr.metric is MetricKind.TASKS or keeps_a_line(kr):
            return NOTHING
        start = Decimal(0) if kr.metric in {MetricKind.MILESTONE, MetricKind.YES_NO} else kr.start
        return show_value(kr, start, self._desk.words)

    def _trends(self) -> tuple[Trend, ...]:
        """Return confidence and progress through the cycle, a cell a week."""
        points = self._found.standing.points
        if not points:
            return ()
        by_week = {monday_of(day): (p, c) for day, p, c in points}
        first = monday_of(self._cycle.start)
        weeks = min((max(by_week) - first).days // 7 + 1, _MOST_WEEKS)
        days = [max(by_week) - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
        told = [by_week.get(day, (None, None)) for day in days]
        words = self._desk.words
        confidence = tuple(None if c is None else float(c) for _, c in told)
        trends = [Trend(label=words("terms.confidence"), values=confidence, low=1, high=10)]
        if not keeps_a_line(self._kr):
            progress = tuple(None if p is None else float(p) for p, _ in told)
            label = words("terms.progress")
            trends.insert(0, Trend(label=label, values=progress, low=0, high=1))
        return tuple(trends)

    # -- what is said of it

    def _score(self) -> Line:
        found, words = self._found, self._desk.words
        expected = words("quarter.expected", score=show_score(found.expected))
        dot = f" {self._desk.signs.dot} "
        head = self._label("quarter.score")
        if found.score is not None:
            short = found.score.score < found.expected
            line = [
                head,
                Piece(show_score(found.score.score), "strong"),
                Piece(dot + expected, "dim"),
            ]
            if found.score.score != found.proposed and found.proposed is not None:
                proposed = words("quarter.proposed", score=show_score(found.proposed))
                line.append(Piece(dot + proposed, "dim"))
            if short and owes_cause(found.score):
                line.append(Piece(f"  {words('meeting.why')}", "key"))
            return line
        if found.proposed is None:
            return [head, Piece(words("quarter.nothing_proposed"), "at_risk")]
        proposed = words("quarter.proposed", score=show_score(found.proposed))
        return [head, Piece(proposed, "bright"), Piece(dot + expected, "dim")]

    def _next(self) -> Line:
        found, words = self._found, self._desk.words
        onward = found.score.next if found.score is not None else found.next
        shown = words(f"quarter.next_{onward.value}")
        head = self._label("quarter.next_cycle")
        if found.score is None:
            return [head, Piece(words("quarter.if_nobody_says", what=shown), "dim")]
        return [head, Piece(shown, "bright")]

    def _label(self, key: str) -> Piece:
        return Piece(f"{self._labelled(key)} ", "dim")

    def _labelled(self, key: str) -> str:
        """Return a label with the blanks up to where all texts begin, less the last one."""
        words = self._desk.words
        room, text = max(cells(words(label)) for label in _LABELS), words(key)
        return text + " " * (room - cells(text) + 1)

    def _said(self) -> Iterator[Entry]:
        score = self._found.score
        if score is not None and score.cause:
            yield Entry(name=self._labelled("quarter.cause"), line=[Piece(score.cause, "normal")])
        if score is not None and score.lesson:
            yield Entry(name=self._labelled("quarter.lesson"), line=[Piece(score.lesson, "normal")])
