"""The alignment of a team: what stands below what, what waits for whom, what hangs in the air.

Pure, over the books, at a cost that follows the objectives that are looked at and their links. It
is told as a flat list of rows in the order in which people read them: company, team, members, each
objective below what it is aligned to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from okrtui.model.aligned import Kind, Mark, Row, Tie, hangs, has_company, holds
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.circles import on_circles
from okrtui.model.links import (
    ALIGNING,
    CONFIRMED,
    DEPENDS,
    HORIZONTAL,
    REFUSED,
    VERTICAL,
    item_of,
    objective_of,
    targets_of,
)
from okrtui.model.records import (
    COMPANY,
    TEAM,
    KeyResult,
    Member,
    Objective,
    State,
)

PATIENCE: Final = timedelta(days=14)
"""How long a question may stay without an answer before that is said."""

_TOLD: Final = frozenset({VERTICAL, HORIZONTAL, DEPENDS})
"""The kinds of links that have a row: who works along is told beside it."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to count of the cycles that are looked at.

    hanging: objectives that are aligned to nothing; astray: those that are aligned to nothing but
    what was dropped or is over. waiting: dependencies that nobody has confirmed.
    """

    objectives: int
    hanging: int
    astray: int
    waiting: int


class Alignment(Counts, frozen=True, kw_only=True):
    """How some cycles' objectives hang together: the rows in order, and what they count up to."""

    rows: tuple[Row, ...]


def alignment(books: Books, cycles: Sequence[str], today: date, calendar: Calendar) -> Alignment:
    """Return how the objectives of some cycles hang together, drafts too.

    What they are aligned to in other cycles that run together with theirs is there as well.
    """
    return _Weaving(books, cycles, today, calendar).told()


def counted(rows: Iterable[Row]) -> Counts:
    """Return what rows count up to: all of them, or those of one owner."""
    looked_at = [row for row in rows if row.looked_at]
    of = [row for row in looked_at if row.kind is Kind.OBJECTIVE]
    return Counts(
        objectives=len(of),
        hanging=sum(Mark.HANGS in row.marks for row in of),
        astray=sum(bool({Mark.DROPPED, Mark.ENDED}.intersection(row.marks)) for row in of),
        waiting=sum(_waits(row) for row in looked_at),
    )


class _Weaving:
    def __init__(
        self, books: Books, cycles: Sequence[str], today: date, calendar: Calendar
    ) -> None:
        self._books = books
        self._today = today
        self._calendar = calendar
        self._cycles = {cycle.id: cycle for cycle in books.cycles()}
        members = (member.id for member in books.all(Member))
        self._order = {owner: at for at, owner in enumerate((COMPANY, TEAM, *members))}
        self._shown: dict[str, Objective] = {}
        self._ties: dict[str, list[Tie]] = {}
        self._own: set[str] = set()
        self._company: dict[str, bool] = {}
        for cycle in cycles:
            self._own |= {one.id for one in self._take(books.objectives(cycle))}
        ahead = list(self._shown.values())
        while ahead:
            ties = self._ties[ahead.pop().id]
            above = [tie.top for tie in ties if tie.link.kind == VERTICAL and tie.astray is None]
            ahead += self._take(top for top in above if top is not None)
        self._round = on_circles({one: self._leads(ties) for one, ties in self._ties.items()})

    def _take(self, objectives: Iterable[Objective]) -> list[Objective]:
        """Take in the objectives that are not there yet, and return them."""
        new = []
        for objective in objectives:
            if objective.state is not State.DROPPED and objective.id not in self._shown:
                self._shown[objective.id] = objective
                self._ties[objective.id] = list(self._ties_of(objective))
                new.append(objective)
        return new

    def _ties_of(self, objective: Objective) -> Iterator[Tie]:
        """Yield what goes out from an objective, then from its key results, in their order."""
        books = self._books
        below = books.view.where("key_results", "objective", objective.id)
        living = [doc for doc in below if doc.get("state") != State.DROPPED]
        ids = [objective.id, *(doc["id"] for doc in sorted(living, key=lambda doc: doc["number"]))]
        for one in ids:
            for link in targets_of(books, one):
                source = objective if one == objective.id else books.find(KeyResult, one)
                if source is not None:
                    target = item_of(books, link.target)
                    top = objective_of(books, target) if target is not None else None
                    tie = Tie(link=link, source=source, target=target, top=top)
                    yield replace(tie, astray=self._astray(objective, tie))

    def _leads(self, ties: Iterable[Tie]) -> list[str]:
        return [tie.top.id for tie in ties if tie.link.kind == VERTICAL and tie.top is not None]

    # -- what is wrong

    def _astray(self, objective: Objective, tie: Tie) -> Mark | None:
        """Return why a link leads to nothing that goes on."""
        target, top = tie.target, tie.top
        if target is None:
            return Mark.DROPPED if tie.link.kind in ALIGNING else None
        if top is None or State.DROPPED in {target.state, top.state}:
            return Mark.DROPPED
        own, other = self._cycles.get(objective.cycle), self._cycles.get(top.cycle)
        if own is None or other is None or tie.link.kind not in ALIGNING:
            return None
        return None if holds(own, other) else Mark.ENDED

    def _marks_of_tie(self, objective: Objective, tie: Tie) -> tuple[Mark, ...]:
        if tie.astray is not None:
            return (tie.astray,)
        link = tie.link
        if link.kind != DEPENDS or objective.state is State.CLOSED or link.state == CONFIRMED:
            return ()
        if link.state == REFUSED:
            return (Mark.REFUSED,)
        if link.by is not None and link.by < self._today:
            return (Mark.OVERDUE,)
        asked_on = self._calendar.day(link.at) if link.at is not None else self._today
        return (Mark.UNANSWERED,) if self._today - asked_on > PATIENCE else ()

    def _marks(self, objective: Objective) -> tuple[Mark, ...]:
        if objective.id not in self._own:
            return ()
        ties = [tie for tie in self._ties[objective.id] if tie.link.kind in ALIGNING]
        marks = [Mark.CIRCLE] if objective.id in self._round else []
        if hangs(objective, aligned=bool(ties), company=self._has_company(objective.cycle)):
            marks.append(Mark.HANGS)
        astray = [tie.astray for tie in ties]
        if astray and None not in astray:
            marks += [one for one in dict.fromkeys(astray) if one is not None]
        return tuple(marks)

    def _has_company(self, cycle: str) -> bool:
        if cycle not in self._company:
            self._company[cycle] = has_company(self._books, self._cycles.get(cycle))
        return self._company[cycle]

    # -- in order

    def told(self) -> Alignment:
        """Return it."""
        rows = tuple(self._rows())
        found = counted(rows)
        return Alignment(
            rows=rows,
            objectives=found.objectives,
            hanging=found.hanging,
            astray=found.astray,
            waiting=found.waiting,
        )

    def _rows(self) -> Iterator[Row]:
        roots: dict[str, list[Objective]] = {}
        below: dict[str, list[tuple[Tie, Objective]]] = {}
        for objective in sorted(self._shown.values(), key=self._place):
            above = self._above(objective)
            if above is None or above.top is None:
                roots.setdefault(objective.owner, []).append(objective)
            else:
                below.setdefault(above.top.id, []).append((above, objective))
        for owner, some in roots.items():
            theirs = Row(
                id=f"owner:{owner}", kind=Kind.OWNER, depth=0, parent=None, owner=owner,
                looked_at=any(one.id in self._own for one in some),
            )  # fmt: skip
            yield theirs
            ahead = [self._row(one, theirs) for one in reversed(some)]
            while ahead:
                row = ahead.pop()
                yield row
                if row.kind is Kind.OBJECTIVE and row.objective is not None:
                    yield from self._links(row, row.objective)
                    ahead += reversed(list(self._following(row, below.get(row.id, ()))))

    def _following(self, row: Row, below: Sequence[tuple[Tie, Objective]]) -> Iterator[Row]:
        """Yield what stands below an objective: its key results with what is below those first."""
        direct = [one for tie, one in below if not isinstance(tie.target, KeyResult)]
        upon: dict[str, KeyResult] = {}
        theirs_of: dict[str, list[Objective]] = {}
        for tie, one in below:
            if isinstance(tie.target, KeyResult):
                upon[tie.target.id] = tie.target
                theirs_of.setdefault(tie.target.id, []).append(one)
        for key_result in sorted(upon.values(), key=lambda one: one.number):
            theirs = Row(
                id=key_result.id, kind=Kind.KEY_RESULT, depth=row.depth + 1, parent=row.id,
                owner=key_result.owner or row.owner, objective=row.objective,
                key_result=key_result, looked_at=row.looked_at,
            )  # fmt: skip
            yield theirs
            yield from (self._row(one, theirs) for one in theirs_of[key_result.id])
        yield from (self._row(one, row) for one in direct)

    def _row(self, objective: Objective, above: Row) -> Row:
        return Row(
            id=objective.id, kind=Kind.OBJECTIVE, depth=above.depth + 1, parent=above.id,
            owner=objective.owner, objective=objective, tie=self._above(objective),
            marks=self._marks(objective), looked_at=objective.id in self._own,
        )  # fmt: skip

    def _links(self, row: Row, objective: Objective) -> Iterator[Row]:
        placed = self._above(objective)
        for tie in self._ties[objective.id]:
            if tie.link.kind in _TOLD and tie is not placed:
                yield Row(
                    id=tie.link.id, kind=Kind.LINK, depth=row.depth + 1, parent=row.id,
                    owner=row.owner, objective=objective, tie=tie, looked_at=row.looked_at,
                    key_result=tie.source if isinstance(tie.source, KeyResult) else None,
                    marks=self._marks_of_tie(objective, tie) if row.looked_at else (),
                )  # fmt: skip

    def _above(self, objective: Objective) -> Tie | None:
        """Return the link by which an objective stands below another one: the first that holds."""
        for tie in self._ties[objective.id]:
            if tie.link.kind != VERTICAL or tie.astray is not None or tie.top is None:
                continue
            ids = {objective.id, tie.top.id}
            if tie.top.id in self._shown and len(ids) > 1 and not ids <= self._round:
                return tie
        return None

    def _place(self, objective: Objective) -> tuple[int, int, date, int]:
        """Return where an objective stands among others: by owner, the longer cycle first."""
        cycle = self._cycles.get(objective.cycle)
        days = (cycle.end - cycle.start).days if cycle else 0
        start = cycle.start if cycle else date.max
        return self._order.get(objective.owner, len(self._order)), -days, start, objective.number


def _waits(row: Row) -> bool:
    """Return whether a row is a dependency that nobody has confirmed."""
    objective, tie = row.objective, row.tie
    if row.kind is not Kind.LINK or objective is None or tie is None:
        return False
    alive = objective.state is not State.CLOSED
    return alive and tie.link.kind == DEPENDS and tie.link.state != CONFIRMED
