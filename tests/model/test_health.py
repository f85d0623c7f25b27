from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from okrtui.model.health import SEVERITY, Evidence, by_confidence, by_pace, health
from okrtui.model.records import Direction, Health, KeyResult
from okrtui.model.settings import Thresholds
from tests.model.makers import THRESHOLDS, TODAY, kr

GOOD = Evidence(
    progress=Fraction(1, 2),
    behind=Fraction(0),
    confidence=8,
    due=date(2026, 12, 31),
    last_said=TODAY,
    given=True,
)


def of(
    key_result: KeyResult | None = None, thresholds: Thresholds = THRESHOLDS, **what: Any
) -> Health:
    evidence = {name: getattr(GOOD, name) for name in Evidence.__struct_fields__} | what
    return health(key_result or kr(), Evidence(**evidence), today=TODAY, thresholds=thresholds)


def test_sure_in_time_and_heard_of_is_on_track() -> None:
    assert of() is Health.ON_TRACK


@pytest.mark.parametrize(
    ("confidence", "band"),
    [
        (1, Health.OFF_TRACK),
        (3, Health.OFF_TRACK),
        (4, Health.AT_RISK),
        (5, Health.AT_RISK),
        (6, Health.ON_TRACK),
        (10, Health.ON_TRACK),
        (None, Health.ON_TRACK),
    ],
)
def test_confidence_below_4_is_off_track_and_below_6_at_risk(
    confidence: int | None, band: Health
) -> None:
    assert of(confidence=confidence) is band


@pytest.mark.parametrize(
    ("behind", "band"),
    [
        ("-0.5", Health.ON_TRACK),
        ("0.15", Health.ON_TRACK),
        ("0.150001", Health.AT_RISK),
        ("0.30", Health.AT_RISK),
        ("0.300001", Health.OFF_TRACK),
    ],
)
def test_exactly_on_a_threshold_of_pace_is_still_the_better_side(behind: str, band: Health) -> None:
    assert of(behind=Fraction(behind)) is band


def test_pace_that_cannot_be_told_speaks_against_nothing() -> None:
    assert of(behind=None) is Health.ON_TRACK


def test_the_worse_of_confidence_and_pace_counts() -> None:
    assert of(confidence=9, behind=Fraction(1, 2)) is Health.OFF_TRACK
    assert of(confidence=3, behind=Fraction(0)) is Health.OFF_TRACK
    assert of(confidence=5, behind=Fraction(1, 2)) is Health.OFF_TRACK


def test_thresholds_are_the_teams_own() -> None:
    strict = Thresholds(confidence_risk=9, behind_risk=Decimal("0.01"))
    assert of(thresholds=strict, confidence=8) is Health.AT_RISK
    assert of(thresholds=strict, confidence=9, behind=Fraction(2, 100)) is Health.AT_RISK


def test_overdue_begins_the_day_after_the_due_day() -> None:
    assert of(due=TODAY) is Health.ON_TRACK
    assert of(due=TODAY - timedelta(days=1)) is Health.OFF_TRACK


def test_overdue_but_finished_is_not_off_track() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert of(due=yesterday, progress=Fraction(1)) is Health.ON_TRACK
    assert of(due=yesterday, progress=Fraction(999, 1000)) is Health.OFF_TRACK


def test_never_checked_in_is_pending_until_it_is_overdue() -> None:
    silence: dict[str, Any] = {
        "progress": None, "behind": None, "confidence": None, "last_said": None, "given": False,
    }  # fmt: skip
    assert of(**silence) is Health.PENDING
    assert of(**silence, due=TODAY - timedelta(days=1)) is Health.OFF_TRACK


def test_a_note_alone_leaves_it_pending() -> None:
    assert of(progress=None, behind=None, confidence=None, given=False) is Health.PENDING


def test_silence_is_stale_after_more_than_ten_days() -> None:
    assert of(last_said=TODAY - timedelta(days=10)) is Health.ON_TRACK
    assert of(last_said=TODAY - timedelta(days=11)) is Health.STALE


def test_stale_replaces_on_track_only() -> None:
    long_ago = TODAY - timedelta(days=30)
    assert of(last_said=long_ago, confidence=5) is Health.AT_RISK
    assert of(last_said=long_ago, confidence=2) is Health.OFF_TRACK


@pytest.mark.parametrize("said", list(Health))
def test_what_a_person_said_overrules_everything(said: Health) -> None:
    assert of(override=said, confidence=1, due=TODAY - timedelta(days=9)) is said


def test_what_a_person_said_long_ago_overrules_nothing_any_more() -> None:
    at_the_rhythm = TODAY - timedelta(days=THRESHOLDS.stale_after_days)
    assert of(override=Health.AT_RISK, last_said=at_the_rhythm) is Health.AT_RISK
    long_ago = at_the_rhythm - timedelta(days=1)
    assert of(override=Health.ON_TRACK, last_said=long_ago) is Health.STALE
    assert of(override=Health.ON_TRACK, last_said=long_ago, confidence=1) is Health.OFF_TRACK


@pytest.mark.parametrize("direction", [Direction.KEEP_ABOVE, Direction.KEEP_BELOW])
def test_off_its_line_is_off_track_whatever_confidence_says(direction: Direction) -> None:
    line = kr(direction=direction)
    assert of(line, progress=Fraction(0), behind=None, confidence=10) is Health.OFF_TRACK
    assert of(line, progress=Fraction(1), behind=None, confidence=10) is Health.ON_TRACK
    assert of(line, progress=Fraction(1), behind=None, confidence=5) is Health.AT_RISK


def test_a_kept_line_is_not_overdue() -> None:
    line = kr(direction=Direction.KEEP_ABOVE)
    yesterday = TODAY - timedelta(days=1)
    assert of(line, progress=Fraction(1), behind=None, due=yesterday) is Health.ON_TRACK


@given(st.integers(1, 10), st.integers(1, 10))
def test_more_confidence_is_never_worse(one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert SEVERITY[by_confidence(less, THRESHOLDS)] <= SEVERITY[by_confidence(more, THRESHOLDS)]


@given(st.fractions(-2, 2), st.fractions(-2, 2))
def test_farther_behind_is_never_better(one: Fraction, other: Fraction) -> None:
    less, more = sorted((one, other))
    assert SEVERITY[by_pace(more, THRESHOLDS)] <= SEVERITY[by_pace(less, THRESHOLDS)]
