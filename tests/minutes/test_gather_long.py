"""What a meeting says besides: who came late, votes, moves, promises, what became of old things."""

from __future__ import annotations

import pytest

from okrtui.meeting import intents
from okrtui.minutes.content import Content
from okrtui.minutes.lines import ActionEnd, Life
from okrtui.model.codec import insert
from okrtui.model.records import (
    Health,
    Level,
    Parked,
    RiskState,
    Task,
    TaskState,
)
from tests.minutes.evening import LAST_WEEK, content
from tests.minutes.long_evening import long_meeting, reopened_meeting


@pytest.fixture(scope="module")
def long() -> Content:
    return content(long_meeting())


def test_who_came_late_and_who_left_took_part(long: Content) -> None:
    assert long.present == ("name of Ana", "name of Wang", "name of Dora")
    assert long.absent == ("name of Chen",)
    times = [(one.name, one.came and f"{one.came:%H:%M}", one.left and f"{one.left:%H:%M}")
             for one in long.comings]  # fmt: skip
    assert times == [("name of Wang", None, "11:00"), ("name of Dora", "10:34", None)]


def test_who_left_before_the_end_is_not_absent_at_their_stop(long: Content) -> None:
    assert {stop.name: stop.present for stop in long.round}["name of Wang"]


def test_a_vote_is_told_with_who_gave_what_and_what_was_agreed_on(long: Content) -> None:
    (vote,) = long.reviews()["ana/O1/KR1"].votes
    assert (vote.given, vote.voters, vote.agreed) == ((6, 3), ("name of Wang", "name of Ana"), 4)
    (fingers,) = long.reviews()["company/O1/KR1"].votes
    assert (fingers.given, fingers.voters, fingers.agreed) == ((8, 7, 8, 9), (), None)


def test_a_vote_on_what_was_dropped_afterwards_is_told() -> None:
    session = long_meeting(close=False)
    session.do(intents.RecordVote("k6", (2, 3)))
    session.do(intents.Drop("key_results", "k6", "why"))
    review = content(session).reviews()["chen/O1/KR2"]
    assert (review.dropped, review.votes[0].given) == (True, (2, 3))


def test_an_overridden_health_is_told_with_its_reason(long: Content) -> None:
    review = long.reviews()["ana/O1/KR2"]
    assert (review.now.health, review.health_set) == (Health.AT_RISK, True)
    assert review.health_reason == "why health was set"
    assert not long.reviews()["ana/O1/KR1"].health_set


def test_who_spoke_for_an_absent_owner_is_told(long: Content) -> None:
    assert long.reviews()["chen/O1/KR4"].spoken_by == "name of Wang"


def test_what_is_late_or_behind_says_so(long: Content) -> None:
    assert long.reviews()["ana/O1/KR1"].behind is not None
    assert long.reviews()["ana/O1/KR2"].behind is None


def test_risks_are_new_changed_open_or_ended(long: Content) -> None:
    told = {one.number: (one.life, one.state, one.was, one.problem, one.why) for one in long.risks}
    medium = (Level.MEDIUM, Level.MEDIUM)
    assert told == {
        14: (Life.NEW, RiskState.OPEN, None, None, ""),
        11: (Life.CHANGED, RiskState.OPEN, medium, None, ""),
        1: (Life.OPEN, RiskState.OPEN, None, None, ""),
        12: (Life.ENDED, RiskState.MITIGATED, None, None, "how the risk was mended"),
        13: (Life.ENDED, RiskState.HAPPENED, None, 14, ""),
    }


def test_problems_are_new_changed_open_or_solved(long: Content) -> None:
    told = {one.number: (one.life, one.risk, one.why) for one in long.problems}
    assert told == {
        13: (Life.NEW, None, ""),
        14: (Life.NEW, 13, ""),
        11: (Life.CHANGED, None, ""),
        1: (Life.OPEN, None, ""),
        12: (Life.ENDED, None, "how it was solved"),
    }


def test_what_is_parked_is_new_carried_or_dealt_with(long: Content) -> None:
    told = [(one.title, one.life, one.carries, one.outcome) for one in long.parked]
    assert told == [
        ("a parked thing", Life.NEW, 0, ""),
        ("thing carried on", Life.OPEN, 2, ""),
        ("thing dealt with", Life.ENDED, 1, "what became of it"),
    ]


def test_what_was_dealt_with_in_an_earlier_meeting_is_not_told_again() -> None:
    session = long_meeting(close=False)
    old = Parked(id="q9", title="long gone", at=LAST_WEEK, meeting="g1", state="closed",  # type: ignore[arg-type]
                 ended_at=LAST_WEEK, ended_in="g1")  # fmt: skip
    session.store.commit(lambda _: [insert(old)], via="test")
    assert "long gone" not in {one.title for one in content(session).parked}


def test_promises_are_action_items_of_their_own_kind(long: Content) -> None:
    promised = [(one.number, one.owner, one.end) for one in long.actions if one.commitment]
    assert promised == [
        (6, "name of Ana", ActionEnd.NEW),
        (7, "name of Ana", ActionEnd.NEW),
        (8, "name of Dora", ActionEnd.NEW),
    ]


def test_a_moved_key_result_is_told_under_its_new_name_with_its_old_one(long: Content) -> None:
    change = next(one for one in long.changes if one.kind.value == "moved")
    assert (change.was, change.now, change.name) == ("chen/O1/KR5", "ana/O1/KR5", "ana/O1/KR5")
    assert "ana/O1/KR5" in long.reviews()
    assert "chen/O1/KR5" not in long.reviews()


def test_an_objective_that_got_another_owner_says_what_it_was_called(long: Content) -> None:
    change = next(one for one in long.changes if one.field == "owner")
    assert (change.former, change.name) == ("chen/O2", "wang/O2")


def test_a_new_key_result_says_how_it_is_measured(long: Content) -> None:
    measured = {one.title: one.measured for one in long.changes if one.kind.value == "added"}
    assert measured["new objective"] is None
    assert measured["refund rate"] is not None
    assert str(measured["refund rate"].target) == "2.5"


def test_tasks_that_are_blocked_or_taken_up_are_told_at_their_stop(long: Content) -> None:
    stop = next(one for one in long.round if one.name == "name of Ana")
    assert {one.title: one.state for one in stop.taken_up} == {
        "blocked task": TaskState.BLOCKED,
        "task under way": TaskState.DOING,
        "task taken back": TaskState.TODO,
    }


def test_a_task_ticked_and_unticked_in_one_meeting_is_not_told() -> None:
    session = long_meeting(close=False)
    session.do(intents.AddTask("k2", "made, done and undone"))
    made = next(one for one in session.books.all(Task) if one.title == "made, done and undone")
    for _ in range(2):
        session.do(intents.ToggleTask(made.id))
    stop = next(one for one in content(session).round if one.name == "name of Ana")
    assert made.title not in {one.title for one in (*stop.taken_up, *stop.done)}
    assert made.title in {one.title for one in stop.added}


def test_a_new_task_that_is_done_at_once_is_told_once() -> None:
    session = long_meeting(close=False)
    session.do(intents.AddTask("k2", "made and done"))
    made = next(one for one in session.books.all(Task) if one.title == "made and done")
    session.do(intents.ToggleTask(made.id))
    told = [
        task.title
        for stop in content(session).round
        for task in (*stop.done, *stop.added, *stop.taken_up)
    ]
    assert told.count("made and done") == 1


def test_time_over_is_told_by_stop(long: Content) -> None:
    over = {line.name or line.stop: line.over for line in long.times}
    assert over["name of Ana"] == 120
    assert over["actions"] == 0


def test_a_meeting_that_is_open_again_goes_on() -> None:
    session = reopened_meeting(close=False)
    said = content(session)
    assert said.ended is None
    assert [one.why for one in said.reopened] == ["why it was reopened"]
