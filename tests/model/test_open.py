from datetime import date

import pytest

from okrtui.model.books import Books
from okrtui.model.open import days_late, open_risks, severity
from okrtui.model.records import Level, Risk, RiskState
from tests.fakes import FakeView
from tests.model.makers import TODAY, at

LOW, MEDIUM, HIGH = Level


def risk(number: int, probability: Level, impact: Level, state: RiskState = RiskState.OPEN) -> Risk:
    return Risk(
        id=f"r{number}", number=number, title="r", at=at(11, 3), probability=probability,
        impact=impact, state=state,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "severe"),
    [
        (LOW, LOW, LOW),
        (LOW, MEDIUM, LOW),
        (LOW, HIGH, MEDIUM),
        (MEDIUM, MEDIUM, MEDIUM),
        (MEDIUM, HIGH, HIGH),
        (HIGH, HIGH, HIGH),
    ],
)
def test_severity_joins_probability_and_impact(one: Level, other: Level, severe: Level) -> None:
    assert severity(risk(1, one, other)) is severity(risk(1, other, one)) is severe


def test_the_worst_open_risk_comes_first() -> None:
    view = FakeView(risk(1, LOW, LOW), risk(2, HIGH, MEDIUM), risk(3, HIGH, HIGH),
                    risk(4, MEDIUM, HIGH), risk(5, HIGH, HIGH, state=RiskState.CLOSED))  # fmt: skip
    assert [one.risk.number for one in open_risks(Books(view))] == [3, 2, 4, 1]


def test_late_begins_the_day_after() -> None:
    assert [days_late(day, TODAY) for day in (date(2026, 11, 23), TODAY, None)] == [1, 0, 0]
