"""Taking back and bringing again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.meeting import intents, undo
from okrtui.meeting.session import Session
from okrtui.model.codec import insert, update
from okrtui.model.ops import Op, Transaction
from okrtui.model.records import Action, CheckIn, Decision, KeyResult, Task
from okrtui.text.errors import Refused
from okrtui.text.words import words_in
from tests.meeting.room import (
    CHECKOUT,
    LAST_WEEK,
    SPEED,
    TRACE,
    WANG,
    FakeStore,
    a_meeting,
    said_of,
)


def _state(session: Session) -> object:
    assert isinstance(session.store, FakeStore)
    return session.store.view.dump()


def test_each_key_is_taken_back_by_itself_in_order() -> None:
    session = a_meeting()
    before = _state(session)
    session.do(intents.Step(SPEED.id, 1))
    after_first = _state(session)
    session.do(intents.Confidence(SPEED.id, 5))
    session.undo()
    assert _state(session) == after_first
    session.undo()
    assert _state(session) == before


def test_what_was_undone_can_be_brought_again_and_undone_again() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 5))
    entered = _state(session)
    session.undo()
    session.redo()
    assert _state(session) == entered
    session.undo()
    assert not session.books.where(CheckIn, "meeting", session.meeting_id)


def test_a_new_entry_ends_what_can_be_brought_again() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 5))
    session.undo()
    session.do(intents.AddDecision("something else"))
    with pytest.raises(Refused) as refused:
        session.redo()
    assert refused.value.message.key == "entry.nothing_to_redo"


def test_turns_and_the_clock_are_passed_over() -> None:
    session = a_meeting()
    session.do(intents.AddDecision("we ship"))
    session.do(intents.TakeTurn(WANG.id))
    session.do(intents.Pause())
    session.undo()
    assert not list(session.books.all(Decision))
    assert session.meeting.stop == WANG.id


def test_the_opening_is_no_entry() -> None:
    with pytest.raises(Refused) as refused:
        a_meeting().undo()
    assert refused.value.message.key == "entry.nothing_to_undo"


def test_what_another_person_changed_since_is_not_taken_back() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 5))
    other = Session(
        session.store, session.meeting_id, author="wang", settings=session.settings,
        clock=session.clock,
    )  # fmt: skip
    store = session.store
    assert isinstance(store, FakeStore)
    store.by = "wang"
    other.do(intents.Confidence(SPEED.id, 8))
    store.by = "ana"
    with pytest.raises(Refused) as refused:
        session.undo()
    assert refused.value.message.key == "entry.undo_touched"
    assert said_of(session, SPEED).confidence == 8


def test_only_ones_own_entries_are_taken_back() -> None:
    session = a_meeting()
    store = session.store
    assert isinstance(store, FakeStore)
    session.do(intents.AddDecision("mine"))
    store.by = "wang"
    session.do(intents.AddDecision("hers"))
    store.by = "ana"
    session.undo()
    assert [decision.title for decision in session.books.all(Decision)] == ["hers"]


def test_an_objective_that_others_hung_something_below_stays() -> None:
    session = a_meeting()
    session.do(intents.AddObjective(WANG.id, "Docs that answer"))
    objective = session.books.objectives("c-q4")[-1]
    new = next(o for o in session.books.objectives("c-q4") if o.title == "Docs that answer")
    assert objective is not None
    store = session.store
    assert isinstance(store, FakeStore)
    store.by = "wang"
    session.do(intents.AddKeyResult(new.id, "Score 4.5"))
    store.by = "ana"
    with pytest.raises(Refused):
        session.undo()


def test_a_new_objective_and_its_reason_go_together() -> None:
    session = a_meeting()
    before = _state(session)
    session.do(intents.AddObjective(WANG.id, "Docs", "asked for by partners"))
    session.undo()
    assert _state(session) == before


def test_a_ticked_task_is_unticked() -> None:
    session = a_meeting()
    session.do(intents.ToggleTask(TRACE.id))
    session.undo()
    assert session.books.get(Task, TRACE.id) == TRACE


def test_undo_reaches_back_over_a_restart() -> None:
    session = a_meeting()
    session.do(intents.CorrectText("objectives", CHECKOUT.id, "Check-out"))
    again = Session(
        session.store, session.meeting_id, author="ana", settings=session.settings,
        clock=session.clock,
    )  # fmt: skip
    again.undo()
    assert session.books.objectives("c-q4")[0].title == "Checkout"


def test_what_was_undone_is_said_in_words() -> None:
    session = a_meeting()
    session.do(intents.Value(SPEED.id, Decimal(405)))
    session.do(intents.Confidence(SPEED.id, 5))
    english = words_in("en")
    assert english.tell(session.undo()) == "Undone: ana/O1/KR2 confidence 5"
    assert english.tell(session.undo()) == "Undone: ana/O1/KR2 405 ms"
    assert english.tell(session.redo()) == "Again: ana/O1/KR2 405 ms"
    assert session.books.get(KeyResult, SPEED.id) == SPEED


def test_a_change_is_told_by_its_field_and_another_wording_by_the_old_one() -> None:
    session = a_meeting()
    session.do(intents.ChangeField("key_results", SPEED.id, "due", "2026-12-04", "it slips"))
    session.do(intents.ChangeField("key_results", SPEED.id, "title", "p95 halved", "plainer"))
    english = words_in("en")
    assert english.tell(session.undo()) == "Undone: change: p95 under 300 ms"
    assert english.tell(session.undo()) == "Undone: p95 under 300 ms: due"


def test_a_reason_is_told_as_one() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 3))
    session.do(intents.Why(SPEED.id, "the vendor is slow"))
    assert words_in("en").tell(session.undo()) == "Undone: ana/O1/KR2 reason"


def test_what_was_taken_back_elsewhere_meanwhile_is_passed_over() -> None:
    # Red if `Session._history` is read once and for all.
    session = a_meeting()
    session.do(intents.AddDecision("first"))
    session.do(intents.AddDecision("second"))
    session.do(intents.AddDecision("third"))
    session.undo()
    taken_back_on_the_command_line(session)
    session.undo()
    assert list(session.books.all(Decision)) == []


def test_what_is_taken_back_elsewhere_in_the_same_moment_is_passed_over_too() -> None:
    # Red without the second look in `Session._reverse_last`.
    session = a_meeting()
    session.do(intents.AddDecision("first"))
    session.do(intents.AddDecision("second"))
    assert isinstance(session.store, FakeStore)
    commit = session.store.commit

    def somebody_is_quicker(*args: Any, **kwargs: Any) -> Transaction | None:
        session.store.commit = commit  # type: ignore[method-assign]
        taken_back_on_the_command_line(session)
        return commit(*args, **kwargs)

    session.store.commit = somebody_is_quicker  # type: ignore[method-assign]
    session.undo()
    assert list(session.books.all(Decision)) == []
    with pytest.raises(Refused, match="nothing_to_undo"):
        session.undo()


def test_what_was_done_and_taken_back_elsewhere_is_passed_over() -> None:
    # Red where whatever takes something back counts as said in the meeting.
    session = a_meeting()
    session.do(intents.AddDecision("we ship"))
    checked_in_on_the_command_line(session)
    taken_back_on_the_command_line(session)
    session.undo()
    assert list(session.books.all(Decision)) == []
    assert session.books.find(CheckIn, "i-beside") is None
    with pytest.raises(Refused, match="nothing_to_undo"):
        session.undo()


def test_what_was_taken_back_in_the_meeting_is_not_brought_again_on_the_command_line() -> None:
    # Red where only the very last one counts as taken back.
    session = a_meeting()
    session.do(intents.AddDecision("we ship"))
    checked_in_on_the_command_line(session)
    session.undo()
    undoable, _ = undo.stacks(session.store.recent(), session.author)
    assert [one.via for one in undoable] == ["check-in"]


def test_what_a_transaction_hung_below_what_it_made_does_not_keep_it() -> None:
    # Red where only what is new counts as its own: the next cycle takes open actions along.
    waits = Action(id="a-1", number=1, title="Call", at=LAST_WEEK, key_result=SPEED.id)
    session = a_meeting(waits)
    before = _state(session)
    new = replace(SPEED, id="k-new", number=3)
    ops: list[Op] = [insert(new), update(waits, key_result=new.id)]
    made = session.store.commit(lambda _: ops, via="open-cycle")
    assert made is not None
    other = replace(waits, id="a-2", number=2, key_result=new.id)
    session.store.commit(lambda _: [insert(other)], via="meet")
    with pytest.raises(Refused, match="undo_touched"):
        undo.take_back(session.store.view, made)
    taken_back_on_the_command_line(session)
    session.store.commit(lambda view: undo.take_back(view, made), via="undo", undoes=made.id)
    assert _state(session) == before


def checked_in_on_the_command_line(session: Session) -> None:
    said = CheckIn(id="i-beside", key_result=SPEED.id, at=session.clock.now(), author="ana")
    session.store.commit(lambda _: [insert(said)], via="check-in")


def taken_back_on_the_command_line(session: Session) -> None:
    last = undo.stacks(session.store.recent(), session.author)[0][-1]
    session.store.commit(lambda view: undo.take_back(view, last), via="undo", undoes=last.id)
