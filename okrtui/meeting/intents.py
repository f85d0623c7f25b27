"""What can be asked for in a meeting: one frozen record per wish, ids and plain values only.

An intent says what a person wants, not what will be stored: `Step(kr, +1)` is decided under the
store's lock, against the value that is there then. `meeting.engine` checks it and makes the ops.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec

from okrtui.model.records import Level

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


class Confirm(msgspec.Struct, frozen=True):
    """Reviewed, with what was entered now or beforehand."""

    key_result: str


class Unchanged(msgspec.Struct, frozen=True):
    """Reviewed: value and confidence are as they were at the last meeting."""

    key_result: str


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


class AddProblem(msgspec.Struct, frozen=True):
    """Something has happened and blocks."""

    title: str
    key_result: str | None = None
    owner: str | None = None
    next_step: str = ""
    due: date | None = None


class AddAction(msgspec.Struct, frozen=True):
    """Somebody will do something by a day."""

    title: str
    owner: str | None = None
    due: date | None = None
    key_result: str | None = None


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


# -- the tree itself


class AddObjective(msgspec.Struct, frozen=True):
    """A newly agreed objective, and why."""

    owner: str
    title: str
    why: str = ""


class AddKeyResult(msgspec.Struct, frozen=True):
    """A newly agreed key result, and why."""

    objective: str
    title: str
    owner: str | None = None
    why: str = ""


class AddTask(msgspec.Struct, frozen=True):
    """New work under a key result."""

    key_result: str
    title: str
    assignee: str | None = None
    due: date | None = None


class ToggleTask(msgspec.Struct, frozen=True):
    """A task is done; or, said again, not done after all."""

    task: str


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
    """A member is here, or is not."""

    member: str
    present: bool


class Facilitate(msgspec.Struct, frozen=True):
    """Who leads this meeting."""

    member: str


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
    | AddRisk | AddProblem | AddAction | EndAction | ReopenAction | CarryAction
    | AddDecision | Park
    | AddObjective | AddKeyResult | AddTask | ToggleTask | ChangeField | CorrectText | Drop
    | TakeTurn | Pause | Resume | Attend | Facilitate | Summarise | Rate | NextOn | Close
)  # fmt: skip
