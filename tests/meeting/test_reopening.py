"""A closed meeting opened again, and one that was forgotten open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from okrtui.meeting import intents, undo
from okrtui.meeting.forgotten import close_as_it_stood, is_forgotten, last_heard
from okrtui.meeting.reopening import reopen_meeting
from okrtui.meeting.session import Session
from okrtui.model.records import (
    Action,
    CheckIn,
    Decision,
    Meeting,
    MeetingState,
    OpenState,
    Parked,
)
from okrtui.text.errors import Refused
from tests.fakes import FakeClock
from tests.meeting.room import LAST_WEEK, SPEED, WANG, FakeStore, a_meeting, said_of

OLD = Action(id="a-old", number=7, title="Call the vendor", at=LAST_WEEK, meeting="g-w47")
OFFSITE = Parked(id="x-offsite", title="the offsite", at=LAST_WEEK, meeting="g-w47")


def reopen(session: Session, why: str = "the target was wrong", meeting: str | None = None) -> None:
    reopen_meeting(
        session.store, why=why, author="wang", settings=session.settings, clock=session.clock,
        meeting=meeting,
    )  # fmt: skip


def closed_meeting(clock: FakeClock | None = None) -> Session:
    session = a_meeting(OLD, OFFSITE, clock=clock)
    session.do(intents.AddDecision("we ship"))
    session.do(intents.Close())
    return session


# -- reopening


def test_it_goes_on_at_its_closing_and_what_its_minutes_said_is_kept() -> None:
    clock = FakeClock()
    session = closed_meeting(clock)
    content = session.meeting.content
    clock.advance(minutes=30)
    reopen(session)
    meeting = session.meeting
    assert (meeting.state, meeting.stop, meeting.stop_since) == (
        MeetingState.IN_PROGRESS, "closing", clock.now(),
    )  # fmt: skip
    (again,) = meeting.reopened
    assert (again.at, again.by, again.why) == (clock.now(), "wang", "the target was wrong")
    assert again.content == content
    assert (meeting.content, meeting.closed_at) == (None, None)


def test_what_its_closing_carried_is_not_carried_twice() -> None:
    session = closed_meeting()
    reopen(session)
    session.do(intents.AddDecision("we ship later"))
    session.do(intents.Close())
    assert session.books.get(Action, OLD.id).carries == 1
    assert session.books.get(Parked, OFFSITE.id).carries == 1
    assert session.meeting.content is not None
    assert [d["title"] for d in session.meeting.content["decisions"]] == [
        "we ship",
        "we ship later",
    ]
    reopen(session, "once more")
    assert len(session.meeting.reopened) == 2


def test_it_takes_a_reason() -> None:
    with pytest.raises(Refused) as caught:
        reopen(closed_meeting(), " \n")
    assert caught.value.message.key == "entry.reason_needed"


def test_not_while_another_is_in_progress() -> None:
    session = a_meeting()
    with pytest.raises(Refused) as caught:
        reopen(session)
    assert caught.value.message.key == "entry.meeting_open"


def test_only_the_last_closed_one() -> None:
    session = closed_meeting()
    with pytest.raises(Refused) as caught:
        reopen(session, meeting="g-w47")
    assert caught.value.message.values["name"] == "2026-W48"


def test_undo_reaches_over_a_reopening_but_takes_neither_it_nor_the_closing_back() -> None:
    session = closed_meeting()
    reopen(session)
    again = Session(
        session.store, session.meeting_id, author="ana", settings=session.settings,
        clock=session.clock,
    )  # fmt: skip
    again.undo()
    assert not list(session.books.all(Decision))
    assert session.meeting.state is MeetingState.IN_PROGRESS
    assert session.books.get(Action, OLD.id).carries == 1
    with pytest.raises(Refused):
        again.undo()


def test_a_closing_that_carries_is_no_entry() -> None:
    session = closed_meeting()
    store = session.store
    assert isinstance(store, FakeStore)
    assert [undo.is_entry(one) for one in store.log] == [False, True, False]


# -- the parking lot


def test_what_is_parked_is_dealt_with_or_carried_at_the_closing() -> None:
    session = a_meeting(OFFSITE)
    session.do(intents.Park("hiring"))
    session.do(intents.EndParked(OFFSITE.id, "in March"))
    parked = session.books.get(Parked, OFFSITE.id)
    assert (parked.state, parked.outcome, parked.ended_in) == (
        OpenState.CLOSED, "in March", session.meeting_id,
    )  # fmt: skip
    session.do(intents.EndParked(OFFSITE.id, "in April"))
    assert session.books.get(Parked, OFFSITE.id).outcome == "in April"
    session.do(intents.EndParked(OFFSITE.id, closed=False))
    assert session.books.get(Parked, OFFSITE.id) == OFFSITE
    session.do(intents.Close())
    assert [parked.carries for parked in session.books.all(Parked)] == [1, 0]


def test_what_another_meeting_dealt_with_stays_so() -> None:
    session = a_meeting(OFFSITE)
    session.do(intents.EndParked(OFFSITE.id, "in March"))
    session.do(intents.Close())
    later = a_meeting(session.books.get(Parked, OFFSITE.id))
    for intent in (intents.EndParked(OFFSITE.id), intents.EndParked(OFFSITE.id, closed=False)):
        with pytest.raises(Refused):
            later.do(intent)


# -- forgotten


def test_one_left_alone_for_more_than_a_day_is_forgotten() -> None:
    session = a_meeting()
    opened = session.meeting.opened_at
    a_day = timedelta(days=1)
    assert not is_forgotten(session.meeting, opened, opened + a_day)
    assert is_forgotten(session.meeting, opened, opened + a_day + timedelta(seconds=1))
    assert not is_forgotten(session.meeting, opened + a_day, opened + a_day + a_day)


def test_it_is_closed_when_something_was_last_said_and_no_time_counts_after_that() -> None:
    clock = FakeClock()
    session = a_meeting(OLD, clock=clock)
    session.do(intents.TakeTurn(WANG.id))
    clock.advance(minutes=20)
    session.do(intents.Confidence(SPEED.id, 6))
    heard = clock.now()
    clock.advance(days=3)
    assert last_heard(session, None) == heard
    close_as_it_stood(session, None)
    meeting = session.books.get(Meeting, session.meeting_id)
    assert (meeting.state, meeting.closed_at) == (MeetingState.CLOSED, heard)
    assert meeting.spent[WANG.id] == 20 * 60
    assert meeting.content is not None
    assert meeting.content["ended"].startswith("2026-11-24T")
    assert session.books.get(Action, OLD.id).carried_in == session.meeting_id


def test_it_is_closed_when_a_session_was_last_seen_where_that_was_later() -> None:
    clock = FakeClock()
    session = a_meeting(clock=clock)
    seen = clock.now() + timedelta(minutes=50)
    clock.advance(days=3)
    close_as_it_stood(session, seen)
    assert session.meeting.closed_at == seen


def test_it_is_not_closed_in_the_future() -> None:
    session = a_meeting()
    close_as_it_stood(session, datetime(2027, 1, 1, tzinfo=UTC))
    assert session.meeting.closed_at == session.clock.now()


def test_what_was_said_since_outside_is_of_the_next_meeting() -> None:
    clock = FakeClock()
    session = a_meeting(clock=clock)
    session.do(intents.Confidence(SPEED.id, 6))
    clock.advance(days=2)
    later = CheckIn(id="i-later", key_result=SPEED.id, at=clock.now(), author="ana", confidence=2)
    session.store.view.add(later)  # type: ignore[attr-defined]
    close_as_it_stood(session, None)
    assert said_of(session, SPEED).confidence == 6
    assert session.meeting.content is not None
    stops = session.meeting.content["round"]
    now = [r["now"]["confidence"] for s in stops for b in s["branches"] for r in b["reviews"]]
    assert 6 in now
    assert 2 not in now
