"""The law of the meeting: minutes and store agree, whatever was said, and a journal says it again.

Each recorded thing is told once and nothing else is, for any sequence of intents that the engine
accepts, with undo and redo in between.
"""

from __future__ import annotations

import contextlib
from typing import Any

from hypothesis import given, settings, strategies as st

from okrtui.meeting import intents
from okrtui.meeting.reopening import reopen_meeting
from okrtui.meeting.session import Session
from okrtui.minutes.content import Content, from_doc, to_doc
from okrtui.minutes.gather import gather
from okrtui.model.books import Books
from okrtui.model.records import Meeting
from okrtui.model.view import View
from okrtui.store.transaction import decode, encode, transaction_of
from okrtui.text.errors import Refused
from tests.fakes import FakeClock, FakeView
from tests.meeting.agreement import check
from tests.meeting.room import EVERYTHING, FakeStore, a_meeting
from tests.meeting.wishes import (
    ALONE,
    ENTRIES,
    KINDS,
    OLD,
    ONE_OF_EACH,
    UNCHANGED,
    WISHES,
    carry_out,
    carry_out_alone,
    meant,
)

# Of what the rules let through, more than chance alone would find.
_STEP = st.one_of(
    ENTRIES, ALONE.map(lambda wish: ("alone", wish)),
    st.sampled_from(ONE_OF_EACH), st.sampled_from(ONE_OF_EACH),
    st.sampled_from(["undo", "undo", "redo"]),
)  # fmt: skip
_STEPS = st.lists(_STEP, min_size=12, max_size=45)


def a_full_meeting() -> Session:
    return a_meeting(*OLD, clock=FakeClock())


def act(session: Session, steps: list[Any]) -> None:
    for step in steps:
        match step:
            case "undo" | "redo":
                with contextlib.suppress(Refused):
                    getattr(session, step)()
            case "alone", wish:
                carry_out_alone(session, wish)
            case _:
                carry_out(session, [step])


def minutes_of(session: Session, view: View | None = None) -> Content:
    books = Books(view or session.store.view)
    return gather(
        books,
        books.get(Meeting, session.meeting_id),
        calendar=session.calendar,
        settings=session.settings,
        now=session.clock.now(),
    )


def from_the_journal(store: FakeStore) -> FakeView:
    """Return the books as lines of a journal that were read back make them."""
    view, head = FakeView(*EVERYTHING, *OLD), "start"
    for transaction in store.log:
        line = decode(encode(transaction, head)[:-1], head)
        head = line.chain
        view.apply(transaction_of(line).ops)
    return view


@given(_STEPS)
@settings(max_examples=250)
def test_minutes_and_store_agree_whatever_was_said(steps: list[Any]) -> None:
    session = a_full_meeting()
    act(session, steps)
    check(session, minutes_of(session))


@given(_STEPS)
@settings(max_examples=80)
def test_what_the_closing_froze_agrees_too_and_is_what_one_would_say_now(steps: list[Any]) -> None:
    session = a_full_meeting()
    act(session, steps)
    session.do(intents.Close())
    assert session.meeting.content is not None
    frozen = from_doc(session.meeting.content)
    check(session, frozen)
    view = FakeView()
    view._tables = {name: dict(docs) for name, docs in session.store.view._tables.items()}  # type: ignore[attr-defined]
    view._tables["meetings"][session.meeting_id] |= {"content": None}
    assert minutes_of(session, view) == frozen


@given(_STEPS)
@settings(max_examples=80)
def test_replaying_the_journal_gives_the_same_minutes(steps: list[Any]) -> None:
    session = a_full_meeting()
    act(session, steps)
    store = session.store
    assert isinstance(store, FakeStore)
    replayed = from_the_journal(store)
    assert replayed.dump() == store.view.dump()
    assert to_doc(minutes_of(session, replayed)) == to_doc(minutes_of(session))


@given(_STEPS, _STEPS)
@settings(max_examples=50)
def test_a_meeting_that_was_reopened_agrees_as_well(before: list[Any], after: list[Any]) -> None:
    session = a_full_meeting()
    act(session, before)
    session.do(intents.Close())
    session.clock.advance(minutes=30)  # type: ignore[attr-defined]
    reopen_meeting(
        session.store, why="one thing more", author="ana", settings=session.settings,
        clock=session.clock,
    )  # fmt: skip
    act(session, after)
    check(session, minutes_of(session))


# -- that this covers everything


def test_every_kind_of_intent_is_wished_for() -> None:
    assert set(WISHES) == set(KINDS)


def test_every_kind_of_intent_is_let_through_and_told() -> None:
    session = a_full_meeting()
    for wish in ONE_OF_EACH:
        session.clock.advance(seconds=90)  # type: ignore[attr-defined]
        intent = meant(wish, session.books)
        assert intent is not None
        assert session.do(intent) is not None, wish
        check(session, minutes_of(session))
    session.do(intents.Close())
    assert session.meeting.content is not None
    check(session, from_doc(session.meeting.content))
    fresh = a_full_meeting()
    assert fresh.do(UNCHANGED) is not None
    check(fresh, minutes_of(fresh))
    assert {type(wish) for wish in (*ONE_OF_EACH, UNCHANGED, intents.Close())} == set(KINDS)
