"""One line of typing that makes an entry."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.meeting.one_line import OneLine, action_line, owned_line
from okrtui.model.books import Books
from tests.fakes import FakeView
from tests.meeting.room import ANA, WANG

BOOKS = Books(FakeView(ANA, WANG))
TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("wang send trace fri", OneLine("send trace", WANG.id, FRIDAY)),
        ("Ana send trace", OneLine("send trace", ANA.id, None)),
        ("send trace fri", OneLine("send trace", None, FRIDAY)),
        ("send trace @wang", OneLine("send trace", WANG.id, None)),
        ("send trace @Payments +3d", OneLine("send trace @Payments", None, FRIDAY)),
        ("@Payments send trace", OneLine("send trace", "Payments", None)),
        ("王芳 发送日志 周五", OneLine("发送日志", WANG.id, FRIDAY)),
        ("wang", OneLine("wang", None, None)),
        ("fri", OneLine("fri", None, None)),
        ("analyse the trace", OneLine("analyse the trace", None, None)),
    ],
)
def test_an_action_says_who_what_and_by_when(typed: str, read: OneLine) -> None:
    assert action_line(typed, BOOKS, TUESDAY) == read


def test_other_lines_take_only_a_name_with_an_at() -> None:
    assert owned_line("SDK slips @wang", BOOKS) == OneLine("SDK slips", WANG.id)
    assert owned_line("wang leaves by fri", BOOKS) == OneLine("wang leaves by fri")
