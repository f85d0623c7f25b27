"""Objectives in the order in which one wants to see them, and those one wants to see alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from okrtui.model.balance import VALUES, Aspect, value_of
from okrtui.model.health import SEVERITY
from okrtui.model.kinds import Health
from okrtui.model.rows import ObjectiveRow, mean_confidence

_LAST: Final = 99
"""The place of what is not known: behind all that is."""


class By(StrEnum):
    """What objectives are ordered by."""

    CATEGORY = "category"
    OWNER = "owner"
    PROGRESS = "progress"
    HEALTH = "health"
    CONFIDENCE = "confidence"


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which objectives one wants to see.

    wanted: the values of an aspect that are let through, None among them for what is not set; an
        aspect that is not named, or has none, lets all through.
    owner: whose alone. health: only what has a key result that stands so.
    """

    wanted: Mapping[Aspect, frozenset[StrEnum | None]] = msgspec.field(default_factory=dict)
    owner: str | None = None
    health: Health | None = None

    def lets(self, row: ObjectiveRow, *, but: Aspect | None = None) -> bool:
        """Return whether an objective is let through. but: an aspect that is not looked at."""
        if self.owner is not None and row.objective.owner != self.owner:
            return False
        if self.health is not None and all(
            one.now.health is not self.health for one in row.standings
        ):
            return False
        return all(
            not values or aspect is but or value_of(row.objective, aspect) in values
            for aspect, values in self.wanted.items()
        )

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return self.owner is None and self.health is None and not any(self.wanted.values())

    def toggled(self, aspect: Aspect, value: StrEnum | None) -> Filter:
        """Return the same, but with one value let through that was not, or no longer let."""
        values = self.wanted.get(aspect, frozenset()) ^ {value}
        return replace(self, wanted={**self.wanted, aspect: values})

    def with_owner(self, owner: str | None) -> Filter:
        """Return the same for what another owner has; None: for all owners."""
        return replace(self, owner=owner)

    def with_health(self, health: Health | None) -> Filter:
        """Return the same for another health; None: for all."""
        return replace(self, health=health)

    def turned(self, aspect: Aspect) -> Filter:
        """Return the same with the next value of an aspect alone; past the last one, with all."""
        values = self.wanted.get(aspect, frozenset())
        is_one = len(values) == 1
        following = after(next(iter(values)) if is_one else _ALL, (*VALUES[aspect], None, _ALL))
        wanted = frozenset() if following is _ALL else frozenset({following})
        return replace(self, wanted={**self.wanted, aspect: wanted})


_ALL: Any = object()


def after(value: Any, values: Sequence[Any]) -> Any:
    """Return what follows a value, and after the last of them the first."""
    return values[(values.index(value) + 1) % len(values)]


def worst_health(row: ObjectiveRow) -> Health | None:
    """Return the worst that a key result of an objective stands; None without any."""
    healths = [one.now.health for one in row.standings]
    return min(healths, key=SEVERITY.__getitem__) if healths else None


def confidence_of(row: ObjectiveRow) -> Decimal | None:
    """Return the mean confidence in the key results of an objective; None where none was given."""
    return mean_confidence(one.now for one in row.standings)


def ordered(
    rows: Iterable[ObjectiveRow], by: By, *, owners: Sequence[str] = ()
) -> list[ObjectiveRow]:
    """Return objectives in an order: those alike by owner and number, what is unknown last.

    By category: in the method's order of priority, revenue first. By owner: as `owners` are listed.
    By progress, health or confidence: what needs somebody first, so the least comes first.
    """
    place = {owner: at for at, owner in enumerate(owners)}
    key = _KEYS[by]

    def whole(row: ObjectiveRow) -> tuple[Any, ...]:
        objective = row.objective
        return (*key(row), place.get(objective.owner, len(place)), objective.number)

    return sorted(rows, key=whole)


def _by_category(row: ObjectiveRow) -> tuple[Any, ...]:
    value = value_of(row.objective, Aspect.CATEGORY)
    return (_LAST if value is None else VALUES[Aspect.CATEGORY].index(value),)


def _by_health(row: ObjectiveRow) -> tuple[Any, ...]:
    worst = worst_health(row)
    many = sum(one.now.health is worst for one in row.standings)
    return (_LAST if worst is None else SEVERITY[worst], -many)


def _number(value: Decimal | None) -> tuple[Any, ...]:
    return (value is None, value or Decimal())


_KEYS: Final[Mapping[By, Callable[[ObjectiveRow], tuple[Any, ...]]]] = {
    By.CATEGORY: _by_category,
    By.OWNER: lambda _row: (),
    By.PROGRESS: lambda row: _number(row.progress),
    By.HEALTH: _by_health,
    By.CONFIDENCE: lambda row: _number(confidence_of(row)),
}
