"""What a team has to do about its cycles: open, agree, score, close, carry over, read."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date
from enum import StrEnum

import msgspec

from okrtui.cycle.agreeing import drafts_of
from okrtui.cycle.checklist import scores_of
from okrtui.cycle.circumstances import Circumstances
from okrtui.cycle.drafting import HALF_A_MONTH, drafting, next_cycle
from okrtui.cycle.opening import last_closed, open_cycle
from okrtui.model.agreed import tree
from okrtui.model.books import Books
from okrtui.model.records import Cycle, CycleState, State
from okrtui.model.work import finished


class Do(StrEnum):
    """A step of a cycle's life that somebody takes."""

    OPEN = "open"
    BEGIN = "begin"
    DRAFT = "draft"
    AGREE = "agree"
    SCORE = "score"
    CLOSE = "close"
    CARRY = "carry"
    READ = "read"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be done now. done, of: how far it has come; 0 of 0 where that is nothing.

    due: whether its time has come; the others can wait.
    """

    do: Do
    done: int = 0
    of: int = 0
    due: bool = True


class CycleLine(msgspec.Struct, frozen=True, kw_only=True):
    """A cycle, or one that should be there by now: `id` is then empty.

    drafts, agreed: its objectives and key results. scored: of so many key results that count.
    steps: what can be done, what is due first.
    """

    id: str
    name: str
    start: date
    end: date
    state: CycleState
    drafts: int
    agreed: int
    scored: int
    of: int
    steps: tuple[Step, ...]

    @property
    def due(self) -> Step | None:
        """What is due next, if anything is."""
        return next((step for step in self.steps if step.due), None)


def cycle_lines(books: Books, around: Circumstances) -> list[CycleLine]:
    """Return the cycles with what can be done about each, the last one first."""
    return finished(working(books, around))


def working(books: Books, around: Circumstances) -> Generator[None, None, list[CycleLine]]:
    """Find out the `cycle_lines`, and pause after each: a big team's takes a while."""
    lines = []
    for cycle in books.cycles():
        lines.append(_line(books, cycle, around))
        yield
    if (following := _to_open(books, around.today())) is not None:
        name, start, end = following
        lines.append(
            CycleLine(
                id="",
                name=name,
                start=start,
                end=end,
                state=CycleState.DRAFTING,
                drafts=0,
                agreed=0,
                scored=0,
                of=0,
                steps=(Step(do=Do.OPEN),),
            )
        )
    return sorted(lines, key=lambda line: (line.start, line.end), reverse=True)


def _to_open(books: Books, today: date) -> tuple[str, date, date] | None:
    """Return name, first and last day of the cycle that should be there by now, and is not."""
    cycles = books.cycles()
    drafted = drafting(books, today)
    if drafted is not None and not drafted.made:
        following = (next_cycle(cycle) for cycle in cycles)
        return next(one for one in following if one is not None and one[0] == drafted.name)
    if not cycles or any(cycle.end >= today for cycle in cycles):
        return None
    # All are over: the first that goes on with the last one and is not over itself.
    last = max(cycles, key=lambda cycle: (cycle.end, cycle.start))
    found = next_cycle(last)
    while found is not None and found[2] < today:
        found = next_cycle(Cycle(id="", name=found[0], start=found[1], end=found[2]))
    return found


def to_do(lines: list[CycleLine]) -> list[tuple[CycleLine, Step]]:
    """Return what is due, the earliest cycle's first: what is over is closed before what comes."""
    found = [(line, line.due) for line in lines]
    due = [(line, step) for line, step in found if step is not None]
    return sorted(due, key=lambda pair: (pair[0].end, pair[0].start))


def _line(books: Books, cycle: Cycle, around: Circumstances) -> CycleLine:
    states = [
        state
        for objective in books.objectives(cycle.id)
        if objective.state is not State.DROPPED
        for state in (objective.state, *(kr.state for kr in books.key_results(objective.id)))
    ]
    counted = [kr.id for _, below in tree(books, cycle.id) for kr in below]
    scores = scores_of(books, cycle)
    line = CycleLine(
        id=cycle.id,
        name=cycle.name,
        start=cycle.start,
        end=cycle.end,
        state=cycle.state,
        drafts=len(drafts_of(books, cycle.id)),
        agreed=sum(state in {State.AGREED, State.CLOSED} for state in states),
        scored=sum(kr in scores for kr in counted),
        of=len(counted),
        steps=(),
    )
    steps = sorted(_steps(books, cycle, line, around), key=lambda step: not step.due)
    return msgspec.structs.replace(line, steps=tuple(steps))


def _steps(books: Books, cycle: Cycle, line: CycleLine, around: Circumstances) -> Iterator[Step]:
    today = around.today()
    if cycle.state is CycleState.CLOSED:
        yield Step(do=Do.READ, due=False)
        return
    if cycle.state is CycleState.DRAFTING and cycle.start <= today:
        yield Step(do=Do.BEGIN)
    elif cycle.end >= today and _brings_along(books, cycle, around):
        yield Step(do=Do.CARRY, due=today <= cycle.start + HALF_A_MONTH)
    if line.drafts:
        all_there_is = line.drafts + line.agreed
        yield Step(do=Do.AGREE, done=line.agreed, of=all_there_is, due=_soon(cycle.start, today))
    elif cycle.start > today:
        yield Step(do=Do.DRAFT, due=not line.agreed and _soon(cycle.start, today))
    if cycle.start > today:
        return
    ends = _soon(cycle.end, today)
    if line.scored < line.of:
        yield Step(do=Do.SCORE, done=line.scored, of=line.of, due=ends)
        yield Step(do=Do.CLOSE, due=False)
    else:
        yield Step(do=Do.CLOSE, due=today > cycle.end or (ends and line.of > 0))
        if line.of:
            yield Step(do=Do.SCORE, done=line.scored, of=line.of, due=False)
    yield Step(do=Do.READ, due=False)


def _soon(day: date, today: date) -> bool:
    """Return whether a day is at most half a month away, or gone."""
    return day - HALF_A_MONTH <= today


def _brings_along(books: Books, cycle: Cycle, around: Circumstances) -> bool:
    """Return whether something goes on from the last closed cycle that has not come along yet."""
    if last_closed(books, cycle) is None:
        return False
    ops = open_cycle(cycle.name, (cycle.start, cycle.end), books, around)
    return any(op.table in {"objectives", "key_results"} for op in ops)
