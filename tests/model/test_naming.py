"""What people call things, and what they are told when nothing is called so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from okrtui.model.books import Books
from okrtui.model.codec import insert
from okrtui.model.ids import new_id
from okrtui.model.naming import find_cycle, find_key_result, member_named, running
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Cycle,
    CycleState,
    KeyResult,
    Member,
    Objective,
)
from okrtui.text.errors import Refused
from tests.fakes import FakeView

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
TODAY = date(2026, 11, 24)
QUARTER = Cycle(id="q4", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
BEFORE = Cycle(id="q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30))
YEAR = Cycle(id="y", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))


def books(*cycles: Cycle, owners: tuple[str, ...] = ("m1",)) -> Books:
    """Return books where each owner has O1/KR1 in each cycle; the id tells which."""
    view = FakeView(*cycles, Member(id="m1", login="Lin", name="Lin Mei"))
    for cycle in cycles:
        for owner in owners:
            o = Objective(
                id=f"{cycle.id}-{owner}", cycle=cycle.id, owner=owner, number=1, title="O"
            )
            kr = KeyResult(id=f"{o.id}-kr", objective=o.id, number=1, title="KR")
            view.apply([insert(o), insert(kr)])
    return Books(view)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("lin/O1/KR1", "q4-m1-kr"),
        (" LIN/o1/kr1 ", "q4-m1-kr"),
        ("lin／O１／KR１", "q4-m1-kr"),
        ("team/O1/KR1", "q4-team-kr"),
        ("Company/O1/KR1", "q4-company-kr"),
        ("2026-Q3:lin/O1/KR1", "q3-m1-kr"),
        ("2026-q3：lin/O1/KR1", "q3-m1-kr"),
    ],
)
def test_a_key_result_is_found_by_its_name(name: str, id: str) -> None:
    there = books(BEFORE, QUARTER, owners=("m1", TEAM, COMPANY))
    assert find_key_result(there, name, TODAY).id == id


def test_a_key_result_is_found_by_its_id_in_any_cycle() -> None:
    view = FakeView(BEFORE, Member(id="m1", login="lin", name="Lin"))
    o = Objective(id="o", cycle="q3", owner="m1", number=1, title="O")
    kr = KeyResult(id=new_id(NOW), objective="o", number=1, title="KR")
    view.apply([insert(o), insert(kr)])
    assert find_key_result(Books(view), kr.id.upper(), TODAY) == kr


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("", "workspace.kr_form"),
        ("lin", "workspace.kr_form"),
        ("lin/O1", "workspace.kr_form"),
        ("lin/O1/KR1/KR2", "workspace.kr_form"),
        ("lin/O1/KR9999999", "workspace.kr_form"),
        ("lin/O1/KR2", "workspace.no_such_key_result"),
        ("lin/O2/KR1", "workspace.no_such_key_result"),
        ("nobody/O1/KR1", "workspace.no_such_key_result"),
        ("2025-Q4:lin/O1/KR1", "workspace.no_such_cycle"),
    ],
)
def test_what_is_not_there_is_told(name: str, key: str) -> None:
    with pytest.raises(Refused) as caught:
        find_key_result(books(QUARTER), name, TODAY)
    assert caught.value.message.key == key


def test_a_name_in_two_running_cycles_asks_which() -> None:
    with pytest.raises(Refused) as caught:
        find_key_result(books(YEAR, QUARTER), "lin/O1/KR1", TODAY)
    assert caught.value.message.values["names"] == "2026:Lin/O1/KR1, 2026-Q4:Lin/O1/KR1"


def test_running_are_those_of_today_or_else_the_newest_that_is_not_closed() -> None:
    there = books(BEFORE, QUARTER)
    assert [cycle.id for cycle in running(there, TODAY)] == ["q4"]
    assert [cycle.id for cycle in running(there, date(2027, 6, 1))] == ["q4"]
    closed = Cycle(id="c", name="C", start=BEFORE.start, end=QUARTER.end, state=CycleState.CLOSED)
    assert running(books(closed), TODAY) == []


def test_a_member_is_known_by_login_or_full_name() -> None:
    assert member_named(books(), "LIN").id == "m1"
    assert member_named(books(), "lin mei").id == "m1"
    with pytest.raises(Refused) as caught:
        member_named(books(), "ana")
    assert caught.value.message.values["logins"] == "Lin"


def test_a_cycle_is_known_by_its_name() -> None:
    assert find_cycle(books(BEFORE, QUARTER), " 2026-q3 ").id == "q3"
