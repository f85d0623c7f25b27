"""One person scores or agrees, and takes back what they did there, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from okrtui.cycle.scoring import Said
from okrtui.cycle.session import Agreeing, Scoring
from okrtui.model.codec import update
from okrtui.model.records import Change, CycleState, KeyResult, Objective, Onward, Score, State
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from okrtui.text.words import words_in
from tests.cycle.desk import CHECKOUT, EVERYTHING, Q4, SPEED
from tests.fakes import FakeClock
from tests.meeting.room import FakeStore

END = datetime(2026, 12, 31, 15, tzinfo=UTC)
GOAL = replace(CHECKOUT, id="o-goal", number=2, title="Refunds in a day", state=State.DRAFT)
KR = replace(SPEED, id="k-goal", objective=GOAL.id, title="Refunds: 3 days to 1", state=State.DRAFT)


def scoring(*more: object) -> Scoring:
    clock = FakeClock(END)
    store = FakeStore(*EVERYTHING, *more, clock=clock)
    return Scoring(store, author="ana", settings=Settings(), clock=clock)


def agreeing(*more: object) -> Agreeing:
    clock = FakeClock(END)
    store = FakeStore(*EVERYTHING, *more, clock=clock)
    return Agreeing(store, author="ana", settings=Settings(), clock=clock)


def the_score(session: Scoring) -> Score | None:
    return next(iter(session.books.where(Score, "key_result", SPEED.id)), None)


def test_a_score_is_taken_before_its_cause_is_told() -> None:
    session = scoring()
    session.score(Said(key_result=SPEED.id, score=Decimal("0.4")))
    session.score(Said(key_result=SPEED.id, cause="the vendor"))
    found = the_score(session)
    assert found is not None
    assert (found.score, found.cause, found.next) == (Decimal("0.4"), "the vendor", Onward.KEEP)


def test_what_was_said_last_is_taken_back_and_brought_again() -> None:
    session = scoring()
    session.score(Said(key_result=SPEED.id, score=Decimal("0.4")))
    session.score(Said(key_result=SPEED.id, score=Decimal("0.5")))
    told = session.undo()
    assert words_in("en").tell(told) == "Undone: ana/O1/KR1: score 0.5"
    found = the_score(session)
    assert found is not None
    assert found.score == Decimal("0.4")
    session.undo()
    assert the_score(session) is None
    session.redo()
    assert the_score(session) is not None


def test_the_closing_itself_is_not_taken_back_here() -> None:
    session = scoring()
    session.store.commit(lambda _: [update(Q4, state=CycleState.CLOSED)], via=session.via)
    with pytest.raises(Refused, match="nothing_to_undo"):
        session.undo()


def test_what_was_agreed_is_taken_back_with_its_record() -> None:
    session = agreeing(GOAL, KR)
    session.agree([GOAL.id, KR.id])
    assert session.books.get(KeyResult, KR.id).state is State.AGREED
    session.undo()
    assert session.books.get(Objective, GOAL.id).state is State.DRAFT
    assert list(session.books.all(Change)) == []


def test_of_what_is_to_be_agreed_that_is_which_can_be() -> None:
    session = agreeing(GOAL, replace(KR, start=KR.target))
    session.agree([GOAL.id, KR.id])
    assert session.books.get(Objective, GOAL.id).state is State.AGREED
    assert session.books.get(KeyResult, KR.id).state is State.DRAFT
