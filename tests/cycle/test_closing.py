"""How a cycle is closed: when, with which scores, and what becomes of what is open."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from okrtui.cycle.closable import cycle_to_close
from okrtui.cycle.closing import open_items
from okrtui.model.records import (
    Action,
    ActionState,
    Cycle,
    CycleState,
    KeyResult,
    Meeting,
    MeetingState,
    Objective,
    OpenState,
    Problem,
    Risk,
    RiskState,
    Score,
    State,
)
from okrtui.text.errors import Refused
from tests.cycle.desk import CHECKOUT, DOCS, END, ERRORS, Q4, SPEED, Desk

YEAR = Cycle(id="c-26", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))
RUNS = Meeting(id="g", name="2026-W53", cycles=(Q4.id,), opened_at=END)
TRACE = Action(id="a1", number=3, title="send the trace", at=END, key_result=SPEED.id)
PARTY = Action(id="a2", number=4, title="plan the party", at=END)
SLIPS = Risk(id="r1", number=1, title="the vendor slips", at=END, key_result=DOCS.id)
BROKEN = Problem(id="p1", number=2, title="no test phone", at=END, key_result=SPEED.id)


def scored(desk: Desk) -> None:
    desk.score(SPEED, cause="the vendor")
    desk.score(ERRORS)
    desk.score(DOCS)


def test_closing_closes_cycle_objectives_and_key_results_in_one_transaction() -> None:
    desk = Desk()
    scored(desk)
    desk.close(accept=False)
    books = desk.books
    assert books.get(Cycle, Q4.id).state is CycleState.CLOSED
    assert {o.state for o in books.all(Objective)} == {State.CLOSED}
    assert {kr.state for kr in books.all(KeyResult)} == {State.CLOSED}


def test_drafts_and_what_was_given_up_stay_what_they_are() -> None:
    draft = replace(ERRORS, id="k-draft", number=8, state=State.DRAFT)
    dropped = replace(ERRORS, id="k-dropped", number=9, state=State.DROPPED)
    desk = Desk(draft, dropped)
    desk.close()
    assert desk.books.get(KeyResult, draft.id).state is State.DRAFT
    assert desk.books.get(KeyResult, dropped.id).state is State.DROPPED


def test_what_has_no_score_is_named() -> None:
    desk = Desk()
    desk.score(ERRORS)
    with pytest.raises(Refused) as refused:
        desk.close(accept=False)
    assert refused.value.message.values == {"n": 2, "names": "team/O1/KR1, ana/O1/KR1"}


def test_proposed_scores_are_taken_where_that_is_said() -> None:
    desk = Desk()
    desk.close(accept=True)
    scores = {score.key_result: score for score in desk.books.all(Score)}
    assert {kr: str(score.score) for kr, score in scores.items()} == {
        "k-docs": "0.7",
        "k-speed": "0.8",
        "k-errors": "1",
    }
    assert scores["k-speed"].cause == ""


def test_what_nothing_was_said_of_is_not_scored_by_silence() -> None:
    silent = replace(ERRORS, id="k-silent", number=9)
    with pytest.raises(Refused, match="nothing_proposed"):
        Desk(silent).close(accept=True)


def test_a_cycle_waits_for_the_end_of_its_meeting() -> None:
    with pytest.raises(Refused, match="meeting_runs"):
        Desk(RUNS).close()
    with pytest.raises(Refused, match="meeting_runs"):
        Desk(RUNS).score(ERRORS)
    Desk(replace(RUNS, state=MeetingState.CLOSED)).close()
    Desk(replace(RUNS, cycles=("c-other",))).close()


def test_a_closed_cycle_is_not_closed_or_scored_again() -> None:
    desk = Desk()
    desk.close()
    with pytest.raises(Refused, match="is_closed"):
        desk.close()
    with pytest.raises(Refused, match="is_closed"):
        desk.score(SPEED, "1")


def test_a_cycle_that_has_not_begun_is_not_closed() -> None:
    with pytest.raises(Refused, match="not_begun"):
        Desk(now=datetime(2026, 9, 30, 12, tzinfo=UTC)).close()


def test_what_is_open_comes_along_unless_it_is_to_end() -> None:
    desk = Desk(TRACE, PARTY, SLIPS, BROKEN)
    desk.close()
    assert len(open_items(desk.books, Q4)) == 4
    ended = Desk(TRACE, PARTY, SLIPS, BROKEN)
    ended.close(end_open=True)
    books = ended.books
    assert {action.state for action in books.all(Action)} == {ActionState.DROPPED}
    assert books.get(Risk, SLIPS.id).state is RiskState.CLOSED
    assert books.get(Problem, BROKEN.id).state is OpenState.CLOSED
    assert books.get(Action, TRACE.id).why == "2026-Q4"


def test_what_is_about_another_cycle_stays_open() -> None:
    goal = replace(CHECKOUT, id="o-year", cycle=YEAR.id)
    kr = replace(SPEED, id="k-year", objective=goal.id)
    desk = Desk(YEAR, goal, kr, replace(TRACE, key_result=kr.id))
    desk.close(end_open=True)
    assert desk.books.get(Action, TRACE.id).state is ActionState.OPEN


def test_the_quarter_is_closed_before_its_year() -> None:
    desk = Desk(YEAR)
    assert cycle_to_close(desk.books, END.date()) == Q4
    desk.close()
    assert cycle_to_close(desk.books, END.date()) == YEAR
    with pytest.raises(Refused, match="none_to_close"):
        cycle_to_close(desk.books, date(2025, 12, 31))


def test_a_score_that_was_said_is_not_changed_by_the_closing() -> None:
    desk = Desk()
    desk.score(ERRORS, "0.9", "one slipped through")
    desk.close()
    (found,) = desk.books.where(Score, "key_result", ERRORS.id)
    assert (found.score, found.cause) == (Decimal("0.9"), "one slipped through")
