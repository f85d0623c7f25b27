from okrtui.model.codec import insert, update
from okrtui.model.ops import inverse
from okrtui.model.records import Member
from okrtui.model.view import View
from tests.fakes import FakeClock, FakeView


def test_the_fake_view_is_a_view() -> None:
    view: View = FakeView(Member(id="m1", login="lin", name="Lin"))
    assert view.get("members", "m1") is not None
    assert [doc["login"] for doc in view.where("members", "active", True)] == ["lin"]


def test_an_op_and_its_inverse_leave_the_fake_view_as_it_was() -> None:
    lin = Member(id="m1", login="lin", name="Lin")
    view = FakeView(lin)
    before = view.dump()
    for op in (update(lin, name="Lin Yu"), insert(Member(id="m2", login="wang", name="王"))):
        view.apply([op])
        assert view.dump() != before
        view.apply([inverse(op)])
    assert view.dump() == before


def test_the_fake_clock_goes_on_only_when_told() -> None:
    clock = FakeClock()
    start = clock.now()
    clock.advance(minutes=2, seconds=5)
    assert (clock.now() - start).total_seconds() == clock.elapsed() == 125
