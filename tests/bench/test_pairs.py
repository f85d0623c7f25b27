from hypothesis import given, strategies as st

from bench.pairs import Comparison, interleave, percentile

SECONDS = st.floats(0.001, 10)


@given(st.lists(st.tuples(SECONDS, SECONDS), min_size=1, max_size=30))
def test_the_interval_holds_the_median(pairs: list[tuple[float, float]]) -> None:
    ours, theirs = zip(*pairs, strict=True)
    compared = Comparison("a", "b", ours, theirs)
    low, high = compared.interval()
    assert min(compared.ratios) <= low <= compared.ratio <= high <= max(compared.ratios)
    assert compared.interval() == (low, high)


def test_only_what_chance_does_not_explain_is_over_its_bound() -> None:
    once = [1.0] * 21
    assert Comparison("a", "b", [1.3] * 21, once, 1.25).is_over()
    assert not Comparison("a", "b", [1.25] * 21, once, 1.25).is_over()
    wavering = [1.1, 1.5] * 10 + [1.3]
    assert Comparison("a", "b", wavering, once).ratio == 1.3
    assert not Comparison("a", "b", wavering, once, 1.25).is_over()


def test_each_goes_first_in_every_other_pair() -> None:
    went: list[str] = []

    def go(who: str) -> float:
        went.append(who)
        return 1.0

    interleave(lambda: go("a"), lambda: go("b"), 2)
    assert "".join(went) == "ab" + "ab" + "ba"


def test_a_percentile_is_one_of_the_values() -> None:
    assert [percentile([3, 1, 2], percent) for percent in (0, 50, 95, 100)] == [1, 2, 3, 3]
