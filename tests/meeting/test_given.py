"""What members give of their own while somebody else leads."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrtui.meeting import intents
from okrtui.meeting.own import is_own
from okrtui.meeting.session import Session
from okrtui.model.records import Link
from okrtui.text.errors import Refused
from tests.meeting.room import ANA, DOCS, SPEED, WANG, FakeStore, a_meeting, said_of


def gives(leader: Session, member: str, *, author: str, as_: str | None = None) -> Session:
    return Session(
        leader.store,
        leader.meeting_id,
        author=author,
        settings=leader.settings,
        clock=leader.clock,
        as_=as_,
        gives=member,
    )


def test_what_is_given_waits_to_be_confirmed() -> None:
    leader = a_meeting()
    gives(leader, WANG.id, author="wang").do(intents.Confidence(DOCS.id, 6))
    said = said_of(leader, DOCS)
    assert (said.author, said.for_, said.confirmed) == ("wang", None, False)
    leader.do(intents.Confirm(DOCS.id))
    assert said_of(leader, DOCS).confirmed


def test_on_a_shared_account_it_says_for_whom_it_was_given() -> None:
    leader = a_meeting()
    session = gives(leader, WANG.id, author="everybody", as_="wang")
    done = session.do(intents.Confidence(DOCS.id, 6))
    assert done is not None
    assert done.as_ == "wang"
    assert (said_of(leader, DOCS).author, said_of(leader, DOCS).for_) == ("everybody", WANG.id)


def test_what_is_given_after_it_was_confirmed_is_to_be_confirmed_again() -> None:
    leader = a_meeting()
    leader.do(intents.Value(DOCS.id, Decimal(4)))
    leader.do(intents.Confirm(DOCS.id))
    session = gives(leader, WANG.id, author="wang")
    session.do(intents.Note(DOCS.id, "one more"))
    said = said_of(leader, DOCS)
    assert (said.note, said.value, said.confirmed) == ("one more", Decimal(4), False)
    leader.do(intents.Confirm(DOCS.id))
    session.do(intents.Note(DOCS.id, "one more"))
    assert said_of(leader, DOCS).confirmed


def test_space_asks_for_enter_where_an_owner_gave_something() -> None:
    leader = a_meeting()
    gives(leader, ANA.id, author="ana").do(intents.Step(SPEED.id, 1))
    with pytest.raises(Refused, match="filled_in_use_enter"):
        leader.do(intents.Unchanged(SPEED.id))


def test_who_shares_an_account_takes_back_only_their_own() -> None:
    leader = a_meeting()
    wang = gives(leader, WANG.id, author="ana", as_="wang")
    wang.do(intents.Confidence(DOCS.id, 6))
    leader.do(intents.Confidence(SPEED.id, 4))
    wang.undo()
    assert said_of(leader, SPEED).confidence == 4
    with pytest.raises(Refused):
        wang.undo()


@pytest.mark.parametrize(
    ("state", "own"), [("asked", True), ("confirmed", True), ("refused", False)]
)
def test_who_works_on_it_may_give_it_too(state: str, own: bool) -> None:
    leader = a_meeting()
    link = Link(id="l", kind="collaborator", source=SPEED.id, target=WANG.id, state=state)
    assert not is_own(leader.books, SPEED, WANG.id)
    assert isinstance(leader.store, FakeStore)
    leader.store.view.add(link)
    assert is_own(leader.books, SPEED, WANG.id) is own
    assert is_own(leader.books, SPEED, ANA.id)
