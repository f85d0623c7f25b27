"""What a text says of itself is read by what words stand where, in English and in Chinese."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from okrtui.lint.facts import LONGEST, Facts, facts_of
from okrtui.lint.kinds import Kind
from tests.hostile import HOSTILE
from tests.lint import sentences


def lines(text: str) -> list[str]:
    return text.strip().split("\n")


def read(text: str, kind: Kind = Kind.KEY_RESULT) -> Facts:
    return facts_of(kind, text)


def letters(facts: Facts) -> str:
    told = (facts.has_metric, facts.has_deadline, facts.is_todo)
    return "".join(letter if there else "-" for letter, there in zip("MDT", told, strict=True))


@pytest.mark.parametrize("language", sentences.KEY_RESULTS)
def test_how_much_by_when_or_merely_what_to_do(language: str) -> None:
    labelled = [line.split(" ", 1) for line in lines(sentences.KEY_RESULTS[language])]
    wrong = [(letters(read(text)), said, text) for said, text in labelled]
    assert [row for row in wrong if row[0] != row[1]] == []


def test_a_day_a_feast_or_a_span_is_a_limit() -> None:
    assert [text for text in lines(sentences.TIMED) if not read(text).has_deadline] == []


def test_a_rhythm_a_yardstick_or_a_duration_is_none() -> None:
    assert [text for text in lines(sentences.NOT_TIMED) if read(text).has_deadline] == []


def test_who_answers_for_it_is_its_owner() -> None:
    assert [text for text in lines(sentences.OWNED) if not read(text).has_owner] == []


def test_a_partner_or_a_mere_word_in_brackets_is_not() -> None:
    assert [text for text in lines(sentences.NOT_OWNED) if read(text).has_owner] == []


def test_an_objective_that_is_only_a_delivery_is_a_to_do() -> None:
    texts = lines(sentences.DELIVERIES)
    assert [text for text in texts if not read(text, Kind.OBJECTIVE).is_todo] == []


def test_an_objective_that_says_what_for_is_none() -> None:
    texts = lines(sentences.DIRECTIONS)
    assert [text for text in texts if read(text, Kind.OBJECTIVE).is_todo] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ship the importer @team42", False),
        ("[maria2] Ship the importer", False),
        ("Ship the importer (70%)", False),
        ("Ship the importer by 2031-03-01", False),
        ("Read 《100 ways to write》", False),
        ('Run the "Top 5 mistakes" campaign', False),
        ("Ship 3 importers @team42", True),
        ("收入达到 *亿", True),
        ("在××系统上线", False),
    ],
)
def test_digits_that_count_nothing_are_no_number(text: str, number: bool) -> None:
    assert read(text).has_metric is number


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Taxa de sucesso ≥ 97% nos primeiros 60 dias", (True, True)),
        ("Zero falhas em produção", (True, False)),
        ("Publicar o relatório até dezembro", (False, True)),
    ],
)
def test_numbers_signs_and_days_are_read_in_other_tongues_too(
    text: str, facts: tuple[bool, bool]
) -> None:
    found = read(text)
    assert (found.has_metric, found.has_deadline) == facts


@given(st.text(max_size=300), st.sampled_from(Kind))
def test_any_text_can_be_read(text: str, kind: Kind) -> None:
    facts = facts_of(kind, text)
    assert not (facts.is_todo and (facts.has_metric or facts.has_deadline))


@given(st.sampled_from(lines(sentences.NOT_TIMED) + lines(sentences.NOT_OWNED)))
def test_a_day_and_a_handle_behind_it_are_seen_behind_any_text(text: str) -> None:
    found = read(f"{text}, by 31 March 2031 @maria")
    assert found.has_deadline
    assert found.has_owner
    assert not found.is_todo


@given(st.sampled_from(lines(sentences.KEY_RESULTS["en"])), st.integers(1, 4))
def test_blanks_do_not_matter(line: str, blanks: int) -> None:
    text = line.split(" ", 1)[1]
    assert read(text.replace(" ", " " * blanks)) == read(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_means_harm_is_a_text_like_any(text: str) -> None:
    assert isinstance(read(text), Facts)


PIECES = (
    *("1,", "(", "x/", "a.", "≥ ", "[a] ", "@a ", "通过", "第一", "负责 ", "1月"),
    *("from ", "in the first ", "increase the ", "of the ", "approved by the "),
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long(piece: str) -> None:
    begun = time.thread_time()
    read(piece * LONGEST)
    assert time.thread_time() - begun < 1
