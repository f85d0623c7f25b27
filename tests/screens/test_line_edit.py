import pytest
from hypothesis import given, strategies as st

from okrtui.text.width import width
from screens.line_edit import LineEdit
from tests.hostile import HOSTILE


def typed(*keys: str) -> LineEdit:
    edit = LineEdit()
    for key in keys:
        if not edit.key(key):
            edit.insert(key)
    return edit


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["a", "b", "left", "c"], "acb"),
        (["a", "b", "home", "c", "end", "d"], "cabd"),
        (["a b", "backspace"], "a "),
        (["ab", "home", "delete"], "b"),
        (["send the trace", "ctrl+w"], "send the "),
        (["send the trace", "ctrl+u"], ""),
        (["send the trace", "ctrl+left", "ctrl+k"], "send the "),
        (["one", "ctrl+j", "two", "ctrl+u"], "one\n"),
        (["", "backspace", "delete", "ctrl+w"], ""),
        (["👩‍💻🇨🇳", "backspace"], "👩‍💻"),
        (["e\u0301", "backspace"], ""),
        (["e", "\u0301", "left", "x"], "xe\u0301"),
    ],
)
def test_keys_edit(keys: list[str], text: str) -> None:
    assert typed(*keys).text == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["due"], "due"),
        (["due", " fri"], "due fri"),
        (["backspace"], ""),
        (["delete", "a"], "a"),
        (["right", "!"], "send it!"),
        (["end", "!"], "send it!"),
        (["home", "I "], "I send it"),
        (["ctrl+w", "all"], "send all"),
        (["ctrl+j", "now"], "send it\nnow"),
    ],
)
def test_what_is_selected_goes_with_the_first_letter_and_stays_with_a_key_that_moves(
    keys: list[str], text: str
) -> None:
    edit = LineEdit.of("send it", selected=True)
    for key in keys:
        if not edit.key(key):
            edit.insert(key)
    assert edit.text == text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_typed_stands_there_as_typed(text: str) -> None:
    assert LineEdit.of(text).text == text


def test_what_nobody_types_is_cut_off() -> None:
    assert len(LineEdit.of("x" * 20_000).text) == 10_000


def test_lines_break_between_words_and_the_caret_goes_along() -> None:
    laid = LineEdit.of("send the trace file").laid(10)
    assert laid.lines == ("send the ", "trace file", "")
    assert (laid.row, laid.cell) == (2, 0)


def test_wide_signs_take_two_cells() -> None:
    laid = LineEdit.of("将支付接口").laid(6)
    assert laid.lines == ("将支付", "接口")
    assert (laid.row, laid.cell) == (1, 4)


def test_the_caret_in_the_middle_is_where_the_next_letter_goes() -> None:
    edit = LineEdit.of("one\ntwo")
    edit.key("home")
    laid = edit.laid(20)
    assert (laid.lines, laid.row, laid.cell) == (("one", "two"), 1, 0)


@given(st.text(alphabet="ab 你\n👍e\u0301", max_size=60), st.integers(2, 12), st.data())
def test_no_line_is_too_wide_nothing_is_lost_and_the_caret_is_in_it(
    text: str, room: int, data: st.DataObject
) -> None:
    edit = LineEdit.of(text)
    edit.at = data.draw(st.integers(0, len(edit.pieces)))
    laid = edit.laid(room)
    assert "".join(laid.lines) == text.replace("\n", "")
    assert all(width(line) <= room for line in laid.lines)
    assert 0 <= laid.row < len(laid.lines)
    assert 0 <= laid.cell <= room
