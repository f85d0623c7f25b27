"""How a cycle ends: everything in it is scored, closed, and told in its report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, Protocol

import msgspec

from okrtui.cycle.circumstances import Circumstances
from okrtui.cycle.closable import check_closable
from okrtui.cycle.scoring import Scored, to_score
from okrtui.model.agreed import tree
from okrtui.model.books import Books
from okrtui.model.codec import insert, update
from okrtui.model.ops import Op, Transaction
from okrtui.model.records import (
    Action,
    ActionState,
    Cycle,
    CycleState,
    KeyResult,
    Objective,
    OpenState,
    Problem,
    Risk,
    RiskState,
    Score,
    State,
)
from okrtui.model.view import View
from okrtui.store.doing import Doing, unheard
from okrtui.text.errors import Refused

VIA_CLOSE: Final = "close-cycle"
"""What the history says of how a cycle was scored and closed."""

_MOST_NAMES: Final = 8


class Keeper(Protocol):
    """What the closing of a cycle asks of a store."""

    @property
    def view(self) -> View:
        """The tables as they are."""
        ...

    def commit(
        self, decide: Callable[[View], Sequence[Op]], *, via: str, as_: str | None = None
    ) -> Transaction | None:
        """Make a transaction durable."""
        ...

    def back_up(self, reason: str, doing: Doing = unheard) -> None:
        """Make a copy of the store."""
        ...


class OpenItems(msgspec.Struct, frozen=True, kw_only=True):
    """What is still open of a cycle: about its key results, or about none."""

    actions: tuple[Action, ...]
    risks: tuple[Risk, ...]
    problems: tuple[Problem, ...]

    def __len__(self) -> int:
        return len(self.actions) + len(self.risks) + len(self.problems)


def open_items(books: Books, cycle: Cycle) -> OpenItems:
    """Return the actions, risks and problems that are open as a cycle ends."""
    of_cycle = {
        kr.id for objective in books.objectives(cycle.id) for kr in books.key_results(objective.id)
    }

    def concerns(key_result: str | None) -> bool:
        return key_result is None or key_result in of_cycle

    return OpenItems(
        actions=tuple(
            action
            for action in books.where(Action, "state", ActionState.OPEN.value)
            if concerns(action.key_result)
        ),
        risks=tuple(
            risk
            for risk in books.where(Risk, "state", RiskState.OPEN.value)
            if concerns(risk.key_result)
        ),
        problems=tuple(
            problem
            for problem in books.where(Problem, "state", OpenState.OPEN.value)
            if concerns(problem.key_result)
        ),
    )


def close(
    cycle: Cycle, books: Books, around: Circumstances, *, accept: bool, end_open: bool
) -> Sequence[Op]:
    """Return the ops that close a cycle: one transaction.

    accept: take the proposed score where nobody said one; a cause is then missing, and the report
        says so. end_open: close the open actions, risks and problems too; else they come along.

    Raises:
        Refused: it may not be closed now, or a key result has no score; they are named.
    """
    check_closable(books, cycle, around.today())
    walk = to_score(
        books,
        cycle,
        today=around.today(),
        calendar=around.calendar,
        settings=around.settings,
    )
    ops: list[Op] = [insert(score) for score in _accepted(walk, books, around, accept=accept)]
    for objective, key_results in tree(books, cycle.id):
        things: list[Objective | KeyResult] = [objective, *key_results]
        ops += [update(one, state=State.CLOSED) for one in things if one.state is State.AGREED]
    if end_open:
        ops += _ended(open_items(books, cycle), cycle, around)
    return [*ops, update(cycle, state=CycleState.CLOSED)]


def close_at(
    store: Keeper,
    cycle: str,
    around: Circumstances,
    *,
    accept: bool,
    end_open: bool,
    as_: str | None = None,
    doing: Doing = unheard,
) -> None:
    """Close a cycle for good, behind a copy of the store. cycle: its id; the rest as for `close`.

    Raises:
        Refused: it may not be closed now, or a key result has no score; nothing was copied.
        NotWritten: the disk did not take it; nothing has changed.
    """

    def decide(view: View) -> Sequence[Op]:
        books = Books(view)
        return close(books.get(Cycle, cycle), books, around, accept=accept, end_open=end_open)

    # What is refused anyway leaves no copy behind.
    decide(store.view)
    store.back_up(VIA_CLOSE, doing)
    store.commit(decide, via=VIA_CLOSE, as_=as_)


def _accepted(
    walk: Sequence[Scored], books: Books, around: Circumstances, *, accept: bool
) -> list[Score]:
    unsaid = [one for one in walk if one.score is None]
    if without := [one.key_result for one in unsaid if not accept or one.proposed is None]:
        key = "cycle.not_scored" if not accept else "cycle.nothing_proposed"
        raise Refused(key, n=len(without), names=_names(books, without))
    return [
        Score(
            id=around.id(),
            key_result=one.key_result.id,
            cycle=one.objective.cycle,
            at=around.now,
            by=around.by,
            score=one.proposed or Decimal(0),
            expected=one.expected,
            proposed=one.proposed,
            next=one.next,
        )
        for one in unsaid
    ]


def _ended(items: OpenItems, cycle: Cycle, around: Circumstances) -> list[Op]:
    # The cycle's name is the reason in any language.
    over = {"ended_at": around.now, "why": cycle.name}
    return [
        *(update(one, state=ActionState.DROPPED, **over) for one in items.actions),
        *(update(one, state=RiskState.CLOSED, **over) for one in items.risks),
        *(update(one, state=OpenState.CLOSED, **over) for one in items.problems),
    ]


def _names(books: Books, key_results: Sequence[KeyResult]) -> str:
    names = [books.kr_name(kr) for kr in key_results[:_MOST_NAMES]]
    return ", ".join([*names, "…"] if len(key_results) > _MOST_NAMES else names)
