"""Walking back in time."""

from __future__ import annotations

from typing import Any

from hypothesis import given, strategies as st

from okrtui.meeting.past import Past
from okrtui.model.ops import Insert, Op, Remove, Set
from tests.meeting.room import FakeStore

Step = tuple[str, int, int | None]
KINDS = st.sampled_from(["insert", "set", "remove"])
STEPS = st.lists(st.tuples(KINDS, st.integers(0, 5), st.none() | st.integers(1, 9)), max_size=25)


def _op(store: FakeStore, step: Step, minute: int) -> Op | None:
    kind, number, confidence = step
    name = f"i-{number}"
    doc = store.view.get("check_ins", name)
    if kind == "insert" and doc is None:
        at = f"2026-11-24T10:{minute:02}:00Z"
        return Insert(
            "check_ins", name, {"id": name, "key_result": "k", "at": at, "confidence": confidence}
        )
    if kind == "set" and doc is not None:
        return Set("check_ins", name, {"confidence": (doc["confidence"], confidence)})
    if kind == "remove" and doc is not None:
        return Remove("check_ins", name, dict(doc))
    return None


@given(STEPS, st.booleans())
def test_walking_back_shows_each_moment_as_it_was(steps: list[Step], asked_at_once: bool) -> None:
    store = FakeStore()
    moments: list[tuple[dict[str, Any], object]] = []
    for minute, step in enumerate(steps):
        op = _op(store, step, minute)
        if op is not None:
            given = [doc.get("confidence") for doc in store.view.all("check_ins")]
            stands = next((one for one in reversed(given) if one is not None), None)
            moments.append((dict(store.view.dump().get("check_ins", {})), stands))
            store.commit(lambda _view, op=op: [op], via="test")  # type: ignore[misc]
    past = Past(store.view)
    if asked_at_once:
        past.standing("k")
    for transaction, (docs, stands) in zip(reversed(store.log), reversed(moments), strict=True):
        past.walk_back(transaction)
        assert {doc["id"]: doc for doc in past.all("check_ins")} == docs
        assert past.standing("k").get("confidence") == stands
