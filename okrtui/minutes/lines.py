"""The lines of the minutes outside of the round: what was decided, changed, promised, feared."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from okrtui.model.records import ChangeKind, KeyResult, Level, RiskState, TaskState


class ActionEnd(StrEnum):
    """What became of an action item in this meeting."""

    NEW = "new"
    CARRIED = "carried"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Life(StrEnum):
    """Where a risk, a problem or something parked stands, seen from this meeting."""

    NEW = "new"
    CHANGED = "changed"
    OPEN = "open"
    ENDED = "ended"


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A member who was not there from beginning to end: came late, went early, or both."""

    name: str
    came: datetime | None = None
    left: datetime | None = None


class Reopened(msgspec.Struct, frozen=True, kw_only=True):
    """That these minutes were opened again after the closing: when, by whom, why.

    ended: when the meeting was over until then.
    """

    at: datetime
    by: str
    why: str
    ended: datetime | None = None


class Voting(msgspec.Struct, frozen=True, kw_only=True):
    """A vote on confidence. `voters`: who gave which, in the same order; empty for fingers.

    agreed: on what, afterwards; None where nothing was agreed on.
    """

    given: tuple[int, ...]
    voters: tuple[str, ...] = ()
    agreed: int | None = None


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A task. `key_result`: the name of what it is for; `state`: what it is now."""

    title: str
    assignee: str
    due: date | None
    key_result: str
    state: TaskState | None = None


class DecisionLine(msgspec.Struct, frozen=True, kw_only=True):
    """D and its number for life."""

    number: int
    title: str
    key_result: str


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True):
    """C and its number. `name`: of the objective or key result, or of what a task is under.

    title: what it is called now; was, now: of the field that was edited, or its names where it
    was moved.
    former: what an objective was called before it got another owner.
    owner, due: of what was added; measured: how a key result that was added is measured.
    other, what, due: of a link, whose kind is `field`, and how it stood and stands, `was` and
        `now`: its other end, what was asked for, and by when.
    by: who made it, where that was outside of any meeting.
    kinds: category, dimension, origin and ambition of an objective that was added, as kept.
    """

    number: int
    kind: ChangeKind
    table: str
    name: str
    title: str
    field: str
    was: str
    now: str
    why: str
    unit: str = ""
    owner: str = ""
    due: date | None = None
    measured: KeyResult | None = None
    former: str = ""
    kinds: tuple[str, ...] = ()
    other: str = ""
    what: str = ""
    by: str = ""


class ActionLine(msgspec.Struct, frozen=True, kw_only=True):
    """A and its number for life. `late`: its day was over when the meeting was held.

    commitment: its owner gave their word for it at the closing.
    """

    number: int
    title: str
    owner: str
    due: date | None
    late: bool
    carries: int
    end: ActionEnd
    why: str
    key_result: str
    commitment: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done after this meeting."""
        return self.end not in {ActionEnd.DONE, ActionEnd.DROPPED}

    @property
    def is_promise(self) -> bool:
        """Whether it is one of this meeting's commitments, told by who gave their word."""
        return self.commitment and self.end is ActionEnd.NEW


class RiskLine(msgspec.Struct, frozen=True, kw_only=True):
    """R and its number for life.

    was: how likely and how bad it was, where this meeting changed that.
    why: what was said as it ended. problem: the number of what it is since it happened.
    """

    number: int
    title: str
    life: Life
    state: RiskState
    probability: Level
    impact: Level
    mitigation: str
    owner: str
    due: date | None
    key_result: str
    was: tuple[Level, Level] | None = None
    why: str = ""
    problem: int | None = None


class ProblemLine(msgspec.Struct, frozen=True, kw_only=True):
    """P and its number for life.

    why: what was said as it was solved. risk: the number of the risk that it was.
    """

    number: int
    title: str
    life: Life
    next_step: str
    owner: str
    due: date | None
    key_result: str
    why: str = ""
    risk: int | None = None


class ParkedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What is put off. `outcome`: what became of it, once it is dealt with."""

    title: str
    key_result: str
    life: Life = Life.NEW
    outcome: str = ""
    carries: int = 0


class TimeLine(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds that a stop was to take (None where it had no share), and took.

    stop: `actions`, `closing`, `team` or `member`; name: the member's.
    """

    stop: str
    name: str
    planned: int | None
    taken: int

    @property
    def over(self) -> int:
        """Seconds beyond what was planned; 0 where nothing was."""
        return 0 if self.planned is None else max(0, self.taken - self.planned)
