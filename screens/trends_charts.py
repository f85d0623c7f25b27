"""Pages of charts: what they share, and all of the team's progress against the time gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from okrtui.model.numbers import percent, percent_clamped, show_number, show_percent
from okrtui.model.trend_columns import Column
from okrtui.model.trends import Burn, Trends
from screens.desk import Desk
from screens.phrases import owner_name
from screens.trends_rows import by_week, column_now, shown_columns
from widgets.chart import Chart, Curve, Stroke, beside, chart_lines, legend, plotted
from widgets.line import Line, Piece, apart, cells, fitted
from widgets.signs import Signs

_EACH = 4
"""Cells of a column below which months stand instead of weeks."""

_MOST_CHART = 18
_LEAST_CHART = 5
_SMALL, _SMALL_HEIGHT = 28, 3
_MOST_SMALL = 60
"""Owners whose progress is drawn: who looks for one of more has their OKRs, and the Board."""

PERCENT = ("100 %", "50 %", "0 %")
"""The words at the left of a chart of progress."""


class Page:
    """What both pages share: the columns that have room, and the rows below them."""

    def __init__(self, found: Trends, desk: Desk, width: int) -> None:
        self.found, self.desk, self.words = found, desk, desk.words
        self.signs: Signs = desk.signs
        self.width = width - 4
        names = ("terms.progress", "terms.confidence", "trends.ideal", "trends.gone")
        self.margin = max(cells(self.words(name)) for name in names) + 1
        self.shown = shown_columns(found, self.width - self.margin - 1, _EACH)
        self.now = column_now(found, self.shown)

    def weeks(self) -> tuple[str, tuple[Piece, ...]]:
        """Return the row of the columns' numbers."""
        word = self.words("trends.week" if by_week(self.found, self.shown) else "trends.month")
        pieces = tuple(
            Piece(str(one.number), "key" if at == self.now else "dim")
            for at, one in enumerate(self.shown)
        )
        return word, pieces

    def row(self, word: str, texts: Sequence[str], role: str) -> tuple[str, tuple[Piece, ...]]:
        """Return a row of texts, that of the column that runs bright."""
        pieces = tuple(
            Piece(text, "bright" if at == self.now else role) for at, text in enumerate(texts)
        )
        return word, pieces

    def last(self, column: Column) -> int | None:
        """Return the index of a column's last week that has begun; None where none has."""
        last = min(column.last, self.found.begun - 1)
        return last if last >= column.first else None

    def points(self, shares: Sequence[Decimal | None]) -> tuple[tuple[float, float], ...]:
        """Return the points of what is known at the end of each week."""
        found = []
        for at, column in enumerate(self.shown):
            last = min(column.last, len(shares) - 1)
            share = shares[last] if last >= column.first else None
            if share is not None:
                found.append((at + 0.5, float(share)))
        return tuple(found)

    def texts(self, shares: Sequence[Decimal | None], *, today: Decimal | None = None) -> list[str]:
        """Return whole per cents at the end of each column; nothing where nothing is known.

        today: the share of this day, for the column that runs: what was reached is today's too.
        """
        found = []
        for at, column in enumerate(self.shown):
            last = min(column.last, len(shares) - 1)
            share = shares[last] if last >= column.first else None
            number = percent(today if at == self.now and today is not None else share)
            found.append("" if number is None else show_number(Decimal(number)))
        return found

    def named(self, stroke: Stroke, role: str, text: str) -> list[Piece]:
        """Return an entry of the legend."""
        return [Piece(f"{legend(stroke, self.signs)} ", role), Piece(text), Piece("   ")]

    def keyed(self, entries: Iterable[Piece]) -> Line:
        """Return the line of the legend: blanks behind its last entry would cost room."""
        line = [Piece("  "), *entries]
        while not line[-1].text.strip():
            line.pop()
        return line

    def drawn(self, chart: Chart, height: int) -> list[Line]:
        """Return a chart with the rows below it, in so many lines as there is room."""
        room = min(max(height - len(chart.below), _LEAST_CHART), _MOST_CHART)
        lines = chart_lines(chart, self.width, room, margin=self.margin, signs=self.signs)
        return [[Piece("  "), *line] for line in lines]

    def titled(self, left: Line, right: Line) -> Line:
        """Return a line with something at both ends."""
        return [Piece("  "), *apart(left, right, self.width, mark=self.signs.cut)]


class BurnPage(Page):
    """The progress of all against the share of time gone, and each owner's in small."""

    def lines(self, height: int) -> list[Line]:
        """Return the page; longer than `height` where there are many."""
        small = self._small()
        head = [self._head(), []]
        foot = [[], self.keyed(self._legend())]
        below = min(len(small), _SMALL_HEIGHT + 2)
        room = height - len(head) - len(foot) - below
        return [*head, *self.drawn(self._chart(), room), *foot, *small]

    def _head(self) -> Line:
        team = self.desk.books.team_name() or self.words("terms.team")
        now = self.found.team[-1] if self.found.team else None
        said = [
            Piece(f"{team}  ", "strong"),
            Piece(f"{self.words('terms.progress')} ", "dim"),
            Piece(show_percent(now), "bright"),
        ]
        if not self.found.is_over:
            said += [
                Piece(f" {self.signs.dot} ", "dim"),
                Piece(f"{self.words('trends.gone')} ", "dim"),
                Piece(f"{whole(self.found.gone_now)} %"),
            ]
        return self.titled(said, ())

    def _chart(self) -> Chart:
        found, words = self.found, self.words
        return Chart(
            columns=len(self.shown),
            curves=(self._gone(), Curve(points=self.points(found.team), role="bright")),
            axis=PERCENT,
            below=(
                self.weeks(),
                self.row(words("terms.progress"), self.texts(found.team), "normal"),
                self.row(words("trends.gone"), self.texts(found.gone, today=found.gone_now), "dim"),
            ),
        )

    def _gone(self) -> Curve:
        return Curve(points=self.points(self.found.gone), role="graph", stroke="dotted")

    def _legend(self) -> Iterator[Piece]:
        yield from self.named("solid", "bright", self.words("terms.progress"))
        yield from self.named("dotted", "graph", self.words("trends.gone_line"))

    def _small(self) -> list[Line]:
        """Return each owner's progress in small, as many side by side as there is room."""
        of = [(owner, burn) for owner, burn in self.found.owners if any(_known(burn))]
        across = max((self.width + 2) // (_SMALL + 2), 1)
        size = (self.width - 2 * (across - 1)) // across
        lines: list[Line] = []
        beyond, of = len(of) - _MOST_SMALL, of[:_MOST_SMALL]
        for first in range(0, len(of), across):
            blocks = [self._block(owner, burn, size) for owner, burn in of[first : first + across]]
            lines.append([])
            lines += [[Piece("  "), *line] for line in beside(blocks)]
        if beyond > 0:
            lines += [[], [Piece(f"  {self.words('board.more', n=beyond)}", "dim")]]
        return lines

    def _block(self, owner: str, burn: Burn, size: int) -> list[Line]:
        name = owner_name(self.desk.books, owner, self.words)
        share = show_percent(burn[-1]).partition(" (")[0]
        chart = Chart(
            columns=len(self.shown),
            curves=(self._gone(), Curve(points=self.points(burn), role="bright")),
        )
        title = apart([Piece(name)], [Piece(share, "bright")], size, mark=self.signs.cut)
        plot = plotted(chart, size, _SMALL_HEIGHT, signs=self.signs)
        return [fitted(title, size), *(fitted(line, size) for line in plot)]


def _known(burn: Burn) -> list[bool]:
    return [share is not None for share in burn]


def whole(share: Decimal) -> int:
    """Return a share in whole per cent, 0 to 100."""
    return percent_clamped(share) or 0
