"""What goes round in a circle."""

from __future__ import annotations

from hypothesis import given, strategies as st

from okrtui.model.circles import on_circles

_NAMES = "abcdef"
_WAYS = st.dictionaries(st.sampled_from(_NAMES), st.sets(st.sampled_from(_NAMES + "x"), max_size=3))


def _after(start: str, ways: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    while new := {to for one in (found or {start}) for to in ways.get(one, ())} - found:
        found |= new
    return found


@given(_WAYS)
def test_what_can_be_reached_from_itself_is_on_a_circle(ways: dict[str, set[str]]) -> None:
    assert on_circles(ways) == {one for one in ways if one in _after(one, ways)}


def test_what_leads_into_a_circle_or_out_of_one_is_not_on_it() -> None:
    assert on_circles({"in": ["a"], "a": ["b"], "b": ["a", "out"], "out": []}) == {"a", "b"}


def test_a_chain_of_thousands_needs_no_recursion() -> None:
    chain = {str(n): [str(n + 1)] for n in range(20_000)}
    assert on_circles(chain) == frozenset()
