"""From what was found in documents to the ops that take it into the books.

Each objective goes into the cycle that its document names, which is made if it is missing, else
into the one given. Each goes to the owner it names; who is not known becomes a member; without one
it is of the owner given, else of the team. What is there already (the same owner, cycle and title)
is not made twice: only its missing key results are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from okrtui.formats.roster import Roster
from okrtui.formats.spans import cycle_named, days_of
from okrtui.formats.tree import Found, FoundKeyResult, FoundMetric, FoundObjective
from okrtui.model.books import Books
from okrtui.model.codec import insert
from okrtui.model.numbering import left_numbers, next_key_result, next_objective
from okrtui.model.ops import TABLES, Op
from okrtui.model.records import (
    COMPANY,
    TEAM,
    CheckIn,
    Cycle,
    CycleState,
    KeyResult,
    Link,
    Member,
    MetricKind,
    Objective,
    Task,
    TaskState,
)
from okrtui.text.errors import Refused

_DEFAULT_METRIC = FoundMetric(kind=MetricKind.PERCENT, start=Decimal(0), target=Decimal(100))


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    ops: all of it, for one transaction; empty where everything is there already.
    objectives, key_results: how many would be made. known_objectives, known_key_results: how many
    of the documents' are there already. into: how many objectives go into which cycle, by name.
    restores: whether it is a whole workspace, taken as it is.
    """

    ops: Sequence[Op] = ()
    objectives: int = 0
    key_results: int = 0
    known_objectives: int = 0
    known_key_results: int = 0
    members: tuple[Member, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    into: dict[str, int] = field(default_factory=dict)
    restores: bool = False


def plan(
    found: Sequence[Found],
    books: Books,
    *,
    cycle: Cycle | None,
    owner: str | None = None,
    now: datetime,
    today: date,
    new_id: Callable[[datetime], str],
    by: str | None = None,
    only_this_cycle: bool = False,
) -> Plan:
    """Return what taking these documents in would do.

    Args:
        found: what was read.
        books: what there is.
        cycle: where objectives go whose document names no cycle with its year. A whole
            workspace needs none.
        owner: a member's id, `team` or `company`: whose objectives are that name no owner.
        now: the instant of the import.
        today: the day that it is for the team; it decides whether a new cycle runs.
        new_id: makes ids.
        by: the login of who imports; values in a document become check-ins of theirs.
        only_this_cycle: whether everything goes into `cycle`, whatever the documents name.

    Raises:
        Refused: a whole workspace among them, but this one is not empty, or it is not alone; or
            there is no cycle.
    """
    if any(document.ops for document in found):
        return _restore(found, books)
    if cycle is None:
        raise Refused("overview.no_cycle")
    intake = _Intake(books, cycle, owner or TEAM, now, today, new_id, by, only_this_cycle)
    for document in found:
        intake.owners(document)
    for document in found:
        for objective in document.objectives:
            intake.objective(objective)
    return intake.plan()


def _restore(found: Sequence[Found], books: Books) -> Plan:
    if len(found) > 1:
        raise Refused("formats.restore_alone", file=next(f.file for f in found if f.ops))
    if any(next(iter(books.view.all(table)), None) is not None for table in TABLES):
        raise Refused("formats.restore_into_empty", file=found[0].file)
    return Plan(
        found[0].ops,
        objectives=len(found[0].objectives),
        key_results=found[0].key_results,
        restores=True,
    )


class _Intake:
    def __init__(
        self,
        books: Books,
        cycle: Cycle,
        owner: str,
        now: datetime,
        today: date,
        new_id: Callable[[datetime], str],
        by: str | None,
        only: bool,
    ) -> None:
        self.books = books
        self.cycle = cycle
        self.owner = owner
        self.now = now
        self.today = today
        self.new_id = new_id
        self.by = by
        self.only = only
        self.roster = Roster(books, now, new_id)
        self.new_cycles: list[Cycle] = []
        self.ops: list[Op] = []
        self.numbers: dict[tuple[str, str], int] = {}
        self.left = left_numbers(books)
        self.matched: set[str] = set()
        self.there: dict[str, list[Objective]] = {}
        self.by_title: dict[tuple[str, str, str], list[Objective]] = {}
        self.cycles = [cycle, *books.cycles()]
        self.into: dict[str, int] = {}
        self.made = [0, 0]
        self.known = [0, 0]

    def owners(self, document: Found) -> None:
        """Let everyone join whom the document names, before anyone in brackets is looked for."""
        for objective in document.objectives:
            names = [objective.owner, *(result.owner for result in objective.key_results)]
            for name in filter(None, names):
                self.roster.join(name)

    def objective(self, found: FoundObjective) -> None:
        owner = self.roster.known(found.owner) or self.roster.known(found.maybe) or self.owner
        cycle = self.cycle_of(found)
        known = self.find_objective(found, owner, cycle)
        if known is None:
            record = Objective(
                id=self.id(),
                cycle=cycle.id,
                owner=owner,
                number=self.next_number(owner, cycle),
                title=found.title,
                state=found.state,
                note=found.note,
                category=found.category,
                dimension=found.dimension,
                origin=found.origin,
                ambition=found.ambition,
            )
            self.ops.append(insert(record))
            self.made[0] += 1
        else:
            record = known
            self.known[0] += 1
        self.into[cycle.name] = self.into.get(cycle.name, 0) + 1
        there = self.books.key_results(record.id) if known else []
        number = next_key_result(self.books, record.id, self.left) if known else 1
        for result in found.key_results:
            if self.find_key_result(result, there):
                self.known[1] += 1
                continue
            self.key_result(result, record, number)
            number += 1

    def key_result(self, found: FoundKeyResult, objective: Objective, number: int) -> None:
        owner = self.roster.known(found.owner) or self.roster.known(found.maybe)
        metric = found.metric or _DEFAULT_METRIC
        record = KeyResult(
            id=self.id(),
            objective=objective.id,
            number=number,
            title=found.title,
            owner=None if owner in {TEAM, COMPANY} else owner,
            state=found.state,
            note=found.note,
            metric=metric.kind,
            direction=metric.direction,
            start=metric.start,
            target=metric.target,
            unit=metric.unit,
            due=found.due,
        )
        self.ops.append(insert(record))
        self.made[1] += 1
        self.ops.extend(insert(extra) for extra in self.around(found, record, objective))

    def around(
        self, found: FoundKeyResult, record: KeyResult, objective: Objective
    ) -> Iterator[Task | CheckIn | Link]:
        for name in found.collaborators:
            target = self.roster.known(name) or name
            yield Link(
                id=self.id(), kind="collaborator", source=record.id, target=target, state="asked"
            )
        for task in found.tasks:
            yield Task(
                id=self.id(),
                key_result=record.id,
                title=task.title,
                state=task.state,
                done_at=self.now if task.state is TaskState.DONE else None,
            )
        value = found.value
        if value is None and found.share:
            value = record.start + (record.target - record.start) * found.share
        if value is not None or found.confidence is not None:
            said_by = self.by or self.roster.login(record.owner or objective.owner) or TEAM
            yield CheckIn(
                id=self.id(),
                key_result=record.id,
                at=self.now,
                author=said_by,
                value=value,
                confidence=found.confidence,
            )

    def plan(self) -> Plan:
        joined = tuple(self.roster.joined)
        before: list[Op] = [insert(member) for member in joined]
        before += [insert(cycle) for cycle in self.new_cycles]
        return Plan(
            (*before, *self.ops) if self.ops else (),
            self.made[0],
            self.made[1],
            self.known[0],
            self.known[1],
            joined if self.ops else (),
            tuple(self.new_cycles) if self.ops else (),
            self.into,
        )

    # -- what is there

    def cycle_of(self, found: FoundObjective) -> Cycle:
        if found.cycle is None or self.only:
            return self.cycle
        for cycle in self.cycles:
            if found.cycle in {cycle.name, cycle_named(cycle.name)}:
                return cycle
        days = days_of(found.cycle)
        if days is None:
            return self.cycle
        state = CycleState.RUNNING
        if days[1] < self.today:
            state = CycleState.CLOSED
        elif days[0] > self.today:
            state = CycleState.DRAFTING
        made = Cycle(id=self.id(), name=found.cycle, start=days[0], end=days[1], state=state)
        self.new_cycles.append(made)
        self.cycles.append(made)
        return made

    def find_objective(self, found: FoundObjective, owner: str, cycle: Cycle) -> Objective | None:
        if cycle.id not in self.there:
            self.there[cycle.id] = self.books.objectives(cycle.id)
            for objective in self.there[cycle.id]:
                key = (cycle.id, objective.owner, _words(objective.title))
                self.by_title.setdefault(key, []).append(objective)
        # Two of one title in a document are two; each meets its own one of those that are there.
        waiting = self.by_title.get((cycle.id, owner, _words(found.title)))
        return waiting.pop(0) if waiting else None

    def find_key_result(self, found: FoundKeyResult, there: list[KeyResult]) -> bool:
        for result in there:
            same = _words(result.title) == _words(found.title)
            if same and result.id not in self.matched:
                self.matched.add(result.id)
                return True
        return False

    def next_number(self, owner: str, cycle: Cycle) -> int:
        key = (owner, cycle.id)
        number = self.numbers.get(key) or next_objective(self.books, cycle.id, owner)
        self.numbers[key] = number + 1
        return number

    def id(self) -> str:
        return self.new_id(self.now)


def _words(title: str) -> str:
    """Return a title as it is compared: capitals and blanks do not matter."""
    return " ".join(title.casefold().split())
