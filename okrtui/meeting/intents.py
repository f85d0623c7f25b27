"""What can be asked for in a meeting: one frozen record per wish, ids and plain values only.

An intent says what a person wants, not what will be stored: `Step(kr, +1)` is decided under the
store's lock, against the value that is there then. `meeting.engine` checks it and makes the ops.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from okrtui.model.records import Level

# -- the key result in hand


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure we are to reach the target, 1 to 10."""

    key_result: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Step:
    """Progress by so many steps, toward the target or (negative) away from it."""

    key_result: str
    steps: int


@dataclass(frozen=True, slots=True)
class Value:
    """The value that the metric has now."""

    key_result: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Note:
    """What the owner says of it; replaces the note of this meeting."""

    key_result: str
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why confidence is low or fell, and what happens next."""

    key_result: str
    why: str
    next_step: str = ""
    next_owner: str | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """Reviewed, with what was entered now or beforehand."""

    key_result: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Reviewed: value and confidence are as they were at the last meeting."""

    key_result: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Not now: it comes back at the end of the round."""

    key_result: str


# -- what is said beside it


@dataclass(frozen=True, slots=True)
class AddRisk:
    """Something may happen."""

    title: str
    key_result: str | None = None
    probability: Level = Level.MEDIUM
    impact: Level = Level.MEDIUM
    mitigation: str = ""
    owner: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class AddProblem:
    """Something has happened and blocks."""

    title: str
    key_result: str | None = None
    owner: str | None = None
    next_step: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class AddAction:
    """Somebody will do something by a day."""

    title: str
    owner: str | None = None
    due: date | None = None
    key_result: str | None = None


@dataclass(frozen=True, slots=True)
class EndAction:
    """An action item is done, or will not be done (`dropped`), and why."""

    action: str
    dropped: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReopenAction:
    """An action item was ticked by mistake."""

    action: str


@dataclass(frozen=True, slots=True)
class CarryAction:
    """An action item is not done and is carried to the next meeting; why it was not done."""

    action: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class AddDecision:
    """Something was decided."""

    title: str
    key_result: str | None = None


@dataclass(frozen=True, slots=True)
class Park:
    """We will not discuss this now."""

    title: str
    key_result: str | None = None


# -- the tree itself


@dataclass(frozen=True, slots=True)
class AddObjective:
    """A newly agreed objective, and why."""

    owner: str
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class AddKeyResult:
    """A newly agreed key result, and why."""

    objective: str
    title: str
    owner: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class AddTask:
    """New work under a key result."""

    key_result: str
    title: str
    assignee: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ToggleTask:
    """A task is done; or, said again, not done after all."""

    task: str


@dataclass(frozen=True, slots=True)
class ChangeField:
    """A field of an objective, key result or task gets another value, and why: on the record.

    value: as it is stored: a title, an owner's id, a day in ISO form, a decimal string; or None.
    """

    table: str
    id: str
    field: str
    value: str | None
    why: str


@dataclass(frozen=True, slots=True)
class CorrectText:
    """A slip of the pen in a title: no reason asked, no change on the record."""

    table: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Drop:
    """An objective, key result or task is given up, with its reason."""

    table: str
    id: str
    why: str


# -- the meeting


@dataclass(frozen=True, slots=True)
class TakeTurn:
    """The turn passes to a stop: a member's id, `team`, `company`, or a part of the meeting."""

    stop: str


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still; said again, it runs on."""


@dataclass(frozen=True, slots=True)
class Resume:
    """The meeting goes on after a break that nobody meant: a kill, a dropped line.

    seen: when it was last seen alive; what lies between does not count as anybody's time.
    """

    seen: datetime | None


@dataclass(frozen=True, slots=True)
class Attend:
    """A member is here, or is not."""

    member: str
    present: bool


@dataclass(frozen=True, slots=True)
class Facilitate:
    """Who leads this meeting."""

    member: str


@dataclass(frozen=True, slots=True)
class Summarise:
    """The sentence at the top of the minutes."""

    text: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How good this meeting was, 1 to 10."""

    rating: int


@dataclass(frozen=True, slots=True)
class NextOn:
    """When we meet again."""

    day: date


@dataclass(frozen=True, slots=True)
class Close:
    """The meeting is over: its minutes are frozen."""


Intent = (
    Confidence | Step | Value | Note | Why | Confirm | Unchanged | Skip
    | AddRisk | AddProblem | AddAction | EndAction | ReopenAction | CarryAction
    | AddDecision | Park
    | AddObjective | AddKeyResult | AddTask | ToggleTask | ChangeField | CorrectText | Drop
    | TakeTurn | Pause | Resume | Attend | Facilitate | Summarise | Rate | NextOn | Close
)  # fmt: skip
