from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from okrtui.store.tables import Tables
from okrtui.store.transaction import GENESIS, BadLine, Line
from okrtui.store.view import TableView
from tests.store.kit import TABLE

VALUES: list[Any] = [None, "a", "b", 1, 2, True, 1.0, [1], {"x": 1}]

steps = st.lists(
    st.tuples(
        st.sampled_from(["put", "set", "remove"]),
        st.sampled_from("abcdef"),
        st.sampled_from(VALUES),
    ),
    max_size=30,
)


def line(seq: int, *ops: tuple[Any, str, str, dict[str, Any]]) -> Line:
    return Line(
        v=1, seq=seq, id=f"t{seq}", at="", by="", as_=None, via="", ops=list(ops), chain=GENESIS
    )


def same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other


def take(tables: Tables, what: str, name: str, value: Any) -> None:
    """Let a step take effect, where it can be made."""
    seq, present = tables.seq + 1, tables.get(TABLE, name)
    if what == "put" and present is None:
        tables.apply(line(seq, ("insert", TABLE, name, {"id": name, "x": value})))
    elif what == "set" and present is not None:
        tables.apply(line(seq, ("set", TABLE, name, {"x": [present.get("x"), value]})))
    elif what == "remove" and present is not None:
        tables.apply(line(seq, ("remove", TABLE, name, present)))


@given(steps, st.integers(0, 30))
@example([("put", "a", None), ("put", "b", "a"), ("set", "a", "a")], 1)
def test_where_finds_what_a_scan_finds_in_the_order_of_commits(
    made: list[tuple[str, str, Any]], index_after: int
) -> None:
    # Red without `index.move` or `sorted` in `Tables`.
    tables = Tables({}, 0)
    view = TableView(tables)
    for number, (what, name, value) in enumerate(made):
        if number == index_after:
            view.where(TABLE, "x", "a")
        take(tables, what, name, value)
    for value in VALUES:
        scanned = [doc for doc in view.all(TABLE) if same(doc.get("x"), value)]
        assert view.where(TABLE, "x", value) == scanned


@given(steps, st.integers(0, 30))
@example([("put", "a", 1), ("put", "b", 2), ("remove", "b", 0)], 2)
@example([("put", "a", 1), ("put", "b", 2), ("set", "b", 0)], 2)
def test_the_highest_is_what_a_scan_finds(
    made: list[tuple[str, str, Any]], look_after: int
) -> None:
    # Red where `Tables._put` keeps what went, or misses what came.
    tables = Tables({}, 0)
    view = TableView(tables)
    for number, step in enumerate(made):
        if number == look_after:
            view.highest(TABLE, "x")
        take(tables, *step)
    numbers = [doc["x"] for doc in view.all(TABLE) if type(doc.get("x")) is int]
    assert view.highest(TABLE, "x") == max(numbers, default=0)


def test_a_transaction_that_does_not_follow_does_not_take_effect() -> None:
    # Red without the comparison of `seq` in `Tables.apply`.
    tables = Tables({}, 0)
    with pytest.raises(BadLine):
        tables.apply(line(2, ("insert", TABLE, "a", {"id": "a"})))
    assert (tables.seq, tables.get(TABLE, "a")) == (0, None)


def test_what_becomes_another_forgets_what_it_had_looked_up() -> None:
    # Red without `_indexes.clear`, `_places.clear` or `_highest.clear` in `Tables.become`.
    tables = Tables({TABLE: {"a": {"id": "a", "x": 9}}}, 1)
    assert (tables.highest(TABLE, "x"), len(tables.where(TABLE, "x", 9))) == (9, 1)
    changed = tables.become(Tables({TABLE: {name: {"id": name, "x": 1} for name in "bc"}}, 1))
    assert changed == {(TABLE, name) for name in "abc"}
    assert (tables.highest(TABLE, "x"), tables.where(TABLE, "x", 9)) == (1, [])
    assert [doc["id"] for doc in tables.where(TABLE, "x", 1)] == ["b", "c"]


def test_an_absent_field_is_found_as_none() -> None:
    tables = Tables({TABLE: {"a": {"id": "a"}, "b": {"id": "b", "x": 1}}}, 0)
    assert TableView(tables).where(TABLE, "x", None) == [{"id": "a"}]


def test_a_table_nobody_wrote_to_is_empty() -> None:
    view = TableView(Tables({}, 0))
    assert (list(view.all("links")), view.where("links", "x", 1), view.get("links", "a")) == (
        [],
        [],
        None,
    )
