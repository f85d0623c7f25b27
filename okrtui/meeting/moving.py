"""Moving: a key result below another objective, an objective to another owner, a task.

What is moved gets a new number where it goes; its old name still finds it (`model.naming`).
"""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.meeting import intents
from okrtui.meeting.changes import change_of
from okrtui.meeting.context import Context
from okrtui.meeting.flow import cycles_in_hand
from okrtui.meeting.links import check_no_circle_after
from okrtui.model.books import Books
from okrtui.model.codec import update
from okrtui.model.numbering import next_key_result, next_objective, place_of
from okrtui.model.ops import Op
from okrtui.model.records import (
    COMPANY,
    TEAM,
    ChangeKind,
    KeyResult,
    Member,
    Objective,
    State,
    Task,
)
from okrtui.text.errors import Refused


def move_key_result(intent: intents.MoveKeyResult, books: Books, context: Context) -> Sequence[Op]:
    """A key result goes below another objective of this meeting.

    Raises:
        Refused: it has ended, or the objective has, or is of a cycle that is not reviewed here; or
            what it is linked to would lead back to it from there.
    """
    key_result = books.get(KeyResult, intent.key_result)
    objective = books.get(Objective, intent.objective)
    if key_result.objective == objective.id:
        return []
    if key_result.state not in {State.AGREED, State.DRAFT}:
        raise Refused("entry.ended", title=key_result.title)
    cycles = cycles_in_hand(books, context)
    if objective.state is not State.AGREED or objective.cycle not in cycles:
        raise Refused("entry.ended", title=objective.title)
    number = next_key_result(books, objective.id)
    moved = update(
        key_result,
        objective=objective.id,
        number=number,
        former=(*key_result.former, place_of(key_result)),
    )
    check_no_circle_after(books, key_result, moved)
    now = f"{books.objective_name(objective)}/KR{number}"
    change = change_of(
        books,
        context,
        ChangeKind.MOVED,
        key_result,
        intent.why,
        was=books.kr_name(key_result),
        now=now,
    )
    return [moved, change]


def move_objective(books: Books, objective: Objective, owner: str) -> list[Op]:
    """Return the op that gives an objective to another owner, with a number among theirs.

    Raises:
        Refused: nobody of that id is with us.
    """
    if owner not in {TEAM, COMPANY}:
        books.get(Member, owner)
    number = next_objective(books, objective.cycle, owner)
    former = (*objective.former, place_of(objective))
    return [update(objective, owner=owner, number=number, former=former)]


def move_task(
    books: Books, context: Context, task: Task, key_result: str, why: str
) -> Sequence[Op]:
    """Return the ops that put a task below another key result.

    Raises:
        Refused: that one has ended.
    """
    new, old = books.get(KeyResult, key_result), books.get(KeyResult, task.key_result)
    if new.state is not State.AGREED:
        raise Refused("entry.ended", title=new.title)
    change = change_of(
        books,
        context,
        ChangeKind.MOVED,
        task,
        why,
        was=books.kr_name(old),
        now=books.kr_name(new),
    )
    return [update(task, key_result=new.id), change]
