"""The meetings of a cycle in short: from their frozen minutes, or from what was said in them."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from okrtui.cycle.held import meetings_held
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.settings import Settings
from tests.fakes import FakeView
from tests.meeting.room import ANA, CYCLE, EVERYTHING, LAST_MEETING, WANG

CALENDAR = Calendar(Settings())


def test_the_latest_meeting_comes_first_and_only_those_of_the_cycle() -> None:
    other = replace(LAST_MEETING, id="g-other", cycles=("c-else",))
    older = replace(
        LAST_MEETING, id="g-w46", name="2026-W46", opened_at=LAST_MEETING.opened_at.replace(day=10)
    )
    found = meetings_held(Books(FakeView(*EVERYTHING, other, older)), CYCLE.id, CALENDAR)
    assert [(one.id, one.day) for one in found] == [
        (LAST_MEETING.id, date(2026, 11, 17)),
        (older.id, date(2026, 11, 10)),
    ]


def test_without_frozen_minutes_what_was_confirmed_counts() -> None:
    found = meetings_held(Books(FakeView(*EVERYTHING)), CYCLE.id, CALENDAR)[0]
    assert (found.here, found.here_of, found.reviewed, found.reviewed_of) == (0, None, 1, None)


def test_frozen_minutes_say_who_came_and_how_far_they_got() -> None:
    def kr(name: str, **told: bool) -> dict[str, object]:
        return {"name": name, **told}

    reviews = [
        kr("a/O1/KR1", reviewed=True),
        kr("a/O1/KR2", reviewed=False),
        kr("a/O1/KR3", reviewed=False, added=True),
        kr("a/O1/KR4", reviewed=True, dropped=True),
    ]
    content = {
        "present": [ANA.name],
        "absent": [WANG.name],
        "round": [{"branches": [{"reviews": reviews}, {"reviews": reviews[:1]}]}],
    }
    frozen = replace(LAST_MEETING, id="g-frozen", name="2026-W48", content=content, rating=8)
    found = meetings_held(Books(FakeView(*EVERYTHING, frozen)), CYCLE.id, CALENDAR)
    told = next(one for one in found if one.id == frozen.id)
    assert (told.here, told.here_of) == (1, 2)
    assert (told.reviewed, told.reviewed_of, told.rating) == (2, 3, 8)
