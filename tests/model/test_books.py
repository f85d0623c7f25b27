from datetime import date

import pytest

from okrtui.model.books import Books
from okrtui.model.ops import Insert
from okrtui.model.records import TEAM, Cycle, KeyResult, Member, Task, Team
from okrtui.text.errors import Damaged, Refused
from tests.fakes import FakeView
from tests.model.makers import QUARTER, at, kr, member, objective, said, task

VIEW = FakeView(
    Team(id="t", name="Growth"), member("wang"), member("lin"), member("zoe", active=False),
    Cycle(id="q1", name="2027-Q1", start=date(2027, 1, 1), end=date(2027, 3, 31)), QUARTER,
    objective("o2", number=2), objective("o1", number=1), objective("o3", owner=TEAM),
    kr("k2", number=2, owner="m-wang"), kr("k1", number=1), kr("k3", objective="o3"),
    kr("k4", objective="o2", owner="Vendor Ltd"),
    task("t1", key_result="k1"), said(at(11, 17), 5, 7, key_result="k1"),
    said(at(11, 10), 4, 6, key_result="k1"),
)  # fmt: skip
BOOKS = Books(VIEW)


def test_what_is_not_there_is_none_or_refused() -> None:
    assert BOOKS.find(KeyResult, "gone") is BOOKS.find(KeyResult, None) is None
    with pytest.raises(Refused):
        BOOKS.get(KeyResult, "gone")


def test_a_document_that_does_not_fit_is_told_as_damage() -> None:
    view = FakeView(Insert("tasks", "t1", {"id": "t1", "title": 7}))
    with pytest.raises(Damaged):
        Books(view).get(Task, "t1")


def test_members_are_those_with_us_as_listed() -> None:
    assert [one.login for one in BOOKS.members()] == ["wang", "lin"]


def test_a_login_is_found_whatever_its_capitals() -> None:
    found = BOOKS.member_by_login("LIN")
    assert found is not None
    assert found.id == "m-lin"
    assert BOOKS.member_by_login("nobody") is None


def test_owners_are_written_by_login_or_as_they_are() -> None:
    names = [BOOKS.owner_login(owner) for owner in ("m-lin", TEAM, "Vendor Ltd", None)]
    assert names == ["lin", "team", "Vendor Ltd", ""]


def test_cycles_come_by_their_start_and_objectives_by_number() -> None:
    assert [cycle.id for cycle in BOOKS.cycles()] == ["q4", "q1"]
    assert [one.id for one in BOOKS.objectives("q4")] == ["o1", "o3", "o2"]
    assert [one.id for one in BOOKS.key_results("o1")] == ["k1", "k2"]


def test_check_ins_come_as_they_were_committed() -> None:
    assert [one.value for one in BOOKS.check_ins("k1")] == [5, 4]
    assert [one.id for one in BOOKS.tasks("k1")] == ["t1"]


@pytest.mark.parametrize(
    ("key_result", "name", "answers"),
    [("k1", "lin/O1/KR1", "m-lin"), ("k2", "lin/O1/KR2", "m-wang"), ("k3", "team/O1/KR1", "team"),
     ("k4", "lin/O2/KR1", "Vendor Ltd")],
)  # fmt: skip
def test_a_key_result_is_named_by_its_objectives_owner(
    key_result: str, name: str, answers: str
) -> None:
    record = BOOKS.get(KeyResult, key_result)
    assert (BOOKS.kr_name(record), BOOKS.answers_for(record)) == (name, answers)


def test_an_empty_workspace_has_no_team_name() -> None:
    assert BOOKS.team_name() == "Growth"
    assert Books(FakeView()).team_name() == ""
    assert list(Books(FakeView()).all(Member)) == []
