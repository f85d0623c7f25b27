"""A blind vote: sealed, revealed, opened, agreed on."""

from __future__ import annotations

import pytest

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.model.records import CheckIn, Vote
from okrtui.text.errors import Refused
from okrtui.together.ballots import Ballot, fresh, seal
from tests.meeting.room import ANA, SPEED, WANG, a_meeting


@pytest.fixture
def session() -> Session:
    return a_meeting()


def opened(session: Session) -> str:
    session.do(intents.OpenVote(SPEED.id, (ANA.id, WANG.id)))
    return vote(session).id


def vote(session: Session) -> Vote:
    return next(iter(session.books.all(Vote)))


def sealed(session: Session, voter: str, value: int) -> Ballot:
    ballot = fresh(vote(session).id, voter, value)
    session.do(intents.SealBallot(ballot.vote, voter, seal(ballot)))
    return ballot


def open_it(session: Session, ballot: Ballot) -> None:
    session.do(intents.OpenBallot(ballot.vote, ballot.voter, ballot.value, ballot.nonce))


def test_nothing_in_the_store_tells_a_value_before_the_reveal(session: Session) -> None:
    opened(session)
    ballot = sealed(session, ANA.id, 7)
    assert vote(session).given == ()
    assert vote(session).nonces == {}
    assert set(vote(session).sealed) == {ANA.id}
    with pytest.raises(Refused):
        open_it(session, ballot)


def test_each_opens_what_they_sealed_and_one_value_is_agreed_on(session: Session) -> None:
    held = opened(session)
    ballots = [sealed(session, ANA.id, 7), sealed(session, WANG.id, 4)]
    session.do(intents.RevealVote(held))
    for ballot in ballots:
        open_it(session, ballot)
    session.do(intents.AgreeVote(held, 5))
    assert (vote(session).given, vote(session).voters) == ((7, 4), (ANA.id, WANG.id))
    (here,) = [c for c in session.books.all(CheckIn) if c.meeting == session.meeting_id]
    assert (here.key_result, here.confidence) == (SPEED.id, 5)


def test_another_value_than_the_sealed_one_is_refused(session: Session) -> None:
    held = opened(session)
    ballot = sealed(session, ANA.id, 7)
    session.do(intents.RevealVote(held))
    with pytest.raises(Refused):
        session.do(intents.OpenBallot(held, ANA.id, 8, ballot.nonce))
    with pytest.raises(Refused):
        session.do(intents.OpenBallot(held, WANG.id, 7, ballot.nonce))
    assert vote(session).given == ()


def test_a_value_can_be_changed_until_the_reveal_and_not_after(session: Session) -> None:
    held = opened(session)
    sealed(session, ANA.id, 7)
    ballot = sealed(session, ANA.id, 6)
    session.do(intents.RevealVote(held))
    with pytest.raises(Refused):
        sealed(session, ANA.id, 9)
    open_it(session, ballot)
    open_it(session, ballot)
    assert vote(session).given == (6,)


def test_who_joined_since_may_vote(session: Session) -> None:
    session.do(intents.OpenVote(SPEED.id, (ANA.id,)))
    sealed(session, WANG.id, 3)
    assert vote(session).expected == (ANA.id, WANG.id)


def test_once_agreed_on_it_takes_no_late_ballot(session: Session) -> None:
    held = opened(session)
    late = sealed(session, WANG.id, 4)
    session.do(intents.RevealVote(held))
    session.do(intents.AgreeVote(held, 5))
    with pytest.raises(Refused):
        open_it(session, late)


def test_nothing_is_agreed_on_before_the_reveal(session: Session) -> None:
    held = opened(session)
    with pytest.raises(Refused):
        session.do(intents.AgreeVote(held, 5))


def test_there_is_one_open_vote_at_a_time(session: Session) -> None:
    held = opened(session)
    with pytest.raises(Refused):
        opened(session)
    session.do(intents.RevealVote(held))
    opened(session)


@pytest.mark.parametrize("seal", ["", "x" * 64, "0" * 63])
def test_what_is_no_seal_is_refused(session: Session, seal: str) -> None:
    held = opened(session)
    with pytest.raises(Refused):
        session.do(intents.SealBallot(held, ANA.id, seal))


def test_a_vote_of_nobody_is_refused(session: Session) -> None:
    with pytest.raises(Refused):
        session.do(intents.OpenVote(SPEED.id, ()))


def test_taking_over_is_on_the_record(session: Session) -> None:
    before = session.meeting.facilitator
    session.do(intents.TakeOver(WANG.id))
    session.do(intents.TakeOver(WANG.id))
    (taken,) = session.meeting.taken_over
    assert (taken.member, taken.from_, session.meeting.facilitator) == (WANG.id, before, WANG.id)


def test_a_vote_that_is_left_before_the_reveal_is_gone(session: Session) -> None:
    held = opened(session)
    sealed(session, ANA.id, 7)
    session.do(intents.LeaveVote(held))
    assert not list(session.books.all(Vote))
    again = opened(session)
    session.do(intents.RevealVote(again))
    with pytest.raises(Refused):
        session.do(intents.LeaveVote(again))


def test_undo_passes_over_the_steps_of_a_vote(session: Session) -> None:
    session.do(intents.Note(SPEED.id, "slowly"))
    held = opened(session)
    ballot = sealed(session, ANA.id, 7)
    session.do(intents.RevealVote(held))
    open_it(session, ballot)
    session.do(intents.AgreeVote(held, 6))
    session.undo()
    assert (vote(session).agreed, vote(session).given) == (None, (7,))
    session.undo()
    assert not [one for one in session.books.all(CheckIn) if one.note == "slowly"]
