"""A meeting in which much is said, for tests of what the minutes make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from msgspec.structs import replace

from okrtui.meeting import intents, opening
from okrtui.meeting.order import Order
from okrtui.meeting.session import Session
from okrtui.minutes.content import Content
from okrtui.minutes.gather import gather
from okrtui.model.books import Books
from okrtui.model.records import (
    COMPANY,
    Action,
    CheckIn,
    Cycle,
    Direction,
    KeyResult,
    Level,
    Meeting,
    MeetingState,
    Member,
    MetricKind,
    Objective,
    Problem,
    Risk,
    RiskState,
    Task,
    Team,
)
from okrtui.model.settings import Settings
from tests.fakes import FakeClock
from tests.meeting.room import FakeStore

LAST_WEEK = datetime(2026, 11, 17, 9, tzinfo=UTC)
SETTINGS = Settings(time_zone="Europe/Berlin")

Say = Callable[[str], str]


def plainly(what: str) -> str:
    """Say what it is."""
    return what


def store(say: Say = plainly) -> FakeStore:
    """The books of a team of three before the meeting; Chen is absent and has prepared."""
    cycle = Cycle(id="c", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
    kr = KeyResult(id="k", objective="o1", number=1, title="")
    number = replace(kr, metric=MetricKind.NUMBER, start=Decimal(420), target=Decimal(300))
    last = Meeting(
        id="g1",
        name="2026-W47",
        cycles=("c",),
        opened_at=LAST_WEEK,
        closed_at=LAST_WEEK + timedelta(minutes=40),
        state=MeetingState.CLOSED,
    )
    check_in = CheckIn(
        id="i", key_result="k1", at=LAST_WEEK, author="ana", meeting="g1", confirmed=True
    )
    return FakeStore(
        Team(id="t", name=say("team name")),
        Member(id="ana", login="ana", name=say("name of Ana")),
        Member(id="wang", login="wang", name=say("name of Wang")),
        Member(id="chen", login="chen", name=say("name of Chen")),
        cycle,
        Objective(id="o1", cycle="c", owner="ana", number=1, title=say("checkout objective")),
        Objective(id="o2", cycle="c", owner=COMPANY, number=1, title=say("company objective")),
        Objective(id="o3", cycle="c", owner="chen", number=1, title=say("chen's objective")),
        replace(number, id="k1", title=say("speed of checkout"), unit=say("ms")),
        replace(kr, id="k2", number=2, title=say("errors")),
        replace(kr, id="k3", number=3, title=say("dropped one")),
        replace(
            kr, id="k4", objective="o2", title=say("refunds"), owner="wang",
            direction=Direction.KEEP_BELOW, target=Decimal(3),
        ),
        replace(kr, id="k5", objective="o3", title=say("prepared one")),
        replace(kr, id="k6", objective="o3", number=2, title=say("forgotten one")),
        replace(kr, id="k7", objective="o3", number=3, title=say("skipped one")),
        Task(id="x1", key_result="k1", title=say("trace the call"), assignee="wang"),
        last,
        replace(check_in, id="i1", value=Decimal(410), confidence=7),
        replace(check_in, id="i2", key_result="k2", value=Decimal(50), confidence=8),
        replace(check_in, id="i4", key_result="k4", value=Decimal("2.9"), confidence=7),
        replace(check_in, id="i5", key_result="k5", value=Decimal(20), confidence=6),
        replace(
            check_in, id="i6", key_result="k5", value=Decimal(30), confidence=5, meeting=None,
            confirmed=False, note=say("prepared note"), at=LAST_WEEK + timedelta(days=6),
            author="chen",
        ),
        Risk(
            id="r1", number=1, title=say("old risk"), at=LAST_WEEK, meeting="g1",
            mitigation=say("old mitigation"), owner=say("an outsider"), impact=Level.HIGH,
        ),
        Risk(
            id="r2", number=2, title=say("risk that ended before"), at=LAST_WEEK, meeting="g1",
            state=RiskState.CLOSED, ended_at=LAST_WEEK, ended_in="g1",
        ),
        Problem(
            id="p1", number=1, title=say("old problem"), at=LAST_WEEK, meeting="g1",
            next_step=say("old step"), owner="wang",
        ),
        Action(id="a1", number=1, title=say("old action"), at=LAST_WEEK, owner="wang",
               due=date(2026, 11, 20), meeting="g1", carries=1),
        Action(id="a2", number=2, title=say("done action"), at=LAST_WEEK, owner="ana"),
        Action(id="a3", number=3, title=say("dropped action"), at=LAST_WEEK, owner="chen"),
    )  # fmt: skip


def meeting(say: Say = plainly, *, close: bool = True, before: Iterable[object] = ()) -> Session:
    """Hold a meeting from its opening to its close. `before`: what else was in the books."""
    clock = FakeClock(datetime(2026, 11, 24, 9, tzinfo=UTC))
    chosen = opening.Opening(
        facilitator="ana", present=("ana", "wang"), order=Order.LISTED, minutes=45
    )
    there = store(say)
    there.view.add(*before)
    session = opening.open_meeting(there, chosen, author="ana", settings=SETTINGS, clock=clock)

    def do(*wishes: intents.Intent, minutes: float = 1) -> None:
        for wish in wishes:
            session.do(wish)
            clock.advance(minutes=minutes)

    do(
        intents.CarryAction("a1", why=say("why the old action waits")),
        intents.EndAction("a2"),
        intents.EndAction("a3", dropped=True, why=say("why the action was dropped")),
        intents.TakeTurn("ana"),
        intents.Value("k1", Decimal(395)),
        intents.Confidence("k1", 3),
        intents.Note("k1", say("first line of a note") + "\n" + say("second line of a note")),
        intents.Why("k1", say("why confidence fell"), say("next step for speed"), "wang"),
        intents.Confirm("k1"),
        intents.Unchanged("k2"),
        intents.Value("k3", Decimal(10)),
        intents.Note("k3", say("note before it was dropped")),
        intents.Drop("key_results", "k3", say("why the key result was dropped")),
        intents.ToggleTask("x1"),
        intents.AddTask("k1", say("new task"), "chen", date(2026, 12, 4)),
        intents.AddRisk(
            say("new risk"), "k1", Level.HIGH, Level.LOW, say("new mitigation"), "wang",
            date(2027, 1, 15),
        ),
        intents.AddProblem(say("new problem"), "k1", say("vendor"), say("step for the problem")),
        intents.TakeTurn("wang"),
        intents.Confidence("k4", 8),
        intents.Note("k4", say("note of the unconfirmed")),
        intents.Skip("k7"),
        intents.AddAction(say("new action"), say("supplier"), date(2026, 11, 27), "k1"),
        intents.AddAction(say("action of nobody")),
        intents.AddDecision(say("a decision"), "k1"),
        intents.AddObjective("wang", say("new objective"), say("why the objective")),
        intents.AddKeyResult("o1", say("new key result"), "wang", say("why the key result")),
        intents.ChangeField("key_results", "k2", "title", say("errors anew"), say("why renamed")),
        intents.ChangeField("key_results", "k1", "target", "290", say("why the target")),
        intents.ChangeField("key_results", "k1", "due", "2026-12-15", say("why the day")),
        intents.Park(say("a parked thing"), "k2"),
        intents.TakeTurn("closing"),
        intents.Summarise(say("first sentence") + "\n" + say("second sentence")),
        intents.Rate(8),
        intents.NextOn(date(2026, 12, 1)),
    )  # fmt: skip
    if close:
        do(intents.Close())
    return session


def content(session: Session) -> Content:
    """What the minutes of a session's meeting say."""
    return gather(
        session.books,
        session.meeting,
        calendar=session.calendar,
        settings=session.settings,
        now=session.clock.now(),
    )


def books(session: Session) -> Books:
    """The books as they are now."""
    return Books(session.store.view)
