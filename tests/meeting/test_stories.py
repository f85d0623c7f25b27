"""Meetings as teams hold them, each told in a few lines, with what their minutes then say.

The lines of the minutes were written down by hand.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.agenda import agenda
from okrtui.meeting.alone import Alone
from okrtui.meeting.forgotten import close_as_it_stood
from okrtui.meeting.opening import Opening, open_meeting
from okrtui.meeting.order import Order
from okrtui.meeting.session import Session
from okrtui.meeting.undo import frozen_in
from okrtui.minutes.content import from_doc
from okrtui.minutes.gather import gather
from okrtui.minutes.markdown import write_markdown
from okrtui.model.records import (
    TEAM,
    CheckIn,
    Cycle,
    CycleState,
    Direction,
    KeyResult,
    Link,
    Meeting,
    Member,
    MetricKind,
    Task,
)
from okrtui.model.settings import Settings
from okrtui.text.words import Language, words_in
from tests.fakes import FakeClock
from tests.meeting.room import (
    ANA,
    CHECKOUT,
    CYCLE,
    DOCS,
    ERRORS,
    EVERYTHING,
    LAST_MEETING,
    SPEED,
    SPEED_LAST_WEEK,
    WANG,
    FakeStore,
)

BO = Member(id="m-bo", login="bo", name="Bo Berg")
PREPARED = CheckIn(
    id="i-prepared", key_result=DOCS.id, at=datetime(2026, 11, 23, 9, tzinfo=UTC), author="wang",
    value=Decimal(30), confidence=6, note="half of it is written",
)  # fmt: skip


def opened(
    *more: object,
    present: tuple[str, ...] = (ANA.id, WANG.id),
    clock: FakeClock | None = None,
    store: FakeStore | None = None,
    settings: Settings | None = None,
) -> Session:
    """Open a meeting of the team; without a store, of the small one and some more records."""
    clock = clock or FakeClock()
    store = store or FakeStore(*EVERYTHING, *more, clock=clock)
    chosen = Opening(facilitator=ANA.id, present=present, order=Order.LISTED, minutes=45)
    return open_meeting(store, chosen, author="ana", settings=settings or Settings(), clock=clock)


def wait(session: Session, minutes: float) -> None:
    assert isinstance(session.clock, FakeClock)
    session.clock.advance(minutes=minutes)


def minutes_of(session: Session) -> list[str]:
    """Close the meeting and return the lines of its minutes."""
    if session.meeting.content is None:
        session.do(intents.Close())
    assert session.meeting.content is not None
    return write_markdown(from_doc(session.meeting.content), words_in("en")).splitlines()


def written(session: Session, language: Language = "en") -> str:
    """Return the minutes so far, or of the closed meeting."""
    content = gather(
        session.books, session.meeting, calendar=session.calendar, settings=session.settings,
        now=session.clock.now(),
    )  # fmt: skip
    return write_markdown(content, words_in(language))


def reviewed(session: Session, kr: KeyResult, value: str, confidence: int) -> None:
    session.do(intents.Value(kr.id, Decimal(value)))
    session.do(intents.Confidence(kr.id, confidence))
    session.do(intents.Confirm(kr.id))


# -- who is here


def test_two_join_late_and_one_leaves() -> None:
    session = opened(BO, present=(ANA.id,))
    wait(session, 10)
    session.do(intents.Attend(WANG.id, present=True))
    wait(session, 10)
    session.do(intents.Attend(BO.id, present=True))
    wait(session, 20)
    session.do(intents.Attend(WANG.id, present=False))
    wait(session, 5)
    assert minutes_of(session)[2] == (
        "Facilitator: Ana Silva · present: Ana Silva, 王芳, Bo Berg"
        " · late: 王芳 (10:10), Bo Berg (10:20) · left early: 王芳 (10:40) · 10:00–10:45"
    )


def test_an_absent_owner_who_prepared_is_heard_through_a_colleague() -> None:
    session = opened(PREPARED, present=(ANA.id,))
    session.do(intents.Confirm(DOCS.id))
    session.do(intents.SpokenBy(DOCS.id, ANA.id))
    told = "\n".join(minutes_of(session))
    assert "confidence 6" in told
    assert "half of it is written" in told
    assert "Ana Silva spoke for 王芳" in told


def test_what_an_absent_owner_prepared_is_told_though_nobody_took_it_up() -> None:
    session = opened(PREPARED, present=(ANA.id,))
    told = "\n".join(minutes_of(session))
    assert "half of it is written" in told
    assert "not reviewed" in told.lower()


def test_an_absent_owner_who_did_not_prepare_was_not_reviewed() -> None:
    session = opened(present=(ANA.id,))
    told = minutes_of(session)
    assert any(line.startswith("- **王芳** · absent") for line in told)
    assert "  - Not reviewed: **team/O1/KR1** Docs score 4.5 (no value yet, pending)" in told


def test_a_newcomer_without_okrs_has_a_turn_and_leaves_it_with_an_objective() -> None:
    session = opened(BO, present=(ANA.id, WANG.id, BO.id))
    stop = agenda(session.books, session.meeting).stop(BO.id)
    assert stop is not None
    assert stop.branches == ()
    session.do(intents.TakeTurn(BO.id))
    session.do(intents.AddObjective(BO.id, "Support that answers", "joined last week"))
    new = session.books.objectives(CYCLE.id)[-1]
    session.do(intents.AddKeyResult(new.id, "Reply within a day", due=date(2026, 12, 18)))
    told = minutes_of(session)
    assert (
        "- **C1** New objective bo/O1: Support that answers · Bo Berg. Reason: joined last week."
        in told
    )
    assert any(
        line.startswith("- **C2** New key result bo/O1/KR1: Reply within a day") for line in told
    )


# -- kinds of key results


def test_a_milestone_key_result_goes_on_with_each_step_that_is_ticked() -> None:
    steps = replace(ERRORS, id="k-steps", number=7, title="Three launches",
                    metric=MetricKind.MILESTONE, target=Decimal(3))  # fmt: skip
    named = Task(id="t-beta", key_result=steps.id, title="beta", milestone=True)
    session = opened(steps, named)
    session.do(intents.ToggleTask(named.id))
    session.do(intents.Confidence(steps.id, 7))
    session.do(intents.Confirm(steps.id))
    told = minutes_of(session)
    line = next(line for line in told if "Three launches" in line and "**KR7**" in line)
    assert "1/3 (33 %)" in line
    assert "2 steps to go" in line
    assert "  - Tasks done: beta (ana/O1/KR7)" in told


def test_a_line_that_is_kept_and_then_is_not() -> None:
    line = replace(ERRORS, id="k-line", number=7, title="Uptime", metric=MetricKind.PERCENT,
                   direction=Direction.KEEP_ABOVE, target=Decimal("99.5"))  # fmt: skip
    session = opened(line)
    reviewed(session, line, "99.5", 8)
    first = next(line for line in minutes_of(session) if "**KR7** Uptime" in line)
    assert "on track" in first
    store = session.store
    assert isinstance(store, FakeStore)
    assert isinstance(session.clock, FakeClock)
    session.clock.advance(days=7)
    later = opened(store=store, clock=session.clock)
    reviewed(later, line, "99.4", 8)
    second = next(line for line in minutes_of(later) if "**KR7** Uptime" in line)
    assert "99.5 → 99.4 %" in second
    assert "off track" in second


def test_a_falling_metric_comes_nearer_as_it_falls() -> None:
    session = opened()
    reviewed(session, SPEED, "360", 8)
    line = next(line for line in minutes_of(session) if "**KR2** p95" in line)
    assert "410 → 360 ms (8 → 50 %)" in line
    assert "60 ms to go" in line
    assert "confidence 7 → 8" in line


# -- whose they are


def test_a_key_result_shared_by_two_is_reviewed_once_at_its_owners_turn() -> None:
    shared = Link(id="l", kind="collaborator", source=SPEED.id, target=WANG.id, state="confirmed")
    session = opened(shared)
    reviewed(session, SPEED, "400", 7)
    stops = agenda(session.books, session.meeting).stops
    assert [stop.id for stop in stops for kr in stop.to_review() if kr.id == SPEED.id] == [ANA.id]
    assert sum("p95 under 300 ms:" in line for line in minutes_of(session)) >= 1


def test_a_key_result_of_one_member_below_anothers_objective_is_told_at_the_owners_turn() -> None:
    theirs = replace(ERRORS, id="k-theirs", number=7, title="Refunds", owner=WANG.id)
    session = opened(theirs)
    reviewed(session, theirs, "40", 7)
    told = minutes_of(session)
    hers = told[next(i for i, line in enumerate(told) if line.startswith("- **王芳**")) :]
    assert any("**ana/O1" in line or "ana/O1/KR7" in line for line in hers)
    assert sum("Refunds" in line for line in told[told.index("## Round") :]) == 1


def test_an_objective_of_the_team_comes_first() -> None:
    launch = replace(DOCS, id="k-launch", number=2, title="Two launches", owner=None)
    session = opened(launch)
    reviewed(session, launch, "50", 7)
    assert next(iter(agenda(session.books, session.meeting).stops)).id == TEAM
    told = minutes_of(session)
    at = told.index("- **Team**")
    assert told[at + 1].startswith("  - **team/O1** Partners")
    assert told[at + 2].startswith("    - **KR2** Two launches: ")


# -- from week to week


def test_a_week_without_a_meeting_compares_with_the_one_before_it() -> None:
    clock = FakeClock()
    clock.advance(days=7)
    session = opened(clock=clock)
    reviewed(session, SPEED, "360", 8)
    told = minutes_of(session)
    assert told[0] == "# Growth: OKR review 2026-W49, Tue 1 Dec 2026"
    assert any("(since 17 Nov)" in line for line in told)


def test_two_meetings_in_a_week_are_two_and_the_second_compares_with_the_first() -> None:
    first = opened()
    reviewed(first, SPEED, "360", 8)
    first.do(intents.Close())
    wait(first, 24 * 60)
    assert isinstance(first.store, FakeStore)
    assert isinstance(first.clock, FakeClock)
    second = opened(store=first.store, clock=first.clock)
    reviewed(second, SPEED, "340", 8)
    told = minutes_of(second)
    assert told[0] == "# Growth: OKR review 2026-W48-2, Wed 25 Nov 2026"
    assert any("360 → 340 ms" in line for line in told)
    assert any("(since 24 Nov)" in line for line in told)


def test_the_first_meeting_ever_compares_with_the_first_day_of_the_cycle() -> None:
    clock = FakeClock()
    fresh = [one for one in EVERYTHING if one not in (LAST_MEETING, SPEED_LAST_WEEK)]
    session = opened(store=FakeStore(*fresh, clock=clock), clock=clock)
    reviewed(session, SPEED, "400", 7)
    told = minutes_of(session)
    assert any("(since 1 Oct)" in line for line in told)
    line = next(line for line in told if "**KR2** p95" in line)
    assert "400 ms (17 %)" in line


def test_a_forgotten_open_meeting_ends_when_it_was_last_heard_of_and_the_next_one_goes_on() -> None:
    session = opened()
    wait(session, 30)
    reviewed(session, SPEED, "360", 8)
    wait(session, 7 * 24 * 60)
    close_as_it_stood(session, None)
    assert minutes_of(session)[2].endswith("10:00–10:30")
    assert isinstance(session.store, FakeStore)
    assert isinstance(session.clock, FakeClock)
    after = opened(store=session.store, clock=session.clock)
    assert after.meeting.then == session.meeting_id
    assert after.meeting.name == "2026-W49"


def test_after_a_cycle_was_closed_the_meeting_is_about_the_next_one() -> None:
    clock = FakeClock(datetime(2027, 1, 12, 10, tzinfo=UTC))
    over = replace(CYCLE, state=CycleState.CLOSED)
    q1 = Cycle(id="c-q1", name="2027-Q1", start=date(2027, 1, 1), end=date(2027, 3, 31))
    goal = replace(CHECKOUT, id="o-next", cycle=q1.id)
    kr = replace(SPEED, id="k-next", objective=goal.id, number=1)
    before = [over if one is CYCLE else one for one in EVERYTHING]
    session = opened(store=FakeStore(*before, q1, goal, kr, clock=clock), clock=clock)
    assert session.meeting.cycles == (q1.id,)
    reviewed(session, kr, "400", 7)
    told = minutes_of(session)
    assert told[0] == "# Growth: OKR review 2027-W02, Tue 12 Jan 2027"
    assert not any("2026-Q4" in line for line in told)
    assert any(line.startswith("- 2027-Q1: week ") for line in told)
    assert isinstance(session.books.get(Meeting, session.meeting_id), Meeting)


def test_days_off_do_not_count_as_time_gone() -> None:
    off = frozenset(date(2026, 11, day) for day in (16, 17, 18, 19, 20))
    usual, holiday = Settings(), Settings(days_off=off)
    gone = []
    for settings in (usual, holiday):
        session = opened(settings=settings)
        session.do(intents.Close())
        assert session.meeting.content is not None
        gone.append(from_doc(session.meeting.content).cycles[0].gone)
    # Of 66 working days 38 are over on the morning of 24 November; with a week off, 33 of 61.
    assert [round(one, 3) for one in gone] == [
        round(Decimal(worked) / days, 3) for worked, days in ((38, 66), (33, 61))
    ]


def test_what_was_changed_between_two_meetings_is_in_the_minutes_of_the_next_alone() -> None:
    clock = FakeClock()
    first = opened(clock=clock)
    alone = Alone(first.store, (CYCLE.id,), author="wang", settings=Settings(), clock=clock)
    clock.advance(minutes=5)
    changed = alone.do(intents.ChangeField("key_results", SPEED.id, "target", "310", "no vendor"))
    assert changed is not None
    between = (
        "Between the meetings, by 王芳:\n\n"
        "- **C1** ana/O1/KR2 p95 under 300 ms: target 300 → 310 ms. Reason: no vendor.\n"
    )
    assert between in written(first)
    assert "两次周会之间，由王芳修改：" in written(first, "zh")
    clock.advance(minutes=5)
    first.do(intents.Close())
    assert between in written(first)
    assert frozen_in(first.store.view, changed) == "2026-W48"
    clock.advance(minutes=5)
    alone.do(intents.Drop("key_results", DOCS.id, "measured elsewhere"))
    clock.advance(minutes=7 * 24 * 60)
    assert isinstance(first.store, FakeStore)
    second = opened(store=first.store, clock=clock)
    told = written(second)
    assert "C1" not in told
    assert "- **C2** Dropped key result team/O1/KR1: Docs score 4.5. Reason: measured" in told
