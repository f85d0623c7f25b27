"""What was found in a document: one tree in the middle, whatever the format was.

Every reader makes a `Found`; preview, intake and lint take it from there. Titles are plain text on
one line. What a reader could not place is told too, with its line and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from okrtui.model.ops import Op
from okrtui.model.records import (
    Ambition,
    Category,
    Dimension,
    Direction,
    MetricKind,
    Origin,
    State,
    TaskState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMetric:
    """How a key result is measured, where the document says so."""

    kind: MetricKind
    start: Decimal
    target: Decimal
    unit: str = ""
    direction: Direction = Direction.REACH


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTask:
    """Work under a key result."""

    title: str
    line: int
    state: TaskState = TaskState.TODO


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundKeyResult:
    """A key result as the document has it.

    owner: who it names as such. maybe: a name in brackets, which means somebody only if a member
        is called so.
    collaborators: further names where it lists several.
    value: the present value; `share` (0–1) where the document gives progress and no value.
    """

    title: str
    line: int
    owner: str | None = None
    maybe: str | None = None
    collaborators: tuple[str, ...] = ()
    state: State = State.AGREED
    note: str = ""
    metric: FoundMetric | None = None
    due: date | None = None
    value: Decimal | None = None
    share: Decimal | None = None
    confidence: int | None = None
    tasks: tuple[FoundTask, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundObjective:
    """An objective as the document has it, with its key results.

    owner, maybe: as for a key result; also `team` and `company`.
    cycle: the span that the document puts it in, in our spelling: `2026-Q2`, `2026-07/08`.
    """

    title: str
    line: int
    owner: str | None = None
    maybe: str | None = None
    cycle: str | None = None
    state: State = State.AGREED
    note: str = ""
    category: Category | None = None
    dimension: Dimension | None = None
    origin: Origin | None = None
    ambition: Ambition | None = None
    key_results: tuple[FoundKeyResult, ...] = ()


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A piece of a document that is no objective and no key result. `why` is a catalogue key."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What one document holds.

    ops: of a whole workspace in our own JSON, which has no tree and is restored as it is.
    """

    file: str
    objectives: tuple[FoundObjective, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    ops: Sequence[Op] = field(default=())

    @property
    def key_results(self) -> int:
        """How many key results were found."""
        return sum(len(objective.key_results) for objective in self.objectives)
