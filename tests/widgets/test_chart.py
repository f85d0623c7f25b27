"""Curves over columns: where they lie, and how they are told apart without colour."""

from __future__ import annotations

import pytest

from okrtui.text.width import width
from widgets.chart import Chart, Curve, Stroke, beside, chart_lines, legend, plotted
from widgets.line import Line, Piece
from widgets.signs import ASCII

RISE = Curve(points=((0.5, 0), (3.5, 1)), role="bright")


def text(line: Line) -> str:
    return "".join(piece.text for piece in line)


def plot(*curves: Curve, size: tuple[int, int] = (8, 4), columns: int = 4) -> list[str]:
    chart = Chart(columns=columns, curves=curves)
    return [text(line) for line in plotted(chart, *size, signs=ASCII)]


def test_a_rise_goes_from_the_bottom_left_to_the_top_right() -> None:
    assert plot(RISE) == [
        "       *",
        "     ** ",
        "   **   ",
        " **     ",
    ]


def test_what_lies_outside_is_drawn_at_the_edge() -> None:
    assert plot(Curve(points=((-3, 2), (9, 2)))) == ["********", *["        "] * 3]


def test_a_single_point_is_a_dot_and_no_point_is_nothing() -> None:
    assert "".join(plot(Curve(points=((0.5, 0),)))).count("*") == 1
    assert "".join(plot(Curve(points=()))).strip() == ""


def test_a_later_curve_lies_above_an_earlier_one() -> None:
    under = Curve(points=((0, 0), (4, 0)), stroke="dotted", role="graph")
    over = Curve(points=((0, 0), (4, 0)), role="bright")
    line = plotted(Chart(columns=4, curves=(under, over)), 8, 1)[0]
    assert {piece.role for piece in line} == {"bright"}


@pytest.mark.parametrize("stroke", ["solid", "dotted", "dashed"])
def test_each_stroke_is_its_own_without_colour_and_its_legend_looks_like_it(stroke: Stroke) -> None:
    flat = Curve(points=((0, 1), (4, 1)), stroke=stroke)
    drawn = {
        other: "".join(plot(Curve(points=flat.points, stroke=other)))
        for other in ("solid", "dotted", "dashed")
    }
    assert len(set(drawn.values())) == 3
    assert set(legend(stroke, ASCII)) == set(drawn[stroke].replace(" ", ""))
    assert len(legend(stroke)) == 4


def test_braille_holds_two_by_four_dots_in_a_cell() -> None:
    flat = Chart(columns=1, curves=(Curve(points=((0, 1), (1, 1))),))
    assert [text(line) for line in plotted(flat, 2, 1)] == ["⠉⠉"]


def test_words_stand_at_the_left_and_numbers_below_their_columns() -> None:
    chart = Chart(
        columns=3,
        curves=(RISE,),
        axis=("100 %", "0 %"),
        below=(("week", tuple(Piece(str(week)) for week in (9, 10, 11))),),
    )
    lines = [text(line) for line in chart_lines(chart, 20, 3, margin=6, signs=ASCII)]
    assert lines[0].startswith(" 100 % ")
    assert lines[2].startswith("   0 % ")
    assert lines[3] == "  week    9  10  11"
    assert len({width(line) for line in lines}) == 1


def test_a_text_too_wide_for_its_column_is_left_out() -> None:
    chart = Chart(columns=2, curves=(), below=(("value", (Piece("1,234,567"), Piece("3"))),))
    assert text(chart_lines(chart, 16, 1, margin=6)[1]).split() == ["value", "3"]


@pytest.mark.parametrize("size", [(3, 5), (20, 0), (0, 0)])
def test_without_room_there_is_no_chart(size: tuple[int, int]) -> None:
    assert chart_lines(Chart(columns=14, curves=(RISE,)), *size, margin=6) == []


def test_blocks_stand_side_by_side() -> None:
    ones, twos = [[Piece("1")], [Piece("1")]], [[Piece("2")], [Piece("2")]]
    assert [text(line) for line in beside([ones, twos])] == ["1  2", "1  2"]
