"""Who manages whom, and that nobody comes to be above themselves."""

from __future__ import annotations

from msgspec.structs import replace

from okrtui.model.books import Books
from okrtui.model.codec import update
from okrtui.model.managers import above, is_above, managers_fit
from okrtui.model.records import Member
from tests.fakes import FakeView

BO = Member(id="m-bo", login="bo", name="Bo Berg")
ANA = Member(id="m-ana", login="ana", name="Ana Silva", manager=BO.id)
WANG = Member(id="m-wang", login="wang", name="王芳", manager=ANA.id)


def test_who_is_above_somebody_comes_nearest_first() -> None:
    books = Books(FakeView(BO, ANA, WANG))
    assert [one.login for one in above(books, WANG)] == ["ana", "bo"]
    assert is_above(books, BO.id, WANG.id)
    assert not is_above(books, WANG.id, BO.id)


def test_a_circle_that_a_store_brings_along_ends_nowhere_but_here() -> None:
    books = Books(FakeView(replace(BO, manager=WANG.id), ANA, WANG))
    assert [one.login for one in above(books, WANG)] == ["ana", "bo"]


def test_what_would_put_somebody_above_themselves_does_not_fit() -> None:
    view = FakeView(BO, ANA, WANG)
    assert not managers_fit(view, [update(BO, manager=WANG.id)])
    assert managers_fit(view, [update(WANG, manager=BO.id)])
    assert managers_fit(view, [update(ANA, manager=None), update(BO, manager=WANG.id)])
