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
from enum import StrEnum
from typing import Any

import msgspec

TEAM = "team"
COMPANY = "company"


class State(StrEnum):
    """The life of an objective or a key result."""

    DRAFT = "draft"
    AGREED = "agreed"
    DROPPED = "dropped"
    CLOSED = "closed"


class MetricKind(StrEnum):
    """How a key result is measured."""

    NUMBER = "number"
    PERCENT = "percent"
    CURRENCY = "currency"
    MILESTONE = "milestone"
    TASKS = "tasks"
    YES_NO = "yes_no"


class Direction(StrEnum):
    """Where the value should go. `REACH` rises or falls, as start and target say."""

    REACH = "reach"
    KEEP_ABOVE = "keep_above"
    KEEP_BELOW = "keep_below"


class TaskState(StrEnum):
    """The life of a task."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    BLOCKED = "blocked"
    DROPPED = "dropped"


class Level(StrEnum):
    """How likely, or how bad."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class RiskState(StrEnum):
    """The life of a risk."""

    OPEN = "open"
    MITIGATED = "mitigated"
    HAPPENED = "happened"
    CLOSED = "closed"


class OpenState(StrEnum):
    """The life of a problem or of something parked."""

    OPEN = "open"
    CLOSED = "closed"


class ActionState(StrEnum):
    """The life of an action item."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class MeetingState(StrEnum):
    """The life of a meeting."""

    DRAFT = "draft"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"


class CycleState(StrEnum):
    """The life of a cycle."""

    DRAFTING = "drafting"
    RUNNING = "running"
    CLOSED = "closed"


class Health(StrEnum):
    """How a key result stands; the worst first when things are listed."""

    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    STALE = "stale"
    PENDING = "pending"
    ON_TRACK = "on_track"


class Category(StrEnum):
    """What an objective serves, in the method's order of priority (5.1)."""

    REVENUE = "revenue"
    USER = "user"
    EFFICIENCY = "efficiency"
    CAPABILITY = "capability"


class ChangeKind(StrEnum):
    """What happened to an objective, key result or task."""

    ADDED = "added"
    EDITED = "edited"
    MOVED = "moved"
    DROPPED = "dropped"
    RESTORED = "restored"


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
    """Where an owner wants to go in a cycle."""

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


class KeyResult(msgspec.Struct, frozen=True, kw_only=True):
    """How one sees that an objective is reached.

    owner: a member's id; None where nobody is named, and the objective's owner answers for it.
    start, target: of the metric. For `milestone` and `tasks`, numbers of steps; for `yes_no`, 0, 1.
    step: how far one press of `+` goes; None means the default of `model.progress`.
    agreed_on: from when its pace counts; None means from the cycle's first day.
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


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Work under a key result. With `milestone`, it is one of the metric's named steps."""

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


class CheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one key result at one moment, or in one meeting.

    value, confidence: None where not given; what was given before then still stands.
    author: the login of who typed it; for_: the member it was said for, where that is another.
    confirmed: the key result counts as reviewed in `meeting`.
    unchanged: confirmed with one key as nothing had moved.
    why, next_step, next_owner: the owner's reason for a low or fallen confidence.
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
    confirmed: bool = False
    unchanged: bool = False
    health: Health | None = None
    health_reason: str = ""


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One weekly review.

    name: the ISO week, `2026-W48`; a second one in a week is `2026-W48-2`.
    cycles: the cycles that were running at its opening.
    round: the stops in the order of this meeting: `TEAM` for what the team and the company want,
        then members' ids.
    stop: whose turn it is: one of the round, or `actions` before it, or `closing` after it.
    stop_since: since when, while the clock runs; None while it is paused.
    spent: seconds taken per stop, without what runs since `stop_since`.
    then: the id of the last meeting closed before this one, with which it compares.
    content: the frozen, language-neutral minutes, once closed.
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


class Risk(msgspec.Struct, frozen=True, kw_only=True):
    """What may happen. `number` is for life: R5."""

    id: str
    number: int
    title: str
    at: datetime
    key_result: str | None = None
    meeting: str | None = None
    probability: Level = Level.MEDIUM
    impact: Level = Level.MEDIUM
    mitigation: str = ""
    owner: str | None = None
    due: date | None = None
    state: RiskState = RiskState.OPEN
    ended_at: datetime | None = None
    ended_in: str | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What has happened and blocks. `number` is for life: P2."""

    id: str
    number: int
    title: str
    at: datetime
    key_result: str | None = None
    meeting: str | None = None
    owner: str | None = None
    next_step: str = ""
    due: date | None = None
    state: OpenState = OpenState.OPEN
    ended_at: datetime | None = None
    ended_in: str | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An objective, key result or task that was added, edited, moved or dropped, and why.

    table, target: what was changed; title: what it was called then, so the log stays readable.
    field: which of its fields, where one was edited; was, now: its values as a person reads them.
    """

    id: str
    number: int
    at: datetime
    by: str
    kind: ChangeKind
    table: str
    target: str
    title: str
    field: str | None = None
    was: str | None = None
    now: str | None = None
    why: str = ""
    meeting: str | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided. `number` is for life: D12."""

    id: str
    number: int
    title: str
    at: datetime
    meeting: str | None = None
    key_result: str | None = None


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody will do by a day; carried from meeting to meeting until it ends. A31."""

    id: str
    number: int
    title: str
    at: datetime
    owner: str | None = None
    due: date | None = None
    state: ActionState = ActionState.OPEN
    carries: int = 0
    carried_in: str | None = None
    why: str = ""
    meeting: str | None = None
    key_result: str | None = None
    ended_at: datetime | None = None
    ended_in: str | None = None


class Parked(msgspec.Struct, frozen=True, kw_only=True):
    """What we will not discuss now."""

    id: str
    title: str
    at: datetime
    meeting: str | None = None
    key_result: str | None = None
    state: OpenState = OpenState.OPEN


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """That one thing depends on, is aligned to, or is worked on by another.

    kind: `collaborator`, `depends`, `vertical` or `horizontal`.
    source: the id of an objective or key result; target: an id, or the name of an outsider.
    state: `asked`, `confirmed` or `refused`, for collaborators and dependencies.
    """

    id: str
    kind: str
    source: str
    target: str
    state: str | None = None
    by: date | None = None
