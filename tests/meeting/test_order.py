"""In which order the members have their turns, and why."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.agenda import agenda
from okrtui.meeting.check_in import stand
from okrtui.meeting.context import context_now
from okrtui.meeting.order import Order, Urgency, urgency
from okrtui.meeting.reasons import owed
from okrtui.meeting.session import Session
from okrtui.model.records import TEAM, CheckIn, KeyResult
from okrtui.model.settings import Settings
from okrtui.model.standing import Standing
from okrtui.text.words import words_in
from tests.meeting.room import ANA, CYCLE, DOCS, ERRORS, SPEED, WANG, a_meeting


def standing_in(session: Session, kr: KeyResult) -> Standing:
    context = context_now(
        session.meeting_id, author="ana", settings=session.settings, clock=session.clock
    )
    return stand(session.books, context, kr.id)


def urgency_of(session: Session, owner: str) -> Urgency:
    return urgency(session.books, owner, [CYCLE.id], lambda kr: standing_in(session, kr))


def test_why_somebody_comes_first_is_told_the_worst_first() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 3))
    session.do(intents.Confidence(ERRORS.id, 5))
    found = urgency_of(session, ANA.id)
    assert found == Urgency(off_track=1, at_risk=1, fell=1)
    told = [[words_in(language).tell(one) for one in found.reason()] for language in ("en", "zh")]
    assert told == [
        ["1 off track", "1 at risk", "1 fell"],
        ["1 项偏离", "1 项有风险", "1 项信心下降"],
    ]


def test_where_all_is_well_there_is_no_reason() -> None:
    assert urgency_of(a_meeting(), TEAM) == Urgency()
    assert Urgency().reason() == ()


def test_one_more_off_track_goes_before_any_number_at_risk() -> None:
    worse, better = Urgency(off_track=1), Urgency(at_risk=9, stale=9, fell=9)
    assert sorted([better, worse], key=Urgency.place) == [worse, better]


def test_exceptions_come_first_in_the_round() -> None:
    said = a_meeting()
    said.do(intents.Confidence(DOCS.id, 2))
    said.do(intents.Value(SPEED.id, Decimal(320)))
    said.do(intents.Close())
    check_ins = said.books.where(CheckIn, "meeting", said.meeting_id)
    session = a_meeting(said.meeting, *check_ins, order=Order.EXCEPTIONS)
    assert session.meeting.round == (TEAM, WANG.id, ANA.id)


# -- reasons that are owed


def owes(session: Session, settings: Settings | None = None) -> list[str]:
    stop = agenda(session.books, session.meeting).stop(ANA.id)
    assert stop is not None
    asked = owed(
        stop.to_review(), lambda kr: standing_in(session, kr), settings or session.settings
    )
    return [kr.id for kr in asked]


def test_a_reason_is_owed_from_the_moment_it_was_confirmed_until_it_is_given() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 3))
    assert owes(session) == []
    session.do(intents.Confirm(SPEED.id))
    assert owes(session) == [SPEED.id]
    session.do(intents.Why(SPEED.id, "the vendor is slow"))
    assert owes(session) == []


def test_what_is_confirmed_unchanged_owes_nothing() -> None:
    low = a_meeting()
    low.do(intents.Confidence(SPEED.id, 3))
    low.do(intents.Close())
    session = a_meeting(low.meeting, low.books.check_ins(SPEED.id)[-1])
    session.do(intents.Unchanged(SPEED.id))
    assert owes(session) == []


def test_a_team_that_asks_for_no_reasons_is_owed_none() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 3))
    session.do(intents.Confirm(SPEED.id))
    assert owes(session, replace(session.settings, ask_why=False)) == []
