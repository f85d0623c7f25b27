"""The rows of a stop, as the cursor walks them."""

from __future__ import annotations

from okrtui.meeting import intents
from okrtui.meeting.agenda import Stop, agenda
from okrtui.meeting.rows import Kind, Row, key_result_of, moved, rows_of, start_row
from okrtui.meeting.session import Session
from okrtui.model.records import TEAM
from tests.meeting.room import ANA, CHECKOUT, DOCS, ERRORS, PARTNERS, SPEED, TRACE, a_meeting


def _stop(session: Session, stop: str = ANA.id) -> Stop:
    found = agenda(session.books, session.meeting).stop(stop)
    assert found is not None
    return found


def _rows(session: Session, *folded: str, stop: str = ANA.id) -> tuple[Row, ...]:
    return rows_of(_stop(session, stop), session.books, frozenset(folded))


def test_tasks_hang_below_key_results_and_those_below_objectives() -> None:
    rows = _rows(a_meeting())
    assert [(row.id, row.kind, row.parent) for row in rows] == [
        (CHECKOUT.id, Kind.OBJECTIVE, None),
        (ERRORS.id, Kind.KEY_RESULT, CHECKOUT.id),
        (SPEED.id, Kind.KEY_RESULT, CHECKOUT.id),
        (TRACE.id, Kind.TASK, SPEED.id),
    ]


def test_what_is_folded_hides_what_hangs_below() -> None:
    session = a_meeting()
    assert [row.id for row in _rows(session, SPEED.id)][-1] == SPEED.id
    (only,) = _rows(session, CHECKOUT.id)
    assert (only.id, only.open) == (CHECKOUT.id, False)


def test_dropped_tasks_do_not_show() -> None:
    session = a_meeting()
    session.do(intents.Drop("tasks", TRACE.id, "not needed"))
    assert TRACE.id not in {row.id for row in _rows(session)}


def test_a_link_is_a_row_of_its_own_kind() -> None:
    rows = _rows(a_meeting(), stop=TEAM)
    assert [(row.id, row.kind) for row in rows] == [
        (PARTNERS.id, Kind.OBJECTIVE),
        (DOCS.id, Kind.LINK),
    ]


def test_the_cursor_stays_within_the_rows() -> None:
    rows = _rows(a_meeting())
    assert moved(rows, CHECKOUT.id, 1) == ERRORS.id
    assert moved(rows, CHECKOUT.id, -1) == CHECKOUT.id
    assert moved(rows, TRACE.id, 5) == TRACE.id
    assert moved(rows, "gone", 1) == ERRORS.id
    assert moved((), "gone", 1) is None


def test_a_turn_begins_at_the_first_key_result_not_reviewed() -> None:
    session = a_meeting()
    rows, stop = _rows(session), _stop(session)
    assert start_row(stop, frozenset(), rows) == ERRORS.id
    assert start_row(stop, frozenset({ERRORS.id}), rows) == SPEED.id
    assert start_row(stop, frozenset({ERRORS.id, SPEED.id}), rows) == CHECKOUT.id


def test_a_task_has_its_key_result_in_hand_and_an_objective_none() -> None:
    rows = _rows(a_meeting())
    assert key_result_of(rows, TRACE.id) == SPEED.id
    assert key_result_of(rows, SPEED.id) == SPEED.id
    assert key_result_of(rows, CHECKOUT.id) is None
