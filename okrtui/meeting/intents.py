"""What can be asked for in a meeting: one frozen record per wish, ids and plain values only.

An intent says what a person wants, not what will be stored: `Step(kr, +1)` is decided under the
store's lock, against the value that is there then. `meeting.engine` checks it and makes the ops.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec

from okrtui.model.records import (
    Ambition,
    Category,
    Dimension,
    Direction,
    Health,
    Level,
    MetricKind,
    Origin,
    RiskState,
    TaskState,
)

# -- the key result in hand


class Confidence(msgspec.Struct, frozen=True):
    """How sure we are to reach the target, 1 to 10."""

    key_result: str
    confidence: int


class Step(msgspec.Struct, frozen=True):
    """Progress by so many steps, toward the target or (negative) away from it."""

    key_result: str
    steps: int


class Value(msgspec.Struct, frozen=True):
    """The value that the metric has now."""

    key_result: str
    value: Decimal


class Note(msgspec.Struct, frozen=True):
    """What the owner says of it; replaces the note of this meeting."""

    key_result: str
    text: str


class Why(msgspec.Struct, frozen=True):
    """Why confidence is low or fell, and what happens next."""

    key_result: str
    why: str
    next_step: str = ""
    next_owner: str | None = None
    next_due: date | None = None


class Confirm(msgspec.Struct, frozen=True):
    """Reviewed, with what was entered now or beforehand."""

    key_result: str


class Unchanged(msgspec.Struct, frozen=True):
    """Reviewed: value and confidence are as they were at the last meeting."""

    key_result: str


class OverrideHealth(msgspec.Struct, frozen=True):
    """Health as a person sees it, and why; None goes back to what is computed."""

    key_result: str
    health: Health | None
    reason: str = ""


class SpokenBy(msgspec.Struct, frozen=True):
    """A member speaks for the absent owner; None takes that back."""

    key_result: str
    member: str | None


class RecordVote(msgspec.Struct, frozen=True):
    """What several people gave for a key result's confidence, shown together.

    voters: the members who gave them, in the same order; empty where fingers were read off.
    """

    key_result: str
    given: tuple[int, ...]
    voters: tuple[str, ...] = ()


class OpenVote(msgspec.Struct, frozen=True):
    """A blind vote over terminals begins; `expected`: the members who are asked."""

    key_result: str
    expected: tuple[str, ...]


class SealBallot(msgspec.Struct, frozen=True):
    """A voter lays down the seal of a value, which nobody sees; said again, it is another value."""

    vote: str
    voter: str
    seal: str


class RevealVote(msgspec.Struct, frozen=True):
    """No more ballots are sealed, and those that were may be opened."""

    vote: str


class OpenBallot(msgspec.Struct, frozen=True):
    """A voter's process shows the value that was sealed."""

    vote: str
    voter: str
    value: int
    nonce: str


class LeaveVote(msgspec.Struct, frozen=True):
    """A blind vote is given up before its reveal: nobody ever learns what was sealed."""

    vote: str


class AgreeVote(msgspec.Struct, frozen=True):
    """What was agreed on after a vote: the key result's confidence in this meeting."""

    vote: str
    confidence: int


class Skip(msgspec.Struct, frozen=True):
    """Not now: it comes back at the end of the round."""

    key_result: str


# -- what is said beside it


class AddRisk(msgspec.Struct, frozen=True):
    """Something may happen."""

    title: str
    key_result: str | None = None
    probability: Level = Level.MEDIUM
    impact: Level = Level.MEDIUM
    mitigation: str = ""
    owner: str | None = None
    due: date | None = None


class ChangeRisk(msgspec.Struct, frozen=True):
    """How a risk is seen now: all of it, as it shall be."""

    risk: str
    title: str
    probability: Level
    impact: Level
    mitigation: str = ""
    owner: str | None = None
    due: date | None = None


class EndRisk(msgspec.Struct, frozen=True):
    """A risk is mitigated or closed, or open after all; what was said of it."""

    risk: str
    state: RiskState
    why: str = ""


class RiskHappened(msgspec.Struct, frozen=True):
    """A risk has happened: it is a problem now, of its owner unless another is named."""

    risk: str
    next_step: str = ""
    owner: str | None = None
    due: date | None = None


class AddProblem(msgspec.Struct, frozen=True):
    """Something has happened and blocks."""

    title: str
    key_result: str | None = None
    owner: str | None = None
    next_step: str = ""
    due: date | None = None


class ChangeProblem(msgspec.Struct, frozen=True):
    """How a problem is seen now: all of it, as it shall be."""

    problem: str
    title: str
    owner: str | None = None
    next_step: str = ""
    due: date | None = None


class EndProblem(msgspec.Struct, frozen=True):
    """A problem is solved, or (`closed` false) open after all; what was said of it."""

    problem: str
    why: str = ""
    closed: bool = True


class AddAction(msgspec.Struct, frozen=True):
    """Somebody will do something by a day. `commitment`: they gave their word at the closing."""

    title: str
    owner: str | None = None
    due: date | None = None
    key_result: str | None = None
    commitment: bool = False


class ChangeAction(msgspec.Struct, frozen=True):
    """An action item gets another wording, owner or day: all of it, as it shall be."""

    action: str
    title: str
    owner: str | None = None
    due: date | None = None


class EndAction(msgspec.Struct, frozen=True):
    """An action item is done, or will not be done (`dropped`), and why."""

    action: str
    dropped: bool = False
    why: str = ""


class ReopenAction(msgspec.Struct, frozen=True):
    """An action item was ticked by mistake."""

    action: str


class CarryAction(msgspec.Struct, frozen=True):
    """An action item is not done and is carried to the next meeting; why it was not done."""

    action: str
    why: str = ""


class AddDecision(msgspec.Struct, frozen=True):
    """Something was decided."""

    title: str
    key_result: str | None = None


class Park(msgspec.Struct, frozen=True):
    """We will not discuss this now."""

    title: str
    key_result: str | None = None


class EndParked(msgspec.Struct, frozen=True):
    """Something parked is dealt with, or (`closed` false) open after all; what became of it."""

    parked: str
    outcome: str = ""
    closed: bool = True


# -- the tree itself


class AddObjective(msgspec.Struct, frozen=True):
    """A newly agreed objective, and why."""

    owner: str
    title: str
    why: str = ""
    category: Category | None = None
    dimension: Dimension | None = None
    origin: Origin | None = None
    ambition: Ambition | None = None


class AddKeyResult(msgspec.Struct, frozen=True):
    """A newly agreed key result, how it is measured, and why.

    milestones: the steps of a milestone metric that were named, in their order.
    """

    objective: str
    title: str
    owner: str | None = None
    why: str = ""
    metric: MetricKind = MetricKind.PERCENT
    direction: Direction = Direction.REACH
    start: Decimal = Decimal(0)
    target: Decimal = Decimal(100)
    unit: str = ""
    due: date | None = None
    milestones: tuple[str, ...] = ()


class AddTask(msgspec.Struct, frozen=True):
    """New work under a key result."""

    key_result: str
    title: str
    assignee: str | None = None
    due: date | None = None


class ToggleTask(msgspec.Struct, frozen=True):
    """A task is done; or, said again, not done after all."""

    task: str


class SetTaskState(msgspec.Struct, frozen=True):
    """A task is being done, is blocked, is to do."""

    task: str
    state: TaskState


class MoveKeyResult(msgspec.Struct, frozen=True):
    """A key result goes below another objective, and why. It gets a new number there."""

    key_result: str
    objective: str
    why: str = ""


class Restore(msgspec.Struct, frozen=True):
    """An objective, key result or task that was dropped is brought back, and why."""

    table: str
    id: str
    why: str = ""


class ChangeField(msgspec.Struct, frozen=True):
    """A field of an objective, key result or task gets another value, and why: on the record.

    value: as it is stored: a title, an owner's id, a day in ISO form, a decimal string; or None.
    """

    table: str
    id: str
    field: str
    value: str | None
    why: str


class CorrectText(msgspec.Struct, frozen=True):
    """A slip of the pen in a title: no reason asked, no change on the record."""

    table: str
    id: str
    title: str


class Drop(msgspec.Struct, frozen=True):
    """An objective, key result or task is given up, with its reason."""

    table: str
    id: str
    why: str


# -- what hangs together


class Align(msgspec.Struct, frozen=True):
    """An objective or key result serves another one.

    kind: `vertical`, `horizontal`, or None for what is due between the two.
    """

    source: str
    target: str
    kind: str | None = None
    why: str = ""


class AskDependency(msgspec.Struct, frozen=True):
    """An objective or key result needs something of somebody else, by a day.

    target: an objective or key result, a member's id, `team`, `company`, or an outsider's name.
    """

    source: str
    target: str
    what: str = ""
    by: date | None = None


class AskCollaborator(msgspec.Struct, frozen=True):
    """A member, or somebody from outside, shall work on a key result with its owner."""

    key_result: str
    member: str
    what: str = ""
    by: date | None = None


class Answer(msgspec.Struct, frozen=True):
    """Who was asked says yes (`confirmed`), perhaps by another day, or no (`refused`), and why."""

    link: str
    state: str
    by: date | None = None
    why: str = ""


class Unlink(msgspec.Struct, frozen=True):
    """Two things hang together no longer."""

    link: str
    why: str = ""


# -- the meeting


class TakeTurn(msgspec.Struct, frozen=True):
    """The turn passes to a stop: a member's id, `team`, `company`, or a part of the meeting."""

    stop: str


class Pause(msgspec.Struct, frozen=True):
    """The clock stands still; said again, it runs on."""


class Resume(msgspec.Struct, frozen=True):
    """The meeting goes on after a break that nobody meant: a kill, a dropped line.

    seen: when it was last seen alive; what lies between does not count as anybody's time.
    """

    seen: datetime | None


class Attend(msgspec.Struct, frozen=True):
    """A member is here, or is not: comes late, or leaves before the end."""

    member: str
    present: bool


class Facilitate(msgspec.Struct, frozen=True):
    """Who leads this meeting."""

    member: str


class TakeOver(msgspec.Struct, frozen=True):
    """Whoever led is gone, and another leads now; None where that is no member."""

    member: str | None


class Reorder(msgspec.Struct, frozen=True):
    """The round goes on in another order of its stops; all of them, as they shall follow."""

    round: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True):
    """How long the meeting shall take, in minutes."""

    minutes: int


class Summarise(msgspec.Struct, frozen=True):
    """The sentence at the top of the minutes."""

    text: str


class Rate(msgspec.Struct, frozen=True):
    """How good this meeting was, 1 to 10."""

    rating: int


class NextOn(msgspec.Struct, frozen=True):
    """When we meet again."""

    day: date


class Close(msgspec.Struct, frozen=True):
    """The meeting is over: its minutes are frozen."""


Intent = (
    Confidence | Step | Value | Note | Why | Confirm | Unchanged | Skip
    | OverrideHealth | SpokenBy
    | RecordVote | OpenVote | SealBallot | RevealVote | OpenBallot | LeaveVote | AgreeVote
    | AddRisk | ChangeRisk | EndRisk | RiskHappened
    | AddProblem | ChangeProblem | EndProblem
    | AddAction | ChangeAction | EndAction | ReopenAction | CarryAction
    | AddDecision | Park | EndParked
    | AddObjective | AddKeyResult | AddTask | ToggleTask | SetTaskState
    | ChangeField | MoveKeyResult | CorrectText | Drop | Restore
    | Align | AskDependency | AskCollaborator | Answer | Unlink
    | TakeTurn | Pause | Resume | Attend | Facilitate | TakeOver | Reorder | Plan
    | Summarise | Rate | NextOn | Close
)  # fmt: skip
