"""Work under the key results, as a meeting adds and ticks it."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.meeting.entries import person, title_of
from okrtui.model.books import Books
from okrtui.model.codec import insert, update
from okrtui.model.ops import Op
from okrtui.model.records import KeyResult, Task, TaskState
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
    done = intent.state is TaskState.DONE
    # What this meeting itself had ticked or taken up, and puts back, is as it was.
    is_slip = intent.state is TaskState.TODO and context.meeting in {task.done_in, task.state_in}
    return [
        update(
            task,
            state=intent.state,
            done_at=context.now if done else None,
            done_in=context.meeting if done else None,
            state_in=None if done or is_slip else context.meeting,
        )
    ]
