"""What history tells, and in which words."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.history import history
from okrtui.meeting.history_words import MOST_TOLD, tell_happening
from okrtui.meeting.session import Session
from okrtui.model.books import Books
from okrtui.model.codec import encode, insert
from okrtui.model.ops import TABLES, Remove, Set, Transaction
from okrtui.model.records import Change, ChangeKind, Member, Risk, State
from okrtui.text.words import Language, words_in
from tests.meeting.room import ANA, CHECKOUT, DOCS, SPEED, TRACE, WANG, FakeStore, a_meeting


def told(session: Session, language: Language = "en", **asked: object) -> list[str]:
    store = session.store
    assert isinstance(store, FakeStore)
    found = history(store.log, store.view, **asked)  # type: ignore[arg-type]
    books = Books(store.view)
    return [line for one in found for line in tell_happening(one, words_in(language), books)]


def test_a_check_in_is_told_with_what_stood_before() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 5))
    session.do(intents.Value(SPEED.id, Decimal(395)))
    assert told(session, limit=2) == [
        "ana/O1/KR2: confidence 7 → 5",
        "ana/O1/KR2: value 395 ms",
    ]
    session.do(intents.Value(SPEED.id, Decimal(390)))
    assert told(session, limit=1) == ["ana/O1/KR2: value 395 ms → 390 ms"]
    assert told(session, "zh", limit=1) == ["ana/O1/KR2：数值 395 ms → 390 ms"]


def test_things_are_called_what_they_were_called_then() -> None:
    session = a_meeting()
    session.do(
        intents.ChangeField("key_results", SPEED.id, "title", "p99 under 300 ms", "stricter")
    )
    session.do(intents.ChangeField("key_results", SPEED.id, "owner", WANG.id, ""))
    first, second = told(session, limit=2)
    assert first == (
        "key result ana/O1/KR2 “p99 under 300 ms”: "
        "title “p95 under 300 ms” → “p99 under 300 ms”, why “stricter”"
    )
    assert second.endswith("owner 王芳")
    session.do(intents.CorrectText("key_results", SPEED.id, "p99 < 300 ms"))
    assert told(session, limit=3)[0] == first


def test_the_clock_of_a_meeting_is_not_told_but_its_opening_is() -> None:
    session = a_meeting()
    session.do(intents.TakeTurn(WANG.id))
    session.do(intents.Pause())
    assert told(session) == ["new: meeting 2026-W48"]


def test_what_was_taken_back_stays_in_the_history() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 5))
    session.undo()
    session.do(intents.Confidence(SPEED.id, 6))
    assert told(session, limit=3) == [
        "ana/O1/KR2: confidence 7 → 5",
        "check-in taken back: ana/O1/KR2",
        "ana/O1/KR2: confidence 7 → 6",
    ]


def test_of_one_key_result_everything_that_touched_it_is_told_and_nothing_else() -> None:
    session = a_meeting()
    session.do(intents.Confidence(SPEED.id, 5))
    session.do(intents.Confidence(DOCS.id, 5))
    session.do(intents.AddRisk("SDK slips", key_result=SPEED.id))
    session.do(intents.AddDecision("we ship"))
    session.do(intents.AddTask(SPEED.id, "cache the list"))
    new = next(t for t in session.books.tasks(SPEED.id) if t.title == "cache the list")
    session.do(intents.ToggleTask(new.id))
    session.do(intents.ChangeField("tasks", new.id, "title", "cache the price list", "clearer"))
    session.do(intents.Drop("tasks", new.id, "too late"))
    lines = told(session, key_result=SPEED.id)
    assert lines == [
        "ana/O1/KR2: confidence 7 → 5",
        "new: risk R1 “SDK slips” (ana/O1/KR2): probability medium, impact medium",
        "new: task “cache the list” (ana/O1/KR2)",
        "task “cache the list” (ana/O1/KR2): state to do → done",
        (
            "task “cache the price list” (ana/O1/KR2): "
            "title “cache the list” → “cache the price list”, why “clearer”"
        ),
        "task “cache the price list” (ana/O1/KR2): state done → dropped, why “too late”",
    ]


def test_a_reason_goes_with_what_was_taken_back() -> None:
    session = a_meeting()
    session.do(intents.Drop("key_results", SPEED.id, "too late"))
    session.undo()
    assert told(session, limit=1) == [
        "key result ana/O1/KR2 “p95 under 300 ms”: state dropped → agreed"
    ]


def test_a_record_without_what_it_tells_of_stands_for_itself() -> None:
    session = a_meeting()
    alone = Change(
        id="c", number=7, at=session.clock.now(), by=ANA.id, kind=ChangeKind.EDITED,
        table="key_results", target=SPEED.id, title="p95", why="stricter",
    )  # fmt: skip
    session.store.commit(lambda _view: [insert(alone)], via="import")
    assert told(session, limit=1) == ["change C7 “p95” (ana/O1/KR2): why “stricter”"]


def test_what_came_in_at_once_is_counted() -> None:
    session = a_meeting()
    store = session.store
    people = [Member(id=f"m-{n}", login=f"p{n}", name=f"P {n}") for n in range(MOST_TOLD)]
    store.commit(
        lambda _view: [*map(insert, people), insert(replace(CHECKOUT, id="o"))], via="import"
    )
    assert told(session, limit=1) == ["6 members, 1 objective added"]
    assert told(session, "zh", limit=1) == ["新增 6 名成员，1 个目标"]


def test_states_people_and_days_are_told_in_words() -> None:
    session = a_meeting()
    changes = {"state": ("agreed", "dropped"), "due": (None, "2026-12-18"), "unheard_of": (1, 2)}
    session.store.commit(lambda _view: [Set("key_results", SPEED.id, changes)], via="test")
    (line,) = told(session, "zh", limit=1)
    assert line.endswith("：状态 已确定 → 已放弃，截止 2026年12月18日，unheard_of 1 → 2")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_table_has_words(table: str, language: Language) -> None:
    session = a_meeting()
    op = Remove(table, "x", {"id": "x", "title": "t", "number": 1, "objective": "o", "name": "n"})
    transaction = Transaction(1, "t", datetime(2026, 1, 1, tzinfo=UTC), "ana", "test", [op])
    (one,) = history([transaction], session.store.view)
    words = words_in(language)
    assert tell_happening(one, words, session.books)[0]
    assert words(f"history.n_{table}", n=2)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_value_of_any_field_can_be_told(was: str, now: str) -> None:
    session = a_meeting()
    names = [name for kind in (SPEED, TRACE, Risk) for name in kind.__struct_fields__]
    fields = dict.fromkeys({*names, "by", "rating", "next_on"} - {"id"}, (was, now))
    # As somebody might have edited it by hand: none of it need be what the field is made for.
    op = Set("links", "x", fields)
    transaction = Transaction(1, "t", datetime(2026, 1, 1, tzinfo=UTC), "ana", "test", [op])
    (one,) = history([transaction], session.store.view)
    assert tell_happening(one, words_in("en"), session.books)


def test_every_field_that_can_be_set_has_a_word_or_is_kept_to_ourselves() -> None:
    from okrtui.meeting.history import _UNTOLD
    from okrtui.meeting.history_words import _FIELDS, _SAID_ALONE
    from okrtui.model.codec import TABLE_OF

    known = _UNTOLD | _FIELDS | _SAID_ALONE
    # Of these no command changes a field once they are there.
    fixed = {"changes", "links"}
    for kind, table in TABLE_OF.items():
        fields = set(kind.__annotations__) if table not in fixed else set()
        missing = fields - known - {"at", "author", "for_"}
        assert not missing, f"{table}: {missing}"
    assert encode(SPEED)["state"] == State.AGREED.value
