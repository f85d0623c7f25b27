from __future__ import annotations

from hypothesis import given, strategies as st

from widgets.line import Piece, apart, column, fitted, width_of, wrapped

texts = st.text(st.sampled_from("ab 林进，（…🚀é\n\x1b"), max_size=40)
rooms = st.integers(0, 30)


def said(line: list[Piece]) -> str:
    return "".join(piece.text for piece in line)


def test_a_line_that_fits_is_filled_up() -> None:
    assert said(fitted([Piece("ab"), Piece("c")], 5)) == "abc  "


def test_a_line_that_does_not_is_cut_with_a_mark() -> None:
    assert said(fitted([Piece("abc"), Piece("def")], 5)) == "abcd…"


def test_a_wide_sign_is_never_halved() -> None:
    assert said(fitted([Piece("进度")], 2)) == "… "


def test_the_left_gives_way_to_the_right() -> None:
    assert said(apart([Piece("abcdef")], [Piece("xy")], 8)) == "abc…  xy"


def test_the_right_keeps_no_more_than_half_where_both_are_long() -> None:
    assert said(apart([Piece("a" * 20)], [Piece("b" * 20)], 12)) == "aaa…  bbbbb…"


def test_a_column_stands_on_either_side() -> None:
    assert said(column("ab", 4)) == "ab  "
    assert said(column("ab", 4, right=True)) == "  ab"


def test_wrapping_keeps_the_roles() -> None:
    assert wrapped([Piece("one two", "dim"), Piece(" three", "bright")], 8) == [
        [Piece("one two", "dim")],
        [Piece("three", "bright")],
    ]


@given(st.lists(texts, max_size=4), rooms)
def test_a_fitted_line_takes_its_room(parts: list[str], room: int) -> None:
    assert width_of(fitted([Piece(part) for part in parts], room)) == room


@given(texts, texts, rooms)
def test_parts_set_apart_take_their_room(left: str, right: str, room: int) -> None:
    assert width_of(apart([Piece(left)], [Piece(right)], room)) == room


@given(texts, rooms, st.booleans())
def test_a_column_takes_its_room(text: str, room: int, right: bool) -> None:
    assert width_of(column(text, room, right=right)) == room


@given(st.lists(texts, max_size=4), st.integers(2, 30))
def test_wrapping_loses_blanks_alone(parts: list[str], room: int) -> None:
    line = [Piece(part, role) for part, role in zip(parts, ("dim", "normal") * 2, strict=False)]
    lines = wrapped(line, room)
    assert all(width_of(one) <= room for one in lines)
    kept = "".join(said(one) for one in lines).replace(" ", "")
    assert kept == said(fitted(line, width_of(line))).replace(" ", "")
