from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.alone import Alone
from okrtui.model.codec import update
from okrtui.model.records import (
    Change,
    CheckIn,
    Cycle,
    CycleState,
    KeyResult,
    Member,
    Objective,
    State,
    Task,
)
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from tests.fakes import FakeClock
from tests.meeting.room import CHECKOUT, CYCLE, EVERYTHING, SPEED, TRACE, FakeStore, a_meeting

NEXT = Cycle(
    id="c-q1",
    name="2027-Q1",
    start=date(2027, 1, 1),
    end=date(2027, 3, 31),
    state=CycleState.DRAFTING,
)


def alone(*more: object, cycle: Cycle = CYCLE, clock: FakeClock | None = None) -> Alone:
    """Sit down at the OKRs of the small team, as Ana, without a meeting."""
    clock = clock or FakeClock()
    store = FakeStore(*EVERYTHING, *more, clock=clock)
    return Alone(store, (cycle.id,), author="ana", settings=Settings(), clock=clock)


def said(own: Alone) -> list[CheckIn]:
    """Return what was said of the key result outside of any meeting."""
    return [one for one in own.books.check_ins(SPEED.id) if one.meeting is None]


def test_what_is_said_in_one_go_is_one_check_in() -> None:
    own = alone()
    own.do(intents.Step(SPEED.id, 1))
    own.do(intents.Confidence(SPEED.id, 6))
    own.do(intents.Note(SPEED.id, "cached prices land Friday"))
    (one,) = said(own)
    assert (one.confidence, one.note, one.author) == (6, "cached prices land Friday", "ana")
    assert one.value is not None
    assert one.value < 410


def test_the_next_day_it_is_another_one() -> None:
    clock = FakeClock()
    own = alone(clock=clock)
    own.do(intents.Confidence(SPEED.id, 6))
    clock.advance(days=1)
    own.do(intents.Confidence(SPEED.id, 8))
    assert [one.confidence for one in said(own)] == [6, 8]


def test_what_somebody_else_said_stays_theirs() -> None:
    theirs = CheckIn(
        id="i1", key_result=SPEED.id, at=FakeClock().now(), author="wang", confidence=3
    )
    own = alone(theirs)
    own.do(intents.Confidence(SPEED.id, 6))
    assert [(one.author, one.confidence) for one in said(own)] == [("wang", 3), ("ana", 6)]


def test_what_a_meeting_has_closed_over_is_not_said_anew_in_it() -> None:
    clock = FakeClock()
    own = alone(clock=clock)
    own.do(intents.Confidence(SPEED.id, 6))
    clock.advance(minutes=5)
    closed = replace(EVERYTHING[-2], id="g-now", closed_at=clock.now())
    own.store.view.add(closed)  # type: ignore[attr-defined]
    clock.advance(minutes=5)
    own.do(intents.Confidence(SPEED.id, 8))
    assert [one.confidence for one in said(own)] == [6, 8]


def test_a_change_is_on_the_record_without_a_meeting() -> None:
    own = alone()
    own.do(intents.ChangeField("key_results", SPEED.id, "target", "250", "the vendor is faster"))
    (change,) = own.books.all(Change)
    assert (change.meeting, change.by, change.why) == (None, "ana", "the vendor is faster")
    assert own.books.get(KeyResult, SPEED.id).target == Decimal(250)


def test_a_task_is_ticked_and_put_back() -> None:
    own = alone()
    own.do(intents.ToggleTask(TRACE.id))
    done = own.books.get(Task, TRACE.id)
    assert (done.state.value, done.done_in) == ("done", None)
    own.do(intents.ToggleTask(TRACE.id))
    assert own.books.get(Task, TRACE.id) == TRACE


def test_what_is_written_for_the_next_cycle_is_a_draft() -> None:
    own = alone(NEXT, cycle=NEXT)
    own.do(intents.AddObjective(CHECKOUT.owner, "Customers find answers on their own"))
    (draft,) = own.books.where(Objective, "cycle", NEXT.id)
    own.do(intents.AddKeyResult(draft.id, "Nine of ten questions answered"))
    (key_result,) = own.books.key_results(draft.id)
    assert (draft.state, key_result.state) == (State.DRAFT, State.DRAFT)
    assert not list(own.books.all(Change))


def test_what_is_written_for_the_running_cycle_is_agreed_and_on_the_record() -> None:
    own = alone(NEXT)
    own.do(intents.AddObjective(CHECKOUT.owner, "Customers find answers", "they ask for it"))
    (change,) = own.books.all(Change)
    assert own.books.get(Objective, change.target).state is State.AGREED


@pytest.mark.parametrize(
    "intent",
    [
        intents.ChangeField("key_results", SPEED.id, "target", "250", "why not"),
        intents.CorrectText("objectives", CHECKOUT.id, "Check-out"),
        intents.Drop("tasks", TRACE.id, "why not"),
        intents.ToggleTask(TRACE.id),
        intents.AddTask(SPEED.id, "one more"),
        intents.Confidence(SPEED.id, 5),
        intents.AddKeyResult(CHECKOUT.id, "one more"),
    ],
)
def test_a_closed_cycle_stays_as_it_was(intent: intents.Intent) -> None:
    own = alone()
    own.store.view.add(  # type: ignore[attr-defined]
        update(SPEED, state=State.CLOSED), update(CHECKOUT, state=State.CLOSED)
    )
    with pytest.raises(Refused):
        own.do(intent)


def test_a_draft_that_is_brought_back_still_waits_to_be_agreed() -> None:
    own = alone(NEXT, cycle=NEXT)
    own.do(intents.AddObjective("m-ana", "Fewer steps"))
    (draft,) = own.books.objectives(NEXT.id)
    own.do(intents.AddKeyResult(draft.id, "Three steps"))
    (below,) = own.books.key_results(draft.id)
    for table, dropped in (("key_results", below.id), ("objectives", draft.id)):
        own.do(intents.Drop(table, dropped, "too early"))
        own.do(intents.Restore(table, dropped, "after all"))
    assert own.books.get(Objective, draft.id).state is State.DRAFT
    assert own.books.get(KeyResult, below.id).state is State.DRAFT


def test_what_takes_a_meeting_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        alone().do(intents.AddDecision("Ship on Friday"))
    assert refused.value.message.key == "entry.needs_meeting"


def test_it_takes_back_what_was_done_there_and_brings_it_again() -> None:
    own = alone()
    own.do(intents.Confidence(SPEED.id, 6))
    own.undo()
    assert not said(own)
    own.redo()
    assert [one.confidence for one in said(own)] == [6]


@pytest.mark.parametrize("then", [Alone.undo, Alone.redo])
def test_it_takes_back_nothing_that_was_done_elsewhere(then: Callable[[Alone], object]) -> None:
    own = alone(Member(id="m-x", login="x", name="X"))
    with pytest.raises(Refused):
        then(own)


def test_the_next_meeting_shows_it_as_filled_in_beforehand() -> None:
    session = a_meeting()
    store = session.store
    own = Alone(store, (CYCLE.id,), author="ana", settings=Settings(), clock=FakeClock())
    own.do(intents.Confidence(SPEED.id, 4))
    session.do(intents.Confirm(SPEED.id))
    here = [one for one in own.books.check_ins(SPEED.id) if one.meeting == session.meeting_id]
    assert [one.confidence for one in here] == [4]
