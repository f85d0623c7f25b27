"""Work under the key results, as a meeting adds and ticks it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.meeting.entries import person, title_of
from okrtui.model.books import Books
from okrtui.model.codec import insert, update
from okrtui.model.ops import Op
from okrtui.model.records import KeyResult, Task, TaskState
from okrtui.model.timeline import Closings
from okrtui.text.errors import Refused


def add_task(intent: intents.AddTask, books: Books, context: Context) -> Sequence[Op]:
    """New work under a key result."""
    record = Task(
        id=context.id(),
        key_result=books.get(KeyResult, intent.key_result).id,
        title=title_of(intent.title),
        assignee=person(books, intent.assignee),
        due=intent.due,
        created_in=context.meeting,
    )
    return [insert(record)]


def toggle_task(intent: intents.ToggleTask, books: Books, context: Context) -> Sequence[Op]:
    """A task is done, or is to do after all."""
    done = books.get(Task, intent.task).state is TaskState.DONE
    state = TaskState.TODO if done else TaskState.DONE
    return set_task_state(intents.SetTaskState(intent.task, state), books, context)


def set_task_state(intent: intents.SetTaskState, books: Books, context: Context) -> Sequence[Op]:
    """A task is to do, being done, blocked or done.

    Raises:
        Refused: it was given up; or it shall be, which takes a reason (`Drop`).
    """
    task = books.get(Task, intent.task)
    if task.state is TaskState.DROPPED:
        raise Refused("entry.ended", title=task.title)
    if intent.state is TaskState.DROPPED:
        raise Refused("entry.reason_needed")
    if intent.state is task.state:
        return []
    if intent.state is TaskState.DONE:
        return [update(task, state=intent.state, state_in=None, **_ticked(task, books, context))]
    # What this meeting itself had ticked or taken up, and puts back, is as it was.
    is_slip = intent.state is TaskState.TODO and context.meeting in {task.done_in, task.state_in}
    return [
        update(
            task,
            state=intent.state,
            state_in=None if is_slip else context.meeting,
            **_unticked(task, books, context),
        )
    ]


def given_up(task: Task, books: Books, context: Context) -> dict[str, Any]:
    """Return the fields of a task that is dropped. What it was at the last meeting stays told."""
    # One that was brought back since then is given up as it had been.
    dropped_at = task.dropped_at if _is_new(task.restored_at, books) else context.now
    return {
        "state": TaskState.DROPPED,
        "state_in": None,
        "dropped_at": dropped_at,
        "restored_at": None,
        **_unticked(task, books, context),
    }


def brought_back(task: Task, books: Books, context: Context) -> dict[str, Any]:
    """Return the fields of a task that is restored: to do again."""
    if _is_new(task.dropped_at, books):
        return {"state": TaskState.TODO, "dropped_at": None}
    return {"state": TaskState.TODO, "restored_at": context.now}


def _ticked(task: Task, books: Books, context: Context) -> dict[str, Any]:
    """Return when and where a task was done: where it was just unticked, as it had been."""
    if _is_new(task.undone_at, books):
        return {"undone_at": None}
    return {"done_at": context.now, "done_in": context.meeting, "undone_at": None}


def _unticked(task: Task, books: Books, context: Context) -> dict[str, Any]:
    """Return what is left of a tick that is taken back; of one since the last meeting, nothing."""
    if task.state is not TaskState.DONE:
        return {}
    if _is_new(task.done_at, books):
        return {"done_at": None, "done_in": None}
    return {"undone_at": context.now, "done_in": None}


def _is_new(at: datetime | None, books: Books) -> bool:
    """Return whether something happened after the last closed meeting, which is "then"."""
    if at is None:
        return False
    last = Closings(books).last()
    return last is None or at > last
