"""What is moved gets a new number, and its old name still finds it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.intents import Intent
from okrtui.meeting.session import Session
from okrtui.model.naming import find_key_result
from okrtui.model.records import (
    Change,
    ChangeKind,
    Cycle,
    KeyResult,
    Objective,
    State,
    Task,
    TaskState,
)
from okrtui.text.errors import Refused
from tests.meeting.room import (
    ANA,
    CHECKOUT,
    CYCLE,
    DOCS,
    ERRORS,
    PARTNERS,
    SPEED,
    TRACE,
    WANG,
    a_meeting,
)

DAY = date(2026, 11, 24)


def named(session: Session, name: str) -> str:
    return find_key_result(session.books, name, DAY).id


def test_a_key_result_goes_below_another_objective_under_a_new_number() -> None:
    session = a_meeting()
    session.do(intents.MoveKeyResult(SPEED.id, PARTNERS.id, "partners ask for it"))
    kr = session.books.get(KeyResult, SPEED.id)
    assert (kr.objective, kr.number, kr.former) == (PARTNERS.id, 2, ("o-checkout/2",))
    (change,) = session.books.all(Change)
    assert (change.kind, change.was, change.now, change.why) == (
        ChangeKind.MOVED, "ana/O1/KR2", "team/O1/KR2", "partners ask for it",
    )  # fmt: skip


def test_its_old_name_still_finds_it_and_its_old_number_is_not_given_again() -> None:
    session = a_meeting()
    session.do(intents.MoveKeyResult(SPEED.id, PARTNERS.id))
    session.do(intents.AddKeyResult(CHECKOUT.id, "Orders"))
    assert session.books.key_results(CHECKOUT.id)[-1].number == 3
    assert named(session, "ana/O1/KR2") == named(session, "team/O1/KR2") == SPEED.id


def test_who_comes_back_gets_a_new_number_too() -> None:
    session = a_meeting()
    session.do(intents.MoveKeyResult(SPEED.id, PARTNERS.id))
    session.do(intents.MoveKeyResult(SPEED.id, CHECKOUT.id))
    kr = session.books.get(KeyResult, SPEED.id)
    assert (kr.number, kr.former) == (3, ("o-checkout/2", "o-partners/2"))
    assert {named(session, f"{n}") for n in ("ana/O1/KR2", "ana/O1/KR3", "team/O1/KR2")} == {
        SPEED.id
    }


def test_an_objective_gets_a_number_with_its_new_owner_and_its_old_name_finds_what_is_below() -> (
    None
):
    session = a_meeting()
    session.do(intents.ChangeField("objectives", CHECKOUT.id, "owner", WANG.id, "Ana is away"))
    objective = session.books.get(Objective, CHECKOUT.id)
    assert (objective.owner, objective.number, objective.former) == (WANG.id, 1, ("m-ana/1",))
    session.do(intents.AddObjective(ANA.id, "Search that finds"))
    assert session.books.objectives(CYCLE.id)[-1].number == 2
    assert named(session, "ana/O1/KR2") == named(session, "wang/O1/KR2") == SPEED.id


def test_a_key_result_that_was_moved_out_of_an_objective_that_was_moved_is_found() -> None:
    session = a_meeting()
    session.do(intents.MoveKeyResult(SPEED.id, PARTNERS.id))
    session.do(intents.ChangeField("objectives", CHECKOUT.id, "owner", WANG.id, ""))
    assert named(session, "ana/O1/KR2") == SPEED.id


def test_a_move_is_taken_back_whole() -> None:
    session = a_meeting()
    session.do(intents.MoveKeyResult(SPEED.id, PARTNERS.id))
    session.undo()
    assert session.books.get(KeyResult, SPEED.id) == SPEED
    assert not list(session.books.all(Change))


def test_to_where_it_is_nothing_moves() -> None:
    assert a_meeting().do(intents.MoveKeyResult(SPEED.id, CHECKOUT.id)) is None


NEXT_YEAR = Cycle(id="c-27", name="2027-Q1", start=date(2027, 1, 1), end=date(2027, 3, 31))
LATER = Objective(id="o-later", cycle=NEXT_YEAR.id, owner=ANA.id, number=1, title="Later")
GONE = replace(CHECKOUT, id="o-gone", number=8, title="Gone", state=State.DROPPED)
GIVEN_UP = replace(ERRORS, id="k-given-up", number=8, state=State.DROPPED)


@pytest.mark.parametrize(
    "intent",
    [
        intents.MoveKeyResult(SPEED.id, LATER.id),
        intents.MoveKeyResult(SPEED.id, GONE.id),
        intents.MoveKeyResult(SPEED.id, "o-none"),
        intents.MoveKeyResult(GIVEN_UP.id, PARTNERS.id),
        intents.ChangeField("tasks", TRACE.id, "key_result", GIVEN_UP.id, ""),
    ],
)
def test_nothing_moves_to_where_it_would_not_be_reviewed(intent: Intent) -> None:
    session = a_meeting(NEXT_YEAR, LATER, GONE, GIVEN_UP)
    with pytest.raises(Refused):
        session.do(intent)


def test_a_task_goes_below_another_key_result() -> None:
    session = a_meeting()
    session.do(intents.ChangeField("tasks", TRACE.id, "key_result", DOCS.id, "it is theirs"))
    assert session.books.get(Task, TRACE.id).key_result == DOCS.id
    (change,) = session.books.all(Change)
    assert (change.kind, change.was, change.now) == (
        ChangeKind.MOVED, "ana/O1/KR2", "team/O1/KR1",
    )  # fmt: skip


# -- dropped and brought back


def restore(table: str, id: str) -> intents.Restore:
    return intents.Restore(table, id, "after all")


def test_what_was_dropped_is_brought_back_with_a_reason() -> None:
    session = a_meeting()
    for item in (("objectives", PARTNERS.id), ("key_results", SPEED.id), ("tasks", TRACE.id)):
        session.do(intents.Drop(*item, "not now"))
    session.do(restore("objectives", PARTNERS.id))
    session.do(restore("key_results", SPEED.id))
    session.do(restore("tasks", TRACE.id))
    books = session.books
    assert books.get(Objective, PARTNERS.id) == PARTNERS
    assert books.get(KeyResult, SPEED.id) == SPEED
    assert books.get(Task, TRACE.id) == TRACE
    assert [change.kind for change in books.all(Change)][3:] == [ChangeKind.RESTORED] * 3


def test_a_task_that_was_done_is_to_do_when_it_comes_back() -> None:
    session = a_meeting()
    session.do(intents.ToggleTask(TRACE.id))
    session.do(intents.Drop("tasks", TRACE.id, ""))
    session.do(restore("tasks", TRACE.id))
    assert session.books.get(Task, TRACE.id).state is TaskState.TODO
    assert session.books.get(Task, TRACE.id) == TRACE


@pytest.mark.parametrize(
    ("table", "id"), [("objectives", PARTNERS.id), ("key_results", SPEED.id), ("tasks", TRACE.id)]
)
def test_what_was_not_dropped_is_not_brought_back_and_nothing_is_dropped_twice(
    table: str, id: str
) -> None:
    session = a_meeting()
    with pytest.raises(Refused) as caught:
        session.do(restore(table, id))
    assert caught.value.message.key == "entry.not_dropped"
    session.do(intents.Drop(table, id, ""))
    with pytest.raises(Refused):
        session.do(intents.Drop(table, id, ""))


def test_what_hangs_below_something_dropped_waits_for_it() -> None:
    session = a_meeting()
    session.do(intents.Drop("key_results", DOCS.id, ""))
    session.do(intents.Drop("objectives", PARTNERS.id, ""))
    with pytest.raises(Refused) as caught:
        session.do(restore("key_results", DOCS.id))
    assert caught.value.message.values["title"] == "Partners"
    session.do(restore("objectives", PARTNERS.id))
    session.do(restore("key_results", DOCS.id))


def test_below_an_objective_that_was_dropped_nothing_is_said_any_more() -> None:
    session = a_meeting()
    session.do(intents.Drop("objectives", CHECKOUT.id, ""))
    with pytest.raises(Refused) as caught:
        session.do(intents.Confidence(SPEED.id, 5))
    assert caught.value.message.key == "entry.kr_ended"


# -- tasks and texts


def test_a_task_is_being_done_is_blocked_and_is_done() -> None:
    session = a_meeting()
    for state in (TaskState.DOING, TaskState.BLOCKED, TaskState.DONE, TaskState.TODO):
        session.do(intents.SetTaskState(TRACE.id, state))
        task = session.books.get(Task, TRACE.id)
        done = session.meeting_id if state is TaskState.DONE else None
        assert (task.state, task.done_in) == (state, done)
    assert session.do(intents.SetTaskState(TRACE.id, TaskState.TODO)) is None


def test_a_task_is_not_dropped_without_a_reason() -> None:
    with pytest.raises(Refused) as caught:
        a_meeting().do(intents.SetTaskState(TRACE.id, TaskState.DROPPED))
    assert caught.value.message.key == "entry.reason_needed"


def test_every_title_can_be_spelt_right() -> None:
    session = a_meeting()
    session.do(intents.AddRisk("SKD slips"))
    session.do(intents.AddProblem("stagging"))
    session.do(intents.AddAction("sned it"))
    session.do(intents.AddDecision("we shpi"))
    session.do(intents.Park("ofsite"))
    for table in ("risks", "problems", "actions", "decisions", "parked"):
        (doc,) = session.store.view.all(table)
        session.do(intents.CorrectText(table, doc["id"], "spelt right"))
        (doc,) = session.store.view.all(table)
        assert doc["title"] == "spelt right"
    assert not list(session.books.all(Change))
    with pytest.raises(Refused):
        session.do(intents.CorrectText("members", ANA.id, "x"))
