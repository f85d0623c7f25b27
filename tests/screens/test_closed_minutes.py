"""The minutes of a closed meeting: read from the Board, and opened again on the record."""

from pathlib import Path

from okrtui.model.records import Meeting, MeetingState
from tests.meeting.room import EVERYTHING
from tests.screens.stage import Stage, StageStore, meeting, stage


def this_meeting(shown: Stage) -> Meeting:
    return next(m for m in shown.books.all(Meeting) if m.name == "2026-W48")


async def close(shown: Stage) -> None:
    await shown.press("tab", "m")
    shown.clock.advance(1)
    await shown.press("enter", "enter")


async def test_v_shows_the_last_minutes_and_r_opens_the_meeting_again(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await close(shown)
        await shown.press("v")
        assert shown.sees("Minutes 2026-W48", "closed at 10:00")
        await shown.press("e")
        assert shown.sees("stay as they are")
        await shown.press("r")
        await shown.type("a decision was missing")
        await shown.press("enter")
        made = this_meeting(shown)
        assert made.state is MeetingState.IN_PROGRESS
        assert [again.why for again in made.reopened] == ["a decision was missing"]
        assert shown.sees("Closing")


async def test_without_a_reason_it_stays_closed(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await close(shown)
        await shown.press("v", "r", "enter")
        assert this_meeting(shown).state is MeetingState.CLOSED


async def test_before_any_meeting_there_is_nothing_to_show(tmp_path: Path) -> None:
    first = StageStore(*(one for one in EVERYTHING if not isinstance(one, Meeting)))
    async with stage(tmp_path, store=first) as shown:
        await shown.press("v")
        assert shown.sees("There is no closed meeting")


async def test_what_is_open_is_listed_beside_the_minutes_where_there_is_room(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("m")
        assert shown.sees("Still open", "Not reviewed: 3", "3 KRs not reviewed")


async def test_in_80_columns_it_is_counted_above_them(tmp_path: Path) -> None:
    async with meeting(tmp_path, size=(80, 24)) as shown:
        await shown.press("m")
        assert shown.sees("3 KRs not reviewed")
        assert not shown.sees("Still open")


async def test_closed_once_more_their_file_is_the_new_version_and_the_old_one_is_kept(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path) as shown:
        await close(shown)
        first = (tmp_path / "minutes" / "2026-W48.md").read_text("utf-8")
        await shown.press("v", "r")
        await shown.type("a decision was missing")
        await shown.press("enter", "d")
        await shown.type("We keep three pilots")
        await shown.press("enter", "m")
        shown.clock.advance(1)
        await shown.press("enter")
        assert shown.sees("Closed. The minutes are in minutes/2026-W48.md")
    files = {path.name: path.read_text("utf-8") for path in (tmp_path / "minutes").iterdir()}
    assert set(files) == {"2026-W48.md", "2026-W48.r1.md"}
    assert "We keep three pilots" in files["2026-W48.md"]
    assert first.splitlines()[0] in files["2026-W48.r1.md"]
    assert "a decision was missing" in files["2026-W48.r1.md"]
