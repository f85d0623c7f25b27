"""The lines of the minutes outside of the round: what was decided, changed, promised, feared."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from okrtui.model.records import ChangeKind, Level, RiskState


class ActionEnd(StrEnum):
    """What became of an action item in this meeting."""

    NEW = "new"
    CARRIED = "carried"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Life(StrEnum):
    """Where a risk or a problem stands, seen from this meeting."""

    NEW = "new"
    OPEN = "open"
    ENDED = "ended"


class DecisionLine(msgspec.Struct, frozen=True, kw_only=True):
    """D and its number for life."""

    number: int
    title: str
    key_result: str


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True):
    """C and its number. `name`: of the objective or key result, or of what a task is under.

    title: what it is called now; was, now: of the field that was edited.
    owner, due: of a key result that was added.
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


class ActionLine(msgspec.Struct, frozen=True, kw_only=True):
    """A and its number for life. `late`: its day was over when the meeting was held."""

    number: int
    title: str
    owner: str
    due: date | None
    late: bool
    carries: int
    end: ActionEnd
    why: str
    key_result: str


class RiskLine(msgspec.Struct, frozen=True, kw_only=True):
    """R and its number for life."""

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


class ProblemLine(msgspec.Struct, frozen=True, kw_only=True):
    """P and its number for life."""

    number: int
    title: str
    life: Life
    next_step: str
    owner: str
    due: date | None
    key_result: str


class ParkedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was put off."""

    title: str
    key_result: str


class TimeLine(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds that a stop was to take (None where it had no share), and took.

    stop: `actions`, `closing`, `team` or `member`; name: the member's.
    """

    stop: str
    name: str
    planned: int | None
    taken: int
