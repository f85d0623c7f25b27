from typing import Any

from hypothesis import given, strategies as st

from okrtui.model.ops import Insert, Op, Remove, Set, inverse
from tests.fakes import FakeView

values = st.none() | st.integers(0, 3) | st.text(max_size=3)
names = st.sampled_from(["title", "note", "unit"])


@st.composite
def changes(draw: st.DrawFn) -> tuple[FakeView, list[Op]]:
    """Return some tables and ops that fit onto them, one after the other."""
    view = FakeView()
    state: dict[str, dict[str, Any]] = {}
    ops: list[Op] = []
    for number in range(draw(st.integers(1, 6))):
        again = bool(state) and draw(st.booleans())
        key = draw(st.sampled_from(sorted(state))) if again else f"t{number}"
        if not again:
            doc = {"id": key, **draw(st.dictionaries(names, values))}
            op: Op = Insert("tasks", key, doc)
            state[key] = dict(doc)
        elif draw(st.booleans()):
            now = draw(st.dictionaries(names, values, min_size=1))
            op = Set("tasks", key, {name: (state[key].get(name), now[name]) for name in now})
            state[key] |= now
        else:
            op = Remove("tasks", key, state.pop(key))
        ops.append(op)
    return view, ops


def as_told(view: FakeView) -> dict[str, dict[str, Any]]:
    """Return the documents; a field that is absent is one that is None."""
    return {
        key: {name: value for name, value in doc.items() if value is not None}
        for key, doc in view.dump().get("tasks", {}).items()
    }


@given(changes())
def test_ops_taken_back_in_reverse_leave_everything_as_it_was(
    given_: tuple[FakeView, list[Op]],
) -> None:
    view, ops = given_
    states = []
    for op in ops:
        states.append(as_told(view))
        view.apply([op])
    for op in reversed(ops):
        view.apply([inverse(op)])
        assert as_told(view) == states.pop()


@given(changes())
def test_the_inverse_of_the_inverse_is_the_op(given_: tuple[FakeView, list[Op]]) -> None:
    for op in given_[1]:
        assert inverse(inverse(op)) == op
