"""What is said of a key result in a meeting, and before it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from okrtui.meeting import check_in, intents
from okrtui.model.books import Books
from okrtui.model.ids import IdMaker
from okrtui.model.ops import Insert, Set
from okrtui.model.records import CheckIn, Health, MetricKind, State, Task
from okrtui.text.errors import Refused
from tests.fakes import FakeView
from tests.meeting.room import (
    ANA,
    DOCS,
    ERRORS,
    EVERYTHING,
    LAST_WEEK,
    SPEED,
    WANG,
    a_meeting,
    said_of,
)

PREPARED = CheckIn(
    id="i-prepared",
    key_result=DOCS.id,
    at=datetime(2026, 11, 23, tzinfo=UTC),
    author="wang",
    value=Decimal(30),
    confidence=6,
    note="half of it is written",
)

LAUNCH = replace(DOCS, id="k-launch", number=2, owner=None)


def test_the_first_key_makes_the_check_in_and_later_keys_set_its_fields() -> None:
    session = a_meeting()
    first = session.do(intents.Step(SPEED.id, 1))
    second = session.do(intents.Confidence(SPEED.id, 6))
    assert first is not None
    assert second is not None
    assert [type(op) for op in (*first.ops, *second.ops)] == [Insert, Set]
    assert second.ops[0] == Set("check_ins", said_of(session, SPEED).id, {"confidence": (None, 6)})


def test_a_step_goes_toward_the_target_from_the_value_that_stands() -> None:
    session = a_meeting()
    session.do(intents.Step(SPEED.id, 1))
    session.do(intents.Step(SPEED.id, 1))
    assert said_of(session, SPEED).value == Decimal(400)


def test_a_step_goes_on_from_the_milestones_that_are_ticked() -> None:
    steps = replace(
        SPEED, id="k-steps", number=8, metric=MetricKind.MILESTONE, start=Decimal(0),
        target=Decimal(3), unit="",
    )  # fmt: skip
    named = Task(id="t-one", key_result="k-steps", title="design", milestone=True)
    session = a_meeting(steps, named)
    session.do(intents.ToggleTask("t-one"))
    session.do(intents.Step("k-steps", 1))
    assert said_of(session, steps).value == 2


@pytest.mark.parametrize("confidence", [0, 11, -1])
def test_confidence_is_one_to_ten(confidence: int) -> None:
    session = a_meeting()
    with pytest.raises(Refused):
        session.do(intents.Confidence(SPEED.id, confidence))
    assert not Books(session.store.view).where(CheckIn, "meeting", session.meeting_id)


def test_unchanged_copies_what_stood_at_the_last_meeting_and_confirms() -> None:
    session = a_meeting()
    session.do(intents.Unchanged(SPEED.id))
    said = said_of(session, SPEED)
    assert (said.value, said.confidence, said.confirmed, said.unchanged) == (
        Decimal(410),
        7,
        True,
        True,
    )


def test_unchanged_asks_for_a_value_where_nothing_was_ever_said() -> None:
    with pytest.raises(Refused) as refused:
        a_meeting().do(intents.Unchanged(ERRORS.id))
    assert refused.value.message.key == "entry.pending_needs_value"


def test_unchanged_asks_for_enter_where_something_was_entered() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 6))
    with pytest.raises(Refused) as refused:
        session.do(intents.Unchanged(SPEED.id))
    assert refused.value.message.key == "entry.filled_in_use_enter"


def test_unchanged_asks_for_enter_where_the_owner_prepared() -> None:
    with pytest.raises(Refused) as refused:
        a_meeting(PREPARED).do(intents.Unchanged(DOCS.id))
    assert refused.value.message.key == "entry.filled_in_use_enter"


def test_unchanged_keeps_a_note_of_this_meeting() -> None:
    session = a_meeting()
    session.do(intents.Note(SPEED.id, "waiting for the vendor"))
    session.do(intents.Unchanged(SPEED.id))
    said = said_of(session, SPEED)
    assert (said.note, said.unchanged) == ("waiting for the vendor", True)


def test_a_value_given_after_unchanged_is_no_longer_unchanged() -> None:
    session = a_meeting()
    session.do(intents.Unchanged(SPEED.id))
    session.do(intents.Value(SPEED.id, Decimal(405)))
    said = said_of(session, SPEED)
    assert (said.value, said.confirmed, said.unchanged) == (Decimal(405), True, False)


def test_enter_with_nothing_entered_writes_nothing() -> None:
    session = a_meeting()
    assert session.do(intents.Confirm(SPEED.id)) is None


def test_enter_confirms_what_was_entered() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 6))
    session.do(intents.Confirm(SPEED.id))
    assert said_of(session, SPEED).confirmed


def test_enter_takes_what_the_owner_prepared_in_the_owners_words() -> None:
    session = a_meeting(PREPARED)
    session.do(intents.Confirm(DOCS.id))
    said = said_of(session, DOCS)
    assert (said.value, said.confidence, said.note) == (Decimal(30), 6, "half of it is written")
    assert said.confirmed


def test_a_skipped_key_result_is_named_once() -> None:
    session = a_meeting()
    session.do(intents.Skip(SPEED.id))
    session.do(intents.Skip(SPEED.id))
    assert session.meeting.skipped == (SPEED.id,)


def test_a_dropped_key_result_takes_nothing() -> None:
    session = a_meeting(replace(ERRORS, id="k-gone", number=9, state=State.DROPPED))
    with pytest.raises(Refused):
        session.do(intents.Confidence("k-gone", 5))


def test_a_reason_is_kept_beside_the_confidence() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 3))
    session.do(intents.Why(SPEED.id, "the vendor is slow", "ask for a cache", "wang"))
    said = said_of(session, SPEED)
    assert (said.why, said.next_step, said.next_owner) == (
        "the vendor is slow",
        "ask for a cache",
        "wang",
    )


def test_a_next_step_keeps_its_words_its_owner_and_its_day_apart() -> None:
    session = a_meeting()
    session.do(intents.Why(SPEED.id, "slow", "call them", "wang", date(2026, 11, 27)))
    said = said_of(session, SPEED)
    assert (said.next_step, said.next_due) == ("call them", date(2026, 11, 27))


def _prepare(confidence: int | None = None, note: str = "") -> CheckIn:
    view = FakeView(*EVERYTHING)
    ops = check_in.prepare(
        Books(view), SPEED.id, value=None, confidence=confidence, note=note, author="ana",
        for_=None, now=LAST_WEEK, new_id=IdMaker(),
    )  # fmt: skip
    view.apply(ops)
    return Books(view).check_ins(SPEED.id)[-1]


def test_a_check_in_before_the_meeting_belongs_to_none() -> None:
    said = _prepare(confidence=8)
    assert (said.meeting, said.confidence, said.confirmed) == (None, 8, False)


def test_a_check_in_that_says_nothing_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        _prepare(note="  \n ")
    assert refused.value.message.key == "entry.nothing_said"


def test_a_check_in_with_a_wrong_confidence_is_refused() -> None:
    with pytest.raises(Refused):
        _prepare(confidence=11)


# -- health set by hand, and who speaks


def test_health_is_set_by_hand_with_a_reason_and_taken_back() -> None:
    session = a_meeting()
    session.do(intents.OverrideHealth(SPEED.id, Health.AT_RISK, "the vendor is sold"))
    said = said_of(session, SPEED)
    assert (said.health, said.health_reason) == (Health.AT_RISK, "the vendor is sold")
    session.do(intents.OverrideHealth(SPEED.id, None))
    said = said_of(session, SPEED)
    assert (said.health, said.health_reason) == (None, "")


def test_health_set_by_hand_takes_a_reason() -> None:
    with pytest.raises(Refused) as refused:
        a_meeting().do(intents.OverrideHealth(SPEED.id, Health.AT_RISK, " "))
    assert refused.value.message.key == "entry.reason_needed"


def test_where_nothing_was_said_there_is_nothing_to_take_back() -> None:
    session = a_meeting()
    assert session.do(intents.OverrideHealth(SPEED.id, None)) is None
    assert session.do(intents.SpokenBy(SPEED.id, None)) is None


def test_a_member_speaks_for_an_absent_owner_on_the_record() -> None:
    session = a_meeting()
    session.do(intents.Attend(ANA.id, present=False))
    session.do(intents.SpokenBy(SPEED.id, WANG.id))
    assert said_of(session, SPEED).spoken_by == WANG.id
    session.do(intents.SpokenBy(SPEED.id, None))
    assert said_of(session, SPEED).spoken_by is None


@pytest.mark.parametrize(
    ("key_result", "member"),
    [
        (SPEED.id, WANG.id),  # Ana is here
        (DOCS.id, WANG.id),  # Wang speaks for herself
        (LAUNCH.id, ANA.id),  # the team is not absent
        (DOCS.id, "m-nobody"),
    ],
)
def test_nobody_speaks_for_who_is_here_or_for_themselves(key_result: str, member: str) -> None:
    session = a_meeting(LAUNCH)
    session.do(intents.Attend(WANG.id, present=False))
    with pytest.raises(Refused):
        session.do(intents.SpokenBy(key_result, member))


def test_a_value_that_nobody_can_count_with_is_refused() -> None:
    for value in ("NaN", "Infinity", "1e99"):
        with pytest.raises(Refused):
            a_meeting().do(intents.Value(SPEED.id, Decimal(value)))
