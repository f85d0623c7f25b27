"""What stands between a cycle and its closing."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from okrtui.cycle.checklist import Checklist, checklist
from okrtui.model.records import Action, Cycle, Meeting
from tests.cycle.desk import DOCS, END, ERRORS, Q4, SPEED, Desk

RUNS = Meeting(id="g", name="2026-W53", cycles=(Q4.id,), opened_at=END)
TRACE = Action(id="a1", number=3, title="send the trace", at=END, key_result=SPEED.id)
SILENT = replace(SPEED, id="k-silent", number=7)


def listed(desk: Desk) -> Checklist:
    return checklist(desk.books, desk.books.get(Cycle, Q4.id), desk.around)


def test_what_has_no_score_is_listed_and_what_has_none_to_propose() -> None:
    found = listed(Desk(SILENT))
    assert found.count == 4
    assert {kr.id for kr in found.unscored} == {SPEED.id, ERRORS.id, DOCS.id, SILENT.id}
    assert [kr.id for kr in found.unproposed] == [SILENT.id]
    assert not found.may_close(accept=True)


def test_it_may_be_closed_with_what_is_proposed_where_everything_has_a_proposal() -> None:
    found = listed(Desk())
    assert found.may_close(accept=True)
    assert not found.may_close(accept=False)


def test_less_than_expected_without_a_cause_is_listed_and_hinders_nothing() -> None:
    desk = Desk()
    for kr in (ERRORS, DOCS):
        desk.score(kr)
    desk.do(desk.scored_later(SPEED, Decimal("0.4")))
    found = listed(desk)
    assert [kr.id for kr in found.unexplained] == [SPEED.id]
    assert found.may_close(accept=False)


def test_a_meeting_that_runs_hinders_it() -> None:
    found = listed(Desk(RUNS))
    assert found.meetings == ("2026-W53",)
    assert not found.may_close(accept=True)


def test_what_is_open_is_listed() -> None:
    assert [action.number for action in listed(Desk(TRACE)).open.actions] == [3]


def test_it_says_how_many_days_are_left() -> None:
    desk = Desk()
    assert listed(desk).days_left == 0
    desk.now = END.replace(year=2027, month=1, day=3)
    assert listed(desk).days_left == -3
