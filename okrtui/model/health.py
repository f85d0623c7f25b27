"""How a key result stands, in one word (design, section 6).

The worse of what confidence says and what pace says; a day that has passed unfinished is worse than
both, silence is worse than green, and a person may overrule it all with a reason.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

import msgspec

from okrtui.model.progress import keeps_a_line
from okrtui.model.records import Health, KeyResult
from okrtui.model.settings import Thresholds

SEVERITY: Final = {health: rank for rank, health in enumerate(Health)}
"""How bad: 0 is the worst. For sorting."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What health is judged from.

    progress: raw and exact; None without a value.
    behind: how far progress lags behind time (`pace.behind`); None where that cannot be told.
    due: the day by which it should be done.
    last_said: the day of the newest check-in; None without any.
    given: whether a value or a confidence was ever given.
    override: what a person said instead, in the newest check-in.
    """

    progress: Fraction | None
    behind: Fraction | None
    confidence: int | None
    due: date
    last_said: date | None
    given: bool
    override: Health | None = None


def health(
    key_result: KeyResult, evidence: Evidence, *, today: date, thresholds: Thresholds
) -> Health:
    """Return the health of a key result.

    In this order: an override while it is the newest word, and not one of long ago; overdue and
    unfinished is off track; never said anything is pending; then the worse of the bands; what would
    be on track but has been silent too long is stale.
    """
    silent = _silent(evidence.last_said, today, thresholds)
    if evidence.override is not None and not silent:
        return evidence.override
    off_the_line = keeps_a_line(key_result) and evidence.progress == 0
    if off_the_line or (evidence.due < today and _unfinished(key_result, evidence)):
        return Health.OFF_TRACK
    if not evidence.given:
        return Health.PENDING
    worse = min(
        by_confidence(evidence.confidence, thresholds),
        by_pace(evidence.behind, thresholds),
        key=SEVERITY.__getitem__,
    )
    if worse is Health.ON_TRACK and silent:
        return Health.STALE
    return worse


def by_confidence(confidence: int | None, thresholds: Thresholds) -> Health:
    """Return the band of a confidence; not given speaks against nothing."""
    if confidence is None or confidence >= thresholds.confidence_risk:
        return Health.ON_TRACK
    return Health.AT_RISK if confidence >= thresholds.confidence_off else Health.OFF_TRACK


def by_pace(behind: Fraction | None, thresholds: Thresholds) -> Health:
    """Return the band of a lag behind time; one that cannot be told speaks against nothing."""
    if behind is None or behind <= Fraction(thresholds.behind_risk):
        return Health.ON_TRACK
    return Health.AT_RISK if behind <= Fraction(thresholds.behind_off) else Health.OFF_TRACK


def _unfinished(key_result: KeyResult, evidence: Evidence) -> bool:
    """A kept line is judged by where it is, not by its day; what has no value is unfinished."""
    if keeps_a_line(key_result):
        return False
    return evidence.progress is None or evidence.progress < 1


def _silent(last_said: date | None, today: date, thresholds: Thresholds) -> bool:
    return last_said is not None and (today - last_said).days > thresholds.stale_after_days
