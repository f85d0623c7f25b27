"""How a task stood at an instant, for it may have been unticked or given up since."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from okrtui.model.records import Task, TaskState


def as_of(task: Task, at: datetime) -> Task:
    """Return a task as it was at an instant: dropped, done, or neither.

    One that nobody unticked, dropped or restored is returned as it is; its tick tells its time.
    """
    if task.undone_at is None and task.dropped_at is None and task.restored_at is None:
        return task
    state = _state(task, at)
    return task if state is task.state else replace(task, state=state)


def _state(task: Task, at: datetime) -> TaskState:
    is_given_up = task.state is TaskState.DROPPED
    was_given_up = is_given_up or (task.restored_at is not None and at < task.restored_at)
    # Older stores do not say when it was.
    if was_given_up and (task.dropped_at is None or task.dropped_at <= at):
        return TaskState.DROPPED
    if task.undone_at is not None and at < task.undone_at:
        was_done = task.done_at is None or task.done_at <= at
        return TaskState.DONE if was_done else TaskState.TODO
    return TaskState.TODO if is_given_up else task.state
