"""The vote: what everybody gave, and what was agreed on."""

from __future__ import annotations

import pytest

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.model.records import Vote
from okrtui.text.errors import Refused
from okrtui.text.words import words_in
from tests.meeting.room import ANA, SPEED, WANG, FakeStore, a_meeting, said_of


def only(session: Session) -> Vote:
    (vote,) = session.books.all(Vote)
    return vote


def test_fingers_that_were_read_off_need_no_names() -> None:
    session = a_meeting()
    session.do(intents.RecordVote(SPEED.id, (7, 5, 8, 6)))
    vote = only(session)
    assert (vote.given, vote.voters, vote.agreed) == ((7, 5, 8, 6), (), None)
    assert vote.meeting == session.meeting_id


@pytest.mark.parametrize(
    ("given", "voters"),
    [
        ((), ()),
        ((0, 5), ()),
        ((5, 11), ()),
        ((5, 6), (ANA.id,)),
        ((5, 6), (ANA.id, ANA.id)),
        ((5, 6), (ANA.id, "m-nobody")),
    ],
)
def test_a_vote_that_cannot_be_is_refused(given: tuple[int, ...], voters: tuple[str, ...]) -> None:
    session = a_meeting()
    with pytest.raises(Refused):
        session.do(intents.RecordVote(SPEED.id, given, voters))
    assert not list(session.books.all(Vote))


def test_what_is_agreed_on_is_the_confidence_of_this_meeting_and_goes_back_with_it() -> None:
    session = a_meeting()
    session.do(intents.RecordVote(SPEED.id, (5, 7), (ANA.id, WANG.id)))
    store = session.store
    assert isinstance(store, FakeStore)
    before = store.view.dump()
    session.do(intents.AgreeVote(only(session).id, 6))
    assert only(session).agreed == 6
    assert said_of(session, SPEED).confidence == 6
    assert words_in("en").tell(session.undo()) == "Undone: ana/O1/KR2 agreed on 6"
    assert store.view.dump() == before
    assert words_in("zh").tell(session.undo()) == "已撤销：ana/O1/KR2 投票 5 7"


def test_another_value_may_be_agreed_on_later() -> None:
    session = a_meeting()
    session.do(intents.RecordVote(SPEED.id, (5, 7)))
    session.do(intents.AgreeVote(only(session).id, 6))
    session.do(intents.AgreeVote(only(session).id, 7))
    assert (only(session).agreed, said_of(session, SPEED).confidence) == (7, 7)
    assert session.do(intents.AgreeVote(only(session).id, 7)) is None


def test_a_vote_of_another_meeting_is_over() -> None:
    session = a_meeting()
    session.do(intents.RecordVote(SPEED.id, (5, 7)))
    later = a_meeting(only(session))
    with pytest.raises(Refused) as caught:
        later.do(intents.AgreeVote(only(session).id, 6))
    assert caught.value.message.key == "entry.vote_over"
