import pytest
from msgspec.structs import replace

from okrtui.text.width import width
from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, on_stage
from widgets import glyphs
from widgets.kr_card_lines import Compare, KrCardData
from widgets.large_type import LargeType, large_lines
from widgets.line import Piece
from widgets.signs import ASCII, PLAIN, Signs

DATA = KrCardData(
    name="KR2",
    title="p95 of checkout under 300 ms",
    facts=[Piece("lin · due 31 Dec", "dim")],
    compares=(
        Compare(label="value", then="410 ms", now="395 ms", change="−15", large=True),
        Compare(label="progress", then="27 %", now="32 %", change="+5"),
        Compare(label="confidence", then="7", now="5", change="−2", large=True),
        Compare(label="health", then="on track", now="at risk", now_role="at_risk"),
    ),
    pace=([Piece("forecast 31 Dec: 350 ms")],),
)
SIZES = [(80, 19), (120, 35), (200, 55), (40, 8)]


def text(data: KrCardData, size: tuple[int, int], signs: Signs = PLAIN) -> str:
    return "\n".join("".join(p.text for p in line) for line in large_lines(data, *size, signs))


@pytest.mark.parametrize("size", SIZES)
def test_it_never_takes_more_than_there_is(size: tuple[int, int]) -> None:
    shown = large_lines(DATA, *size)
    assert 0 < len(shown) <= size[1]
    assert all(width(line) <= size[0] for line in text(DATA, size).splitlines())


@pytest.mark.parametrize("size", SIZES[1:3])
def test_where_there_is_room_the_title_is_drawn_large_too(size: tuple[int, int]) -> None:
    assert DATA.title not in text(DATA, size)
    assert "█" in text(DATA, size)


def test_in_a_small_window_the_numbers_stay_large() -> None:
    shown = text(DATA, (80, 19))
    assert DATA.title in shown
    assert "".join(glyphs.drawn("395", 2)[0]) in shown


def test_a_fall_that_asks_for_a_reason_leaves_the_numbers_large() -> None:
    value, progress, confidence, health = DATA.compares
    asks = (value, progress, replace(confidence, ask="why?"), health)
    assert "".join(glyphs.drawn("395", 2)[0]) in text(replace(DATA, compares=asks), (80, 19))


def test_the_number_fills_more_where_there_is_more_room() -> None:
    blocks = [text(DATA, size).count("█") for size in SIZES[:3]]
    assert blocks == sorted(set(blocks))


def test_what_is_not_drawn_large_stands_below_in_words() -> None:
    shown = text(DATA, (120, 35))
    assert "progress 27 % → 32 %  +5" in shown
    assert "at risk" in shown
    assert "forecast 31 Dec: 350 ms" in shown


def test_a_unit_is_read_once_and_takes_no_room_from_the_number() -> None:
    shown = text(DATA, (120, 35))
    assert "value, ms  −15" in shown


def test_a_chinese_title_is_shown_as_it_is_and_the_numbers_large() -> None:
    shown = text(DATA_ZH, (120, 35))
    assert "把结算页 p95 降到 300 毫秒以内" in shown
    assert "数值, 毫秒" in shown
    assert "".join(glyphs.drawn("395", 3)[0]) in shown


def test_in_ascii_nothing_else_is_drawn() -> None:
    plain = KrCardData(title="p95", compares=(Compare(label="v", then="7", now="5", large=True),))
    shown = text(plain, (80, 20), ASCII)
    assert shown.isascii()
    assert "#" in shown


def test_not_given_is_a_dash_and_not_a_number() -> None:
    data = KrCardData(title="x", compares=(Compare(label="v", then="–", now="–", large=True),))
    assert "".join(glyphs.drawn("–", 4)[6]).strip() in text(data, (80, 30))


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
async def test_what_people_typed_is_shown_as_they_typed_it(hostile: str) -> None:
    widget = LargeType()
    async with on_stage(widget, size=(80, 24)):
        widget.display = True
        widget.show(KrCardData(name="KR1", title=hostile, compares=DATA.compares))
        assert_aligned(widget)


DATA_ZH = KrCardData(
    title="把结算页 p95 降到 300 毫秒以内",
    compares=(
        Compare(label="数值", then="410 毫秒", now="395 毫秒", large=True),
        Compare(label="信心", then="7", now="5", large=True),
    ),
)


@pytest.mark.parametrize("scale", [1, 2, 3, 4])
@pytest.mark.parametrize("signs", [PLAIN, ASCII], ids=["blocks", "ascii"])
def test_every_line_of_a_glyph_is_as_wide_as_is_said(scale: int, signs: Signs) -> None:
    said = "".join(chr(code) for code in range(32, 127))
    assert glyphs.drawable(said)
    lines = glyphs.drawn(said, scale, signs)
    assert {len(line) for line in lines} == {glyphs.size_of(said, scale)}
    assert len(lines) == glyphs.height_of(scale, signs)


def test_digits_are_all_as_wide_so_that_numbers_do_not_jump() -> None:
    assert len({glyphs.size_of(digit, 1) for digit in "023456789"}) == 1


def test_words_are_kept_whole() -> None:
    assert glyphs.wrapped("one two", 1, glyphs.size_of("one", 1)) == ["one", "two"]
    assert glyphs.wrapped("longest", 1, 5) is None
