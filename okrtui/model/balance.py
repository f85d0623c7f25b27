"""What a set of objectives serves, and what it is made of: is it one kind of work alone?

The method (5.1) names four categories in an order of priority and two dimensions, and (5) three
places where objectives come from; a team that sees its own spread over them sees what it leaves
out. What is said of it is advice, and never keeps anybody from anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

import msgspec

from okrtui.model.kinds import Ambition, Category, Dimension, Health, Origin
from okrtui.model.progress import told
from okrtui.model.records import Objective
from okrtui.model.rows import ObjectiveRow, counts_by_health, progress_of_all
from okrtui.text.message import Message, message


class Aspect(StrEnum):
    """A side from which objectives are looked at; its value is the name of the field."""

    CATEGORY = "category"
    DIMENSION = "dimension"
    ORIGIN = "origin"
    AMBITION = "ambition"


VALUES: Final[Mapping[Aspect, tuple[StrEnum, ...]]] = {
    Aspect.CATEGORY: tuple(Category),
    Aspect.DIMENSION: tuple(Dimension),
    Aspect.ORIGIN: tuple(Origin),
    Aspect.AMBITION: tuple(Ambition),
}
"""What each of them may be, in the order of the method."""

ENOUGH: Final = 3
"""Objectives from which on it says something that all are alike. Ours: two may be by chance."""

WITHOUT_FIRST: Final = 5
"""Objectives from which on one of them could serve revenue. Ours: the method's own example of a
technical lead (5.1, the second) has three without, and is a good one."""

MOST: Final = Decimal("0.75")
"""The share from which on one category is most of it. Ours: the method names no number."""

INWARD: Final = frozenset({Category.EFFICIENCY, Category.CAPABILITY})


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The objectives that have one value, or none.

    value: None for those where it is not set. share: of the weight of all, 0 to 1.
    progress: the mean of theirs by weight; None of nothing. health: of their key results, each
        health named, the worst first.
    """

    value: StrEnum | None
    count: int
    share: Decimal
    progress: Decimal | None
    health: Mapping[Health, int]


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """How objectives spread over the values of one aspect; each is named, with none too."""

    aspect: Aspect
    parts: tuple[Part, ...]
    not_set: Part

    @property
    def told(self) -> int:
        """How many objectives say what they are."""
        return sum(part.count for part in self.parts)

    def count(self, value: StrEnum) -> int:
        """Return how many objectives have a value."""
        return next(part.count for part in self.parts if part.value is value)


class Lopsided(StrEnum):
    """In what way objectives are of one kind."""

    ALL_ALIKE = "all_alike"
    INWARD_ONLY = "inward_only"
    WITHOUT_FIRST = "without_first"
    MOSTLY_ALIKE = "mostly_alike"
    UNTOLD = "untold"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """That a spread is lopsided.

    value: what `n` of `of` objectives are; None where it is about what they are not, or not set.
    """

    kind: Lopsided
    aspect: Aspect
    n: int
    of: int
    value: StrEnum | None = None


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """A set of objectives from all four sides. findings: what weighs most comes first."""

    of: int
    spreads: tuple[Spread, ...]
    findings: tuple[Finding, ...]

    def spread(self, aspect: Aspect) -> Spread:
        """Return how they spread over the values of one aspect."""
        return next(one for one in self.spreads if one.aspect is aspect)


def value_of(objective: Objective, aspect: Aspect) -> StrEnum | None:
    """Return what an objective is from one side; None where that is not set."""
    value: StrEnum | None = getattr(objective, aspect.value)
    return value


def spread_over(aspect: Aspect, rows: Sequence[ObjectiveRow]) -> Spread:
    """Return how objectives spread over the values of an aspect."""
    whole = sum((row.objective.weight for row in rows), Decimal())
    by_value: dict[StrEnum | None, list[ObjectiveRow]] = {}
    for row in rows:
        by_value.setdefault(value_of(row.objective, aspect), []).append(row)
    return Spread(
        aspect=aspect,
        parts=tuple(_part(value, by_value.get(value, ()), whole) for value in VALUES[aspect]),
        not_set=_part(None, by_value.get(None, ()), whole),
    )


def balance(rows: Sequence[ObjectiveRow]) -> Balance:
    """Return how a set of objectives is spread, and where that is lopsided."""
    spreads = tuple(spread_over(aspect, rows) for aspect in Aspect)
    return Balance(of=len(rows), spreads=spreads, findings=tuple(lopsided(spreads)))


def lopsided(spreads: Iterable[Spread]) -> Iterator[Finding]:
    """Yield what is to be said of spreads, at most one thing of each, the category's first."""
    for spread in spreads:
        found = _of_category(spread) if spread.aspect is Aspect.CATEGORY else _all_alike(spread)
        if found is not None:
            yield found


def sentence(finding: Finding) -> Message:
    """Return what is to be said of it, and what the method says."""
    value = message(f"terms.{finding.value.value}") if finding.value else ""
    key = _ALIKE.get(finding.value) if finding.kind is Lopsided.ALL_ALIKE else None
    return message(key or _SENTENCES[finding.kind], n=finding.n, of=finding.of, value=value)


_SENTENCES: Final[Mapping[Lopsided, str]] = {
    Lopsided.ALL_ALIKE: "objectives.all_alike",
    Lopsided.INWARD_ONLY: "objectives.inward_only",
    Lopsided.WITHOUT_FIRST: "objectives.without_first",
    Lopsided.MOSTLY_ALIKE: "objectives.mostly_alike",
    Lopsided.UNTOLD: "objectives.untold",
}
_ALIKE: Final[Mapping[StrEnum | None, str]] = {
    Dimension.BUSINESS: "objectives.all_of_dimension",
    Dimension.TECHNICAL: "objectives.all_of_dimension",
    Origin.CASCADED: "objectives.all_cascaded",
    Origin.OWN: "objectives.all_own",
    Origin.SUPPORTING: "objectives.all_supporting",
    Ambition.COMMITTED: "objectives.all_committed",
    Ambition.ASPIRATIONAL: "objectives.all_aspirational",
}
"""What is said where all are alike, but for the category."""


def _of_category(spread: Spread) -> Finding | None:
    known, missing = spread.told, spread.not_set.count
    if known < ENOUGH or known < missing:
        if missing < ENOUGH:
            return None
        return _finding(Lopsided.UNTOLD, spread, missing, of=known + missing)
    if (alike := _all_alike(spread)) is not None:
        return alike
    if sum(spread.count(value) for value in INWARD) == known:
        return _finding(Lopsided.INWARD_ONLY, spread, known)
    largest = max(spread.parts, key=lambda part: part.count)
    if largest.count >= MOST * known:
        return _finding(Lopsided.MOSTLY_ALIKE, spread, largest.count, value=largest.value)
    if known >= WITHOUT_FIRST and not spread.count(Category.REVENUE):
        return _finding(Lopsided.WITHOUT_FIRST, spread, known)
    return None


def _all_alike(spread: Spread) -> Finding | None:
    known = spread.told
    only = next((part for part in spread.parts if part.count == known), None)
    if known < ENOUGH or known < spread.not_set.count or only is None:
        return None
    return _finding(Lopsided.ALL_ALIKE, spread, known, value=only.value)


def _finding(
    kind: Lopsided, spread: Spread, n: int, *, value: StrEnum | None = None, of: int | None = None
) -> Finding:
    whole = spread.told if of is None else of
    return Finding(kind=kind, aspect=spread.aspect, n=n, of=whole, value=value)


def _part(value: StrEnum | None, rows: Sequence[ObjectiveRow], whole: Decimal) -> Part:
    weight = sum((row.objective.weight for row in rows), Decimal())
    return Part(
        value=value,
        count=len(rows),
        share=told(Fraction(weight) / Fraction(whole)) if whole else Decimal(),
        progress=progress_of_all(rows)[1],
        health=counts_by_health(one.now for row in rows for one in row.standings),
    )
