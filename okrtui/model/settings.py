"""What a team may set for itself, with the defaults it starts from.

Plain values: `workspace` reads them from `okrtui.toml`, rules take them as arguments.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import msgspec

from okrtui.text.words import Language


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """Where health changes. A value exactly on a threshold is still on its better side.

    confidence_off, confidence_risk: confidence below these is off track, at risk.
    behind_off, behind_risk: progress behind the share of time gone by more than these.
    stale_after_days: more days than this without a check-in is stale.
    fall: a confidence that fell by so much since the last meeting asks for a reason.
    """

    confidence_off: int = 4
    confidence_risk: int = 6
    behind_off: Decimal = Decimal("0.30")
    behind_risk: Decimal = Decimal("0.15")
    stale_after_days: int = 10
    fall: int = 2


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of a workspace.

    time_zone: an IANA name; it decides days, ISO weeks and due dates.
    working_days: ISO weekdays, 1 is Monday.
    days_off: days on which nobody works; they do not count as time gone.
    meeting_minutes: how long the weekly meeting is planned to be.
    order: of the round: `listed`, `rotating` or `exceptions`.
    ask_why: whether low or fallen confidence asks for a reason.
    keys: other keys for bindings, by the binding's id.
    lint_off: rules of the linter that the team has switched off, by their id.
    """

    language: Language = "en"
    time_zone: str = "UTC"
    working_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    days_off: frozenset[date] = frozenset()
    meeting_minutes: int = 45
    order: str = "listed"
    ask_why: bool = True
    thresholds: Thresholds = msgspec.field(default_factory=Thresholds)
    keys: Mapping[str, str] = msgspec.field(default_factory=dict)
    lint_off: frozenset[str] = frozenset()
