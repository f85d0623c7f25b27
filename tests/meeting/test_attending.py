"""Who comes late, who leaves, who leads, in which order and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from okrtui.meeting import intents
from okrtui.meeting.agenda import agenda
from okrtui.meeting.intents import Intent
from okrtui.meeting.opening import Opening, open_meeting
from okrtui.meeting.order import Order
from okrtui.meeting.session import Session
from okrtui.meeting.timebox import timeboxes
from okrtui.model.records import TEAM
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from tests.fakes import FakeClock
from tests.meeting.room import ANA, EVERYTHING, WANG, FakeStore, a_meeting


def without_wang() -> tuple[Session, FakeClock]:
    clock = FakeClock()
    opening = Opening(facilitator=ANA.id, present=(ANA.id,), order=Order.LISTED, minutes=45)
    store = FakeStore(*EVERYTHING, clock=clock)
    session = open_meeting(store, opening, author="ana", settings=Settings(), clock=clock)
    return session, clock


def test_who_was_here_at_the_opening_did_not_join() -> None:
    assert (a_meeting().meeting.joined, a_meeting().meeting.left) == ({}, {})


def test_who_comes_late_has_joined_and_who_goes_has_left() -> None:
    session, clock = without_wang()
    clock.advance(minutes=10)
    session.do(intents.Attend(WANG.id, present=True))
    assert list(session.meeting.present) == [ANA.id, WANG.id]
    assert session.meeting.joined == {WANG.id: clock.now()}
    came = clock.now()
    clock.advance(minutes=20)
    session.do(intents.Attend(WANG.id, present=False))
    assert list(session.meeting.present) == [ANA.id]
    assert (session.meeting.joined, session.meeting.left) == (
        {WANG.id: came},
        {WANG.id: came + timedelta(minutes=20)},
    )


def test_who_comes_back_has_not_left_and_did_not_come_late() -> None:
    clock = FakeClock()
    session = a_meeting(clock=clock)
    for present in (False, True):
        clock.advance(minutes=5)
        session.do(intents.Attend(WANG.id, present=present))
    assert (session.meeting.joined, session.meeting.left) == ({}, {})


def test_who_was_never_here_has_not_left() -> None:
    session, _ = without_wang()
    assert session.do(intents.Attend(WANG.id, present=False)) is None


def test_a_slip_of_the_finger_is_no_visit() -> None:
    session, clock = without_wang()
    clock.advance(minutes=10)
    for present in (True, False):
        session.do(intents.Attend(WANG.id, present=present))
        clock.advance(seconds=59)
    assert (session.meeting.joined, session.meeting.left) == ({}, {})


def test_who_is_ticked_in_the_first_minute_was_here_from_the_start() -> None:
    session, clock = without_wang()
    clock.advance(seconds=59)
    session.do(intents.Attend(WANG.id, present=True))
    assert (session.meeting.present, session.meeting.joined) == ((ANA.id, WANG.id), {})


def test_an_arrival_is_taken_back_whole() -> None:
    session, clock = without_wang()
    clock.advance(minutes=10)
    session.do(intents.Attend(WANG.id, present=True))
    session.undo()
    assert (session.meeting.present, session.meeting.joined) == ((ANA.id,), {})


def test_the_time_is_shared_anew_and_who_left_keeps_what_they_used() -> None:
    clock = FakeClock()
    session = a_meeting(clock=clock)

    def boxes() -> dict[str, int]:
        return timeboxes(agenda(session.books, session.meeting), session.meeting)

    before = boxes()
    session.do(intents.TakeTurn(WANG.id))
    clock.advance(minutes=10)
    session.do(intents.TakeTurn(ANA.id))
    session.do(intents.Attend(WANG.id, present=False))
    assert boxes() == before
    clock.advance(minutes=1)
    session.do(intents.Attend(ANA.id, present=False))
    assert boxes() == before
    session, clock = without_wang()
    alone = boxes()
    clock.advance(minutes=5)
    session.do(intents.Attend(WANG.id, present=True))
    assert boxes() == before
    assert WANG.id not in alone
    session.do(intents.Attend(WANG.id, present=False))
    assert boxes() == alone


def test_the_round_goes_on_in_another_order() -> None:
    session = a_meeting()
    session.do(intents.Reorder((TEAM, WANG.id, ANA.id)))
    stops = [stop.id for stop in agenda(session.books, session.meeting).stops]
    assert stops == [TEAM, WANG.id, ANA.id]


@pytest.mark.parametrize(
    "intent",
    [
        intents.Reorder((TEAM, WANG.id)),
        intents.Reorder((TEAM, WANG.id, WANG.id, ANA.id)),
        intents.Reorder((TEAM, WANG.id, ANA.id, "m-nobody")),
        intents.Plan(0),
        intents.Plan(1441),
        intents.Facilitate("m-nobody"),
        intents.Attend("m-nobody", present=True),
    ],
)
def test_what_cannot_be_is_refused(intent: Intent) -> None:
    session = a_meeting()
    before = session.meeting
    with pytest.raises(Refused):
        session.do(intent)
    assert session.meeting == before


def test_a_meeting_may_take_longer_and_another_may_lead() -> None:
    session = a_meeting()
    session.do(intents.Plan(60))
    session.do(intents.Facilitate(WANG.id))
    assert (session.meeting.minutes_planned, session.meeting.facilitator) == (60, WANG.id)
