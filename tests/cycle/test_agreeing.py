"""Drafts become agreed, on the record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from okrtui.cycle.agreeing import agree, drafts_of, which_can
from okrtui.cycle.opening import open_cycle
from okrtui.model.carried import successors_of
from okrtui.model.codec import update
from okrtui.model.records import (
    Change,
    ChangeKind,
    Cycle,
    KeyResult,
    MetricKind,
    Objective,
    Onward,
    State,
)
from okrtui.text.errors import Refused
from tests.cycle.desk import CHECKOUT, Q4, SPEED, Desk

GOAL = replace(CHECKOUT, id="o-goal", number=2, title="Refunds in a day", state=State.DRAFT)
KR = replace(SPEED, id="k-goal", objective=GOAL.id, title="Refunds: 3 days to 1", state=State.DRAFT)


def test_drafts_are_agreed_with_their_day_and_on_the_record() -> None:
    desk = Desk(GOAL, KR)
    assert [one.id for one in drafts_of(desk.books, Q4.id)] == [GOAL.id, KR.id]
    desk.do(agree([GOAL.id, KR.id], desk.books, desk.around, why="agreed on Monday"))
    for one in (desk.books.get(Objective, GOAL.id), desk.books.get(KeyResult, KR.id)):
        assert (one.state, one.agreed_on) == (State.AGREED, date(2026, 12, 31))
    assert [(c.number, c.kind, c.table, c.target, c.why) for c in desk.books.all(Change)] == [
        (1, ChangeKind.ADDED, "objectives", GOAL.id, "agreed on Monday"),
        (2, ChangeKind.ADDED, "key_results", KR.id, "agreed on Monday"),
    ]
    assert drafts_of(desk.books, Q4.id) == []


def test_what_is_agreed_already_stays_as_it_is() -> None:
    desk = Desk()
    assert agree([CHECKOUT.id, SPEED.id], desk.books, desk.around) == []


def test_a_key_result_is_not_agreed_before_its_objective() -> None:
    desk = Desk(GOAL, KR)
    with pytest.raises(Refused, match="objective_first"):
        agree([KR.id], desk.books, desk.around)


def test_a_target_that_is_the_start_is_not_agreed() -> None:
    desk = Desk(GOAL, replace(KR, start=KR.target))
    with pytest.raises(Refused, match="cannot_agree"):
        agree([GOAL.id, KR.id], desk.books, desk.around)


@pytest.mark.parametrize("state", [State.DROPPED, State.CLOSED])
def test_what_is_over_is_not_agreed(state: State) -> None:
    desk = Desk(replace(GOAL, state=state))
    with pytest.raises(Refused, match="no_draft"):
        agree([GOAL.id], desk.books, desk.around)


def test_nothing_is_agreed_in_a_closed_cycle() -> None:
    desk = Desk(GOAL)
    desk.close()
    with pytest.raises(Refused, match="is_closed"):
        agree([GOAL.id], desk.books, desk.around)


def test_what_went_beyond_its_target_needs_a_new_one_first() -> None:
    beyond = replace(SPEED, id="k-beyond", number=3, metric=MetricKind.NUMBER, start=Decimal(310))
    desk = Desk(beyond)
    desk.score(beyond, "1.0", next=Onward.CHANGE)
    desk.close()
    # The last cycle ended at 290 where 300 was the target: going to 300 would be a rise.
    span = (date(2027, 1, 1), date(2027, 3, 31))
    desk.do(open_cycle("2027-Q1", span, desk.books, desk.around))
    (new,) = successors_of(desk.books, beyond.id)
    draft = desk.books.get(KeyResult, new)
    desk.do([update(draft, start=Decimal(290))])
    with pytest.raises(Refused, match="reached_already"):
        agree([draft.objective, new], desk.books, desk.around)
    desk.do([update(desk.books.get(KeyResult, new), target=Decimal(250))])
    desk.do(agree([draft.objective, new], desk.books, desk.around))
    assert desk.books.get(KeyResult, new).state is State.AGREED


def test_what_hangs_below_something_given_up_is_no_draft_any_more() -> None:
    desk = Desk(replace(GOAL, state=State.DROPPED), KR)
    assert drafts_of(desk.books, Q4.id) == []
    assert desk.books.get(Cycle, Q4.id).name == "2026-Q4"


def test_of_many_drafts_those_that_can_be_are_told_apart_from_the_others() -> None:
    there = replace(KR, id="k-there", number=2, start=KR.target)
    lost = replace(SPEED, id="k-lost", objective="o-none", state=State.DRAFT)
    above = replace(GOAL, id="o-none", number=3)
    desk = Desk(GOAL, KR, there, above, lost)
    found = which_can([GOAL.id, KR.id, there.id, lost.id], desk.books)
    assert found.can == (GOAL.id, KR.id)
    assert [(one, error.message.key) for one, error in found.cannot] == [
        (there.id, "cycle.cannot_agree"),
        (lost.id, "cycle.objective_first"),
    ]
