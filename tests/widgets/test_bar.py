from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from widgets.bar import bar, trend
from widgets.line import Piece, width_of
from widgets.signs import ASCII, PLAIN


def text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (0.0, "╌╌╌╌╌╌╌╌╌╌"),
        (0.5, "━━━━━╌╌╌╌╌"),
        (1.0, "━━━━━━━━━━"),
        (0.001, "━╌╌╌╌╌╌╌╌╌"),
        (0.999, "━━━━━━━━━╌"),
        (-3.0, "╌╌╌╌╌╌╌╌╌╌"),
        (7.0, "━━━━━━━━━━"),
        (None, "╌╌╌╌╌╌╌╌╌╌"),
    ],
)
def test_only_nothing_looks_empty_and_only_the_whole_looks_full(
    share: float | None, drawn: str
) -> None:
    assert text(bar(share, 10)) == drawn


def test_a_bar_in_ascii() -> None:
    assert text(bar(0.5, 4, signs=ASCII)) == "==--"


@given(st.floats(allow_nan=False), st.integers(-2, 40), st.sampled_from([PLAIN, ASCII]))
def test_a_bar_takes_its_width(share: float, cells: int, signs: object) -> None:
    assert width_of(bar(share, cells)) == max(cells, 0)


def test_a_trend_shows_the_newest_on_the_right_and_bright() -> None:
    assert trend([1, 5, 10], 3, low=1, high=10) == (Piece("▁▄", "graph"), Piece("█", "bright"))


def test_weeks_without_a_word_are_gaps() -> None:
    assert text(trend([1, None, 10], 5, low=1, high=10)) == "  ▁ █"


def test_a_trend_in_ascii_is_digits() -> None:
    assert text(trend([1, 5, 10], 3, low=1, high=10, signs=ASCII)) == "148"


@given(st.lists(st.none() | st.floats(-2, 12), max_size=30), st.integers(-1, 20))
def test_a_trend_takes_its_width(values: list[float | None], cells: int) -> None:
    assert width_of(trend(values, cells, low=0, high=10)) == max(cells, 0)


def test_values_all_alike_are_drawn() -> None:
    assert text(trend([5, 5], 2, low=5, high=5)) == "▁▁"
