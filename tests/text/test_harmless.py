from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from okrtui.text.errors import Refused
from okrtui.text.harmless import LONGEST, clean_line, clean_text, harmless
from okrtui.text.words import words_in
from tests.hostile import HOSTILE, HOSTILE_LINES

CONTROLS = {chr(code) for code in [*range(0x20), *range(0x7F, 0xA0)]}
ACTING = CONTROLS | {
    chr(code) for code in [*range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)]
}
TEXTS = st.text(
    st.one_of(st.sampled_from("\x1b\x9b\r\n\t\u2028\u202e\u2066\ud800 a中"), st.characters()),
    max_size=30,
)


@given(TEXTS)
def test_nothing_that_acts_is_left(text: str) -> None:
    assert not ACTING & set(harmless(text))
    assert not (ACTING - {"\n"}) & set(harmless(text, lines=True))


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_acts_is_left_of_a_hostile_text(name: str) -> None:
    assert not ACTING & set(harmless(HOSTILE[name]))


@given(TEXTS)
def test_what_is_harmless_stays(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once


def test_words_stay_and_controls_are_shown() -> None:
    assert harmless("\x1b[31mred\x1b[0m") == "␛[31mred␛[0m"
    assert harmless("\x9b2J\x00\x7f") == "�2J␀␡"
    assert harmless("\ud800") == "�"
    assert harmless("user\u202etxt.exe") == "usertxt.exe"
    assert harmless("שלום 👩‍💻 中文 [b]") == "שלום 👩‍💻 中文 [b]"


def test_a_line_end_is_shown_or_kept() -> None:
    assert harmless("a\r\nb\rc\u2028d\te") == "a↵b↵c↵d e"
    assert harmless("a\r\nb\rc\u2028d\te", lines=True) == "a\nb\nc\nd    e"


@pytest.mark.parametrize("name", HOSTILE_LINES)
def test_what_can_be_typed_is_stored_as_it_stands(name: str) -> None:
    assert clean_line(HOSTILE_LINES[name]) == HOSTILE_LINES[name].strip()
    assert clean_text(HOSTILE_LINES[name]) == HOSTILE_LINES[name].rstrip()


@given(TEXTS)
def test_what_is_stored_is_utf8_without_controls(text: str) -> None:
    line, lines = clean_line(text), clean_text(text)
    (line + lines).encode("utf-8")
    assert not set(line) & CONTROLS
    assert not set(lines) & CONTROLS - {"\n", "\t"}
    assert clean_line(line) == line
    assert clean_text(lines) == lines


def test_line_ends_become_one_kind() -> None:
    assert clean_text("\r\n a  \r\nb\x0bc\u2029d\x00\n\n") == " a\nb\nc\nd"
    assert clean_line(" a\r\nb\tc\x1b ") == "a b c"


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t", "\u200b\u200d\ufeff", "\x00"])
def test_what_cannot_be_seen_is_nothing(nothing: str) -> None:
    assert clean_line(nothing) == ""
    assert clean_text(nothing) == ""


def test_what_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(Refused) as refused:
        clean_line("x" * (LONGEST + 1))
    assert "10001" in words_in("en").tell(refused.value)
    assert clean_line("x" * LONGEST)
