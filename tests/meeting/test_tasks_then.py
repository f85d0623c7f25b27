"""What became of tasks since the last meeting changes what is now, and not what was then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.check_in import stand
from okrtui.meeting.context import context_now
from okrtui.meeting.session import Session
from okrtui.model.records import KeyResult, MetricKind, Task, TaskState
from okrtui.model.settings import Settings
from tests.fakes import FakeClock
from tests.meeting.room import CHECKOUT, LAST_WEEK, a_meeting

STEPS = KeyResult(
    id="k-steps", objective=CHECKOUT.id, number=4, title="All of it", metric=MetricKind.TASKS
)
BEFORE = LAST_WEEK - timedelta(days=3)
OPEN = Task(id="t-open", key_result=STEPS.id, title="open")
DONE = replace(OPEN, id="t-done", title="done", state=TaskState.DONE, done_at=BEFORE)
GONE = replace(OPEN, id="t-gone", state=TaskState.DROPPED, dropped_at=BEFORE)
TODO = TaskState.TODO


def counted(session: Session) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return how many of how many tasks are done, then and now."""
    context = context_now(
        session.meeting_id, author="ana", settings=Settings(), clock=session.clock
    )
    stands = stand(session.books, context, STEPS.id)
    pairs = ((one.value, one.of) for one in (stands.then, stands.now))
    then, now = ((int(value or 0), int(of or 0)) for value, of in pairs)
    return then, now


def act(*wishes: intents.Intent) -> Session:
    session = a_meeting(STEPS, OPEN, DONE, GONE, clock=FakeClock())
    for wish in wishes:
        session.clock.advance(minutes=1)  # type: ignore[attr-defined]
        session.do(wish)
    return session


DROP, BACK = (intents.Drop("tasks", "t-done", "why"), intents.Restore("tasks", "t-done", "why"))
OFF, ON = (intents.ToggleTask("t-done"),) * 2


@pytest.mark.parametrize(
    ("wishes", "now"),
    [
        ((), (1, 2)),
        ((OFF,), (0, 2)),
        ((OFF, ON), (1, 2)),
        ((OFF, ON, OFF), (0, 2)),
        ((DROP,), (0, 1)),
        ((DROP, BACK), (0, 2)),
        ((DROP, BACK, ON), (1, 2)),
        ((OFF, DROP), (0, 1)),
        ((OFF, DROP, BACK, ON, DROP), (0, 1)),
        ((intents.SetTaskState("t-done", TaskState.BLOCKED),), (0, 2)),
        ((intents.Drop("tasks", "t-open", "why"),), (1, 1)),
        ((intents.ToggleTask("t-open"),), (2, 2)),
        ((intents.ToggleTask("t-open"), intents.ToggleTask("t-open")), (1, 2)),
        ((intents.ToggleTask("t-open"), intents.Drop("tasks", "t-open", "why")), (1, 1)),
        ((intents.Restore("tasks", "t-gone", "why"),), (1, 3)),
        ((intents.Restore("tasks", "t-gone", "a"), intents.Drop("tasks", "t-gone", "b")), (1, 2)),
    ],
)
def test_then_stays_as_it_was(wishes: tuple[intents.Intent, ...], now: tuple[int, int]) -> None:
    assert counted(act(*wishes)) == ((1, 2), now)


def test_an_older_store_does_not_say_when_a_task_was_dropped() -> None:
    session = a_meeting(STEPS, OPEN, DONE, replace(GONE, dropped_at=None), clock=FakeClock())
    session.do(intents.Restore("tasks", "t-gone", "after all"))
    assert counted(session) == ((1, 2), (1, 3))


def test_it_is_then_for_the_next_meeting() -> None:
    session = act(OFF)
    session.do(intents.Close())
    assert counted(session) == ((1, 2), (0, 2))
    task = session.books.get(Task, "t-done")
    assert (task.done_at, task.undone_at) == (BEFORE, session.clock.now())


def test_undo_takes_all_of_it_back() -> None:
    session = act(DROP)
    session.undo()
    assert session.books.get(Task, "t-done") == DONE
