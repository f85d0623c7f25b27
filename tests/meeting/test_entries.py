"""What is said beside the key results."""

from __future__ import annotations

from typing import Any

import pytest

from okrtui.meeting import intents
from okrtui.meeting.intents import Intent
from okrtui.model.records import Action, Decision, Level, Parked, Problem, Risk
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_line
from tests.hostile import HOSTILE
from tests.meeting.room import SPEED, WANG, a_meeting


def test_a_risk_belongs_to_the_key_result_in_hand_and_has_a_number_for_life() -> None:
    session = a_meeting()
    session.do(intents.AddRisk("SDK slips", SPEED.id, impact=Level.HIGH, owner=WANG.id))
    session.do(intents.AddRisk("vendor goes away"))
    first, second = session.books.all(Risk)
    assert (first.number, first.key_result, first.impact, first.meeting) == (
        1,
        SPEED.id,
        Level.HIGH,
        session.meeting_id,
    )
    assert (second.number, second.key_result) == (2, None)


def test_a_problem_an_action_a_decision_and_something_parked_are_kept() -> None:
    session = a_meeting()
    session.do(intents.AddProblem("staging is down", SPEED.id))
    session.do(intents.AddAction("send trace", WANG.id))
    session.do(intents.AddDecision("we ship on Friday"))
    session.do(intents.Park("the offsite"))
    books = session.books
    kinds: tuple[Any, ...] = (Problem, Action, Decision, Parked)
    found = [next(books.all(kind)).title for kind in kinds]
    assert found == ["staging is down", "send trace", "we ship on Friday", "the offsite"]


@pytest.mark.parametrize(
    "intent",
    [
        intents.AddRisk(" "),
        intents.AddProblem("\n"),
        intents.AddAction("\t"),
        intents.AddDecision(""),
        intents.Park("\x00"),
    ],
)
def test_nothing_typed_is_no_entry(intent: Intent) -> None:
    session = a_meeting()
    with pytest.raises(Refused) as refused:
        session.do(intent)
    assert refused.value.message.key == "entry.empty"


def test_an_entry_to_a_key_result_that_is_gone_is_refused() -> None:
    with pytest.raises(Refused):
        a_meeting().do(intents.AddRisk("SDK slips", "k-none"))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_kept_as_one_line_of_the_same_words(name: str) -> None:
    session = a_meeting()
    title = clean_line(HOSTILE[name])
    if not title:
        with pytest.raises(Refused):
            session.do(intents.AddDecision(HOSTILE[name]))
        return
    session.do(intents.AddDecision(HOSTILE[name]))
    (decision,) = session.books.all(Decision)
    assert decision.title == title
    assert not {"\n", "\x1b", "\x00"} & set(title)
