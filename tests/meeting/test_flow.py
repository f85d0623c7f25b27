"""How a meeting begins, whose turn it is, and what the clock says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from okrtui.meeting import flow, intents
from okrtui.meeting.agenda import ACTIONS, CLOSING, agenda
from okrtui.meeting.opening import in_progress, open_meeting, proposed
from okrtui.meeting.timebox import Pressure, pressure, timeboxes
from okrtui.model.records import TEAM, Action, ActionState, MeetingState
from okrtui.text.errors import Refused
from tests.fakes import FakeClock
from tests.meeting.room import ANA, EVERYTHING, LAST_MEETING, LAST_WEEK, WANG, FakeStore, a_meeting

OLD_ACTION = Action(
    id="a-31", number=31, title="send the trace", at=LAST_WEEK, owner=ANA.id, meeting="g-w47"
)


def test_a_meeting_is_named_by_its_week_and_knows_the_last_one() -> None:
    meeting = a_meeting().meeting
    assert (meeting.name, meeting.then, meeting.state) == (
        "2026-W48",
        LAST_MEETING.id,
        MeetingState.IN_PROGRESS,
    )


def test_a_second_meeting_in_a_week_says_so_in_its_name() -> None:
    session = a_meeting()
    session.do(intents.Close())
    again = open_meeting(
        session.store,
        proposed(session.books, "ana", session.settings),
        author="ana",
        settings=session.settings,
        clock=session.clock,
    )
    assert again.meeting.name == "2026-W48-2"


def test_who_opens_while_one_is_open_joins_it() -> None:
    session = a_meeting()
    other = open_meeting(
        session.store,
        proposed(session.books, "wang", session.settings),
        author="wang",
        settings=session.settings,
        clock=session.clock,
    )
    assert other.meeting_id == session.meeting_id


def test_a_meeting_without_a_cycle_is_refused() -> None:
    store = FakeStore(ANA)
    session = a_meeting()
    with pytest.raises(Refused) as refused:
        open_meeting(
            store,
            proposed(session.books, "ana", session.settings),
            author="ana",
            settings=session.settings,
            clock=session.clock,
        )
    assert refused.value.message.key == "entry.no_cycle"


def test_last_weeks_actions_come_first_where_there_are_any() -> None:
    assert a_meeting(OLD_ACTION).meeting.stop == ACTIONS
    assert a_meeting().meeting.stop == TEAM


def test_time_goes_to_whose_turn_it_is() -> None:
    clock = FakeClock()
    session = a_meeting(clock=clock)
    session.do(intents.TakeTurn(ANA.id))
    clock.advance(minutes=3)
    session.do(intents.TakeTurn(WANG.id))
    clock.advance(seconds=30)
    meeting = session.meeting
    assert flow.elapsed(meeting, ANA.id, clock.now()) == 180
    assert flow.elapsed(meeting, WANG.id, clock.now()) == 30
    assert flow.elapsed(meeting, None, clock.now()) == 210


def test_a_paused_clock_stands_still_and_runs_on() -> None:
    clock = FakeClock()
    session = a_meeting(clock=clock)
    clock.advance(seconds=10)
    session.do(intents.Pause())
    clock.advance(minutes=10)
    assert flow.elapsed(session.meeting, None, clock.now()) == 10
    session.do(intents.Pause())
    clock.advance(seconds=5)
    assert flow.elapsed(session.meeting, None, clock.now()) == 15


def test_a_turn_taken_while_paused_stays_paused() -> None:
    session = a_meeting()
    session.do(intents.Pause())
    session.do(intents.TakeTurn(WANG.id))
    assert session.meeting.stop_since is None


def test_the_time_of_a_broken_off_session_does_not_count() -> None:
    clock = FakeClock()
    session = a_meeting(clock=clock)
    clock.advance(minutes=2)
    seen = clock.now()
    clock.advance(minutes=30)
    session.do(intents.Resume(seen))
    clock.advance(minutes=1)
    assert flow.elapsed(session.meeting, None, clock.now()) == 180


def test_after_a_power_cut_the_clock_goes_on_at_the_last_turn() -> None:
    clock = FakeClock()
    session = a_meeting(clock=clock)
    clock.advance(minutes=30)
    session.do(intents.Resume(None))
    assert flow.elapsed(session.meeting, None, clock.now()) == 0


def test_a_clock_set_back_takes_no_time_away() -> None:
    session = a_meeting()
    past = session.meeting.opened_at - timedelta(hours=1)
    assert flow.elapsed(session.meeting, None, past) == 0


def test_who_comes_late_is_present_and_who_leaves_is_not() -> None:
    session = a_meeting()
    session.do(intents.Attend(ANA.id, present=False))
    left = session.meeting.present
    session.do(intents.Attend(ANA.id, present=True))
    assert (left, session.meeting.present) == ((WANG.id,), (ANA.id, WANG.id))


def test_time_is_shared_by_those_present_by_their_key_results() -> None:
    session = a_meeting()
    way = agenda(session.books, session.meeting)
    # 45 minutes less 5 and 8, over weights 1 (team), 2 (Ana), 1 (Wang).
    assert timeboxes(way, session.meeting) == {TEAM: 480, ANA.id: 960, WANG.id: 480}
    session.do(intents.Attend(WANG.id, present=False))
    assert timeboxes(way, session.meeting) == {TEAM: 640, ANA.id: 1280}


def test_a_meeting_too_short_for_a_round_has_no_time_and_no_error() -> None:
    session = a_meeting(minutes=10)
    boxes = timeboxes(agenda(session.books, session.meeting), session.meeting)
    assert set(boxes.values()) == {0}


@pytest.mark.parametrize(
    ("spent", "expected"),
    [(79, Pressure.CALM), (80, Pressure.AMBER), (100, Pressure.AMBER), (101, Pressure.RED)],
)
def test_time_turns_amber_when_nearly_used_and_red_past_it(spent: int, expected: Pressure) -> None:
    assert pressure(spent, 100) is expected


def test_closing_carries_what_nobody_ended() -> None:
    session = a_meeting(OLD_ACTION)
    session.do(intents.AddAction("made today"))
    session.do(intents.Close())
    carried, new = session.books.all(Action)
    assert (carried.carries, carried.carried_in) == (1, session.meeting_id)
    assert new.carries == 0


def test_an_action_carried_by_hand_is_not_carried_twice() -> None:
    session = a_meeting(OLD_ACTION)
    session.do(intents.CarryAction(OLD_ACTION.id, "no access yet"))
    session.do(intents.Close())
    (action,) = session.books.all(Action)
    assert (action.carries, action.why) == (1, "no access yet")


def test_a_done_action_is_not_carried_and_can_be_reopened() -> None:
    session = a_meeting(OLD_ACTION)
    session.do(intents.EndAction(OLD_ACTION.id))
    assert next(session.books.all(Action)).state is ActionState.DONE
    session.do(intents.ReopenAction(OLD_ACTION.id))
    assert next(session.books.all(Action)).state is ActionState.OPEN


def test_a_closed_meeting_takes_nothing_more() -> None:
    session = a_meeting()
    session.do(intents.Close())
    assert session.meeting.state is MeetingState.CLOSED
    with pytest.raises(Refused) as refused:
        session.do(intents.Rate(7))
    assert refused.value.message.key == "entry.meeting_closed"


def test_closing_freezes_the_minutes() -> None:
    session = a_meeting()
    session.do(intents.AddDecision("we ship on Friday"))
    session.do(intents.Close())
    assert session.meeting.content is not None
    assert "we ship on Friday" in str(session.meeting.content)


def test_summary_rating_and_next_day_are_kept() -> None:
    session = a_meeting()
    session.do(intents.Summarise("A good week.\n"))
    session.do(intents.Rate(8))
    session.do(intents.NextOn(datetime(2026, 12, 1, tzinfo=UTC).date()))
    meeting = session.meeting
    assert (meeting.summary, meeting.rating, str(meeting.next_on)) == (
        "A good week.",
        8,
        "2026-12-01",
    )


def test_no_meeting_is_in_progress_where_none_was_opened() -> None:
    session = a_meeting()
    store = FakeStore(*EVERYTHING)
    assert in_progress(store, author="x", settings=session.settings, clock=session.clock) is None


def test_a_turn_can_pass_to_the_closing() -> None:
    session = a_meeting()
    session.do(intents.TakeTurn(CLOSING))
    assert session.meeting.stop == CLOSING


def test_a_reason_of_an_earlier_meeting_is_not_told_again() -> None:
    old = replace(OLD_ACTION, why="no access yet", why_in="g-w47", carries=1, carried_in="g-w47")
    session = a_meeting(old)
    session.do(intents.CarryAction(OLD_ACTION.id))
    session.do(intents.Close())
    (action,) = session.books.all(Action)
    assert (action.carries, action.why) == (2, "no access yet")
    assert session.meeting.content is not None
    assert [line["why"] for line in session.meeting.content["actions"]] == [""]
