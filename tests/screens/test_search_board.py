"""The search from the Board: over everything, and to where it stands."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.codec import update
from okrtui.model.records import (
    Action,
    Cycle,
    Decision,
    Meeting,
    MeetingState,
    Objective,
    Risk,
    State,
)
from okrtui.model.settings import Settings
from screens.board import BoardScreen
from screens.member import MemberScreen
from screens.minutes import MinutesScreen
from screens.search_index import SearchIndex
from tests.fakes import FakeView
from tests.meeting.room import (
    ANA,
    CHECKOUT,
    CYCLE,
    DOCS,
    ERRORS,
    EVERYTHING,
    LAST_MEETING,
    LAST_WEEK,
    SPEED,
    TRACE,
    WANG,
)  # fmt: skip
from tests.screens.stage import Stage, stage

RISK = Risk(id="r-sdk", number=5, title="SDK slips", at=LAST_WEEK, key_result=DOCS.id)
DECISION = Decision(
    id="d-pilots", number=12, title="Keep three pilots", at=LAST_WEEK, meeting=LAST_MEETING.id
)
LOOSE = Action(id="a-loose", number=31, title="Order chairs", at=LAST_WEEK, owner=WANG.id)
NOBODYS = Action(id="a-no", number=32, title="Order desks", at=LAST_WEEK, owner="the landlord")
Q3 = Cycle(id="c-q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30))
OLD = Objective(id="o-old", cycle=Q3.id, owner=ANA.id, number=1, title="Bygone")
OLD_KR = replace(ERRORS, id="k-old", objective=OLD.id, title="Fewer bygone errors")


async def look_for(shown: Stage, text: str) -> None:
    await shown.press("/")
    await shown.type(text)
    await shown.press("enter")


@pytest.mark.parametrize(
    ("text", "owner", "row"),
    [
        ("王芳", WANG.id, None),
        ("checkout", ANA.id, CHECKOUT.id),
        ("ana/O1/KR2", ANA.id, SPEED.id),
        ("vendor call", ANA.id, TRACE.id),
        ("R5", WANG.id, DOCS.id),
        ("Ｒ５", WANG.id, DOCS.id),
        ("A31", WANG.id, None),
        ("bygone errors", ANA.id, OLD_KR.id),
        ("2026-Q3:ana/O1/KR1", ANA.id, OLD_KR.id),
    ],
)
async def test_what_belongs_to_an_owner_opens_their_okrs_at_its_row(
    tmp_path: Path, text: str, owner: str, row: str | None
) -> None:
    async with stage(tmp_path, RISK, LOOSE, Q3, OLD, OLD_KR) as shown:
        await look_for(shown, text)
        assert isinstance(shown.app.screen, MemberScreen)
        assert shown.app.screen.room.owner == owner
        if row is not None:
            assert shown.app.screen.row == row


@pytest.mark.parametrize("text", ["D12", "2026-W47", "2026-11-17"])
async def test_a_decision_and_a_meeting_open_the_minutes(tmp_path: Path, text: str) -> None:
    async with stage(tmp_path, DECISION) as shown:
        await look_for(shown, text)
        assert isinstance(shown.app.screen, MinutesScreen)


async def test_a_decision_about_a_key_result_is_the_meetings_all_the_same(tmp_path: Path) -> None:
    async with stage(tmp_path, replace(DECISION, key_result=SPEED.id)) as shown:
        await look_for(shown, "D12")
        assert isinstance(shown.app.screen, MinutesScreen)


async def test_of_the_meeting_that_runs_it_says_how_one_goes_on(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m", "enter", "q")
        await look_for(shown, "2026-W48")
        assert shown.sees("The meeting 2026-W48 runs: m on the Board goes on with it.")


async def test_what_stands_nowhere_else_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, NOBODYS) as shown:
        await look_for(shown, "desks")
        assert isinstance(shown.app.screen, BoardScreen)
        assert shown.sees("A32 is shown nowhere else")


async def test_what_was_given_up_has_no_row_and_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        shown.store.view.apply([update(SPEED, state=State.DROPPED)])
        await look_for(shown, "p95")
        assert shown.sees("It has no row here any more")


async def test_before_anything_is_typed_nothing_is_missing(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("/")
        assert not shown.sees("Nothing found")
        await shown.type("zzzz")
        assert shown.sees("Nothing found")


async def test_escape_stays_on_the_board(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("/", *"p95", "escape")
        assert isinstance(shown.app.screen, BoardScreen)


async def test_where_there_is_much_it_reads_on_between_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.search_board.SOON", 0.0)
    async with stage(tmp_path) as shown:
        # A clock that stands still would read for ever at once: this one leaps at each look.
        ticks = count()
        monkeypatch.setattr(shown.clock, "elapsed", lambda: float(next(ticks)))
        await shown.press("/", *"p95")
        await shown.until("p95 under 300 ms")


def test_the_index_knows_other_cycles_by_name_and_meetings_by_day() -> None:
    open_one = replace(LAST_MEETING, id="g-w48", name="2026-W48", state=MeetingState.IN_PROGRESS)
    view = FakeView(*EVERYTHING, Q3, OLD, OLD_KR, open_one)
    index = SearchIndex(
        Books(view), [CYCLE.id], others={Q3.id: Q3.name}, calendar=Calendar(Settings())
    )
    assert [entry.name for entry in index.find("bygone")] == [
        "2026-Q3:ana/O1",
        "2026-Q3:ana/O1/KR1",
    ]
    assert [entry.id for entry in index.find("2026-11-17")] == ["g-w48", LAST_MEETING.id]
    assert isinstance(Books(view).find(Meeting, "g-w48"), Meeting)


def test_a_task_stands_under_the_name_of_its_key_result_which_is_found_first() -> None:
    index = SearchIndex(Books(FakeView(*EVERYTHING)), [CYCLE.id])
    assert [(one.table, one.name) for one in index.find("ana/o1/kr2")[:2]] == [
        ("key_results", "ana/O1/KR2"),
        ("tasks", "ana/O1/KR2"),
    ]
    assert [one.id for one in index.find("vendor")] == [TRACE.id]


def test_within_a_meeting_neither_other_cycles_nor_meetings_are_found() -> None:
    index = SearchIndex(Books(FakeView(*EVERYTHING, Q3, OLD, OLD_KR)), [CYCLE.id])
    assert index.find("bygone") == index.find("2026-W47") == []
