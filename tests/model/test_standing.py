from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from okrtui.model.books import Books
from okrtui.model.records import CheckIn, Direction, Health, Meeting, MetricKind, Task
from okrtui.model.standing import Standing, asks_why, standing
from tests.fakes import FakeView
from tests.model.makers import (
    CALENDAR,
    QUARTER,
    THRESHOLDS,
    TODAY,
    at,
    closed,
    done,
    kr,
    objective,
    running,
    said,
    task,
)  # fmt: skip

M1, M2, M3 = at(11, 10), at(11, 17), at(11, 24)
WEEKS = (closed("m1", M1), closed("m2", M2, then="m1"))
NOW = running("m3", M3, then="m2")


def of(*things: Any, meeting: Meeting | None = NOW, today: date = TODAY, **metric: Any) -> Standing:
    """Return the standing of one key result after two closed meetings, in the third."""
    key_result = kr(**metric)
    view = FakeView(QUARTER, objective(), key_result, *WEEKS, NOW, *things)
    return standing(
        Books(view),
        key_result,
        cycle=QUARTER,
        meeting=meeting,
        today=today,
        calendar=CALENDAR,
        thresholds=THRESHOLDS,
    )


# -- then and now


def test_then_is_the_last_closed_meeting_and_now_the_newest_word() -> None:
    stands = of(said(M1, 40, 8, meeting="m1"), said(M2, 50, 7, meeting="m2"),
                said(M3, 55, 5, meeting="m3"))  # fmt: skip
    assert (stands.then.value, stands.then.confidence) == (Decimal(50), 7)
    assert (stands.now.value, stands.now.confidence) == (Decimal(55), 5)
    assert (stands.then.progress, stands.now.progress) == (Decimal("0.5"), Decimal("0.55"))
    assert stands.then_on == date(2026, 11, 17)


def test_without_a_closed_meeting_then_is_the_cycles_first_day() -> None:
    first = running("m0", at(10, 6))
    stands = of(said(at(10, 5), 10, 7), meeting=first, today=date(2026, 10, 6))
    assert stands.then_on == QUARTER.start
    assert stands.then.value is None
    assert stands.then.health is Health.PENDING
    assert stands.now.value == 10


def test_a_meeting_of_the_last_cycle_is_no_then() -> None:
    september = closed("m0", at(9, 29))
    stands = of(september, meeting=running("m9", at(10, 6), then="m0"), today=date(2026, 10, 6))
    assert stands.then_on == QUARTER.start


def test_without_a_meeting_in_hand_then_is_the_newest_closed_one() -> None:
    stands = of(said(M2, 50, 7, meeting="m2"), said(at(11, 20), 60), meeting=None)
    assert stands.then_on == date(2026, 11, 17)
    assert (stands.then.value, stands.now.value) == (Decimal(50), Decimal(60))


def test_what_is_not_given_leaves_the_earlier_standing() -> None:
    stands = of(said(M2, 50, 7, meeting="m2"), said(M3, None, 6, meeting="m3"))
    assert (stands.now.value, stands.now.confidence) == (Decimal(50), 6)


def test_an_instant_belongs_to_then_up_to_the_closing() -> None:
    closing = M2 + timedelta(hours=1)
    stands = of(said(closing, 50), said(closing + timedelta(microseconds=1), 60))
    assert (stands.then.value, stands.now.value) == (Decimal(50), Decimal(60))


def test_words_of_a_meeting_are_newer_than_what_came_in_beside_it() -> None:
    in_meeting = said(M2, 50, 7, meeting="m2")
    beside = said(M2 + timedelta(minutes=5), 45, 9)
    assert of(in_meeting, beside).then.confidence == 7
    assert of(in_meeting, beside, meeting=None).now.value == 50
    assert of(said(M3, 50, 7, meeting="m3"), said(M3 + timedelta(minutes=5), 45)).now.value == 50


def test_here_is_the_check_in_of_this_meeting_and_since_what_was_prepared() -> None:
    prepared, here = said(at(11, 23), 55, 6), said(M3, 56, meeting="m3")
    stands = of(said(M2, 50, 7, meeting="m2"), prepared, here)
    assert (stands.here, stands.since) == (here, prepared)
    assert of(said(M2, 50, 7, meeting="m2")).since is None


def test_prepared_words_are_now_before_the_meeting_says_anything() -> None:
    stands = of(said(M2, 50, 7, meeting="m2"), said(at(11, 23), 55, 6, note="cached prices"))
    assert (stands.now.value, stands.now.confidence) == (Decimal(55), 6)
    assert stands.now.note == "cached prices"


def test_last_weeks_note_is_not_this_weeks() -> None:
    stands = of(said(M2, 50, 7, meeting="m2", note="slow vendor"))
    assert (stands.then.note, stands.now.note) == ("slow vendor", "")


def test_a_note_prepared_and_then_confirmed_is_kept() -> None:
    stands = of(said(at(11, 16), 50, 7, note="slow vendor"), said(M2, 50, 7, meeting="m2"))
    assert stands.then.note == "slow vendor"


# -- a closed meeting stays what it was


def test_a_closed_meeting_knows_nothing_of_what_came_after_it() -> None:
    words = (said(M1, 40, 8, meeting="m1"), said(M2, 50, 7, meeting="m2"))
    later = (said(at(11, 20), 70, 9), said(M3, 80, 10, meeting="m3"), done("t1", at(11, 20)))
    before = of(*words, task("t1"), meeting=WEEKS[1])
    after = of(*words, *later, meeting=WEEKS[1], today=date(2027, 3, 1))
    assert after == before
    assert after.now.value == 50


meeting_words = st.lists(
    st.tuples(
        st.sampled_from(["m1", "m2", "m3", None]),
        st.integers(0, 20),
        st.none() | st.integers(0, 100),
        st.none() | st.integers(1, 10),
    ),
    max_size=8,
)


@given(meeting_words)
def test_last_weeks_now_is_this_weeks_then(
    words: list[tuple[str | None, int, int | None, int | None]],
) -> None:
    starts = {"m1": M1, "m2": M2, "m3": M3, None: at(11, 5)}
    check_ins = [
        said(starts[meeting] + timedelta(days=0 if meeting else days), value, confidence,
             **({"meeting": meeting} if meeting else {}))
        for meeting, days, value, confidence in words
    ]  # fmt: skip
    then, now = of(*check_ins).then, of(*check_ins, meeting=WEEKS[1]).now
    assert (then.value, then.progress, then.confidence, then.health, then.at) == (
        now.value, now.progress, now.confidence, now.health, now.at,
    )  # fmt: skip


# -- rows of the same


def unchanged(when: datetime, meeting: str, **fields: Any) -> CheckIn:
    return said(when, 50, 7, meeting=meeting, unchanged=True, **fields)


def test_confirmed_unchanged_is_counted_in_a_row_up_to_now() -> None:
    first = said(at(11, 3), 50, 7)
    row = (unchanged(M1, "m1"), unchanged(M2, "m2"))
    assert of(first).unchanged == 0
    assert of(first, *row).unchanged == 2
    assert of(first, *row, unchanged(M3, "m3")).unchanged == 3
    assert of(first, *row, said(M3, 51, meeting="m3")).unchanged == 0


def test_a_note_alone_does_not_end_the_row() -> None:
    assert of(unchanged(M2, "m2"), said(at(11, 20), note="waiting")).unchanged == 1


@pytest.mark.parametrize(
    ("confidences", "falls"),
    [((8, 7, 6), 2), ((8, 7, 7), 0), ((7, 8, 6), 1), ((6, 7, 8), 0), ((8, None, 6), 1)],
)
def test_falls_are_counted_in_a_row_from_meeting_to_meeting(
    confidences: tuple[int | None, ...], falls: int
) -> None:
    stands = of(*(said(when, 50, confidence, meeting=name) for when, confidence, name in
                  zip((M1, M2, M3), confidences, ("m1", "m2", "m3"), strict=True)))  # fmt: skip
    assert stands.falls == falls


def test_a_fall_that_was_prepared_and_then_confirmed_is_one_fall() -> None:
    words = (said(M1, 50, 8, meeting="m1"), said(M2, 50, 7, meeting="m2"), said(at(11, 20), 50, 6))
    assert of(*words).falls == 2
    assert of(*words, said(M3, 50, 6, meeting="m3")).falls == 2


# -- silence, health, weeks


def test_silence_is_counted_in_days_of_the_team() -> None:
    assert of(said(at(11, 14, 23), 50, 7)).days_silent == 10
    assert of().days_silent is None


def test_health_is_judged_on_its_own_day() -> None:
    stands = of(said(at(11, 10), 60, 7))
    assert (stands.then.health, stands.now.health) == (Health.ON_TRACK, Health.STALE)


def test_an_override_holds_while_it_is_the_newest_word() -> None:
    overruled = said(M2, 50, 9, meeting="m2", health=Health.OFF_TRACK, health_reason="vendor gone")
    assert of(overruled).now.health is Health.OFF_TRACK
    assert of(overruled, said(M3, 56, 9, meeting="m3")).now.health is Health.ON_TRACK


def test_points_are_the_last_word_of_each_week() -> None:
    stands = of(said(at(11, 9), 30, 9), said(M1, 40, 8, meeting="m1"), said(M3, None, 7))
    assert stands.points == (
        (date(2026, 11, 10), Decimal("0.4"), 8),
        (date(2026, 11, 24), Decimal("0.4"), 7),
    )


def test_tasks_move_their_metric_when_they_are_ticked() -> None:
    stands = of(done("t1", at(11, 16)), done("t2", M3), task("t3"), task("t4"),
                metric=MetricKind.TASKS)  # fmt: skip
    assert (stands.then.value, stands.now.value, stands.now.of) == (
        Decimal(1),
        Decimal(2),
        Decimal(4),
    )
    assert stands.now.progress == Decimal("0.5")


@pytest.mark.parametrize(
    ("metric", "read"),
    [
        (MetricKind.TASKS, True),
        (MetricKind.MILESTONE, True),
        (MetricKind.NUMBER, False),
        (MetricKind.PERCENT, False),
        (MetricKind.YES_NO, False),
    ],
)
def test_tasks_are_read_only_where_they_count(
    metric: MetricKind, read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    tasks = Books.tasks

    def counted(self: Books, key_result: str) -> list[Task]:
        asked.append(key_result)
        return tasks(self, key_result)

    monkeypatch.setattr(Books, "tasks", counted)
    of(task("t1"), metric=metric)
    assert bool(asked) is read


def test_a_task_that_this_meeting_added_was_not_there_then() -> None:
    stands = of(done("t1", at(11, 16)), task("t2", created_in="m2"), task("t3"),
                done("t4", M3, created_in="m3"), metric=MetricKind.TASKS)  # fmt: skip
    assert (stands.then.value, stands.then.of) == (Decimal(1), Decimal(3))
    assert stands.then.progress == Decimal("0.333333")
    assert (stands.now.value, stands.now.of) == (Decimal(2), Decimal(4))


def test_what_was_there_in_a_closed_meeting_is_what_the_next_one_compares_with() -> None:
    tasks = (done("t1", at(11, 16)), task("t2", created_in="m2"), task("t3", created_in="m3"))
    now = of(*tasks, meeting=WEEKS[1], metric=MetricKind.TASKS).now
    then = of(*tasks, metric=MetricKind.TASKS).then
    assert (now.value, now.of) == (then.value, then.of) == (Decimal(1), Decimal(2))


def test_a_named_step_that_this_meeting_added_and_ticked_was_not_done_then() -> None:
    stands = of(done("s1", M2, milestone=True), done("s2", M2, milestone=True, created_in="m3"),
                metric=MetricKind.MILESTONE, target=4)  # fmt: skip
    assert (stands.then.value, stands.now.value) == (Decimal(1), Decimal(2))


def test_todays_ticks_stand_beside_what_was_said_in_the_weeks_before() -> None:
    stands = of(*(task(f"t{n}") for n in range(6)), done("t7", at(10, 20)), done("t8", at(10, 20)),
                done("t9", M3), done("t10", M3), said(at(10, 27), None, 7), meeting=None,
                metric=MetricKind.TASKS)  # fmt: skip
    assert stands.pace is not None
    assert stands.pace.lately == Decimal("0.5")


def test_todays_ticks_are_part_of_the_pace() -> None:
    stands = of(said(M2, None, 7, meeting="m2"), done("t1", M3), task("t2"),
                metric=MetricKind.TASKS)  # fmt: skip
    assert stands.pace is not None
    assert stands.pace.remaining == 1


def test_pace_and_lag_come_with_it() -> None:
    stands = of(said(M3, 20, 8, meeting="m3"))
    assert stands.due == QUARTER.end
    assert stands.behind == Decimal("0.375758")
    assert stands.now.health is Health.OFF_TRACK
    assert stands.pace is not None
    assert stands.pace.remaining == 80


def test_what_was_agreed_on_later_has_its_own_time() -> None:
    agreed_late = of(said(M3, 0, 8, meeting="m3"), agreed_on=date(2026, 11, 23))
    assert agreed_late.now.health is Health.ON_TRACK


def test_its_own_due_day_comes_before_the_cycles() -> None:
    stands = of(said(M3, 90, 9, meeting="m3"), due=date(2026, 11, 23))
    assert stands.due == date(2026, 11, 23)
    assert stands.now.health is Health.OFF_TRACK


def test_a_kept_line_has_no_pace() -> None:
    stands = of(said(M3, 100, 8, meeting="m3"), direction=Direction.KEEP_ABOVE)
    assert (stands.pace, stands.behind) == (None, None)
    assert stands.now.progress == 1


# -- what asks for a reason


@pytest.mark.parametrize(
    ("was", "now", "asks"),
    [(8, 7, False), (8, 6, True), (4, 4, False), (4, 3, True), (3, 3, True), (None, 4, False),
     (None, 3, True), (7, None, False), (5, 9, False)],
)  # fmt: skip
def test_low_confidence_or_a_fall_of_two_asks_why(
    was: int | None, now: int | None, asks: bool
) -> None:
    stands = of(said(M2, 50, was, meeting="m2"), said(M3, 55, now, meeting="m3"))
    assert asks_why(stands, THRESHOLDS) is asks


def test_two_falls_in_a_row_ask_why() -> None:
    stands = of(said(M1, 50, 9, meeting="m1"), said(M2, 50, 8, meeting="m2"),
                said(M3, 50, 7, meeting="m3"))  # fmt: skip
    assert asks_why(stands, THRESHOLDS)


@pytest.mark.parametrize("reason", [{"meeting": "m3", "why": "vendor"}, {"why": "vendor"}])
def test_a_reason_given_is_not_asked_again(reason: dict[str, str]) -> None:
    assert not asks_why(of(said(M3, 55, 2, **reason)), THRESHOLDS)


def test_last_weeks_reason_does_not_answer_this_weeks_question() -> None:
    stands = of(said(M2, 50, 3, meeting="m2", why="vendor"), said(M3, 50, 2, meeting="m3"))
    assert asks_why(stands, THRESHOLDS)
