"""What is said beside the numbers: risks, problems, changes, decisions, actions, what was parked.

Read them from `records`, as all others.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from okrtui.model.kinds import (
    ActionState,
    ChangeKind,
    Level,
    OpenState,
    RiskState,
)


class Risk(msgspec.Struct, frozen=True, kw_only=True):
    """What may happen. `number` is for life: R5.

    why: what was said as it ended. changed_in: the meeting that last changed it, and
    was: how likely and how bad it was before that meeting did.
    """

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
    why: str = ""
    changed_in: str | None = None
    was: tuple[Level, Level] | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What has happened and blocks. `number` is for life: P2.

    risk: the risk that it was before it happened. why: what was said as it was closed.
    changed_in: the meeting that last changed it.
    """

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
    risk: str | None = None
    why: str = ""
    changed_in: str | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An objective, key result or task that was added, edited, moved or dropped, and why.

    table, target: what was changed; title: what it was called then, so the log stays readable.
    field: which of its fields, where one was edited; was, now: its values as a person reads them.

    Where a link of it was made, answered or taken away, `field` is the kind of the link, and `was`
    and `now` are how it stood: `aligned`, `asked`, `confirmed`, `refused`, or None for not there.
    other: what its other end was called then. what, due: what was asked for, and by when.
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
    other: str = ""
    what: str = ""
    due: date | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided. `number` is for life: D12."""

    id: str
    number: int
    title: str
    at: datetime
    meeting: str | None = None
    key_result: str | None = None


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody will do by a day; carried from meeting to meeting until it ends. A31.

    why: what stopped it when it was carried; why_in: the meeting in which that was said.
    commitment: its owner gave their word for it at the closing; at most three each and meeting.
    outcome: what was said when it was done, or why it was dropped (in older stores: `why`).
    """

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
    commitment: bool = False
    outcome: str = ""
    why_in: str | None = None


class Parked(msgspec.Struct, frozen=True, kw_only=True):
    """What we will not discuss now. Emptied, or carried to the next meeting, at the closing.

    outcome: what became of it, where somebody said so.
    """

    id: str
    title: str
    at: datetime
    meeting: str | None = None
    key_result: str | None = None
    state: OpenState = OpenState.OPEN
    outcome: str = ""
    carries: int = 0
    carried_in: str | None = None
    ended_at: datetime | None = None
    ended_in: str | None = None
