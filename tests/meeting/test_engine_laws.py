"""Laws that hold for whatever is said in a meeting, in whatever order."""

from __future__ import annotations

import contextlib
from datetime import date

from hypothesis import given, settings, strategies as st

from okrtui.meeting import intents
from okrtui.meeting.intents import Intent
from okrtui.meeting.telling import tell
from okrtui.model.records import TEAM, CheckIn
from okrtui.text.errors import Refused
from okrtui.text.words import LANGUAGES, words_in
from tests.meeting.room import (
    ANA,
    CHECKOUT,
    DOCS,
    ERRORS,
    PARTNERS,
    SPEED,
    TRACE,
    WANG,
    FakeStore,
    a_meeting,
)

_KRS = st.sampled_from([ERRORS.id, SPEED.id, DOCS.id])
_TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
_VALUES = st.decimals(-1000, 1000, places=2, allow_nan=False)

ENTRIES: st.SearchStrategy[Intent] = st.one_of(
    st.builds(intents.Confidence, _KRS, st.integers(0, 11)),
    st.builds(intents.Step, _KRS, st.integers(-3, 3)),
    st.builds(intents.Value, _KRS, _VALUES),
    st.builds(intents.Note, _KRS, _TEXTS),
    st.builds(intents.Why, _KRS, _TEXTS, _TEXTS),
    st.builds(intents.Confirm, _KRS),
    st.builds(intents.Unchanged, _KRS),
    st.builds(intents.Skip, _KRS),
    st.builds(intents.AddRisk, _TEXTS, _KRS),
    st.builds(intents.AddProblem, _TEXTS, _KRS),
    st.builds(intents.AddAction, _TEXTS, st.just(WANG.id), st.just(date(2026, 12, 1))),
    st.builds(intents.AddDecision, _TEXTS),
    st.builds(intents.Park, _TEXTS),
    st.builds(intents.AddObjective, st.sampled_from([TEAM, ANA.id]), _TEXTS, _TEXTS),
    st.builds(intents.AddKeyResult, st.sampled_from([CHECKOUT.id, PARTNERS.id]), _TEXTS),
    st.builds(intents.AddTask, _KRS, _TEXTS),
    st.just(intents.ToggleTask(TRACE.id)),
    st.builds(intents.CorrectText, st.just("key_results"), _KRS, _TEXTS),
    st.builds(intents.Drop, st.just("key_results"), _KRS, _TEXTS),
    st.builds(intents.ChangeField, st.just("key_results"), _KRS, st.just("title"), _TEXTS, _TEXTS),
    st.builds(intents.Attend, st.sampled_from([ANA.id, WANG.id]), st.booleans()),
    st.builds(intents.Summarise, _TEXTS),
    st.builds(intents.Rate, st.integers(0, 11)),
)


@given(st.lists(ENTRIES, max_size=15))
@settings(max_examples=150)
def test_undoing_everything_leads_back_to_the_beginning(said: list[Intent]) -> None:
    session = a_meeting()
    store = session.store
    assert isinstance(store, FakeStore)
    before = store.view.dump()
    accepted = 0
    for intent in said:
        with contextlib.suppress(Refused):
            accepted += session.do(intent) is not None
    for _ in range(accepted):
        session.undo()
    assert store.view.dump() == before


@given(st.lists(ENTRIES, max_size=15))
@settings(max_examples=150)
def test_a_key_result_has_one_check_in_per_meeting(said: list[Intent]) -> None:
    session = a_meeting()
    for intent in said:
        with contextlib.suppress(Refused):
            session.do(intent)
    made = [one.key_result for one in session.books.where(CheckIn, "meeting", session.meeting_id)]
    assert len(made) == len(set(made))


@given(st.lists(ENTRIES, max_size=10))
@settings(max_examples=100)
def test_what_is_refused_changes_nothing(said: list[Intent]) -> None:
    session = a_meeting()
    store = session.store
    assert isinstance(store, FakeStore)
    for intent in said:
        before = store.view.dump()
        try:
            session.do(intent)
        except Refused:
            assert store.view.dump() == before


@given(st.lists(ENTRIES, max_size=10))
@settings(max_examples=100)
def test_every_entry_can_be_told_in_both_languages(said: list[Intent]) -> None:
    session = a_meeting()
    for intent in said:
        with contextlib.suppress(Refused):
            made = session.do(intent)
            if made is not None:
                told = tell(made, session.books)
                assert all(words_in(language).tell(told) for language in LANGUAGES)
