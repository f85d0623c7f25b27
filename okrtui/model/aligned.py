"""What the alignment of a team is told in: its rows, the links in them, and what is wrong there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from okrtui.model.books import Books
from okrtui.model.links import ALIGNING, Item, targets_of
from okrtui.model.ops import Doc
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Cycle,
    CycleState,
    KeyResult,
    Link,
    Objective,
    State,
)


class Mark(StrEnum):
    """What is wrong with an objective, or with a link.

    HANGS: it is aligned to nothing. DROPPED, ENDED: aligned to what was dropped, to what is over.
    CIRCLE: it stands above itself, which no link that is made here does. REFUSED, OVERDUE,
    UNANSWERED: who was asked said no; said nothing by the day; says nothing for long.
    """

    CIRCLE = "circle"
    HANGS = "hangs"
    DROPPED = "dropped"
    ENDED = "ended"
    REFUSED = "refused"
    OVERDUE = "overdue"
    UNANSWERED = "unanswered"


class Kind(StrEnum):
    """What a row is: somebody, an objective or a key result of theirs, or a link of one."""

    OWNER = "owner"
    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    LINK = "link"


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A link with its two ends.

    source: the objective or key result that it goes out from. target, top: what it leads to, and
    the objective of that; None where that is somebody, or is gone.
    astray: why it leads to nothing that goes on, if so.
    """

    link: Link
    source: Item
    target: Item | None
    top: Objective | None
    astray: Mark | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the alignment.

    id: of the objective, key result or link; that of somebody's row is `owner:` and who it is.
    depth, parent: how far in it stands, and below which row; somebody's stands outermost.
    owner: whose it is. objective: the one it is, or is of; None for somebody's.
    tie: of a link's row that link; of an objective's the one by which it stands where it does.
    looked_at: whether it is of a cycle that is looked at, and not there for what is below it.
    """

    id: str
    kind: Kind
    depth: int
    parent: str | None
    owner: str
    objective: Objective | None = None
    key_result: KeyResult | None = None
    tie: Tie | None = None
    marks: tuple[Mark, ...] = ()
    looked_at: bool = True


def together(one: Cycle, other: Cycle) -> bool:
    """Return whether two cycles have a day in common, as a quarter and its year do."""
    return one.start <= other.end and other.start <= one.end


def holds(own: Cycle, other: Cycle) -> bool:
    """Return whether what is of one cycle can be aligned to what is of another one."""
    over = other.state is CycleState.CLOSED and own.state is not CycleState.CLOSED
    return together(own, other) and not over


def has_company(books: Books, cycle: Cycle | None) -> bool:
    """Return whether the company has objectives in a cycle, or in one that runs beside it."""
    if cycle is None:
        return False
    every = {one.id: one for one in books.cycles()}
    return any(
        doc.get("state") != State.DROPPED
        and doc["cycle"] in every
        and together(cycle, every[doc["cycle"]])
        for doc in books.view.where("objectives", "owner", COMPANY)
    )


def is_aligned(books: Books, objective: str, key_results: Sequence[Doc]) -> bool:
    """Return whether an objective, or one of its key results that live, is aligned to anything."""
    living = (doc["id"] for doc in key_results if doc.get("state") != State.DROPPED)
    return any(
        link.kind in ALIGNING for one in (objective, *living) for link in targets_of(books, one)
    )


def hangs(objective: Objective, *, aligned: bool, company: bool) -> bool:
    """Return whether an objective hangs in the air: it serves nothing, and is not the highest.

    aligned: whether it, or a key result of it, is aligned to anything. company: whether the
    company has objectives beside it; else those of the team are the highest.
    """
    highest = {COMPANY} if company else {COMPANY, TEAM}
    return not aligned and objective.owner not in highest
