from datetime import date
from typing import Any

from okrtui.model.books import Books
from okrtui.model.reasons import reasons_of
from okrtui.model.records import Direction, MetricKind
from okrtui.model.standing import standing
from okrtui.text.words import words_in
from tests.fakes import FakeView
from tests.model.makers import (
    CALENDAR,
    QUARTER,
    THRESHOLDS,
    TODAY,
    at,
    closed,
    kr,
    objective,
    said,
)  # fmt: skip


def of(*things: Any, **metric: Any) -> list[str]:
    key_result = kr(**metric)
    view = FakeView(QUARTER, objective(), key_result, closed("m1", at(11, 17)), *things)
    stands = standing(
        Books(view),
        key_result,
        cycle=QUARTER,
        meeting=None,
        today=TODAY,
        calendar=CALENDAR,
        thresholds=THRESHOLDS,
    )
    found = reasons_of(stands, today=TODAY, thresholds=THRESHOLDS)
    return [words_in("en").tell(one) for one in found]


def test_a_good_key_result_has_nothing_against_it() -> None:
    assert of(said(at(11, 24), 60, 8)) == []


def test_what_weighs_most_comes_first() -> None:
    assert of(said(at(11, 10), 10, 5), due=date(2026, 11, 20)) == [
        "overdue by 4 days",
        "confidence 5 of 10",
        "90 points behind time",
        "no word for 14 days",
    ]


def test_what_is_finished_or_without_a_value_is_overdue_only_where_it_is_not_done() -> None:
    past = {"due": date(2026, 11, 20)}
    assert of(said(at(11, 24), 100, 8), **past) == []
    assert of(said(at(11, 24), None, 8), **past) == ["overdue by 4 days"]


def test_exactly_on_a_threshold_nothing_speaks_against_it_yet() -> None:
    half_gone = {"agreed_on": date(2026, 11, 10), "due": date(2026, 12, 7)}
    assert of(said(at(11, 14), 35, 6), **half_gone) == []
    assert of(said(at(11, 13), 34, 5), **half_gone) == [
        "confidence 5 of 10",
        "16 points behind time",
        "no word for 11 days",
    ]


def test_a_fall_is_told_with_both_ends() -> None:
    assert of(said(at(11, 12), 60, 7), said(at(11, 24), 60, 5)) == ["confidence 7 to 5"]


def test_falls_in_a_row_are_counted() -> None:
    words = (said(at(11, 10), 60, 9, meeting="m0"), said(at(11, 17), 60, 8, meeting="m1"))
    met = (closed("m0", at(11, 10)), *words)
    assert of(*met, said(at(11, 24), 60, 7)) == ["confidence 8 to 7", "2 falls in a row"]


def test_a_line_that_is_left_is_said_so() -> None:
    line: dict[str, Any] = {
        "metric": MetricKind.NUMBER, "direction": Direction.KEEP_BELOW, "target": 5,
    }  # fmt: skip
    assert of(said(at(11, 24), 6, 8), **line) == ["off its line"]
