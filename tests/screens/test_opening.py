from pathlib import Path

from okrtui.model.records import Meeting
from tests.meeting.room import ANA, WANG
from tests.screens.stage import stage


async def test_m_then_enter_is_in_the_meeting(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m")
        assert shown.sees("Weekly meeting 2026-W48", "Who is here: 2 of 2", "leads")
        await shown.press("enter")
        made = next(m for m in shown.books.all(Meeting) if m.name == "2026-W48")
        assert (made.facilitator, made.present) == (ANA.id, (ANA.id, WANG.id))
        assert shown.sees("2026-W48", "0 of 3 KRs")


async def test_attendance_order_length_and_who_leads_are_settled_before(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m", "space", "j", "f", "o", "+", "+", "-", "enter")
        made = next(m for m in shown.books.all(Meeting) if m.name == "2026-W48")
        assert made.present == (WANG.id,)
        assert made.facilitator == WANG.id
        assert made.order == "rotating"
        assert made.minutes_planned == 50


async def test_escape_goes_back_and_nothing_has_begun(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m", "escape")
        assert shown.sees("everyone")
        assert shown.store.log == []


async def test_enter_held_down_opens_one_meeting(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m", "enter", "enter", "enter")
        assert len(shown.store.view.where("meetings", "state", "in_progress")) == 1


async def test_a_meeting_that_is_open_is_gone_on_with(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m", "enter", "q", "m")
        assert len(shown.store.view.where("meetings", "state", "in_progress")) == 1
        assert shown.sees("2026-W48", "0 of 3 KRs")


async def test_okrtui_meet_begins_with_the_meeting(tmp_path: Path) -> None:
    async with stage(tmp_path, what="meeting") as shown:
        assert shown.sees("Weekly meeting 2026-W48")
