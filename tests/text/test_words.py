from __future__ import annotations

import subprocess
import sys

import pytest

from okrtui.text.errors import ExitCode, NotWritten, Refused
from okrtui.text.message import message
from okrtui.text.words import Words, words_in

EN, ZH = words_in("en"), words_in("zh")


def test_a_key_has_words_in_both_languages() -> None:
    assert (EN("terms.on_track"), ZH("terms.on_track")) == ("on track", "正常")


def test_placeholders_are_filled_and_what_fills_them_is_not_read_again() -> None:
    assert EN("minutes.about", name="{name} {0} %s") == " ({name} {0} %s)"


@pytest.mark.parametrize(("n", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_what_is_counted_chooses_its_form(n: int, said: str) -> None:
    assert EN("minutes.silent", n=n).endswith(said)


@pytest.mark.parametrize("key", ["terms.nowhere", "terms.", "terms"])
def test_a_key_without_words_is_our_mistake(key: str) -> None:
    with pytest.raises(KeyError):
        EN(key)


def test_a_placeholder_without_a_value_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        EN("minutes.about", who="x")


def test_a_message_and_an_error_are_told_in_the_readers_language() -> None:
    said = message("dates.no_day", text="soon")
    assert "soon" in EN.tell(said)
    assert EN.tell(Refused("dates.no_day", text="soon")) == EN.tell(said) != ZH.tell(said)


def test_each_kind_of_error_has_its_exit_code() -> None:
    assert Refused("dates.no_day", text="x").exit_code is ExitCode.REFUSED
    assert NotWritten("dates.no_day", text="x").exit_code is ExitCode.NOT_WRITTEN


def test_the_words_of_a_language_are_made_once() -> None:
    assert words_in("en") is EN
    assert isinstance(ZH, Words)


def test_an_area_is_read_when_its_first_word_is_asked_for() -> None:
    code = (
        "from okrtui.text.words import words_in, _area\n"
        "words = words_in('en')\n"
        "assert _area.cache_info().currsize == 0\n"
        "words('terms.team')\n"
        "assert _area.cache_info().currsize == 1\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
