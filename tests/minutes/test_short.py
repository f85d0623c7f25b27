from __future__ import annotations

import pytest
from msgspec.structs import replace

from okrtui.minutes.content import Content
from okrtui.minutes.short import write_short
from okrtui.text.harmless import clean_line, harmless
from okrtui.text.words import LANGUAGES, Language, words_in
from tests.hostile import HOSTILE
from tests.minutes.evening import content, meeting
from tests.minutes.long_evening import reopened_meeting

TYPED = {name: text for name, text in HOSTILE.items() if clean_line(text)}


@pytest.fixture(scope="module")
def long() -> Content:
    return content(reopened_meeting())


def lines(said: Content, language: Language = "en") -> list[str]:
    text = write_short(said, words_in(language))
    assert text.endswith("\n")
    return text[:-1].split("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_meeting_takes_ten_lines(long: Content, language: Language) -> None:
    assert len(lines(long, language)) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quiet_meeting_takes_fewer_and_no_empty_ones(long: Content, language: Language) -> None:
    quiet = replace(
        long, summary="", attention=(), decisions=(), changes=(), actions=(), risks=(),
        problems=(), next_on=None,
    )  # fmt: skip
    assert len(lines(quiet, language)) == 2
    assert all(line.strip() for line in lines(quiet, language))


def test_it_says_how_it_stands_what_is_in_danger_and_who_does_what(long: Content) -> None:
    said = lines(long)
    assert said[0] == "team name: OKR review 2026-W48, Tue 24 Nov 2026"
    assert said[1] == "first sentence / second sentence"
    assert said[2].startswith(
        "Progress 41 → 33 %, mean confidence 7.0 → 6.6 (since 17 Nov); on track 2 → 1"
    )
    assert said[3].startswith("- ana/O1/KR1 speed of checkout: off track")
    assert said[4].endswith("2 more need attention.")
    assert "D2 a decision of the day after" in said[5]
    assert said[6].endswith("; and 7 more")
    assert "A4 new action (supplier, 27 Nov)" in said[7]
    assert said[9] == "Next meeting: Tue 1 Dec 2026"


def test_it_is_no_markup() -> None:
    text = write_short(content(meeting()), words_in("en"))
    assert not set("*|`#\\<>") & set(text)


@pytest.mark.parametrize("name", TYPED)
def test_hostile_texts_stay_literal_and_on_their_line(name: str) -> None:
    said = content(reopened_meeting(lambda _what: clean_line(TYPED[name])))
    plain = content(reopened_meeting(lambda _what: "Ж"))
    shown = harmless(" ".join(clean_line(TYPED[name]).split()))
    for language in LANGUAGES:
        assert len(lines(said, language)) == len(lines(plain, language))
        for line, unhostile in zip(lines(said, language), lines(plain, language), strict=True):
            assert line.count(shown) >= unhostile.count("Ж")
            assert line == harmless(line)
