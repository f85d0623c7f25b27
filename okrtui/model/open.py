"""What is still open: actions with the late ones first, risks with the worst first."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from okrtui.model.books import Books
from okrtui.model.records import Action, ActionState, Level, Risk, RiskState

_WEIGHT: Final = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}
_HIGH_FROM: Final = 6
_MEDIUM_FROM: Final = 3


class OpenAction(msgspec.Struct, frozen=True, kw_only=True):
    """An action item that is not done; `days_late` is 0 until its due day is over."""

    action: Action
    days_late: int


class OpenRisk(msgspec.Struct, frozen=True, kw_only=True):
    """A risk that is open, with how severe it is."""

    risk: Risk
    severity: Level


def open_actions(books: Books, today: date) -> tuple[OpenAction, ...]:
    """Return the open action items: the latest first, then by due day, then those without one."""
    actions = books.where(Action, "state", ActionState.OPEN.value)
    actions.sort(key=lambda action: (action.due or date.max, action.number))
    return tuple(OpenAction(action=a, days_late=days_late(a.due, today)) for a in actions)


def days_late(due: date | None, today: date) -> int:
    """Return how many days a due day is over; 0 on it, before it, and without one."""
    return max((today - due).days, 0) if due else 0


def open_risks(books: Books) -> tuple[OpenRisk, ...]:
    """Return the open risks, the most severe first, then by number."""
    risks = books.where(Risk, "state", RiskState.OPEN.value)
    risks.sort(key=lambda risk: (-_product(risk), risk.number))
    return tuple(OpenRisk(risk=risk, severity=severity(risk)) for risk in risks)


def severity(risk: Risk) -> Level:
    """Return how severe a risk is: high where high meets at least medium, low where two are low.

    In between it is medium; a low and a medium are low.
    """
    product = _product(risk)
    if product >= _HIGH_FROM:
        return Level.HIGH
    return Level.MEDIUM if product >= _MEDIUM_FROM else Level.LOW


def _product(risk: Risk) -> int:
    return _WEIGHT[risk.probability] * _WEIGHT[risk.impact]
