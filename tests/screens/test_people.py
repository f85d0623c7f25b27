"""Who is here while the meeting runs: who came late, who left, the order, the time."""

from pathlib import Path

from msgspec.structs import replace

from okrtui.model.records import TEAM, Meeting
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import ANA, ERRORS, WANG
from tests.screens.stage import Stage, meeting, stage


def this_meeting(shown: Stage) -> Meeting:
    return next(m for m in shown.books.all(Meeting) if m.name == "2026-W48")


async def test_who_comes_late_and_who_leaves_is_shown_with_the_time(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m", "j", "space", "enter")
        shown.clock.advance(minutes=12)
        await shown.press("i", "j", "space")
        assert "came 10:12" in shown.line("✓ 王芳")
        shown.clock.advance(minutes=20)
        await shown.press("k", "space")
        assert "left 10:32" in shown.line("– Ana Silva")
        assert set(this_meeting(shown).present) == {WANG.id}
        assert shown.sees("Who is here: 1 of 2")


async def test_a_member_is_moved_up_and_down_in_the_round(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("i", "J")
        assert this_meeting(shown).round == (TEAM, WANG.id, ANA.id)
        assert "2  ✓ Ana Silva" in shown.line("Ana Silva")
        await shown.press("J", "K", "K", "K")
        assert this_meeting(shown).round == (TEAM, ANA.id, WANG.id)


async def test_keys_pressed_at_once_are_all_taken_in_their_order(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("i", "J", "K", "+", "+", "-", "J", "f")
        made = this_meeting(shown)
        assert made.round == (TEAM, WANG.id, ANA.id)
        assert (made.minutes_planned, made.facilitator) == (50, ANA.id)


async def test_the_planned_length_shares_the_time_anew(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("i", "j")
        assert "8 min" in shown.line("王芳")
        await shown.press(*["+"] * 3)
        assert shown.sees("60 minutes")
        assert "12 min" in shown.line("王芳")


async def test_time_taken_stands_beside_the_share(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.clock.advance(minutes=20)
        await shown.press("]", "i")
        assert "20 of 16 min" in shown.line("Ana Silva")


async def test_going_back_leads_to_the_row_in_hand(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("i", "j", "space")
        assert this_meeting(shown).present == (ANA.id,)
        await shown.press("escape")
        assert shown.in_hand == ERRORS.id


async def test_hostile_names_are_shown_as_written(tmp_path: Path) -> None:
    names = list(HOSTILE_LINES.values())[:12]
    more = [replace(ANA, id=f"m-{n}", login=f"h{n}", name=name) for n, name in enumerate(names)]
    async with meeting(tmp_path, *more) as shown:
        await shown.press("i")
        assert shown.sees(f"Who is here: {2 + len(more)} of {2 + len(more)}")
