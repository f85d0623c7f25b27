"""What the meeting changes in the tree: OKRs newly agreed, given up, brought back, respelt."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.changes import KINDS, change_of, item_of
from okrtui.meeting.context import Context
from okrtui.meeting.entries import title_of
from okrtui.meeting.fields import counted, whole_metric
from okrtui.meeting.flow import cycles_in_hand
from okrtui.meeting.tasks import brought_back, given_up
from okrtui.model.agreed import counts
from okrtui.model.books import Books
from okrtui.model.codec import TABLE_OF, amend, insert, update
from okrtui.model.numbering import next_key_result, next_objective
from okrtui.model.ops import Op
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Action,
    Change,
    ChangeKind,
    Cycle,
    CycleState,
    Decision,
    KeyResult,
    Member,
    Objective,
    Parked,
    Problem,
    Risk,
    State,
    Task,
    TaskState,
)
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_line

_TITLED: dict[str, type[Objective | KeyResult | Task | Risk | Problem | Action | Decision | Parked]]
_TITLED = {**KINDS, **{TABLE_OF[kind]: kind for kind in (Risk, Problem, Action, Decision, Parked)}}


def add_objective(intent: intents.AddObjective, books: Books, context: Context) -> Sequence[Op]:
    """A newly agreed objective of a member, the team or the company.

    Outside of a meeting, of a cycle that is being drafted: a draft, which waits to be agreed.

    Raises:
        Refused: there is no such member, or the cycle is closed.
    """
    if intent.owner not in {TEAM, COMPANY}:
        books.get(Member, intent.owner)
    cycle = cycle_of_new(books, cycles_in_hand(books, context))
    if cycle.state is CycleState.CLOSED:
        raise Refused("entry.ended", title=cycle.name)
    record = Objective(
        id=context.id(),
        cycle=cycle.id,
        owner=intent.owner,
        number=next_objective(books, cycle.id, intent.owner),
        title=title_of(intent.title),
        agreed_on=context.today(),
        category=intent.category,
        dimension=intent.dimension,
        origin=intent.origin,
        ambition=intent.ambition,
    )
    if cycle.state is CycleState.DRAFTING and context.meeting is None:
        return [insert(replace(record, state=State.DRAFT, agreed_on=None))]
    return [insert(record), change_of(books, context, ChangeKind.ADDED, record, intent.why)]


def add_key_result(intent: intents.AddKeyResult, books: Books, context: Context) -> Sequence[Op]:
    """A newly agreed key result; outside of a meeting, below a draft, a draft too.

    Raises:
        Refused: its objective has ended, its owner is not there, its measure is not whole.
    """
    objective = books.get(Objective, intent.objective)
    draft = objective.state is State.DRAFT and context.meeting is None
    if objective.state is not State.AGREED and not draft:
        raise Refused("entry.ended", title=objective.title)
    if intent.owner is not None:
        books.get(Member, intent.owner)
    record = KeyResult(
        id=context.id(),
        objective=objective.id,
        number=next_key_result(books, objective.id),
        title=title_of(intent.title),
        owner=intent.owner,
        metric=intent.metric,
        direction=intent.direction,
        start=counted("start", intent.start),
        target=counted("target", intent.target),
        unit=clean_line(intent.unit),
        due=intent.due,
        agreed_on=context.today(),
    )
    record = whole_metric(record)
    if draft:
        record = replace(record, state=State.DRAFT, agreed_on=None)
    steps = [
        Task(
            id=context.id(),
            key_result=record.id,
            title=title_of(name),
            milestone=True,
            created_in=context.meeting,
        )
        for name in intent.milestones
    ]
    if draft:
        return [insert(record), *map(insert, steps)]
    added = change_of(books, context, ChangeKind.ADDED, record, intent.why)
    return [insert(record), *map(insert, steps), added]


def correct_text(intent: intents.CorrectText, books: Books, _context: Context) -> Sequence[Op]:
    """A title spelt right, without a change on the record."""
    if intent.table not in _TITLED:
        raise Refused("entry.not_changeable", field=intent.table)
    found = books.get(_TITLED[intent.table], intent.id)
    return amend(found, title=title_of(intent.title))


def drop(intent: intents.Drop, books: Books, context: Context) -> Sequence[Op]:
    """Given up, with its reason. What hangs below it stays as it is and no longer counts."""
    item = item_of(books, intent.table, intent.id)
    if isinstance(item, Task):
        if item.state is TaskState.DROPPED:
            raise Refused("entry.ended", title=item.title)
        dropped: Op = update(item, **given_up(item, books, context))
    elif item.state in {State.AGREED, State.DRAFT}:
        dropped = update(item, state=State.DROPPED)
    else:
        raise Refused("entry.ended", title=item.title)
    # A draft is one again when it is brought back.
    was = State.DRAFT.value if item.state is State.DRAFT else None
    return [dropped, change_of(books, context, ChangeKind.DROPPED, item, intent.why, was=was)]


def restore(intent: intents.Restore, books: Books, context: Context) -> Sequence[Op]:
    """Brought back after all, with its reason.

    Raises:
        Refused: it was not given up, or what it hangs below does not count itself.
    """
    item = item_of(books, intent.table, intent.id)
    if item.state not in {State.DROPPED, TaskState.DROPPED}:
        raise Refused("entry.not_dropped", title=item.title)
    above, state = _above(books, item), _before_the_drop(books, item)
    is_draft = state is State.DRAFT and above is not None and above.state is State.DRAFT
    if above is not None and not is_draft and not counts(above):
        raise Refused("entry.dropped_above", title=above.title)
    back = brought_back(item, books, context) if isinstance(item, Task) else {"state": state}
    return [
        update(item, **back),
        change_of(books, context, ChangeKind.RESTORED, item, intent.why),
    ]


def cycle_of_new(books: Books, cycles: Sequence[str]) -> Cycle:
    """Return to which of the cycles in hand new objectives belong: the shortest."""
    covered = [books.get(Cycle, cycle) for cycle in cycles]
    return min(covered, key=lambda cycle: cycle.end - cycle.start)


def _before_the_drop(books: Books, item: Objective | KeyResult | Task) -> State | TaskState:
    """Return how something stood before it was given up; a task is to do again."""
    if isinstance(item, Task):
        return TaskState.TODO
    changes = books.where(Change, "target", item.id)
    last = [change for change in changes if change.kind is ChangeKind.DROPPED][-1:]
    was_draft = any(change.was == State.DRAFT.value for change in last)
    return State.DRAFT if was_draft else State.AGREED


def _above(books: Books, item: Objective | KeyResult | Task) -> Objective | KeyResult | None:
    if isinstance(item, Objective):
        return None
    if isinstance(item, KeyResult):
        return books.objective_of(item)
    return books.get(KeyResult, item.key_result)
