"""Laws that hold for whatever is said in a meeting, in whatever order."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings, strategies as st

from okrtui.meeting import intents
from okrtui.meeting.telling import tell
from okrtui.model.records import CheckIn
from okrtui.text.errors import Refused
from okrtui.text.words import LANGUAGES, words_in
from tests.meeting.room import FakeStore, a_meeting
from tests.meeting.wishes import ENTRIES, OLD, ONE_OF_EACH, carry_out, meant

WISHED = st.lists(st.one_of(ENTRIES, st.sampled_from(ONE_OF_EACH)), min_size=5, max_size=25)
# Turns, the clock and the steps of a blind vote are no entries: `u` passes over them.
PASSED_OVER = (
    *(intents.TakeTurn, intents.Pause, intents.Resume),
    *(intents.OpenVote, intents.SealBallot, intents.RevealVote),
    *(intents.OpenBallot, intents.LeaveVote),
)


@given(WISHED)
@settings(max_examples=150)
def test_undoing_everything_leads_back_to_the_beginning(said: list[Any]) -> None:
    session = a_meeting(*OLD)
    store = session.store
    assert isinstance(store, FakeStore)
    before = store.view.dump()
    said = [wish for wish in said if not isinstance(wish, PASSED_OVER)]
    accepted = carry_out(session, said)
    for _ in range(accepted):
        session.undo()
    assert store.view.dump() == before


@given(WISHED)
@settings(max_examples=150)
def test_a_key_result_has_one_check_in_per_meeting(said: list[Any]) -> None:
    session = a_meeting(*OLD)
    carry_out(session, said)
    made = [one.key_result for one in session.books.where(CheckIn, "meeting", session.meeting_id)]
    assert len(made) == len(set(made))


@given(WISHED)
@settings(max_examples=100)
def test_what_is_refused_changes_nothing(said: list[Any]) -> None:
    session = a_meeting(*OLD)
    store = session.store
    assert isinstance(store, FakeStore)
    for wish in said:
        intent = meant(wish, session.books)
        before = store.view.dump()
        try:
            if intent is not None:
                session.do(intent)
        except Refused:
            assert store.view.dump() == before


@given(WISHED)
@settings(max_examples=100)
def test_every_entry_can_be_told_in_both_languages(said: list[Any]) -> None:
    session = a_meeting(*OLD)
    carry_out(session, said)
    store = session.store
    assert isinstance(store, FakeStore)
    for made in store.log:
        told = tell(made, session.books)
        assert all(words_in(language).tell(told) for language in LANGUAGES)
