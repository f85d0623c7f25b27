from datetime import date

import pytest
from msgspec.structs import replace

from okrtui.meeting.proposals import next_day, next_facilitator
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.records import Member
from okrtui.model.settings import Settings
from tests.fakes import FakeView
from tests.meeting.room import ANA, LAST_MEETING, WANG

CHEN = Member(id="m-chen", login="chen", name="Chen Hao")
TUESDAY = date(2026, 11, 24)


def test_a_team_meets_again_a_week_later() -> None:
    assert next_day(TUESDAY, Calendar(Settings())) == date(2026, 12, 1)


def test_days_off_and_weekends_push_the_next_meeting_on() -> None:
    off = frozenset({date(2026, 12, 1), date(2026, 12, 2)})
    assert next_day(TUESDAY, Calendar(Settings(days_off=off))) == date(2026, 12, 3)
    saturday = date(2026, 11, 28)
    assert next_day(saturday, Calendar(Settings())) == date(2026, 12, 7)


def test_a_team_that_never_works_still_gets_a_day() -> None:
    assert next_day(TUESDAY, Calendar(Settings(working_days=()))) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("last", "present", "leads"),
    [
        (ANA.id, {ANA.id, WANG.id, CHEN.id}, WANG.id),
        (CHEN.id, {ANA.id, WANG.id, CHEN.id}, ANA.id),
        (ANA.id, {ANA.id, CHEN.id}, CHEN.id),
        (ANA.id, {ANA.id}, ANA.id),
        (ANA.id, set(), None),
        ("m-gone", {ANA.id}, None),
        (None, {ANA.id}, None),
    ],
)
def test_who_leads_rotates_among_those_who_are_here(
    last: str | None, present: set[str], leads: str | None
) -> None:
    books = Books(FakeView(ANA, WANG, CHEN, replace(LAST_MEETING, facilitator=last)))
    assert next_facilitator(books, present) == leads


def test_the_first_meeting_ever_has_nobody_to_follow() -> None:
    assert next_facilitator(Books(FakeView(ANA, WANG)), {ANA.id}) is None
