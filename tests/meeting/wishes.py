"""Whatever people may ask for in a meeting, of every kind, sensible or not, for laws to hold over.

A wish is an intent in which `#3` stands for the third (or, going round, any) thing of the kind that
is there when its turn comes: ids of what a meeting makes are not known beforehand.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.alone import Alone
from okrtui.meeting.fields import CHANGEABLE
from okrtui.meeting.session import Session
from okrtui.model.books import Books
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Action,
    ActionState,
    Change,
    ChangeKind,
    Cycle,
    Direction,
    Health,
    KeyResult,
    Level,
    Member,
    MetricKind,
    Objective,
    OpenState,
    Parked,
    Problem,
    Risk,
    RiskState,
    State,
    Task,
    TaskState,
)
from okrtui.text.errors import Refused
from okrtui.together.ballots import Ballot, seal
from tests.fakes import FakeClock
from tests.meeting.room import ANA, CHECKOUT, CYCLE, LAST_WEEK, SPEED, WANG

KINDS: tuple[type, ...] = get_args(intents.Intent)
"""Every kind of intent there is."""

TOO_OLD = LAST_WEEK - timedelta(days=7)
SINCE = datetime(2026, 11, 20, 12, tzinfo=UTC)
NONCE = "0" * 32

BO = Member(id="m-bo", login="bo", name="Bo Berg")
YEAR = Cycle(id="c-year", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))
GROW = Objective(id="o-grow", cycle=YEAR.id, owner=COMPANY, number=1, title="Grow")
LINE = KeyResult(
    id="k-line", objective=GROW.id, number=1, title="Uptime", direction=Direction.KEEP_ABOVE,
    target=Decimal("99.5"), owner=BO.id,
)  # fmt: skip
STEPS = KeyResult(
    id="k-steps", objective=CHECKOUT.id, number=3, title="Three launches", owner=WANG.id,
    metric=MetricKind.MILESTONE, target=Decimal(3),
)  # fmt: skip
STEP = Task(id="t-step", key_result=STEPS.id, title="first launch", milestone=True)
GONE = Objective(
    id="o-gone", cycle=CYCLE.id, owner=BO.id, number=1, title="Gone", state=State.DROPPED
)


def _old(kind: type, **fields: Any) -> list[Any]:
    """Return what is open, what ended before the last meeting, and what did so since outside."""
    ended = {"state": fields.pop("ended")}
    return [
        kind(**fields | {"id": f"{fields['id']}-open"}),
        kind(
            **fields | ended | {"id": f"{fields['id']}-past", "title": "past"}
            | {"ended_at": LAST_WEEK, "ended_in": "g-w47"} | _numbered(fields, 1)
        ),
        kind(
            **fields | ended | {"id": f"{fields['id']}-since", "title": "since"}
            | {"ended_at": SINCE} | _numbered(fields, 2)
        ),
    ]  # fmt: skip


def _numbered(fields: dict[str, Any], by: int) -> dict[str, int]:
    return {"number": fields["number"] + by} if "number" in fields else {}


def _changed_alone(number: int, at: datetime) -> Change:
    return Change(
        id=f"x-alone-{number}", number=number, at=at, by="bo", kind=ChangeKind.EDITED,
        table="key_results", target=SPEED.id, title=SPEED.title, field="unit", now="s",
    )  # fmt: skip


OLD: tuple[Any, ...] = (
    _changed_alone(1, TOO_OLD), _changed_alone(2, LAST_WEEK), _changed_alone(3, SINCE),
    BO, YEAR, GROW, LINE, STEPS, STEP, GONE,
    *_old(Action, id="a", number=7, title="Call", at=TOO_OLD, meeting="g", owner=ANA.id,
          ended=ActionState.DONE),
    *_old(Risk, id="r", number=4, title="SDK", at=TOO_OLD, meeting="g", key_result=SPEED.id,
          ended=RiskState.CLOSED),
    *_old(Problem, id="p", number=2, title="Down", at=TOO_OLD, meeting="g",
          ended=OpenState.CLOSED),
    *_old(Parked, id="x", title="Offsite", at=TOO_OLD, meeting="g", ended=OpenState.CLOSED),
)  # fmt: skip

# -- one of each kind, in an order in which the rules let all of them through

ONE_OF_EACH: tuple[Any, ...] = (
    intents.Resume(None),
    intents.Plan(50),
    intents.Attend(WANG.id, present=False),
    intents.Facilitate(WANG.id),
    intents.TakeOver(ANA.id),
    intents.Reorder((TEAM, WANG.id, ANA.id, BO.id)),
    intents.EndAction("a-open", why="too late"),
    intents.ReopenAction("a-open"),
    intents.CarryAction("a-open", why="no answer"),
    intents.ChangeAction("a-open", "Write", WANG.id, date(2026, 11, 20)),
    intents.TakeTurn(ANA.id),
    intents.Step(SPEED.id, 1),
    intents.Value(SPEED.id, Decimal(404)),
    intents.Confidence(SPEED.id, 4),
    intents.Note(SPEED.id, "slowly"),
    intents.Confirm(SPEED.id),
    intents.Why(SPEED.id, "the vendor", "ask", WANG.id, date(2026, 11, 27)),
    intents.OverrideHealth(SPEED.id, Health.ON_TRACK, "a fix is in"),
    intents.Skip("k-errors"),
    intents.SpokenBy(LINE.id, ANA.id),
    intents.RecordVote(STEPS.id, (4, 6), (ANA.id, WANG.id)),
    intents.AgreeVote("#0", 5),
    intents.OpenVote("k-docs", (ANA.id, WANG.id)),
    intents.SealBallot("#1", WANG.id, "7"),
    intents.RevealVote("#1"),
    intents.OpenBallot("#1", WANG.id, 7, NONCE),
    intents.OpenVote("k-docs", (ANA.id,)),
    intents.LeaveVote("#2"),
    intents.AddRisk("flu", SPEED.id, Level.HIGH, Level.LOW, "masks", "Dr. Who"),
    intents.ChangeRisk("r-open", "SDK late", Level.HIGH, Level.HIGH, "ask", ANA.id),
    intents.EndRisk("r-open", RiskState.MITIGATED, "they gave a date"),
    intents.RiskHappened("r-open", "escalate"),
    intents.AddProblem("smoke", SPEED.id, ANA.id, "open a window"),
    intents.ChangeProblem("p-open", "Down again", ANA.id, "restart"),
    intents.EndProblem("p-open", "restarted"),
    intents.AddAction("ship it", ANA.id, commitment=True),
    intents.AddDecision("we ship", SPEED.id),
    intents.Park("hiring"),
    intents.EndParked("x-open", "in March"),
    intents.AddObjective(BO.id, "Docs", "asked for"),
    intents.AddKeyResult(CHECKOUT.id, "Orders", BO.id, "asked for", milestones=("one", "two")),
    intents.AddTask(SPEED.id, "cache", ANA.id, date(2026, 12, 1)),
    intents.ToggleTask("t-trace"),
    intents.SetTaskState("t-step", TaskState.BLOCKED),
    intents.ChangeField("key_results", SPEED.id, "target", "350", "vendor"),
    intents.MoveKeyResult(SPEED.id, "o-partners", "theirs"),
    intents.CorrectText("decisions", "#0", "we do ship"),
    intents.Drop("key_results", "k-docs", "measured elsewhere"),
    intents.Restore("key_results", "k-docs", "after all"),
    intents.Align(CHECKOUT.id, GROW.id, why="the company's way"),
    intents.AskDependency(SPEED.id, STEPS.id, "the second launch", date(2026, 12, 4)),
    intents.AskDependency(LINE.id, "Novapay", "a status page"),
    intents.AskCollaborator(STEPS.id, BO.id, "the rollout"),
    intents.Answer("#1", "confirmed", date(2026, 12, 8), "one day later"),
    intents.Answer("#2", "refused", why="no budget"),
    intents.Unlink("#3", "on her own after all"),
    intents.Pause(),
    intents.Summarise("A good week."),
    intents.Rate(8),
    intents.NextOn(date(2026, 12, 1)),
)
# Says something of what nothing was said of in this meeting, so it has a place of its own.
UNCHANGED = intents.Unchanged(SPEED.id)

# -- any of each kind

_TEXTS = st.one_of(st.text(st.characters(codec="utf-8"), max_size=12), st.just("again"))
_ANY = st.integers(0, 9).map(lambda n: f"#{n}")
_MEMBERS = st.sampled_from([ANA.id, WANG.id, BO.id])
_OWNERS = st.sampled_from([ANA.id, WANG.id, BO.id, TEAM, COMPANY])
_SOMEBODY = st.one_of(st.none(), _MEMBERS, st.just("Dr. Who"))
_MAYBE = st.one_of(st.none(), _ANY)
_DAYS = st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2027, 1, 31)))
_NUMBERS = st.decimals(-1000, 1000, places=2)
_LEVELS = st.sampled_from(Level)
_TEN = st.integers(0, 11)
_VALUES = st.one_of(
    st.none(), _TEXTS, _MEMBERS, _ANY, _NUMBERS.map(str), st.just("2026-12-24"),
    st.sampled_from([*MetricKind, *Direction]).map(str),
)  # fmt: skip
_TREE = st.sampled_from(["objectives", "key_results", "tasks"])
_TITLED = st.sampled_from(
    ["objectives", "key_results", "tasks", "risks", "problems", "actions", "decisions", "parked"]
)
_FIELDS = st.sampled_from([(table, f) for table, fields in CHANGEABLE.items() for f in fields])
_KINDS_OF_ALIGNMENT = st.sampled_from([None, None, "vertical", "horizontal", "carried"])
# Sealed in truth as it is laid down, for a seal is made of the vote's id.
_SEALS = st.integers(1, 10).map(str)
build = st.builds

WISHES: dict[type, st.SearchStrategy[Any]] = {
    intents.Confidence: build(intents.Confidence, _ANY, _TEN),
    intents.Step: build(intents.Step, _ANY, st.integers(-3, 3)),
    intents.Value: build(intents.Value, _ANY, _NUMBERS),
    intents.Note: build(intents.Note, _ANY, _TEXTS),
    intents.Why: build(intents.Why, _ANY, _TEXTS, _TEXTS, st.one_of(st.none(), _MEMBERS), _DAYS),
    intents.Confirm: build(intents.Confirm, _ANY),
    intents.Unchanged: build(intents.Unchanged, _ANY),
    intents.OverrideHealth: build(
        intents.OverrideHealth, _ANY, st.one_of(st.none(), st.sampled_from(Health)), _TEXTS
    ),
    intents.SpokenBy: build(intents.SpokenBy, _ANY, st.one_of(st.none(), _MEMBERS)),
    intents.RecordVote: st.one_of(
        build(intents.RecordVote, _ANY, st.lists(_TEN, max_size=4).map(tuple)),
        build(
            intents.RecordVote, _ANY, st.tuples(_TEN, _TEN), st.tuples(st.just(ANA.id), _MEMBERS)
        ),
    ),
    intents.OpenVote: build(intents.OpenVote, _ANY, st.lists(_MEMBERS, max_size=3).map(tuple)),
    intents.SealBallot: build(intents.SealBallot, _ANY, _MEMBERS, _SEALS),
    intents.RevealVote: build(intents.RevealVote, _ANY),
    intents.OpenBallot: build(
        intents.OpenBallot, _ANY, _MEMBERS, st.integers(1, 10), st.just(NONCE)
    ),
    intents.LeaveVote: build(intents.LeaveVote, _ANY),
    intents.AgreeVote: build(intents.AgreeVote, _ANY, _TEN),
    intents.Skip: build(intents.Skip, _ANY),
    intents.AddRisk: build(
        intents.AddRisk, _TEXTS, _MAYBE, _LEVELS, _LEVELS, _TEXTS, _SOMEBODY, _DAYS
    ),
    intents.ChangeRisk: build(
        intents.ChangeRisk, _ANY, _TEXTS, _LEVELS, _LEVELS, _TEXTS, _SOMEBODY, _DAYS
    ),
    intents.EndRisk: build(intents.EndRisk, _ANY, st.sampled_from(RiskState), _TEXTS),
    intents.RiskHappened: build(intents.RiskHappened, _ANY, _TEXTS, _SOMEBODY, _DAYS),
    intents.AddProblem: build(intents.AddProblem, _TEXTS, _MAYBE, _SOMEBODY, _TEXTS, _DAYS),
    intents.ChangeProblem: build(intents.ChangeProblem, _ANY, _TEXTS, _SOMEBODY, _TEXTS, _DAYS),
    intents.EndProblem: build(intents.EndProblem, _ANY, _TEXTS, st.booleans()),
    intents.AddAction: build(intents.AddAction, _TEXTS, _SOMEBODY, _DAYS, _MAYBE, st.booleans()),
    intents.ChangeAction: build(intents.ChangeAction, _ANY, _TEXTS, _SOMEBODY, _DAYS),
    intents.EndAction: build(intents.EndAction, _ANY, st.booleans(), _TEXTS),
    intents.ReopenAction: build(intents.ReopenAction, _ANY),
    intents.CarryAction: build(intents.CarryAction, _ANY, _TEXTS),
    intents.AddDecision: build(intents.AddDecision, _TEXTS, _MAYBE),
    intents.Park: build(intents.Park, _TEXTS, _MAYBE),
    intents.EndParked: build(intents.EndParked, _ANY, _TEXTS, st.booleans()),
    intents.AddObjective: build(intents.AddObjective, _OWNERS, _TEXTS, _TEXTS),
    intents.AddKeyResult: build(
        intents.AddKeyResult, _ANY, _TEXTS, st.one_of(st.none(), _MEMBERS), _TEXTS,
        st.sampled_from(MetricKind), st.sampled_from(Direction), _NUMBERS, _NUMBERS, _TEXTS, _DAYS,
        st.lists(_TEXTS, max_size=2).map(tuple),
    ),
    intents.AddTask: build(intents.AddTask, _ANY, _TEXTS, _SOMEBODY, _DAYS),
    intents.ToggleTask: build(intents.ToggleTask, _ANY),
    intents.SetTaskState: build(intents.SetTaskState, _ANY, st.sampled_from(TaskState)),
    intents.ChangeField: st.tuples(_FIELDS, _ANY, _VALUES, _TEXTS).map(
        lambda drawn: intents.ChangeField(drawn[0][0], drawn[1], drawn[0][1], drawn[2], drawn[3])
    ),
    intents.MoveKeyResult: build(intents.MoveKeyResult, _ANY, _ANY, _TEXTS),
    intents.CorrectText: build(intents.CorrectText, _TITLED, _ANY, _TEXTS),
    intents.Drop: build(intents.Drop, _TREE, _ANY, _TEXTS),
    intents.Restore: build(intents.Restore, _TREE, _ANY, _TEXTS),
    intents.Align: build(intents.Align, _ANY, _ANY, _KINDS_OF_ALIGNMENT, _TEXTS),
    intents.AskDependency: build(
        intents.AskDependency, _ANY, st.one_of(_ANY, _OWNERS, _TEXTS), _TEXTS, _DAYS
    ),
    intents.AskCollaborator: build(
        intents.AskCollaborator, _ANY, st.one_of(_MEMBERS, _TEXTS), _TEXTS, _DAYS
    ),
    intents.Answer: build(
        intents.Answer, _ANY, st.sampled_from(["confirmed", "refused", "asked"]), _DAYS, _TEXTS
    ),
    intents.Unlink: build(intents.Unlink, _ANY, _TEXTS),
    intents.TakeTurn: build(
        intents.TakeTurn, st.one_of(_MEMBERS, st.sampled_from([TEAM, "actions", "closing"]))
    ),
    intents.Pause: build(intents.Pause),
    intents.Resume: build(intents.Resume, st.none()),
    intents.Attend: build(intents.Attend, _MEMBERS, st.booleans()),
    intents.Facilitate: build(intents.Facilitate, _MEMBERS),
    intents.TakeOver: build(intents.TakeOver, st.one_of(st.none(), _MEMBERS)),
    intents.Reorder: st.permutations([TEAM, ANA.id, WANG.id, BO.id]).map(
        lambda stops: intents.Reorder(tuple(stops))
    ),
    intents.Plan: build(intents.Plan, st.integers(0, 90)),
    intents.Summarise: build(intents.Summarise, _TEXTS),
    intents.Rate: build(intents.Rate, _TEN),
    intents.NextOn: build(intents.NextOn, st.dates(date(2026, 11, 25), date(2027, 1, 31))),
    intents.Close: build(intents.Close),
}  # fmt: skip

ENTRIES = st.one_of([wish for kind, wish in WISHES.items() if kind is not intents.Close])
"""Any wish but the last one."""

ALONE = st.one_of(
    [
        WISHES[kind]
        for kind in (
            intents.AddObjective, intents.AddKeyResult, intents.ChangeField, intents.MoveKeyResult,
            intents.Drop, intents.Restore, intents.AskDependency, intents.Answer, intents.Unlink,
        )
    ]
)  # fmt: skip
"""What somebody may change outside of the meeting."""

_TABLES = {
    "key_result": "key_results", "objective": "objectives", "risk": "risks", "task": "tasks",
    "problem": "problems", "action": "actions", "parked": "parked", "vote": "votes",
    "link": "links", "source": "objectives key_results", "target": "objectives key_results",
}  # fmt: skip


def meant(wish: Any, books: Books) -> intents.Intent | None:
    """Return the intent that a wish is now, or None where there is nothing to wish it of."""
    named: dict[str, Any] = {}
    for field in wish.__struct_fields__:
        value = getattr(wish, field)
        table = wish.table if field == "id" else _TABLES.get(field)
        if field == "value" and getattr(wish, "field", "") == "key_result":
            table = "key_results"
        if table and isinstance(value, str) and value.startswith("#"):
            there = [doc["id"] for one in table.split() for doc in books.view.all(one)]
            if not there:
                return None
            named[field] = there[int(value[1:]) % len(there)]
    intent = replace(wish, **named)
    if isinstance(intent, intents.SealBallot):
        ballot = Ballot(vote=intent.vote, voter=intent.voter, value=int(intent.seal), nonce=NONCE)
        intent = replace(intent, seal=seal(ballot))
    return intent  # type: ignore[no-any-return]


def carry_out_alone(session: Session, wish: Any) -> None:
    """Carry a wish out outside of the meeting, as somebody else does while it goes on."""
    assert isinstance(session.clock, FakeClock)
    session.clock.advance(seconds=5)
    cycles = session.meeting.cycles
    alone = Alone(
        session.store, cycles, author="bo", settings=session.settings, clock=session.clock
    )
    intent = meant(wish, session.books)
    if intent is not None:
        with contextlib.suppress(Refused):
            alone.do(intent)


def carry_out(session: Session, wishes: list[Any]) -> int:
    """Carry wishes out, a while after one another; return how many wrote something down."""
    assert isinstance(session.clock, FakeClock)
    written = 0
    for wish in wishes:
        session.clock.advance(seconds=45)
        intent = meant(wish, session.books)
        if intent is not None:
            with contextlib.suppress(Refused):
                written += session.do(intent) is not None
    return written
