"""What the meeting changes in the tree itself: newly agreed, changed and dropped OKRs, and tasks.

Whatever changes an objective, key result or task leaves a `Change` with its reason, so that the
minutes and the history can tell it. A slip of the pen (`CorrectText`) leaves none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.meeting.entries import next_number, title_of
from okrtui.model.books import Books
from okrtui.model.codec import TABLE_OF, insert, plain, update
from okrtui.model.ops import Op
from okrtui.model.progress import check_metric
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Change,
    ChangeKind,
    Cycle,
    KeyResult,
    Meeting,
    Member,
    Objective,
    State,
    Task,
    TaskState,
)
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text

Item = Objective | KeyResult | Task
_KINDS: dict[str, type[Item]] = {TABLE_OF[kind]: kind for kind in (Objective, KeyResult, Task)}
_CHANGEABLE: dict[str, frozenset[str]] = {
    "objectives": frozenset({"title"}),
    "key_results": frozenset({"title", "owner", "due", "start", "target", "unit"}),
    "tasks": frozenset({"title", "assignee", "due"}),
}
_DAYS = frozenset({"due"})
_NUMBERS = frozenset({"start", "target"})


def add_objective(intent: intents.AddObjective, books: Books, context: Context) -> Sequence[Op]:
    """A newly agreed objective of a member, the team or the company."""
    if intent.owner not in {TEAM, COMPANY}:
        books.get(Member, intent.owner)
    cycle = meeting_cycle(books, context)
    record = Objective(
        id=context.id(),
        cycle=cycle.id,
        owner=intent.owner,
        number=1 + max((o.number for o in _owned(books, cycle, intent.owner)), default=0),
        title=title_of(intent.title),
        agreed_on=context.today(),
    )
    return [insert(record), _change(books, context, ChangeKind.ADDED, record, intent.why)]


def add_key_result(intent: intents.AddKeyResult, books: Books, context: Context) -> Sequence[Op]:
    """A newly agreed key result."""
    objective = books.get(Objective, intent.objective)
    if objective.state is not State.AGREED:
        raise Refused("entry.ended", title=objective.title)
    if intent.owner is not None:
        books.get(Member, intent.owner)
    record = KeyResult(
        id=context.id(),
        objective=objective.id,
        number=1 + max((kr.number for kr in books.key_results(objective.id)), default=0),
        title=title_of(intent.title),
        owner=intent.owner,
        agreed_on=context.today(),
    )
    return [insert(record), _change(books, context, ChangeKind.ADDED, record, intent.why)]


def add_task(intent: intents.AddTask, books: Books, context: Context) -> Sequence[Op]:
    """New work under a key result."""
    record = Task(
        id=context.id(),
        key_result=books.get(KeyResult, intent.key_result).id,
        title=title_of(intent.title),
        assignee=intent.assignee,
        due=intent.due,
        created_in=context.meeting,
    )
    return [insert(record)]


def toggle_task(intent: intents.ToggleTask, books: Books, context: Context) -> Sequence[Op]:
    """A task is done, or is to do after all."""
    task = books.get(Task, intent.task)
    if task.state is TaskState.DROPPED:
        raise Refused("entry.ended", title=task.title)
    if task.state is TaskState.DONE:
        return [update(task, state=TaskState.TODO, done_at=None, done_in=None)]
    return [update(task, state=TaskState.DONE, done_at=context.now, done_in=context.meeting)]


def change_field(intent: intents.ChangeField, books: Books, context: Context) -> Sequence[Op]:
    """Another value of one field, with its reason on the record.

    Raises:
        Refused: the field is none that a meeting changes, or the value does not fit it.
    """
    item = _item(books, intent.table, intent.id)
    if intent.field not in _CHANGEABLE[intent.table]:
        raise Refused("entry.not_changeable", field=intent.field)
    value = _typed(books, intent.field, intent.value)
    was = getattr(item, intent.field)
    if value == was:
        return []
    if isinstance(item, KeyResult):
        changed: dict[str, Any] = {intent.field: value}
        check_metric(replace(item, **changed))
    return [
        update(item, **{intent.field: value}),
        _change(
            books,
            context,
            ChangeKind.EDITED,
            item,
            intent.why,
            field=intent.field,
            was=_readable(books, intent.field, was),
            now=_readable(books, intent.field, value),
        ),
    ]


def correct_text(intent: intents.CorrectText, books: Books, _context: Context) -> Sequence[Op]:
    """A title spelt right, without a change on the record."""
    change = update(_item(books, intent.table, intent.id), title=title_of(intent.title))
    return [change] if change.fields else []


def drop(intent: intents.Drop, books: Books, context: Context) -> Sequence[Op]:
    """Given up, with its reason. What hangs below it stays as it is and no longer counts."""
    item = _item(books, intent.table, intent.id)
    if isinstance(item, Task):
        dropped: Op = update(item, state=TaskState.DROPPED)
    elif item.state in {State.AGREED, State.DRAFT}:
        dropped = update(item, state=State.DROPPED)
    else:
        raise Refused("entry.ended", title=item.title)
    return [dropped, _change(books, context, ChangeKind.DROPPED, item, intent.why)]


def meeting_cycle(books: Books, context: Context) -> Cycle:
    """Return the cycle to which new objectives of this meeting belong: the shortest it covers."""
    meeting = books.get(Meeting, context.meeting)
    covered = [books.get(Cycle, cycle) for cycle in meeting.cycles]
    return min(covered, key=lambda cycle: cycle.end - cycle.start)


def _change(
    books: Books,
    context: Context,
    kind: ChangeKind,
    item: Item,
    why: str,
    *,
    field: str | None = None,
    was: str | None = None,
    now: str | None = None,
) -> Op:
    return insert(
        Change(
            id=context.id(),
            number=next_number(books, Change),
            at=context.now,
            by=context.author,
            kind=kind,
            table=TABLE_OF[type(item)],
            target=item.id,
            title=item.title,
            field=field,
            was=was,
            now=now,
            why=clean_text(why),
            meeting=context.meeting,
        )
    )


def _item(books: Books, table: str, id: str) -> Item:
    if table not in _KINDS:
        raise Refused("entry.not_changeable", field=table)
    return books.get(_KINDS[table], id)


def _typed(books: Books, field: str, value: str | None) -> Any:
    if field == "title":
        return title_of(value or "")
    if field in _DAYS:
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise Refused("entry.bad_value", field=field, value=value or "") from None
    if field in _NUMBERS:
        try:
            return Decimal(value or "")
        except InvalidOperation:
            raise Refused("entry.bad_value", field=field, value=value or "") from None
    if field == "owner" and value is not None:
        return books.get(Member, value).id
    return value


def _readable(books: Books, field: str, value: Any) -> str:
    if field in {"owner", "assignee"}:
        member = books.find(Member, value)
        return member.name if member else value or ""
    shown = plain(value)
    return "" if shown is None else str(shown)


def _owned(books: Books, cycle: Cycle, owner: str) -> list[Objective]:
    return [objective for objective in books.objectives(cycle.id) if objective.owner == owner]
