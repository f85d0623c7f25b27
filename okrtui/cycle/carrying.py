"""What goes on in the next cycle: kept or changed, without its check-ins, at its last value.

What is kept is agreed already. What is to change, and what has reached its target and yet is to go
on, comes as a draft: somebody must first say where to.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from decimal import Decimal
from typing import Any, Final

from msgspec.structs import replace

from okrtui.cycle.circumstances import Circumstances
from okrtui.cycle.scoring import stands_at_end
from okrtui.model.books import Books
from okrtui.model.carried import CARRIED, successors_of
from okrtui.model.codec import TABLE_OF, insert, update
from okrtui.model.links import ALIGNING, item_of
from okrtui.model.numbering import next_key_result, next_objective
from okrtui.model.ops import Op
from okrtui.model.records import (
    Action,
    Change,
    ChangeKind,
    Cycle,
    KeyResult,
    Link,
    MetricKind,
    Objective,
    Onward,
    OpenState,
    Parked,
    Problem,
    Risk,
    Score,
    State,
    Task,
    TaskState,
)
from okrtui.model.standing import Standing
from okrtui.model.timeline import Closings

_OVER: Final = frozenset({TaskState.DONE, TaskState.DROPPED})


def carry(books: Books, origin: Cycle, into: Cycle, around: Circumstances) -> list[Op]:
    """Return the ops that bring what goes on from a closed cycle into another.

    What came along earlier does not come again.
    """
    return list(_Carrier(books, origin, into, around).ops())


def goes_on(
    books: Books, origin: Cycle, into: Cycle, around: Circumstances
) -> Generator[None, None, bool]:
    """Return whether something has not come along yet, in steps of an objective."""
    carrier = _Carrier(books, origin, into, around)
    for objective in books.objectives(origin.id):
        if carrier.left_of(objective):
            return True
        yield
    return False


class _Carrier:
    def __init__(self, books: Books, origin: Cycle, into: Cycle, around: Circumstances) -> None:
        self._books = books
        self._origin = origin
        self._into = into
        self._around = around
        self._closings = Closings(books)
        self._next: dict[str, int] = {}
        self._became: dict[str, str] = {}
        self._changes = books.view.highest("changes", "number")
        scores = books.where(Score, "cycle", origin.id)
        self._on = {s.key_result: s.next for s in scores if s.next is not Onward.DROP}

    def ops(self) -> Iterator[Op]:
        for objective in self._books.objectives(self._origin.id):
            if key_results := self.left_of(objective):
                yield from self._branch(objective, key_results)
        # Last, when all that came along is known: they may be aligned to one another.
        for old, new in list(self._became.items()):
            yield from self._links(old, new)
        yield from self._entries()

    def left_of(self, objective: Objective) -> list[KeyResult]:
        """Return what goes on of an objective and has not come along yet."""
        if objective.state is not State.CLOSED:
            return []
        return [
            kr
            for kr in self._books.key_results(objective.id)
            if kr.id in self._on and kr.state is State.CLOSED and not self._there(kr.id)
        ]

    def _branch(self, old: Objective, key_results: list[KeyResult]) -> Iterator[Op]:
        made = [(kr, self._stands(kr)) for kr in key_results]
        agreed = any(self._kept(kr, stands) for kr, stands in made)
        there = self._there(old.id)
        if there is None:
            new = self._objective(old, agreed=agreed)
            yield from self._new(old, new)
            first = 1
        else:
            new = self._books.get(Objective, there)
            first = next_key_result(self._books, new.id)
        for number, (kr, stands) in enumerate(made, first):
            kept = self._kept(kr, stands) and new.state is State.AGREED
            carried = self._key_result(kr, stands, new, number, agreed=kept)
            yield from self._new(kr, carried)
            yield from self._tasks(kr, carried)

    def _new(self, old: Objective | KeyResult, new: Objective | KeyResult) -> Iterator[Op]:
        self._became[old.id] = new.id
        yield insert(new)
        yield insert(Link(id=self._around.id(), kind=CARRIED, source=new.id, target=old.id))
        if new.state is State.AGREED:
            self._changes += 1
            name = (
                self._books.objective_name(old)
                if isinstance(old, Objective)
                else self._books.kr_name(old)
            )
            yield insert(
                Change(
                    id=self._around.id(),
                    number=self._changes,
                    at=self._around.now,
                    by=self._around.by,
                    kind=ChangeKind.ADDED,
                    table=TABLE_OF[type(new)],
                    target=new.id,
                    title=new.title,
                    # Where it comes from is the reason in any language.
                    why=f"{self._origin.name}:{name}",
                )
            )

    def _objective(self, old: Objective, *, agreed: bool) -> Objective:
        first = self._next.get(old.owner) or next_objective(self._books, self._into.id, old.owner)
        self._next[old.owner] = first + 1
        return replace(
            old,
            id=self._around.id(),
            cycle=self._into.id,
            number=first,
            state=State.AGREED if agreed else State.DRAFT,
            agreed_on=self._around.today() if agreed else None,
            former=(),
        )

    def _key_result(
        self, old: KeyResult, stands: Standing, under: Objective, number: int, *, agreed: bool
    ) -> KeyResult:
        due = old.due if old.due and old.due > self._into.start else None
        return replace(
            old,
            id=self._around.id(),
            objective=under.id,
            number=number,
            state=State.AGREED if agreed else State.DRAFT,
            agreed_on=self._around.today() if agreed else None,
            due=due,
            by_when="",
            former=(),
            **_metric(old, stands.now.value),
        )

    def _tasks(self, old: KeyResult, new: KeyResult) -> Iterator[Op]:
        for task in self._books.tasks(old.id):
            if task.state not in _OVER:
                yield insert(
                    Task(
                        id=self._around.id(),
                        key_result=new.id,
                        title=task.title,
                        assignee=task.assignee,
                        due=task.due,
                        state=task.state,
                        milestone=task.milestone,
                    )
                )

    def _links(self, old: str, new: str) -> Iterator[Op]:
        for link in self._books.where(Link, "source", old):
            if link.kind == CARRIED:
                continue
            target = self._became.get(link.target) or self._there(link.target)
            # What ended with its cycle is there to be linked to no more; who is asked still is.
            is_item = item_of(self._books, link.target) is not None
            aligns = link.kind in ALIGNING
            if target is None and (aligns or is_item) and not self._outlives(link.target):
                continue
            yield insert(
                Link(
                    id=self._around.id(),
                    kind=link.kind,
                    source=new,
                    target=target or link.target,
                    # A new promise has to be asked for anew, and by another day.
                    state="asked" if link.state else None,
                    what=link.what,
                    at=self._around.now,
                )
            )

    def _outlives(self, target: str) -> bool:
        """Return whether what is aligned to belongs to another cycle: a quarter's to its year's."""
        kr = self._books.find(KeyResult, target)
        objective = self._books.find(Objective, kr.objective if kr else target)
        return objective is not None and objective.cycle != self._origin.id

    def _entries(self) -> Iterator[Op]:
        """Yield what lets open entries follow the key results that they are about."""
        kinds: tuple[type[Action | Risk | Problem | Parked], ...] = (Action, Risk, Problem, Parked)
        for kind in kinds:
            for entry in self._books.where(kind, "state", OpenState.OPEN.value):
                if entry.key_result in self._became:
                    yield update(entry, key_result=self._became[entry.key_result])

    def _there(self, old: str) -> str | None:
        """Return the id of what an old one became in this cycle already, if it did."""
        for new in successors_of(self._books, old):
            kr = self._books.find(KeyResult, new)
            objective = self._books.find(Objective, kr.objective if kr else new)
            if objective is not None and objective.cycle == self._into.id:
                return new
        return None

    def _kept(self, kr: KeyResult, stands: Standing) -> bool:
        return self._on[kr.id] is Onward.KEEP and not stands.is_reached

    def _stands(self, kr: KeyResult) -> Standing:
        return stands_at_end(
            self._books,
            kr,
            self._origin,
            today=self._around.today(),
            calendar=self._around.calendar,
            settings=self._around.settings,
            closings=self._closings,
        )


def _metric(old: KeyResult, value: Decimal | None) -> dict[str, Any]:
    """Return start and target: from the last value on; of steps and tasks, those that are left."""
    if value is None or old.metric in {MetricKind.TASKS, MetricKind.YES_NO}:
        return {}
    if old.metric is MetricKind.MILESTONE:
        left = old.target - value
        return {"start": Decimal(0), "target": left} if left > 0 else {}
    return {"start": value}
