import pytest

from okrtui.text.width import width
from widgets import glyphs
from widgets.signs import ASCII
from widgets.vote_view import Given, VoteData, vote_lines

ASKED = VoteData(name="ana/O1/KR2", title="p95", who="Wang", asks="confidence", done=1, of=3)
SHOWN = VoteData(
    name="ana/O1/KR2",
    title="p95",
    given=(Given(value=5, name="Wang", low=True), Given(value=7), Given(value=10, name="Ana")),
    first="speaks first",
    spread="5 to 10, 5 apart",
    then="Talk.",
)


def text(data: VoteData, size: tuple[int, int] = (80, 22)) -> str:
    return "\n".join("".join(p.text for p in line) for line in vote_lines(data, *size))


def test_who_is_asked_is_named_in_large() -> None:
    assert glyphs.drawn("Wang", 2)[0] in text(ASKED)


def test_a_name_that_no_glyph_draws_is_written() -> None:
    assert "王芳" in text(VoteData(who="王芳", asks="信心", of=2))


def test_that_something_was_typed_is_seen_and_not_what() -> None:
    typed = VoteData(who="王芳", asks="confidence", typed="8", of=3)
    assert "•" in text(typed)
    assert "8" not in text(typed)
    assert text(typed) == text(VoteData(who="王芳", asks="confidence", typed="10", of=3))


def test_the_lowest_speaks_first() -> None:
    lines = text(SHOWN).splitlines()
    names = next(line for line in lines if "Wang" in line)
    first = next(line for line in lines if "speaks first" in line)
    assert abs(names.index("Wang") - first.index("speaks first")) < 8
    assert names.index("Wang") < names.index("Ana")


def test_how_far_apart_they_are_is_said() -> None:
    assert "5 to 10, 5 apart" in text(SHOWN)


def test_where_many_voted_each_value_is_a_row() -> None:
    many = VoteData(given=tuple(Given(value=n % 10 + 1) for n in range(60)), spread="1 to 10")
    rows = [line.split() for line in text(many).splitlines() if line.split()]
    assert ["1", "●●●●●●"] in rows
    assert ["10", "●●●●●●"] in rows


@pytest.mark.parametrize("size", [(80, 22), (120, 38), (200, 58), (40, 10)])
@pytest.mark.parametrize("data", [ASKED, SHOWN], ids=["asked", "shown"])
def test_it_keeps_to_the_room_there_is(data: VoteData, size: tuple[int, int]) -> None:
    lines = text(data, size).splitlines()
    assert len(lines) <= size[1]
    assert all(width(line) <= size[0] for line in lines)


def test_in_ascii_nothing_else_is_drawn() -> None:
    lines = vote_lines(SHOWN, 80, 22, ASCII)
    assert all(piece.text.isascii() for line in lines for piece in line)
