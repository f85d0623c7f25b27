"""The appraisal: its order, who writes which part, and who is told who reads it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from okrtui.cycle.reviews import must_be_told, parts_open, review, reviews_of
from okrtui.meeting.history import history
from okrtui.meeting.history_words import tell_happening
from okrtui.model.codec import update
from okrtui.model.ops import Op, Transaction
from okrtui.model.records import ReviewPart
from okrtui.text.errors import Refused
from okrtui.text.words import words_in
from tests.cycle.desk import ANA, BOSS, Q4, WANG, Desk

SELF, AROUND, MANAGER, CALIBRATION = ReviewPart


def write(
    desk: Desk, by: str, part: ReviewPart, text: str = "shipped it", *, told: bool = True
) -> Sequence[Op]:
    desk.by = by
    return desk.do(
        review(part, text, desk.books, desk.around, cycle=Q4.id, about=WANG.id, told=told)
    )


def written(desk: Desk) -> list[tuple[str, str, str]]:
    return [(r.part.value, r.author, r.text) for r in reviews_of(desk.books, Q4.id, WANG.id)]


def test_the_parts_follow_one_another() -> None:
    desk = Desk()
    for by, part in (("wang", SELF), ("bo", AROUND), ("ana", MANAGER), ("bo", CALIBRATION)):
        assert part in parts_open(desk.books, Q4.id, WANG.id)
        write(desk, by, part)
    assert [part for part, _, _ in written(desk)] == ["self", "around", "manager", "calibration"]


@pytest.mark.parametrize(("by", "part"), [("bo", AROUND), ("ana", MANAGER), ("bo", CALIBRATION)])
def test_no_part_comes_before_the_one_that_precedes_it(by: str, part: ReviewPart) -> None:
    desk = Desk()
    with pytest.raises(Refused, match="review_first"):
        write(desk, by, part)
    assert parts_open(desk.books, Q4.id, WANG.id) == (SELF,)


def test_a_part_is_over_once_a_later_one_has_begun() -> None:
    desk = Desk()
    write(desk, "wang", SELF)
    write(desk, "bo", AROUND)
    with pytest.raises(Refused, match="review_over"):
        write(desk, "wang", SELF, "and more")


def test_each_writes_their_own_part() -> None:
    desk = Desk()
    with pytest.raises(Refused, match="review_own"):
        write(desk, "ana", SELF)
    write(desk, "wang", SELF)
    with pytest.raises(Refused, match="review_not_own"):
        write(desk, "wang", AROUND)
    write(desk, "bo", AROUND)
    with pytest.raises(Refused, match="review_by"):
        write(desk, "bo", MANAGER)
    write(desk, "ana", MANAGER)
    with pytest.raises(Refused, match="review_by"):
        write(desk, "ana", CALIBRATION)


def test_where_nobody_said_who_manages_whom_the_calibrating_one_is_still_another() -> None:
    desk = Desk()
    desk.do([update(WANG, manager=None)])
    write(desk, "wang", SELF)
    write(desk, "bo", AROUND)
    write(desk, "bo", MANAGER)
    with pytest.raises(Refused, match="review_by"):
        write(desk, "ana", MANAGER)
    with pytest.raises(Refused, match="review_calibrated"):
        write(desk, "bo", CALIBRATION)
    write(desk, "ana", CALIBRATION)


def test_several_write_around_a_member_and_each_amends_their_own() -> None:
    desk = Desk()
    write(desk, "wang", SELF)
    write(desk, "bo", AROUND, "helped a lot")
    write(desk, "ana", AROUND, "wrote the guide")
    write(desk, "bo", AROUND, "helped us twice")
    assert written(desk)[1:] == [
        ("around", "bo", "helped us twice"),
        ("around", "ana", "wrote the guide"),
    ]
    assert write(desk, "bo", AROUND, "helped us twice") == []


def test_who_writes_for_the_first_time_is_told_who_can_read_it() -> None:
    desk = Desk()
    assert must_be_told(desk.books, "wang")
    with pytest.raises(Refused, match="review_readers"):
        write(desk, "wang", SELF, told=False)
    write(desk, "wang", SELF)
    assert not must_be_told(desk.books, "wang")
    write(desk, "wang", SELF, "more", told=False)


def test_a_review_says_something() -> None:
    with pytest.raises(Refused, match="review_empty"):
        write(Desk(), "wang", SELF, " \n ")


def test_reviews_go_on_after_the_cycle_is_closed_and_other_cycles_have_their_own() -> None:
    desk = Desk(replace(Q4, id="c-other", name="2026-Q3"))
    desk.close()
    write(desk, "wang", SELF)
    assert reviews_of(desk.books, "c-other", WANG.id) == []
    assert reviews_of(desk.books, Q4.id, ANA.id) == []
    assert BOSS.login == "bo"


def test_the_history_tells_that_a_review_was_written_and_not_what_it_says() -> None:
    desk = Desk()
    ops = write(desk, "wang", SELF, "I shipped the gate")
    amended = write(desk, "wang", SELF, "I shipped the gate twice")
    made = [
        Transaction(seq=n, id=f"t{n}", at=desk.now, by="wang", via="review", ops=done)
        for n, done in enumerate((ops, amended), 1)
    ]
    lines = [
        line
        for one in history(made, desk.view)
        for line in tell_happening(one, words_in("en"), desk.books)
    ]
    assert lines == ["new: review: of 王芳, part self-review"]
