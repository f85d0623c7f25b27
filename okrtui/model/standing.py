"""How a key result stands: last meeting beside now. What every screen and the minutes show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from okrtui.model.records import CheckIn, Health, KeyResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A key result at one moment.

    progress: raw, 0 at the start and 1 at the target; None where no value was ever given.
    at: when the newest check-in that counts here was made; None without any.
    """

    value: Decimal | None
    progress: Decimal | None
    confidence: int | None
    health: Health
    note: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A key result then and now.

    then: at the last closed meeting, else at the cycle's start.
    here: its check-in of the meeting in hand, if any.
    since: its newest check-in made since `then` outside of the meeting in hand (prepared).
    unchanged: how many meetings in a row it was confirmed unchanged, up to now.
    falls: how many times in a row confidence fell, up to now.
    days_silent: days since the last check-in; None if there never was one.
    points: one per week with a check-in, the earliest first: the day, progress, confidence.
    """

    key_result: KeyResult
    then: Moment
    now: Moment
    here: CheckIn | None
    since: CheckIn | None
    unchanged: int
    falls: int
    days_silent: int | None
    points: tuple[tuple[date, Decimal | None, int | None], ...]
