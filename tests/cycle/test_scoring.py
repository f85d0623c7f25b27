"""What is proposed as a score, what is taken for one, and what it asks for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from okrtui.cycle.scoring import proposal, to_score
from okrtui.model.calendar import Calendar
from okrtui.model.records import Ambition, Direction, Onward, Score, State
from okrtui.text.errors import Refused
from tests.cycle.desk import CHECKOUT, DOCS, ERRORS, Q4, SPEED, WANG, Desk, said
from tests.model.makers import kr


def the_score(desk: Desk, key_result: str) -> Score:
    (found,) = desk.books.where(Score, "key_result", key_result)
    return found


@pytest.mark.parametrize(
    ("progress", "score"),
    [
        ("0.64", "0.6"),
        ("0.65", "0.7"),
        ("-0.4", "0.0"),
        ("1.7", "1.0"),
        ("1", "1.0"),
        ("0.99", "0.9"),
        ("0.04", "0.0"),
    ],
)
def test_progress_proposes_a_score_to_a_tenth(progress: str, score: str) -> None:
    assert str(proposal(Decimal(progress))) == score


def test_where_nothing_was_said_nothing_is_proposed() -> None:
    assert proposal(None) is None


@given(st.decimals(-10, 10, places=6))
def test_a_proposal_lies_from_0_to_1_and_is_1_only_when_all_is_done(progress: Decimal) -> None:
    score = proposal(progress)
    assert score is not None
    assert 0 <= score <= 1
    assert score * 10 == int(score * 10)
    assert (score == 1) == (progress >= 1)


def test_key_results_are_walked_through_as_in_the_round() -> None:
    desk = Desk()
    settings = desk.settings
    walk = to_score(desk.books, Q4, today=Q4.end, calendar=Calendar(settings), settings=settings)
    assert [(desk.books.kr_name(one.key_result), str(one.proposed)) for one in walk] == [
        ("team/O1/KR1", "0.7"),
        ("ana/O1/KR1", "0.8"),
        ("ana/O1/KR2", "1.0"),
    ]
    assert [str(one.expected) for one in walk] == ["0.7", "1", "1"]
    assert [one.next for one in walk] == [Onward.KEEP, Onward.KEEP, Onward.DROP]
    hers = to_score(
        desk.books,
        Q4,
        today=Q4.end,
        calendar=Calendar(settings),
        settings=settings,
        member=WANG.id,
    )
    assert [one.key_result.id for one in hers] == [DOCS.id]


@pytest.mark.parametrize(("value", "score"), [(99, "0.0"), (100, "1.0")])
def test_a_line_that_is_kept_scores_as_it_stands_and_goes_on(value: int, score: str) -> None:
    line = kr(
        "k-line",
        objective=CHECKOUT.id,
        number=3,
        direction=Direction.KEEP_ABOVE,
        target=100,
    )
    desk = Desk(line, said(line, date(2026, 12, 1), value, 8))
    desk.score(line, cause="a bad week")
    assert str(the_score(desk, line.id).score) == score.removesuffix(".0")
    assert the_score(desk, line.id).next is Onward.KEEP


def test_the_proposal_is_taken_where_no_score_is_said() -> None:
    desk = Desk()
    desk.score(SPEED, cause="the vendor was late")
    found = the_score(desk, SPEED.id)
    assert (found.score, found.proposed, found.expected) == (
        Decimal("0.8"),
        Decimal("0.8"),
        Decimal(1),
    )
    assert (found.cause, found.next, found.by) == ("the vendor was late", Onward.KEEP, "ana")


def test_less_than_expected_asks_for_a_cause() -> None:
    desk = Desk()
    with pytest.raises(Refused, match="needs_cause"):
        desk.score(SPEED, "0.8")
    desk.score(ERRORS, "1")


def test_seven_tenths_are_what_is_expected_of_an_aspirational_objective() -> None:
    desk = Desk()
    desk.score(DOCS, "0.7")
    with pytest.raises(Refused, match="needs_cause"):
        Desk().score(DOCS, "0.6")
    committed = Desk(replace(CHECKOUT, id="o2", number=2, ambition=Ambition.COMMITTED))
    other = replace(DOCS, id="k2", objective="o2")
    committed.view.add(other)
    with pytest.raises(Refused, match="needs_cause"):
        committed.score(other, "0.9")


@pytest.mark.parametrize("value", ["1.1", "-0.1", "0.75", "NaN", "Infinity"])
def test_what_is_no_tenth_from_0_to_1_is_no_score(value: str) -> None:
    with pytest.raises(Refused, match="score_range"):
        Desk().score(SPEED, value, "why not")


def test_a_score_is_amended_field_by_field_and_there_is_one_for_each() -> None:
    desk = Desk()
    desk.score(SPEED, "0.5", "the vendor")
    desk.by = "wang"
    desk.score(SPEED, lesson="ask the vendor first", next=Onward.CHANGE)
    found = the_score(desk, SPEED.id)
    assert (found.score, found.cause) == (Decimal("0.5"), "the vendor")
    assert (found.lesson, found.next) == ("ask the vendor first", Onward.CHANGE)
    assert found.by == "wang"


def test_saying_the_same_again_writes_nothing() -> None:
    desk = Desk()
    desk.score(SPEED, "0.5", "the vendor")
    desk.by = "wang"
    assert desk.score(SPEED, "0.5", "the vendor") == []
    assert the_score(desk, SPEED.id).by == "ana"


def test_what_nothing_was_said_of_needs_a_score() -> None:
    silent = replace(ERRORS, id="k-silent", number=9)
    desk = Desk(silent)
    with pytest.raises(Refused, match="needs_score"):
        desk.score(silent)
    desk.score(silent, "0.0", "nobody had time")
    assert the_score(desk, silent.id).proposed is None


@pytest.mark.parametrize("state", [State.DRAFT, State.DROPPED])
def test_what_does_not_count_has_no_score(state: State) -> None:
    other = replace(ERRORS, id="k-other", number=9, state=state)
    with pytest.raises(Refused, match="does_not_count"):
        Desk(other).score(other, "1")


def test_what_was_said_after_the_cycle_does_not_make_it_stale_or_late() -> None:
    desk = Desk(now=Desk().now.replace(year=2027, month=3))
    walk = to_score(
        desk.books,
        Q4,
        today=date(2027, 3, 31),
        calendar=Calendar(desk.settings),
        settings=desk.settings,
    )
    assert {one.standing.days_silent for one in walk} == {15, 16, 30}
