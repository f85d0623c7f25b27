import pytest

from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, lines, on_stage
from widgets.line import Piece
from widgets.told import Happened, Told, told_lines

ONE = Happened([Piece("today 10:00 · ana")], ([Piece("value 410 ms → 395 ms")],))


def texts(width: int, happened: Happened = ONE) -> list[str]:
    shown = told_lines([[Piece("KR2")]], [happened], width)
    return ["".join(piece.text for piece in line).rstrip() for line in shown]


def test_what_happened_stands_beside_when_it_did() -> None:
    assert texts(90) == ["KR2", "", "today 10:00 · ana   value 410 ms → 395 ms"]


def test_and_below_it_where_that_has_no_room() -> None:
    assert texts(40) == ["KR2", "", "today 10:00 · ana", "  value 410 ms → 395 ms"]


def test_a_long_line_goes_on_below_itself() -> None:
    long = Happened([Piece("today")], ([Piece("word " * 60)],))
    shown = texts(90, long)
    assert len(shown) > 4
    assert all(line.startswith("        word") for line in shown[3:])


async def test_it_scrolls_through_what_does_not_fit() -> None:
    widget = Told()
    async with on_stage(widget, size=(80, 5)) as played:
        widget.show([[Piece("KR2")]], [ONE] * 20)
        await played.pilot.pause()
        widget.scroll_to(y=10, animate=False)
        await played.pilot.pause()
        assert "KR2" not in "".join(lines(widget))
        assert_aligned(widget)


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
async def test_what_people_typed_is_shown_as_they_typed_it(hostile: str) -> None:
    widget = Told()
    async with on_stage(widget, size=(80, 12)):
        widget.show([[Piece(hostile)]], [Happened([Piece(hostile)], ([Piece(hostile)],))])
        assert_aligned(widget)
