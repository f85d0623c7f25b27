"""How a cycle begins: made under its name, with what goes on from the one before.

It can be asked for more than once: drafting opens before the last cycle is closed, and what that
leaves comes along afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from okrtui.cycle.carrying import carry
from okrtui.cycle.circumstances import Circumstances
from okrtui.model.books import Books
from okrtui.model.codec import amend, insert
from okrtui.model.ops import Insert, Op, Transaction
from okrtui.model.records import Cycle, CycleState, State
from okrtui.text.errors import Refused

VIA_OPEN: Final = "open-cycle"
"""What the history says of how a cycle was opened, and its drafts agreed."""

_ALIKE: Final = 2
"""A cycle goes on with one that is at most so many times as long or as short as itself."""


def open_cycle(
    name: str,
    span: tuple[date, date],
    books: Books,
    around: Circumstances,
    *,
    origin: Cycle | None = None,
) -> Sequence[Op]:
    """Return the ops that make a cycle, or find it made, and carry over what goes on.

    origin: the closed cycle to go on with; without it, the last closed one of about this length.

    Raises:
        Refused: it is closed or over already, or `origin` is not closed or not earlier.
    """
    there = next((c for c in books.cycles() if c.name.casefold() == name.casefold()), None)
    start, end = (there.start, there.end) if there else span
    if there is not None and there.state is CycleState.CLOSED:
        raise Refused("cycle.is_closed", name=there.name)
    if end < around.today():
        raise Refused("cycle.is_over", name=name, day=end.isoformat())
    state = CycleState.DRAFTING if start > around.today() else CycleState.RUNNING
    made = there or Cycle(id=around.id(), name=name, start=start, end=end, state=state)
    ops: list[Op] = [*amend(there, state=state)] if there else [insert(made)]
    if origin is None:
        origin = last_closed(books, made)
    elif origin.state is not CycleState.CLOSED:
        raise Refused("cycle.not_closed", name=origin.name)
    elif origin.start >= made.start:
        raise Refused("cycle.not_earlier", name=made.name, origin=origin.name)
    return ops if origin is None else [*ops, *carry(books, origin, made, around)]


def came_along(made: Transaction | None) -> tuple[int, int]:
    """Return how many key results an opening brought along: those kept, those to be set anew."""
    states = [
        op.doc["state"]
        for op in (made.ops if made else ())
        if isinstance(op, Insert) and op.table == "key_results"
    ]
    drafts = states.count(State.DRAFT.value)
    return len(states) - drafts, drafts


def last_closed(books: Books, cycle: Cycle) -> Cycle | None:
    """Return the closed cycle that another one goes on with; None where there is none.

    A quarter goes on with the last quarter, not with the last year or week.
    """
    earlier = [
        other
        for other in books.cycles()
        if other.state is CycleState.CLOSED
        and other.start < cycle.start
        and about_as_long(other, cycle)
    ]
    return max(earlier, key=lambda other: (other.end, other.start), default=None)


def before_it(books: Books, cycle: Cycle) -> Cycle | None:
    """Return the cycle of about this length that ends last before another, and is not closed."""
    earlier = [
        other
        for other in books.cycles()
        if other.state is not CycleState.CLOSED
        and other.end < cycle.start
        and about_as_long(other, cycle)
    ]
    return max(earlier, key=lambda other: (other.end, other.start), default=None)


def about_as_long(one: Cycle, other: Cycle) -> bool:
    """Return whether two cycles are of about the same length, so that one can follow the other."""
    return _days(one) <= _ALIKE * _days(other) and _days(other) <= _ALIKE * _days(one)


def _days(cycle: Cycle) -> int:
    return (cycle.end - cycle.start).days + 1
