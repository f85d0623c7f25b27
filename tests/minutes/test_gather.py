from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.minutes.content import Content, Review
from okrtui.minutes.gather import gather
from okrtui.minutes.lines import ActionEnd, Life
from okrtui.model.codec import insert, update
from okrtui.model.records import (
    Action,
    ActionState,
    CheckIn,
    Cycle,
    Health,
    Objective,
    Risk,
    RiskState,
)
from tests.meeting.room import a_meeting
from tests.minutes.evening import LAST_WEEK, books, content, meeting


@pytest.fixture(scope="module")
def whole() -> Content:
    return content(meeting())


def change(session: Session, *ops: object) -> None:
    session.store.commit(lambda _: ops, via="test")  # type: ignore[arg-type, return-value]


def review(said: Content, name: str) -> Review:
    return said.reviews()[name]


def test_each_key_result_is_told_once_at_its_owners_stop(whole: Content) -> None:
    told = [
        (stop.name, one.name)
        for stop in whole.round
        for branch in stop.branches
        for one in branch.reviews
    ]
    assert told == [
        ("name of Ana", "ana/O1/KR1"), ("name of Ana", "ana/O1/KR2"), ("name of Ana", "ana/O1/KR3"),
        ("name of Wang", "company/O1/KR1"), ("name of Wang", "ana/O1/KR4"),
        ("name of Chen", "chen/O1/KR1"), ("name of Chen", "chen/O1/KR2"),
        ("name of Chen", "chen/O1/KR3"),
    ]  # fmt: skip


def test_then_and_now_stand_beside_each_other(whole: Content) -> None:
    speed = review(whole, "ana/O1/KR1")
    assert (speed.then.value, speed.now.value) == (Decimal(410), Decimal(395))
    assert (speed.then.confidence, speed.now.confidence, speed.fell) == (7, 3, 4)
    assert speed.now.health is Health.OFF_TRACK
    assert speed.reviewed


def test_what_was_confirmed_unchanged_says_how_often(whole: Content) -> None:
    assert review(whole, "ana/O1/KR2").unchanged == 1
    assert review(whole, "ana/O1/KR1").unchanged == 0


def test_what_was_said_without_being_confirmed_is_told_as_entered(whole: Content) -> None:
    refunds = review(whole, "company/O1/KR1")
    assert (refunds.entered, refunds.reviewed, refunds.now.confidence) == (True, False, 8)


def test_what_an_absent_owner_prepared_is_told_as_such(whole: Content) -> None:
    prepared = review(whole, "chen/O1/KR1")
    assert (prepared.beforehand, prepared.reviewed, prepared.note) == (True, False, "prepared note")


def test_a_prepared_key_result_that_was_confirmed_is_a_reviewed_one() -> None:
    session = meeting(close=False)
    session.do(intents.Confirm("k5"))
    prepared = review(content(session), "chen/O1/KR1")
    assert (prepared.beforehand, prepared.reviewed, prepared.note) == (False, True, "prepared note")


def test_a_note_of_the_meeting_before_is_not_told_again() -> None:
    session = meeting(close=False)
    change(session, update(books(session).get(CheckIn, "i2"), note="last week's note"))
    assert review(content(session), "ana/O1/KR2").note == ""


def test_a_key_result_that_was_dropped_here_keeps_what_was_said_of_it(whole: Content) -> None:
    dropped = review(whole, "ana/O1/KR3")
    assert (dropped.dropped, dropped.note) == (True, "note before it was dropped")


def test_a_dropped_objective_keeps_what_was_said_below_it() -> None:
    session = meeting(close=False)
    session.do(intents.Drop("objectives", "o1", "why"))
    told = {one.name for one in content(session).reviews().values() if one.dropped}
    assert told == {"ana/O1/KR1", "ana/O1/KR2", "ana/O1/KR3"}


def test_a_new_key_result_need_not_be_reviewed(whole: Content) -> None:
    assert review(whole, "ana/O1/KR4").added


def test_actions_are_new_carried_done_or_dropped(whole: Content) -> None:
    ends = {line.number: (line.end, line.carries, line.late) for line in whole.actions}
    assert ends == {
        4: (ActionEnd.NEW, 0, False),
        5: (ActionEnd.NEW, 0, False),
        1: (ActionEnd.CARRIED, 2, True),
        2: (ActionEnd.DONE, 0, False),
        3: (ActionEnd.DROPPED, 0, False),
    }


def test_an_action_nobody_asked_for_yet_is_open_and_at_closing_carried() -> None:
    session = meeting(close=False)
    late = Action(id="a9", number=9, title="t", at=LAST_WEEK, due=date(2026, 11, 23))
    change(session, insert(late))
    assert {line.end for line in content(session).actions if line.number == 9} == {ActionEnd.OPEN}
    session.do(intents.Close())
    ends = {(line.end, line.carries) for line in content(session).actions if line.number == 9}
    assert ends == {(ActionEnd.CARRIED, 1)}


@pytest.mark.parametrize(("days", "told"), [(-1, False), (3, True)])
def test_an_action_done_between_two_meetings_is_told_in_the_second(days: int, told: bool) -> None:
    session = meeting(close=False)
    action = Action(
        id="a9", number=9, title="t", at=LAST_WEEK - timedelta(days=7),
        state=ActionState.DONE, ended_at=LAST_WEEK + timedelta(days=days),
    )  # fmt: skip
    change(session, insert(action))
    assert (9 in {line.number for line in content(session).actions}) is told


def test_risks_are_new_open_or_ended_here() -> None:
    session = meeting(close=False)
    old = books(session).get(Risk, "r1")
    now = session.clock.now()
    assert [(line.number, line.life) for line in content(session).risks] == [
        (3, Life.NEW), (1, Life.OPEN),
    ]  # fmt: skip
    change(
        session,
        update(old, state=RiskState.HAPPENED, ended_at=now, ended_in=session.meeting_id),
    )
    assert [(line.number, line.life) for line in content(session).risks] == [
        (3, Life.NEW), (1, Life.ENDED),
    ]  # fmt: skip


def test_owners_are_named_and_outsiders_stay_as_typed(whole: Content) -> None:
    assert {line.number: line.owner for line in whole.actions} == {
        1: "name of Wang", 2: "name of Ana", 3: "name of Chen", 4: "supplier", 5: "",
    }  # fmt: skip


def test_time_is_told_for_every_stop_that_took_any(whole: Content) -> None:
    assert [(line.stop, line.name, line.taken) for line in whole.times] == [
        ("actions", "", 180),
        ("member", "name of Ana", 840),
        ("member", "name of Wang", 780),
        ("closing", "", 240),
    ]
    assert whole.times[0].planned == 300


def test_of_two_cycles_the_longer_ones_names_carry_it() -> None:
    session = meeting(close=False)
    year = Cycle(id="y", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))
    objective = Objective(id="oy", cycle="y", owner="ana", number=1, title="the year")
    kr = replace(
        next(iter(session.books.key_results("o1"))), id="ky", objective="oy", title="of the year"
    )
    here = session.meeting
    change(session, insert(year), insert(objective), insert(kr), update(here, cycles=("c", "y")))
    said = content(session)
    assert [cycle.name for cycle in said.cycles] == ["2026-Q4", "2026"]
    assert {"2026:ana/O1/KR1", "ana/O1/KR1"} <= set(said.reviews())


def test_what_happens_after_the_closing_is_not_told() -> None:
    session = meeting()
    closed = session.meeting
    later = session.clock.now() + timedelta(days=2)
    change(
        session,
        update(closed, content=None),
        insert(Risk(id="r9", number=9, title="later", at=later)),
        insert(Action(id="a9", number=9, title="later", at=later)),
        insert(CheckIn(id="i9", key_result="k1", at=later, author="ana", confidence=1)),
    )
    said = content(session)
    assert 9 not in {line.number for line in said.risks}
    assert 9 not in {line.number for line in said.actions}
    assert review(said, "ana/O1/KR1").now.confidence == 3


def test_the_first_meeting_compares_with_the_cycles_start() -> None:
    session = meeting(close=False)
    change(session, update(session.meeting, then=None))
    assert content(session).cycles[0].then_on == date(2026, 10, 1)


def test_what_was_said_here_is_told_even_where_the_clock_was_ahead_of_the_closing() -> None:
    session = a_meeting()
    now, here = session.clock.now(), session.meeting_id
    ahead = now + timedelta(hours=2)
    change(
        session,
        insert(Action(id="a-ahead", number=90, title="typed ahead", meeting=here, at=ahead)),
        insert(Risk(id="r-ahead", number=91, title="seen ahead", meeting=here, at=ahead)),
    )
    told = gather(
        session.books,
        session.meeting,
        calendar=session.calendar,
        settings=session.settings,
        now=now,
    )
    assert [line.number for line in told.actions] == [90]
    assert [line.number for line in told.risks] == [91]
