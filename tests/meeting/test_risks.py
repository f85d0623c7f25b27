"""Risks and problems from meeting to meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.model.records import Level, OpenState, Problem, Risk, RiskState
from okrtui.text.errors import Refused
from tests.meeting.room import ANA, LAST_WEEK, SPEED, WANG, a_meeting

SLIPS = Risk(
    id="r-slips", number=5, title="SDK slips", at=LAST_WEEK, key_result=SPEED.id, owner=WANG.id,
    meeting="g-w47", probability=Level.LOW, impact=Level.HIGH,
)  # fmt: skip
DOWN = Problem(id="p-down", number=2, title="staging is down", at=LAST_WEEK, meeting="g-w47")


def seen(probability: Level = Level.LOW, impact: Level = Level.HIGH, **more: Any) -> intents.Intent:
    words = {"title": SLIPS.title, "owner": SLIPS.owner} | more
    return intents.ChangeRisk(SLIPS.id, probability=probability, impact=impact, **words)


def risk_of(session: Session) -> Risk:
    return session.books.get(Risk, SLIPS.id)


def refused(session: Session, intent: intents.Intent) -> str:
    with pytest.raises(Refused) as caught:
        session.do(intent)
    return caught.value.message.key


def test_a_risk_keeps_how_it_was_before_this_meeting_however_often_it_changes() -> None:
    session = a_meeting(SLIPS)
    session.do(seen(Level.MEDIUM))
    session.do(seen(Level.HIGH, Level.MEDIUM))
    risk = risk_of(session)
    assert (risk.probability, risk.impact) == (Level.HIGH, Level.MEDIUM)
    assert (risk.was, risk.changed_in) == ((Level.LOW, Level.HIGH), session.meeting_id)


def test_a_risk_that_is_as_it_was_has_not_changed() -> None:
    session = a_meeting(SLIPS)
    session.do(seen(Level.MEDIUM))
    session.do(seen())
    assert risk_of(session) == SLIPS


def test_a_risk_that_is_reworded_has_changed_though_its_levels_have_not() -> None:
    session = a_meeting(SLIPS)
    session.do(seen(mitigation="ask for a date"))
    risk = risk_of(session)
    assert (risk.mitigation, risk.was, risk.changed_in) == (
        "ask for a date", None, session.meeting_id,
    )  # fmt: skip
    session.do(seen(Level.HIGH, mitigation="ask for a date"))
    session.do(seen(mitigation="ask for a date", title="SDK is late"))
    assert risk_of(session).changed_in == session.meeting_id


def test_a_risk_of_this_meeting_is_new_and_not_changed() -> None:
    session = a_meeting()
    session.do(intents.AddRisk("vendor goes away"))
    (risk,) = session.books.all(Risk)
    session.do(intents.ChangeRisk(risk.id, risk.title, Level.HIGH, Level.HIGH))
    (risk,) = session.books.all(Risk)
    assert (risk.probability, risk.was, risk.changed_in) == (Level.HIGH, None, None)


def test_what_an_earlier_meeting_changed_begins_anew() -> None:
    session = a_meeting(SLIPS)
    session.do(seen(Level.MEDIUM))
    session.do(intents.Close())
    changed = risk_of(session)
    again = a_meeting(changed)
    again.do(seen(Level.HIGH))
    assert risk_of(again).was == (Level.MEDIUM, Level.HIGH)


def test_a_risk_is_mitigated_and_open_after_all() -> None:
    session = a_meeting(SLIPS)
    session.do(intents.EndRisk(SLIPS.id, RiskState.MITIGATED, "they gave a date"))
    risk = risk_of(session)
    assert (risk.state, risk.why, risk.ended_in) == (
        RiskState.MITIGATED, "they gave a date", session.meeting_id,
    )  # fmt: skip
    session.do(intents.EndRisk(SLIPS.id, RiskState.CLOSED))
    assert risk_of(session).state is RiskState.CLOSED
    session.do(intents.EndRisk(SLIPS.id, RiskState.OPEN))
    assert risk_of(session) == SLIPS


def test_a_risk_that_another_meeting_ended_stays_ended() -> None:
    session = a_meeting(SLIPS)
    session.do(intents.EndRisk(SLIPS.id, RiskState.CLOSED))
    session.do(intents.Close())
    again = a_meeting(risk_of(session))
    assert refused(again, intents.EndRisk(SLIPS.id, RiskState.OPEN)) == "entry.risk_ended"
    assert refused(again, seen(Level.MEDIUM)) == "entry.risk_ended"
    assert refused(again, intents.RiskHappened(SLIPS.id)) == "entry.risk_ended"


def test_a_risk_that_happens_is_a_problem_of_the_same_key_result_in_one_go() -> None:
    session = a_meeting(SLIPS)
    done = session.do(intents.RiskHappened(SLIPS.id, "escalate", due=date(2026, 11, 27)))
    (problem,) = session.books.all(Problem)
    assert (problem.title, problem.key_result, problem.owner, problem.risk) == (
        "SDK slips", SPEED.id, WANG.id, SLIPS.id,
    )  # fmt: skip
    assert (problem.next_step, problem.due) == ("escalate", date(2026, 11, 27))
    risk = risk_of(session)
    assert (risk.state, risk.ended_in) == (RiskState.HAPPENED, session.meeting_id)
    assert done is not None
    assert len(done.ops) == 2
    session.undo()
    assert risk_of(session) == SLIPS
    assert not list(session.books.all(Problem))


def test_a_risk_that_happened_is_somebody_elses_problem_where_they_are_named() -> None:
    session = a_meeting(SLIPS)
    session.do(intents.RiskHappened(SLIPS.id, owner=ANA.id))
    (problem,) = session.books.all(Problem)
    assert problem.owner == ANA.id


def test_what_has_happened_is_not_open_again_while_it_is_a_problem() -> None:
    session = a_meeting(SLIPS)
    session.do(intents.RiskHappened(SLIPS.id))
    for state in (RiskState.OPEN, RiskState.HAPPENED, RiskState.CLOSED):
        assert refused(session, intents.EndRisk(SLIPS.id, state)) == "entry.risk_happens_by_itself"


def test_a_problem_is_changed_solved_and_open_after_all() -> None:
    session = a_meeting(DOWN)
    session.do(intents.ChangeProblem(DOWN.id, "staging is slow", ANA.id, "restart it"))
    problem = session.books.get(Problem, DOWN.id)
    assert (problem.title, problem.next_step, problem.changed_in) == (
        "staging is slow", "restart it", session.meeting_id,
    )  # fmt: skip
    session.do(intents.EndProblem(DOWN.id, "restarted"))
    solved = session.books.get(Problem, DOWN.id)
    assert (solved.state, solved.why, solved.ended_in) == (
        OpenState.CLOSED, "restarted", session.meeting_id,
    )  # fmt: skip
    assert refused(session, intents.ChangeProblem(DOWN.id, "x")) == "entry.problem_ended"
    session.do(intents.EndProblem(DOWN.id, closed=False))
    assert session.books.get(Problem, DOWN.id) == problem


def test_a_problem_that_another_meeting_closed_stays_closed() -> None:
    session = a_meeting(DOWN)
    session.do(intents.EndProblem(DOWN.id))
    session.do(intents.Close())
    again = a_meeting(session.books.get(Problem, DOWN.id))
    assert refused(again, intents.EndProblem(DOWN.id, closed=False)) == "entry.problem_ended"
