"""What a team has to do about its cycles: open, agree, score, close, carry over, read."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from okrtui.cycle.carrying import goes_on
from okrtui.cycle.circumstances import Circumstances
from okrtui.cycle.drafting import HALF_A_MONTH, drafting, next_cycle
from okrtui.cycle.opening import last_closed
from okrtui.model.books import Books
from okrtui.model.ops import Doc
from okrtui.model.records import Cycle, CycleState, State
from okrtui.model.work import finished

_COUNT: Final = frozenset({State.AGREED.value, State.CLOSED.value})


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
    """Find out the `cycle_lines`, in steps of an objective: a big team's take a while."""
    lines = []
    for cycle in books.cycles():
        line = yield from _line(books, cycle, around)
        lines.append(line)
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


def _line(books: Books, cycle: Cycle, around: Circumstances) -> Generator[None, None, CycleLine]:
    # Documents and not records: to count some states, nothing else of them need be read.
    view = books.view
    scores = {doc["key_result"] for doc in view.where("scores", "cycle", cycle.id)}
    yield
    drafts = agreed = scored = of = 0
    for objective in view.where("objectives", "cycle", cycle.id):
        if _state(objective) == State.DROPPED:
            continue
        below = view.where("key_results", "objective", objective["id"])
        states = [_state(objective), *map(_state, below)]
        drafts += states.count(State.DRAFT)
        agreed += sum(state in _COUNT for state in states)
        if states[0] in _COUNT:
            counted = [doc["id"] for doc in below if _state(doc) in _COUNT]
            of += len(counted)
            scored += sum(one in scores for one in counted)
        yield
    line = CycleLine(
        id=cycle.id,
        name=cycle.name,
        start=cycle.start,
        end=cycle.end,
        state=cycle.state,
        drafts=drafts,
        agreed=agreed,
        scored=scored,
        of=of,
        steps=(),
    )
    origin = last_closed(books, cycle)
    brings = False
    if origin is not None and cycle.state is not CycleState.CLOSED:
        brings = yield from goes_on(books, origin, cycle, around)
    steps = sorted(
        _steps(cycle, line, around.today(), brings=brings), key=lambda step: not step.due
    )
    return msgspec.structs.replace(line, steps=tuple(steps))


def _state(doc: Doc) -> str:
    return str(doc.get("state", State.AGREED.value))


def _steps(cycle: Cycle, line: CycleLine, today: date, *, brings: bool) -> Iterator[Step]:
    if cycle.state is CycleState.CLOSED:
        yield Step(do=Do.READ, due=False)
        return
    if cycle.state is CycleState.DRAFTING and cycle.start <= today:
        yield Step(do=Do.BEGIN)
    elif cycle.end >= today and brings:
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
