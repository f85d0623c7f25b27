"""What the screen of the cycles says: what is due, the cycles, what one can do with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from okrtui.cycle.drafting import drafting_opens
from okrtui.cycle.steps import CycleLine, Do, Step, to_do
from okrtui.model.numbers import percent_clamped
from okrtui.model.progress import told
from okrtui.model.records import CycleState
from okrtui.text.dates import show_date, show_span
from screens.desk import Desk
from screens.phrases import near_day
from widgets.bar import bar
from widgets.line import Line, Piece, cells, column
from widgets.lines import Item

_BAR: Final = 13
_KEYS: Final = {
    Do.OPEN: "cycles.take",
    Do.BEGIN: "cycles.take",
    Do.CARRY: "cycles.take",
    Do.DRAFT: "cycles.drafts",
    Do.AGREE: "cycles.drafts",
    Do.SCORE: "cycles.score",
    Do.CLOSE: "cycles.close",
    Do.READ: "cycles.report",
}


class CycleRows:
    """Turns the cycles into lines. wide: whether there is room for a bar."""

    def __init__(self, desk: Desk, lines: Sequence[CycleLine], *, wide: bool) -> None:
        self._desk = desk
        self._lines = lines
        self._wide = wide
        self._today = desk.today

    # -- now

    def now(self) -> Iterator[Item]:
        """Yield what is due, the first of it bright."""
        for at, (line, step) in enumerate(to_do(list(self._lines))):
            text = self._told(step, line)
            why = self._why(line, step)
            yield Item(
                id=f"{line.name}:{step.do.value}",
                line=[
                    Piece(f"{self._desk.signs.prompt} " if at == 0 else "  ", "accent"),
                    Piece(text, "bright" if at == 0 else "normal"),
                ],
                right=[Piece(why, "dim")] if why else (),
            )

    def calm(self) -> Line:
        """Return what is said where nothing is due."""
        words, today = self._desk.words, self._today
        running = [
            line
            for line in self._lines
            if line.state is not CycleState.CLOSED and line.start <= today <= line.end
        ]
        if not running:
            return [Piece(words("quarter.nothing_due"), "dim")]
        line = min(running, key=lambda one: one.end)
        day = near_day(line.end, today, words)
        return [Piece(words("quarter.calm", name=line.name, day=day), "dim")]

    def _told(self, step: Step, line: CycleLine) -> str:
        return self._desk.words(
            f"quarter.do_{step.do.value}",
            name=line.name,
            done=step.done,
            of=step.of,
            left=step.of - step.done,
        )

    def _why(self, line: CycleLine, step: Step) -> str:
        words, today = self._desk.words, self._today
        if step.do in {Do.OPEN, Do.DRAFT, Do.AGREE} and line.start > today:
            since = near_day(drafting_opens(line.start, line.end), today, words)
            return words("quarter.drafted_since", day=since)
        if step.do in {Do.SCORE, Do.CLOSE}:
            over = line.end < today
            day = near_day(line.end, today, words)
            return words("quarter.ended_on" if over else "quarter.ends_on", day=day)
        if step.do is Do.BEGIN or (step.do is Do.OPEN and line.start <= today):
            return words("quarter.began_on", day=near_day(line.start, today, words))
        return ""

    # -- the cycles

    def cycles(self) -> Iterator[Item]:
        """Yield a line for each cycle, the last one first."""
        language = self._desk.words.language
        spans = [show_span(line.start, line.end, language) for line in self._lines]
        names = max((cells(line.name) for line in self._lines), default=0)
        days = max((cells(span) for span in spans), default=0)
        for line, span in zip(self._lines, spans, strict=True):
            yield Item(
                id=line.id or line.name,
                line=[
                    *column(line.name, min(names, 24), "bright"),
                    Piece("   "),
                    *column(span, days, "dim"),
                    Piece("   "),
                    *self._state(line),
                ],
                right=self._how_far(line),
            )

    def _state(self, line: CycleLine) -> Line:
        words, today = self._desk.words, self._today
        if not line.id:
            return [Piece(words("quarter.not_opened"), "at_risk")]
        if line.state is CycleState.CLOSED:
            return [Piece(words("cycle.closed"), "dim")]
        if line.start > today:
            return [Piece(words("quarter.to_come"), "accent")]
        if line.end < today:
            return [Piece(words("quarter.over"), "at_risk")]
        gone = told(self._desk.calendar.share_gone(line.start, line.end, today))
        share = Piece(f"{percent_clamped(gone) or 0} %", "normal")
        if not self._wide:
            return [share]
        return [*bar(float(gone), _BAR, role="dim", signs=self._desk.signs), Piece("  "), share]

    def _how_far(self, line: CycleLine) -> Line:
        words = self._desk.words
        parts = []
        if line.drafts:
            parts.append(words("quarter.drafts", n=line.drafts))
        if line.of and (line.scored or line.start <= self._today):
            parts.append(words("quarter.scored_of", n=line.scored, of=line.of))
        elif line.agreed:
            parts.append(words("quarter.agreed", n=line.agreed))
        return [Piece(f" {self._desk.signs.dot} ".join(parts), "normal")]

    # -- what one can do

    def ways(self, line: CycleLine | None) -> Iterator[Item]:
        """Yield what one can do with the cycle in hand, each with its key."""
        if line is None:
            return
        plain = self._desk.signs.cut.isascii()
        first = line.steps[0] if line.steps else None
        rows = [(_KEYS[step.do], self._told(step, line), step is first) for step in line.steps]
        scores = next((step for step in line.steps if step.do is Do.SCORE), None)
        if scores is not None:
            at = 1 + next(i for i, (key, _, _) in enumerate(rows) if key == "cycles.score")
            rows.insert(at, ("cycles.mine", self._desk.words("quarter.score_mine"), False))
        enter = self._desk.keymap.keys("cycles.take", plain=plain)
        for key, text, is_first in rows:
            shown = self._desk.keymap.keys(key, plain=plain)
            also = f"  {enter}" if is_first and shown != enter else ""
            yield Item(
                id=key,
                line=[
                    Piece(f"  {shown}  ", "key"),
                    Piece(text, "bright" if is_first else "normal"),
                    Piece(also, "key"),
                ],
            )


def day_of(today: date, desk: Desk) -> str:
    """Return today as the head shows it."""
    return show_date(today, desk.words.language)
