from datetime import date

import pytest

from okrtui.meeting.who_when import who_and_when
from okrtui.model.books import Books
from okrtui.text.errors import Refused
from tests.fakes import FakeView
from tests.meeting.room import ANA, WANG

TODAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "owner", "due"),
    [
        ("wang fri", WANG.id, FRIDAY),
        ("wang", WANG.id, None),
        ("fri", None, FRIDAY),
        ("+3d", None, FRIDAY),
        ("@vendor fri", "vendor", FRIDAY),
        ("fri @vendor", "vendor", FRIDAY),
        ("@vendor", "vendor", None),
        ("王芳 周五", WANG.id, FRIDAY),
    ],
)
def test_an_owner_and_a_day_are_read_in_few_words(
    typed: str, owner: str | None, due: date | None
) -> None:
    assert who_and_when(typed, Books(FakeView(ANA, WANG)), TODAY) == (owner, due)


@pytest.mark.parametrize("typed", ["somebody soon", "wang sends it fri", "x", "[/x] fri"])
def test_anything_beside_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        who_and_when(typed, Books(FakeView(ANA, WANG)), TODAY)
