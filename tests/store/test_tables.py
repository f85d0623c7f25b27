from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from okrtui.store.tables import Tables
from okrtui.store.transaction import GENESIS, BadLine, Line
from okrtui.store.view import TableView
from tests.store.kit import TABLE

VALUES: list[Any] = [None, "a", "b", 1, True, 1.0, [1], {"x": 1}]

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


@given(steps, st.integers(0, 30))
@example([("put", "a", None), ("put", "b", "a"), ("set", "a", "a")], 1)
def test_where_finds_what_a_scan_finds_in_the_order_of_commits(
    made: list[tuple[str, str, Any]], index_after: int
) -> None:
    # Red without `index.move` or `sorted` in `Tables`.
    tables = Tables({}, 0)
    view = TableView(tables)
    for number, (what, name, value) in enumerate(made):
        seq = tables.seq + 1
        if number == index_after:
            view.where(TABLE, "x", "a")
        present = tables.get(TABLE, name)
        if what == "put" and present is None:
            tables.apply(line(seq, ("insert", TABLE, name, {"id": name, "x": value})))
        elif what == "set" and present is not None:
            tables.apply(line(seq, ("set", TABLE, name, {"x": [present.get("x"), value]})))
        elif what == "remove" and present is not None:
            tables.apply(line(seq, ("remove", TABLE, name, present)))
    for value in VALUES:
        scanned = [doc for doc in view.all(TABLE) if same(doc.get("x"), value)]
        assert view.where(TABLE, "x", value) == scanned


def test_a_transaction_that_does_not_follow_does_not_take_effect() -> None:
    # Red without the comparison of `seq` in `Tables.apply`.
    tables = Tables({}, 0)
    with pytest.raises(BadLine):
        tables.apply(line(2, ("insert", TABLE, "a", {"id": "a"})))
    assert (tables.seq, tables.get(TABLE, "a")) == (0, None)


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
