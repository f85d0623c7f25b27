"""The page of one key result: its progress week by week, beside what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from okrtui.model.numbers import show_number, show_percent, show_value
from okrtui.model.pace import kept
from okrtui.model.progress import keeps_a_line, progress
from okrtui.model.records import Direction, MetricKind
from okrtui.model.standing import Standing
from okrtui.model.trend import Mark, Trend, ideal, ideal_on
from okrtui.model.trends import Trends
from screens.desk import Desk
from screens.phrases import near_day, owner_name
from screens.trends_charts import PERCENT, Page, whole
from widgets.chart import Chart, Curve
from widgets.line import Line, Piece


class KeyResultPage(Page):
    """A key result by weeks, beside what was asked for, and where it leads."""

    def __init__(
        self, found: Trends, trend: Trend, standing: Standing, desk: Desk, width: int
    ) -> None:
        super().__init__(found, desk, width)
        self.trend, self.standing, self.kr = trend, standing, trend.key_result
        self.keeps = keeps_a_line(self.kr)

    def lines(self, height: int, place: str) -> list[Line]:
        """Return the page; place: which of how many."""
        head = self._head(place)
        foot = [[], self.keyed(self._legend())]
        room = height - len(head) - len(foot)
        chart = self._line_chart() if self.keeps else self._chart()
        return [*head, *self.drawn(chart, room), *foot]

    def _head(self, place: str) -> list[Line]:
        kr, now = self.kr, self.standing.now
        dot = Piece(f" {self.signs.dot} ", "dim")
        today = self.found.today
        whose = owner_name(self.desk.books, self.trend.owner, self.words)
        health = Piece(f"{self.signs.health[now.health.value]} ", now.health.value)
        title = [Piece(f"{self.trend.name}  ", "key"), Piece(kr.title, "strong")]
        said = [health, Piece(whose), dot, Piece(self._way()), dot]
        said.append(Piece(show_value(kr, now.value, self.words, of=now.of), "bright"))
        if self.standing.due is not None:
            day = near_day(self.standing.due, today, self.words)
            said += [dot, Piece(self.words("board.due", day=day), "dim")]
        return [self.titled(title, [Piece(place, "dim")]), self.titled(said, ()), []]

    def _way(self) -> str:
        kr = self.kr
        target = show_value(kr, kr.target, self.words)
        if kr.direction is Direction.KEEP_ABOVE:
            return self.words("trends.at_least", line=target)
        if kr.direction is Direction.KEEP_BELOW:
            return self.words("trends.at_most", line=target)
        if kr.metric is MetricKind.TASKS:
            return self.words("trends.tasks_done")
        return f"{show_value(kr, kr.start, self.words)} {self.signs.arrow} {target}"

    def _marks(self, tell: Callable[[Mark], str]) -> list[str]:
        found = []
        for column in self.shown:
            last = self.last(column)
            found.append("" if last is None else tell(self.trend.marks[last]))
        return found

    def _confidence(self) -> tuple[str, tuple[Piece, ...]]:
        texts = self._marks(lambda mark: "" if mark.confidence is None else str(mark.confidence))
        return self.row(self.words("terms.confidence"), texts, "normal")

    def _chart(self) -> Chart:
        shares = [mark.progress for mark in self.trend.marks]
        asked = ideal(self.trend, self.found.weeks)
        below = [self.weeks(), self.row(self.words("terms.progress"), self.texts(shares), "normal")]
        if any(share is not None for share in asked):
            today = ideal_on(self.trend, self.found.today)
            below.append(
                self.row(self.words("trends.ideal"), self.texts(asked, today=today), "dim")
            )
        curves = [
            Curve(points=self.points(asked), role="graph", stroke="dotted"),
            Curve(points=self._ahead(shares), role="dim", stroke="dashed"),
            Curve(points=self.points(shares), role="bright"),
        ]
        return Chart(
            columns=len(self.shown),
            curves=tuple(curves),
            axis=PERCENT,
            below=(*below, self._confidence()),
        )

    def _ahead(self, shares: Sequence[Decimal | None]) -> tuple[tuple[float, float], ...]:
        """Return the way from now to the due day, if weeks go on as lately."""
        pace, due = self.standing.pace, self.standing.due
        past = self.points(shares)
        if pace is None or pace.forecast is None or due is None or not past or self.found.is_over:
            return ()
        share = progress(self.kr, pace.forecast, self.standing.now.of)
        at = next(
            (
                place
                for place, column in enumerate(self.shown)
                if self.found.weeks[column.first].first <= due
                and due <= self.found.weeks[column.last].last
            ),
            len(self.shown) - 1,
        )
        if share is None or at + 0.5 <= past[-1][0]:
            return ()
        return (past[-1], (at + 0.5, float(share)))

    def _line_chart(self) -> Chart:
        """Return the values around the line that is to be kept."""
        line, values = self.kr.target, [mark.value for mark in self.trend.marks]
        known = [line, *(value for value in values if value is not None)]
        low, high = min(known), max(known)
        if low == high:  # One line through the middle, with room above and below.
            low, high = low - 1, high + 1
        span = high - low
        shares = [None if value is None else (value - low) / span for value in values]
        at = float((line - low) / span)
        outcome = self.signs.absent, self.signs.done
        held = self._marks(
            lambda mark: "" if mark.progress is None else outcome[mark.progress >= 1]
        )
        words = ("", show_number(line), "") if set(known) == {line} else None
        return Chart(
            columns=len(self.shown),
            curves=(
                Curve(points=((0, at), (len(self.shown), at)), role="graph", stroke="dotted"),
                Curve(points=self.points(shares), role="bright"),
            ),
            axis=words or (show_number(high), show_number(low)),
            below=(
                self.weeks(),
                self.row(self.words("trends.kept"), held, "normal"),
                self._confidence(),
            ),
        )

    def _legend(self) -> Iterator[Piece]:
        words = self.words
        if self.keeps:
            weeks, of = kept([mark.progress for mark in self.trend.marks])
            yield from self.named("solid", "bright", words("terms.value"))
            yield from self.named("dotted", "graph", words("trends.line"))
            kept_in = words("trends.kept_weeks", weeks=weeks, of=of)
            yield Piece(kept_in if of else words("trends.no_value"), "dim")
            return
        if self.standing.now.progress is None:
            yield Piece(words("trends.no_value"), "dim")
            yield Piece("   ")
        now = show_percent(self.standing.now.progress)
        yield from self.named("solid", "bright", f"{words('terms.progress')} {now}")
        asked = ideal_on(self.trend, self.found.today)
        if asked is None:
            yield Piece(words("trends.no_ideal"), "dim")
        elif self.found.is_over:
            yield from self.named("dotted", "graph", words("trends.ideal"))
        else:
            yield from self.named("dotted", "graph", words("trends.ideal_now", share=whole(asked)))
        if self.found.is_over:
            return
        pace, due = self.standing.pace, self.standing.due
        if pace is not None and pace.forecast is not None and due is not None:
            day = near_day(due, self.found.today, words)
            value = show_value(self.kr, pace.forecast, words, of=self.standing.now.of)
            text = words("meeting.forecast", day=day, value=value)
            yield from self.named("dashed", "dim", text)
