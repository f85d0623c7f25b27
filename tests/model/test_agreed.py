from okrtui.model.agreed import answered_for, owners, tree
from okrtui.model.books import Books
from okrtui.model.records import COMPANY, TEAM, State
from tests.fakes import FakeView
from tests.model.makers import QUARTER, kr, member, objective

BOOKS = Books(
    FakeView(
        QUARTER, member("wang"), member("lin"), member("zoe", active=False),
        objective("o1", owner="m-lin"), kr("a2", number=2), kr("a1", number=1, owner="m-wang"),
        objective("o2", owner="m-wang"), kr("b", objective="o2"),
        objective("o3", owner=TEAM), kr("c", objective="o3", owner="m-wang"),
        objective("o4", owner=COMPANY),
        objective("o5", owner="m-zoe", number=1), kr("e", objective="o5", owner="Vendor"),
        objective("o6", owner="m-lin", number=2, state=State.DROPPED), kr("f", objective="o6"),
    )
)  # fmt: skip


def test_the_tree_goes_from_the_company_over_the_team_to_the_members_as_listed() -> None:
    found = [(o.id, [one.id for one in key_results]) for o, key_results in tree(BOOKS, "q4")]
    assert found == [("o4", []), ("o3", ["c"]), ("o2", ["b"]), ("o1", ["a1", "a2"]), ("o5", ["e"])]


def test_what_is_under_a_dropped_objective_went_with_it() -> None:
    assert "f" not in {one.id for _, key_results in tree(BOOKS, "q4") for one in key_results}


def test_ones_own_objectives_come_before_those_of_others() -> None:
    assert [one.id for one in answered_for(BOOKS, "q4", "m-wang")] == ["b", "c", "a1"]


def test_owners_are_the_common_ones_then_all_members_then_whoever_else() -> None:
    found = owners(BOOKS, tree(BOOKS, "q4"))
    assert found == [COMPANY, TEAM, "m-wang", "m-lin", "m-zoe", "Vendor"]
