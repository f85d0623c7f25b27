"""A view as it would be after some ops."""

from __future__ import annotations

import copy

from hypothesis import given, strategies as st

from okrtui.model.ops import Insert, Op, Remove, Set
from okrtui.model.overlay import Overlay
from tests.fakes import FakeView

_IDS = st.sampled_from(["a", "b", "c", "d"])
_NUMBER = {"red": 1, "green": 2, "blue": None}
_COLOURS = st.sampled_from(sorted(_NUMBER))


@given(
    st.lists(st.tuples(st.sampled_from(["insert", "set", "remove"]), _IDS, _COLOURS), max_size=12),
    st.integers(0, 12),
)
def test_it_shows_what_the_view_would_hold_were_the_ops_applied(
    steps: list[tuple[str, str, str]], written: int
) -> None:
    view, ops = FakeView(), list[Op]()
    after = FakeView()
    for number, (what, key, colour) in enumerate(steps):
        op = _op(after, what, key, colour)
        if op is None:
            continue
        after.apply([op])
        if number < written:
            view.apply([copy.deepcopy(op)])
        else:
            ops.append(op)
    overlay = Overlay(view, ops)
    assert _by_id(overlay.all("tasks")) == _by_id(after.all("tasks"))
    assert _by_id(overlay.where("tasks", "colour", "red")) == _by_id(
        after.where("tasks", "colour", "red")
    )
    assert overlay.highest("tasks", "n") == after.highest("tasks", "n")
    assert all(overlay.get("tasks", key) == after.get("tasks", key) for key in "abcd")


def _op(view: FakeView, what: str, key: str, colour: str) -> Op | None:
    doc = view.get("tasks", key)
    if what == "insert":
        return (
            None
            if doc
            else Insert("tasks", key, {"id": key, "colour": colour, "n": _NUMBER[colour]})
        )
    if doc is None:
        return None
    if what == "remove":
        return Remove("tasks", key, dict(doc))
    number = (doc["n"], _NUMBER[colour])
    return Set("tasks", key, {"colour": (doc["colour"], colour), "n": number})


def _by_id(docs: object) -> dict[str, object]:
    return {doc["id"]: dict(doc) for doc in docs}  # type: ignore[attr-defined]
