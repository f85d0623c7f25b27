"""The evening, and all else that can be said in a meeting: who came late, votes, promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from okrtui.meeting import intents
from okrtui.meeting.reopening import reopen_meeting
from okrtui.meeting.session import Session
from okrtui.model.records import (
    Direction,
    Health,
    KeyResult,
    Level,
    Member,
    MetricKind,
    Objective,
    Parked,
    Problem,
    Risk,
    RiskState,
    State,
    Task,
    TaskState,
    Vote,
)
from tests.minutes.evening import LAST_WEEK, Say, meeting, plainly


def before(say: Say) -> Iterator[object]:
    """What was in the books besides."""
    yield Member(id="dora", login="dora", name=say("name of Dora"))
    yield Objective(id="o4", cycle="c", owner="chen", number=2, title=say("objective to hand over"))
    kr = KeyResult(id="k", objective="o3", number=1, title="")
    for number, name in enumerate(["spoken for", "moved away", "dropped before"], 4):
        yield KeyResult(
            id=f"k1{number}",
            objective="o3",
            number=number,
            title=say(name),
            state=State.DROPPED if name == "dropped before" else kr.state,
        )
    for number, name in enumerate(["blocked task", "task under way", "task taken back"], 2):
        done = name == "task taken back"
        yield Task(
            id=f"x{number}",
            key_result="k2",
            title=say(name),
            assignee="ana",
            state=TaskState.DONE if done else TaskState.TODO,
            done_at=LAST_WEEK if done else None,
            done_in="g1" if done else None,
        )
    for number, name in enumerate(["worse risk", "mended risk", "risk that happens"], 11):
        yield Risk(id=f"r{number}", number=number, title=say(name), at=LAST_WEEK, owner="ana")
    for number, name in enumerate(["grown problem", "solved problem"], 11):
        yield Problem(id=f"p{number}", number=number, title=say(name), at=LAST_WEEK, owner="wang")
    for number, name in enumerate(["thing carried on", "thing dealt with"], 1):
        yield Parked(id=f"q{number}", title=say(name), at=LAST_WEEK, meeting="g1", carries=1)


def long_meeting(say: Say = plainly, *, close: bool = True) -> Session:
    """Hold a meeting in which everything is said that can be, from its opening to its close."""
    session = meeting(say, close=False, before=before(say))

    def do(*wishes: intents.Intent) -> None:
        for wish in wishes:
            session.do(wish)
            session.clock.advance(minutes=1)  # type: ignore[attr-defined]

    do(
        intents.Attend("dora", present=True),
        intents.RecordVote("k1", (6, 3), ("wang", "ana")),
    )
    do(
        intents.AgreeVote(newest_vote(session), 4),
        intents.RecordVote("k4", (8, 7, 8, 9)),
        intents.OverrideHealth("k2", Health.AT_RISK, say("why health was set")),
        intents.SpokenBy("k14", "wang"),
        intents.Value("k14", Decimal(40)),
        intents.Confidence("k14", 8),
        intents.Confirm("k14"),
        intents.MoveKeyResult("k15", "o1", say("why it was moved")),
        intents.Restore("key_results", "k16", say("why it came back")),
        intents.ChangeField("objectives", "o4", "owner", "wang", say("why handed over")),
        intents.ChangeField("objectives", "o4", "category", "user", say("why the category")),
        intents.AddKeyResult(
            "o4", say("refund rate"), "wang", say("why a line"), MetricKind.PERCENT,
            Direction.KEEP_BELOW, Decimal(0), Decimal("2.5"), due=date(2026, 12, 18),
        ),
        intents.SetTaskState("x2", TaskState.BLOCKED),
        intents.SetTaskState("x3", TaskState.DOING),
        intents.ToggleTask("x4"),
        intents.ChangeRisk(
            "r11", say("worse risk, seen anew"), Level.HIGH, Level.HIGH, say("a way around it"),
            "wang", date(2026, 12, 4),
        ),
        intents.EndRisk("r12", RiskState.MITIGATED, say("how the risk was mended")),
        intents.RiskHappened("r13", say("what to do now it happened"), "chen"),
        intents.ChangeProblem("p11", say("grown problem, seen anew"), "ana", say("a new step")),
        intents.EndProblem("p12", say("how it was solved")),
        intents.EndParked("q2", say("what became of it")),
        intents.AddAction(say("first promise"), "ana", date(2026, 12, 1), "k1", commitment=True),
        intents.AddAction(say("second promise"), "ana", commitment=True),
        intents.AddAction(say("promise of Dora"), "dora", commitment=True),
        intents.Attend("wang", present=False),
    )  # fmt: skip
    if close:
        do(intents.Close())
    return session


def reopened_meeting(say: Say = plainly, *, close: bool = True) -> Session:
    """Hold it, open it again the next day, say something more, and close it again."""
    first = long_meeting(say)
    first.clock.advance(days=1)  # type: ignore[attr-defined]
    session = reopen_meeting(
        first.store, why=say("why it was reopened"), author="wang", settings=first.settings,
        clock=first.clock,
    )  # fmt: skip
    session.do(intents.AddDecision(say("a decision of the day after")))
    session.clock.advance(minutes=2)  # type: ignore[attr-defined]
    if close:
        session.do(intents.Close())
    return session


def newest_vote(session: Session) -> str:
    """The id of the vote that was recorded last."""
    return [vote.id for vote in session.books.all(Vote)][-1]
