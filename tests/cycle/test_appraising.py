"""One person at the appraisal: what they write, who manages whom, and how it is taken back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from okrtui.cycle.appraising import Appraising
from okrtui.cycle.managing import manage
from okrtui.cycle.reviews import PartState, parts_of, reviews_of
from okrtui.meeting.undo import take_back
from okrtui.model.codec import insert, update
from okrtui.model.ops import Transaction
from okrtui.model.records import Member, ReviewPart
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from okrtui.text.words import words_in
from tests.cycle.desk import ANA, BOSS, EVERYTHING, Q4, WANG, Desk
from tests.fakes import FakeClock
from tests.meeting.room import FakeStore

SELF, AROUND, MANAGER, CALIBRATION = ReviewPart
WORDS = words_in("en")


def at(store: FakeStore, by: str, as_: str | None = None) -> Appraising:
    store.by = by
    return Appraising(store, author=by, settings=Settings(), clock=FakeClock(), as_=as_)


def a_store() -> FakeStore:
    return FakeStore(*EVERYTHING)


def write(session: Appraising, part: ReviewPart, text: str = "shipped it") -> Transaction | None:
    return session.write(part, text, cycle=Q4.id, about=WANG.id, told=True)


def texts(store: FakeStore) -> list[tuple[str, str]]:
    books = at(store, "ana").books
    return [(one.author, one.text) for one in reviews_of(books, Q4.id, WANG.id)]


def test_one_takes_back_ones_own_last_text_and_is_told_whose_it_was() -> None:
    store = a_store()
    session = at(store, "wang")
    write(session, SELF)
    write(session, SELF, "shipped it, and told all")
    assert WORDS.tell(session.undo()) == "Undone: 王芳: self-review"
    assert texts(store) == [("wang", "shipped it")]
    session.redo()
    assert texts(store) == [("wang", "shipped it, and told all")]


def test_a_text_stays_once_a_later_part_has_begun() -> None:
    store = a_store()
    first = at(store, "wang")
    write(first, SELF)
    write(first, SELF, "better")
    write(at(store, "bo"), AROUND)
    with pytest.raises(Refused, match="undo_touched"):
        first.undo()
    assert ("wang", "better") in texts(store)


def test_what_was_taken_back_comes_again_only_after_the_part_before_it() -> None:
    store = a_store()
    first, second = at(store, "wang"), at(store, "bo")
    store.by = "wang"
    write(first, SELF)
    store.by = "bo"
    made = write(second, AROUND)
    second.undo()
    store.by = "wang"
    first.undo()
    taken_back = replace_undone(store, made)
    with pytest.raises(Refused, match="undo_touched"):
        take_back(store.view, taken_back)


def replace_undone(store: FakeStore, made: Transaction | None) -> Transaction:
    assert made is not None
    return next(one for one in store.log if one.undoes == made.id)


def test_who_acts_for_a_member_writes_in_their_name() -> None:
    store = a_store()
    write(at(store, "shared", as_="wang"), SELF)
    assert texts(store) == [("wang", "shipped it")]


def test_each_part_tells_whether_it_may_be_written_and_by_whom() -> None:
    store = a_store()
    write(at(store, "wang"), SELF)
    found = parts_of(at(store, "ana").books, Q4.id, WANG.id)
    assert [(one.part, one.state, one.who) for one in found] == [
        (SELF, PartState.OPEN, "王芳"),
        (AROUND, PartState.OPEN, ""),
        (MANAGER, PartState.WAITS, "Ana Silva"),
        (CALIBRATION, PartState.WAITS, "Bo Berg"),
    ]
    write(at(store, "bo"), AROUND)
    assert parts_of(at(store, "ana").books, Q4.id, WANG.id)[0].state is PartState.OVER


def test_who_wrote_a_managers_part_is_told_even_where_nobody_manages() -> None:
    desk = Desk()
    desk.do([update(WANG, manager=None)])
    assert [one.who for one in parts_of(desk.books, Q4.id, WANG.id)] == ["王芳", "", "", ""]


# -- who manages whom


def test_a_manager_is_said_and_taken_back() -> None:
    store = a_store()
    session = at(store, "ana")
    session.manage(WANG.id, BOSS.id)
    assert session.books.get(Member, WANG.id).manager == BOSS.id
    assert WORDS.tell(session.undo()) == "Undone: 王芳: managed by Bo Berg"
    assert session.books.get(Member, WANG.id).manager == ANA.id
    assert session.manage(WANG.id, ANA.id) is None


def test_nobody_manages_themselves_or_who_is_above_them() -> None:
    books = Desk().books
    with pytest.raises(Refused, match="manages_self"):
        manage(ANA.id, ANA.id, books)
    with pytest.raises(Refused, match="manages_circle"):
        manage(BOSS.id, WANG.id, books)
    assert manage(WANG.id, None, books)


def test_an_old_manager_does_not_come_back_over_who_works_for_whom_by_now() -> None:
    store = a_store()
    session = at(store, "ana")
    session.manage(WANG.id, None)
    other = at(store, "bo")
    other.manage(ANA.id, WANG.id)
    with pytest.raises(Refused, match="undo_touched"):
        session.undo()


def test_a_member_who_is_new_can_be_a_manager() -> None:
    new = replace(BOSS, id="m-new", login="new", name="Noor")
    desk = Desk()
    desk.do([insert(new)])
    assert manage(BOSS.id, new.id, desk.books)
