"""What one asks of others, and what they answer, in one line each."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.meeting import intents
from okrtui.meeting.lines.asked import answer_line, wish, wish_line
from okrtui.meeting.lines.parts import Ground
from okrtui.model.books import Books
from okrtui.model.records import Link
from okrtui.text.errors import Refused
from tests.fakes import FakeView
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import EVERYTHING

GROUND = Ground(Books(FakeView(*EVERYTHING)), date(2026, 11, 24))
FRIDAY = date(2026, 11, 27)
LINK = Link(id="l", kind="depends", source="a", target="b", state="asked")


@pytest.mark.parametrize(
    ("typed", "what", "by"),
    [
        ("the price list by fri", "the price list", FRIDAY),
        ("by fri", "", FRIDAY),
        ("", "", None),
        ("价格表，周五", "价格表", FRIDAY),
        ("价格表 12月4日前", "价格表", date(2026, 12, 4)),
        ("by the API team", "by the API team", None),
        ("@wang reviews by fri", "@wang reviews by fri", None),
    ],
)
def test_what_is_asked_for_and_by_when(typed: str, what: str, by: date | None) -> None:
    assert wish_line(typed, GROUND) == (what, by)


def test_a_wish_is_of_who_works_on_it_or_on_whom_it_depends() -> None:
    with_her = wish("collaborator", "k", "m", "tests by fri", GROUND)
    assert with_her == intents.AskCollaborator("k", "m", "tests", FRIDAY)
    upon_her = wish("depends", "k", "m", "tests", GROUND)
    assert upon_her == intents.AskDependency("k", "m", "tests")


@pytest.mark.parametrize(
    ("typed", "state", "by", "why"),
    [
        ("", "confirmed", None, ""),
        ("by fri", "confirmed", FRIDAY, ""),
        ("yes by 12-08", "confirmed", date(2026, 12, 8), ""),
        ("Y, but only the API by fri", "confirmed", FRIDAY, "but only the API"),
        ("好，周五", "confirmed", FRIDAY, ""),
        ("可以", "confirmed", None, ""),
        ("no -> nobody before January", "refused", None, "nobody before January"),
        ("no, we lack people by then", "refused", None, "we lack people by then"),
        ("不行，没有人", "refused", None, "没有人"),
    ],
)
def test_an_answer_is_yes_perhaps_by_another_day_or_no_with_its_reason(
    typed: str, state: str, by: date | None, why: str
) -> None:
    assert answer_line(LINK, typed, GROUND) == intents.Answer("l", state, by, why)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("no", "links.why_not"),
        ("不行", "links.why_not"),
        ("later", "links.yes_or_no"),
        ("north wind", "links.yes_or_no"),
        ("不错", "links.yes_or_no"),
    ],
)
def test_a_no_says_why_and_anything_else_is_asked_again(typed: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        answer_line(LINK, typed, GROUND)
    assert caught.value.message.key == said


@pytest.mark.parametrize("text", HOSTILE_LINES.values(), ids=HOSTILE_LINES)
def test_whatever_is_typed_stays_as_it_was_typed(text: str) -> None:
    assert wish_line(f"a {text}", GROUND).what.split() == f"a {text}".split()
