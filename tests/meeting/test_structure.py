"""Newly agreed, changed and dropped OKRs, and tasks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.model.records import (
    TEAM,
    Change,
    ChangeKind,
    KeyResult,
    Objective,
    State,
    Task,
    TaskState,
)
from okrtui.text.errors import Refused
from tests.meeting.room import ANA, CHECKOUT, ERRORS, PARTNERS, SPEED, TRACE, WANG, a_meeting


def _only_change(session: Session) -> Change:
    (change,) = session.books.all(Change)
    return change


def test_a_new_objective_takes_the_next_number_of_its_owner() -> None:
    session = a_meeting()
    session.do(intents.AddObjective(ANA.id, "Search that finds", "asked for by support"))
    new = session.books.objectives("c-q4")[-1]
    assert (new.owner, new.number, new.agreed_on) == (ANA.id, 2, date(2026, 11, 24))
    change = _only_change(session)
    assert (change.kind, change.target, change.why) == (
        ChangeKind.ADDED,
        new.id,
        "asked for by support",
    )


def test_the_team_may_have_objectives() -> None:
    session = a_meeting()
    session.do(intents.AddObjective(TEAM, "One more"))
    numbers = [o.number for o in session.books.objectives("c-q4") if o.owner == TEAM]
    assert numbers == [1, 2]


def test_an_objective_of_nobody_we_know_is_refused() -> None:
    with pytest.raises(Refused):
        a_meeting().do(intents.AddObjective("m-nobody", "Fly"))


def test_a_key_results_number_is_never_given_again() -> None:
    session = a_meeting()
    session.do(intents.Drop("key_results", SPEED.id, "measured elsewhere"))
    session.do(intents.AddKeyResult(CHECKOUT.id, "p99 under 900 ms", WANG.id))
    new = session.books.key_results(CHECKOUT.id)[-1]
    assert (new.number, new.owner) == (3, WANG.id)


def test_no_key_result_hangs_below_a_dropped_objective() -> None:
    session = a_meeting()
    session.do(intents.Drop("objectives", PARTNERS.id, "postponed"))
    with pytest.raises(Refused):
        session.do(intents.AddKeyResult(PARTNERS.id, "Two partners"))


def test_a_task_is_ticked_and_unticked() -> None:
    session = a_meeting()
    session.do(intents.ToggleTask(TRACE.id))
    done = session.books.get(Task, TRACE.id)
    assert (done.state, done.done_in) == (TaskState.DONE, session.meeting_id)
    session.do(intents.ToggleTask(TRACE.id))
    assert session.books.get(Task, TRACE.id) == TRACE


def test_a_new_task_says_in_which_meeting_it_was_made() -> None:
    session = a_meeting()
    session.do(intents.AddTask(SPEED.id, "cache the price list", WANG.id, date(2026, 11, 27)))
    task = session.books.tasks(SPEED.id)[-1]
    assert (task.title, task.created_in) == ("cache the price list", session.meeting_id)


def test_a_changed_title_is_on_the_record_with_what_it_was() -> None:
    session = a_meeting()
    session.do(intents.ChangeField("key_results", SPEED.id, "title", "p95 under 350 ms", "vendor"))
    change = _only_change(session)
    assert (change.was, change.now, change.why, change.title) == (
        "p95 under 300 ms",
        "p95 under 350 ms",
        "vendor",
        "p95 under 300 ms",
    )


def test_a_changed_owner_is_told_by_name() -> None:
    session = a_meeting()
    session.do(intents.ChangeField("key_results", SPEED.id, "owner", WANG.id, "Ana is away"))
    assert _only_change(session).now == "王芳"
    assert session.books.get(KeyResult, SPEED.id).owner == WANG.id


def test_a_changed_target_and_day_are_typed_values() -> None:
    session = a_meeting()
    session.do(intents.ChangeField("key_results", SPEED.id, "target", "350", "vendor"))
    session.do(intents.ChangeField("key_results", SPEED.id, "due", "2026-12-15", "freeze"))
    kr = session.books.get(KeyResult, SPEED.id)
    assert (kr.target, kr.due) == (Decimal(350), date(2026, 12, 15))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due", "soon"),
        ("target", "much"),
        ("target", "420"),
        ("title", " "),
        ("owner", "m-x"),
        ("id", "x"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_whole(field: str, value: str) -> None:
    session = a_meeting()
    with pytest.raises(Refused):
        session.do(intents.ChangeField("key_results", SPEED.id, field, value, "because"))
    assert session.books.get(KeyResult, SPEED.id) == SPEED
    assert not list(session.books.all(Change))


def test_the_same_value_again_is_no_change() -> None:
    assert (
        a_meeting().do(intents.ChangeField("objectives", CHECKOUT.id, "title", "Checkout", ""))
        is None
    )


def test_a_slip_of_the_pen_leaves_no_change() -> None:
    session = a_meeting()
    session.do(intents.CorrectText("objectives", CHECKOUT.id, "Check-out"))
    assert session.books.get(Objective, CHECKOUT.id).title == "Check-out"
    assert not list(session.books.all(Change))


def test_what_is_dropped_says_why_and_is_not_dropped_twice() -> None:
    session = a_meeting()
    session.do(intents.Drop("key_results", ERRORS.id, "measured elsewhere"))
    assert session.books.get(KeyResult, ERRORS.id).state is State.DROPPED
    assert _only_change(session).why == "measured elsewhere"
    with pytest.raises(Refused):
        session.do(intents.Drop("key_results", ERRORS.id, "again"))


def test_changes_are_numbered_for_life() -> None:
    session = a_meeting()
    session.do(intents.Drop("tasks", TRACE.id, "not needed"))
    session.do(intents.Drop("key_results", ERRORS.id, "measured elsewhere"))
    assert [change.number for change in session.books.all(Change)] == [1, 2]
