"""What there is: one frozen record per kind of document (design, section 2).

A record is what a document of the store means. `codec` turns one into the other. Fields hold plain
values; whatever is a list of things with a life of its own (tasks, links) is a table of its own.
References are ids. An `owner` is a member's id, or `TEAM` or `COMPANY`; owners of actions, risks
and problems may also be the name of somebody outside.

They are msgspec's frozen structs and not dataclasses: a dataclass takes 0.8 ms to define, a struct
0.2, and every start of the program defines a hundred of them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from okrtui.model.entries import (
    Action as Action,
    Change as Change,
    Decision as Decision,
    Parked as Parked,
    Problem as Problem,
    Risk as Risk,
)
from okrtui.model.kinds import (
    ActionState as ActionState,
    Ambition as Ambition,
    Category as Category,
    ChangeKind as ChangeKind,
    CycleState as CycleState,
    Dimension as Dimension,
    Direction as Direction,
    Health as Health,
    Level as Level,
    MeetingState as MeetingState,
    MetricKind as MetricKind,
    OpenState as OpenState,
    Origin as Origin,
    ProgressOf as ProgressOf,
    RiskState as RiskState,
    State as State,
    TaskState as TaskState,
)
from okrtui.model.linked import Link as Link
from okrtui.model.scores import (
    Onward as Onward,
    Review as Review,
    ReviewPart as ReviewPart,
    Score as Score,
)

TEAM = "team"
COMPANY = "company"


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """The team whose workspace this is."""

    id: str
    name: str


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A person. `login` is short, unique, and what key results are named by: `lin/O2/KR1`."""

    id: str
    login: str
    name: str
    manager: str | None = None
    active: bool = True


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """A span of days, both ends included, that objectives belong to."""

    id: str
    name: str
    start: date
    end: date
    state: CycleState = CycleState.RUNNING


class Objective(msgspec.Struct, frozen=True, kw_only=True):
    """Where an owner wants to go in a cycle.

    former: what it was called before it got another owner, as `OWNER/NUMBER`, the latest last.
    waived: rules of the linter that are off here, by their id, each with the reason.
    progress_of: what its progress is the weighted mean of.
    """

    id: str
    cycle: str
    owner: str
    number: int
    title: str
    state: State = State.AGREED
    note: str = ""
    category: Category | None = None
    weight: Decimal = Decimal(1)
    agreed_on: date | None = None
    former: tuple[str, ...] = ()
    dimension: Dimension | None = None
    origin: Origin | None = None
    ambition: Ambition | None = None
    waived: dict[str, str] = msgspec.field(default_factory=dict)
    progress_of: ProgressOf = ProgressOf.KEY_RESULTS


class KeyResult(msgspec.Struct, frozen=True, kw_only=True):
    """How one sees that an objective is reached.

    owner: a member's id; None where nobody is named, and the objective's owner answers for it.
    start, target: of the metric. For `milestone` and `tasks`, numbers of steps; for `yes_no`, 0, 1.
    step: how far one press of `+` goes; None means the default of `model.progress`.
    agreed_on: from when its pace counts; None means from the cycle's first day.
    former: where it was before it was moved, as `OBJECTIVE/NUMBER` with the objective's id, the
        latest last; its old names still find it, and its old numbers are not given again.
    method, whose_problem, by_when, effect: the four parts of the method's formula (5.2), as they
        were typed; each may be empty.
    waived: rules of the linter that are off here, by their id, each with the reason.
    """

    id: str
    objective: str
    number: int
    title: str
    owner: str | None = None
    state: State = State.AGREED
    note: str = ""
    metric: MetricKind = MetricKind.PERCENT
    direction: Direction = Direction.REACH
    start: Decimal = Decimal(0)
    target: Decimal = Decimal(100)
    unit: str = ""
    step: Decimal | None = None
    due: date | None = None
    weight: Decimal = Decimal(1)
    agreed_on: date | None = None
    former: tuple[str, ...] = ()
    method: str = ""
    whose_problem: str = ""
    by_when: str = ""
    effect: str = ""
    waived: dict[str, str] = msgspec.field(default_factory=dict)


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Work under a key result. With `milestone`, it is one of the metric's named steps.

    state_in: the meeting that last took it up, found it blocked, or put it back, if that stands.
    undone_at: when the tick of `done_at` was taken back. dropped_at, restored_at: between which it
        was given up.
    """

    id: str
    key_result: str
    title: str
    assignee: str | None = None
    due: date | None = None
    state: TaskState = TaskState.TODO
    milestone: bool = False
    done_at: datetime | None = None
    done_in: str | None = None
    created_in: str | None = None
    state_in: str | None = None
    undone_at: datetime | None = None
    dropped_at: datetime | None = None
    restored_at: datetime | None = None


class CheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one key result at one moment, or in one meeting.

    value, confidence: None where not given; what was given before then still stands.
    author: the login of who typed it; for_: the member it was said for, where that is another.
    spoken_by: the member who spoke for an absent owner.
    confirmed: the key result counts as reviewed in `meeting`.
    unchanged: confirmed with one key as nothing had moved.
    why, next_step, next_owner, next_due: the owner's reason for a low or fallen confidence, and
        who does what about it by when.
    health: an override, with `health_reason`.
    """

    id: str
    key_result: str
    at: datetime
    author: str
    for_: str | None = None
    meeting: str | None = None
    value: Decimal | None = None
    confidence: int | None = None
    note: str = ""
    why: str = ""
    next_step: str = ""
    next_owner: str | None = None
    next_due: date | None = None
    confirmed: bool = False
    unchanged: bool = False
    health: Health | None = None
    health_reason: str = ""
    spoken_by: str | None = None


class Reopening(msgspec.Struct, frozen=True, kw_only=True):
    """That a closed meeting was opened again: when, by whose login, why.

    content: its frozen minutes until then.
    """

    at: datetime
    by: str
    why: str
    content: dict[str, Any] | None = None


class TakenOver(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody took the lead of a meeting whose facilitator was gone: when, who, from whom.

    member, from_: members' ids, or None where whoever led is no member.
    """

    at: datetime
    member: str | None
    from_: str | None


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One weekly review.

    name: the ISO week, `2026-W48`; a second one in a week is `2026-W48-2`.
    cycles: the cycles that were running at its opening.
    round: the stops in the order of this meeting: `TEAM` for what the team and the company want,
        then members' ids.
    stop: whose turn it is: one of the round, or `actions` before it, or `closing` after it.
    stop_since: since when, while the clock runs; None while it is paused.
    spent: seconds taken per stop, without what runs since `stop_since`.
    present: who is here now. joined, left: when members came late, or went before the end.
    then: the id of the last meeting closed before this one, with which it compares.
    content: the frozen, language-neutral minutes, once closed.
    taken_over: that another member came to lead it, each time.
    reopened: that it was opened again after its closing, each time with what its minutes said.
    """

    id: str
    name: str
    cycles: tuple[str, ...]
    opened_at: datetime
    facilitator: str | None = None
    state: MeetingState = MeetingState.IN_PROGRESS
    minutes_planned: int = 45
    order: str = "listed"
    present: tuple[str, ...] = ()
    then: str | None = None
    round: tuple[str, ...] = ()
    stop: str | None = None
    stop_since: datetime | None = None
    spent: dict[str, int] = msgspec.field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    closed_at: datetime | None = None
    summary: str = ""
    rating: int | None = None
    next_on: date | None = None
    content: dict[str, Any] | None = None
    taken_over: tuple[TakenOver, ...] = ()
    joined: dict[str, datetime] = msgspec.field(default_factory=dict)
    left: dict[str, datetime] = msgspec.field(default_factory=dict)
    reopened: tuple[Reopening, ...] = ()


class Vote(msgspec.Struct, frozen=True, kw_only=True):
    """Confidence in a key result as several people gave it, without seeing each other's.

    given: the values as they were shown together. voters: the members who gave them, in the same
        order; empty where fingers were read off.
    agreed: what was agreed on afterwards; None while that is open.

    One over terminals is blind until its reveal (`together.ballots`). expected: who was asked.
    sealed: the seal of each voter's ballot. revealed: all may be opened; nonces: of those that
        were, so that everybody can check them against their seals.
    """

    id: str
    key_result: str
    meeting: str
    at: datetime
    given: tuple[int, ...]
    voters: tuple[str, ...] = ()
    agreed: int | None = None
    expected: tuple[str, ...] = ()
    sealed: dict[str, str] = msgspec.field(default_factory=dict)
    revealed: bool = True
    nonces: dict[str, str] = msgspec.field(default_factory=dict)
