"""The lines of the past cycles: a table of them, and how well the one in hand was foretold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from okrtui.cycle.compare import LookedBack, Surprise, course, cycles_before
from okrtui.cycle.opening import about_as_long
from okrtui.cycle.paper import NEAR, tell_levels
from okrtui.cycle.report import Calibration
from okrtui.model.calendar import week_of
from okrtui.model.numbers import NOTHING
from okrtui.model.records import Cycle, CycleState
from okrtui.text.dates import show_span
from okrtui.text.harmless import harmless
from okrtui.text.width import cut
from screens.desk import Desk
from screens.phrases import near_day, one_decimal
from widgets.line import Line, Piece, apart, cells, column, width_of, wrapped
from widgets.lines import Item

_HUNDREDTH: Final = Decimal("0.01")
_COLUMNS: Final = 33
"""Cells of a row beside its name, its span, what is said of it, and what became of it."""

_TOLD, _LEAST_TOLD = 21, 10
_ONWARD: Final = (("past.head_kept", 6), ("past.head_changed", 9), ("past.head_dropped", 9))
_MEASURE: Final = 90
_MOST_SURPRISES: Final = 60
"""Key results that are listed, the furthest off first: the rest of a big team's are counted."""

_AXIS, _AXIS_FROM = 20, 70
"""Steps from 0 to 1 on the line that holds a confidence against its score; and from which width."""


def in_order(cycles: Sequence[Cycle], today: date) -> tuple[list[Cycle], list[Cycle]]:
    """Return the cycles about as long as the one in hand, and the others; the latest first.

    In hand is the shortest that runs today, else the last one that has begun, else the first.
    """
    latest = sorted(cycles, key=lambda cycle: (cycle.start, cycle.end), reverse=True)
    now = [cycle for cycle in latest if cycle.start <= today <= cycle.end]
    begun = [cycle for cycle in latest if cycle.start <= today]
    if now:
        kind = min(now, key=lambda cycle: cycle.end - cycle.start)
    elif latest:
        kind = begun[0] if begun else latest[-1]
    alike = [cycle for cycle in latest if about_as_long(cycle, kind)]
    return alike, [cycle for cycle in latest if cycle not in alike]


def hundredths(number: Decimal | None) -> str:
    """Return a mean of scores, or how far something is off: `0.64`; `–` for none."""
    return NOTHING if number is None else str(number.quantize(_HUNDREDTH, ROUND_HALF_UP))


def called(title: Piece, name: str, room: int, mark: str) -> Line:
    """Return a title and the name behind it; where room is short, the title gives way."""
    after = Piece(f"  {name}", "dim")
    return [
        Piece(cut(harmless(title.text), max(room - width_of([after]), 2), mark), title.role),
        after,
    ]


class PastRows:
    """Turns the cycles into lines. known: those that were looked back on so far, by id."""

    def __init__(
        self,
        desk: Desk,
        cycles: tuple[list[Cycle], list[Cycle]],
        known: Mapping[str, LookedBack],
        *,
        width: int,
        marked: str | None,
    ) -> None:
        self._desk = desk
        self._words = desk.words
        self._alike, self._others = cycles
        self._known = known
        self._width = width
        self._marked = marked
        self.width = width
        self._today = desk.today
        every = [*self._alike, *self._others]
        self._name = min(max([cells(one.name) for one in every] or [0]), 24)
        self._spans = {one.id: show_span(one.start, one.end, desk.words.language) for one in every}
        self._span = max([cells(text) for text in self._spans.values()] or [0])
        self._told = min(max(width - self._name - _COLUMNS, _LEAST_TOLD), _TOLD)
        taken = self._name + _COLUMNS + self._told + self._span + 2
        onward = sum(size for _, size in _ONWARD)
        self._onward = _ONWARD if width >= taken + onward else ()

    # -- the table

    def head(self) -> Line:
        """Return what the columns hold."""
        words = self._words
        # A title has one cell of the list's own before it, a row has two.
        line = [
            Piece("   "),
            *column(words("past.head_cycle"), self._name + 2, "dim"),
            *self._dated(words("past.head_span"), "dim"),
            *column("O", 4, "dim", right=True),
            *column("KR", 5, "dim", right=True),
            *column(words("past.head_score"), 7, "dim", right=True),
            *column(words("past.head_sure"), 10, "dim", right=True),
            Piece("   "),
            *column(words("past.head_gap"), self._told, "dim"),
        ]
        for key, size in self._onward:
            line += column(words(key), size, "dim", right=True)
        return line

    def items(self) -> Iterator[Item]:
        """Yield a row for each cycle; those of other lengths step back."""
        yield from (self._item(cycle, "bright") for cycle in self._alike)
        yield from (self._item(cycle, "normal") for cycle in self._others)

    def _dated(self, text: str, role: str) -> list[Piece]:
        fits = self._width >= self._name + _COLUMNS + _TOLD + self._span + 2
        return column(text, self._span + 2, role) if fits else []

    def _item(self, cycle: Cycle, role: str) -> Item:
        found = self._known.get(cycle.id)
        mark = self._desk.signs.done if cycle.id == self._marked else " "
        line = [
            Piece(f"{mark} ", "key"),
            *column(cycle.name, self._name + 2, role),
            *self._dated(self._spans[cycle.id], "dim"),
        ]
        if found is None:
            return Item(id=cycle.id, line=line)
        sure = found.calibration
        whole = "bright" if found.scored == found.key_results else "dim"
        line += [
            *column(str(found.objectives), 4, right=True),
            *column(str(found.key_results), 5, right=True),
            *column(hundredths(found.score), 7, whole, right=True),
            *column(one_decimal(sure.confidence), 10, right=True),
            Piece("   "),
            *self._foretold(cycle, found),
        ]
        for (_, size), count in zip(self._onward, found.onward, strict=False):
            line += column(str(count) if found.scored else NOTHING, size, right=True)
        return Item(id=cycle.id, line=line)

    def _foretold(self, cycle: Cycle, found: LookedBack) -> list[Piece]:
        words = self._words
        gap = found.calibration.gap
        if cycle.state is CycleState.CLOSED:
            if gap is None:
                return column(words("past.unforetold"), self._told, "dim")
            return column(
                self._verdict(gap), self._told, "normal" if abs(gap) <= NEAR else "accent"
            )
        if cycle.state is CycleState.DRAFTING:
            return column(words("past.drafted"), self._told, "dim")
        if cycle.end < self._today:
            return column(words("past.over"), self._told, "dim")
        week, weeks = week_of(cycle, self._today)
        return column(words("past.runs", week=week, weeks=weeks), self._told, "dim")

    def _verdict(self, gap: Decimal) -> str:
        if abs(gap) <= NEAR:
            return self._words("past.well")
        key = "past.too_sure" if gap > 0 else "past.too_careful"
        return self._words(key, gap=hundredths(abs(gap)))

    # -- the cycle in hand

    def told(self, cycle: Cycle) -> Iterator[Line]:
        """Yield how well a cycle was foretold: in a few sentences, then by key result."""
        found = self._known.get(cycle.id)
        if found is None:
            yield [Piece(self._words("past.working"), "dim")]
            return
        room = max(min(self._width, _MEASURE), 8)
        sentences = self._sentences(cycle, found)
        yield from wrapped([Piece(sentences)], room)
        levels = f" {self._desk.signs.dot} ".join(tell_levels(found.calibration, self._words))
        if levels:
            yield from wrapped([Piece(levels, "dim")], room)
        if found.surprises:
            yield []
            yield from self._surprises(found)

    def _sentences(self, cycle: Cycle, found: LookedBack) -> str:
        words, sure = self._words, found.calibration
        if not found.surprises or sure.gap is None or found.miss is None:
            if cycle.state is not CycleState.CLOSED and cycle.end >= self._today:
                return words("past.not_over")
            if not found.scored:
                key = self._desk.keymap.keys("board.cycles")
                return words("past.not_scored", key=key)
            return words("past.nobody_asked")
        count = len(found.surprises)
        if abs(sure.gap) <= NEAR:
            verdict = "past.knew"
        else:
            verdict = "past.surer" if sure.gap > 0 else "past.more_careful"
        told = [
            words(
                "past.foretold",
                n=count,
                when=self._when(sure),
                confidence=one_decimal(sure.confidence),
                score=hundredths(sure.score),
            ),
            words(verdict),
            words("past.missed", n=count, miss=hundredths(found.miss)),
        ]
        beside = course(found, cycles_before(found, list(self._known.values())))
        if beside is not None:
            told.append(words(f"past.{beside[0].value}", was=hundredths(beside[1])))
        # Chinese sentences end in a sign that brings its own blank.
        return ("" if words.language == "zh" else " ").join(told)

    def _when(self, sure: Calibration) -> str:
        day = near_day(sure.day, self._today, self._words)
        if sure.week:
            return self._words("past.in_week", n=sure.week, day=day)
        return self._words("past.half_way", day=day)

    def _surprises(self, found: LookedBack) -> Iterator[Line]:
        words, sure = self._words, found.calibration
        yield [Piece(words("past.surprises"), "accent")]
        marks = {"sure": self._sign(came=False), "came": self._sign(came=True)}
        key = "past.legend" if sure.week else "past.legend_half_way"
        yield [Piece(words(key, n=sure.week, **marks), "dim")]
        # No wider than it takes: the eye shall find the line that belongs to a title.
        shown = found.surprises[:_MOST_SURPRISES]
        widest = max(width_of(self._called(one, self._width)) for one in shown)
        wanted = widest + width_of(self._numbers(shown[0])) + 3
        room = max(min(self._width, wanted), 8)
        for one in shown:
            numbers = self._numbers(one)
            title = self._called(one, room - width_of(numbers) - 2)
            yield apart(title, numbers, room, mark=self._desk.signs.cut)
        if beyond := len(found.surprises) - len(shown):
            yield [Piece(words("board.more", n=beyond), "dim")]

    def _called(self, one: Surprise, room: int) -> Line:
        return called(Piece(one.title), one.name, room, self._desk.signs.cut)

    def _numbers(self, one: Surprise) -> Line:
        return [
            *(self._axis(one) if self._width >= _AXIS_FROM else ()),
            *column(str(one.confidence), 5, "dim", right=True),
            *column(f"{one.score:.1f}", 6, "bright", right=True),
        ]

    def _axis(self, one: Surprise) -> Iterator[Piece]:
        """Yield a line from 0 to 1 on which the confidence and the score stand apart."""
        sure = round(one.confidence * _AXIS / 10)
        came = round(one.score * _AXIS)
        signs = self._desk.signs
        joined = signs.rule if signs.rule != signs.dot else signs.full
        ends = {sure: Piece(self._sign(came=False), "accent")}
        ends[came] = Piece(self._sign(came=True), "bright")
        first, last = min(ends), max(ends)
        yield Piece(signs.dot * first, "faint")
        yield ends[first]
        if first < last:
            yield Piece(joined * (last - first - 1), "graph")
            yield ends[last]
        yield Piece(signs.dot * (_AXIS - last), "faint")

    def _sign(self, *, came: bool) -> str:
        plain = self._desk.signs.cut.isascii()
        return ("*" if plain else "◆") if came else ("o" if plain else "◇")
