from datetime import date
from pathlib import Path

import pytest

from okrtui.model.codec import update
from okrtui.model.records import Action, ActionState, Meeting
from okrtui.together import live
from tests.fakes import FakeClock
from tests.meeting.room import ANA, DOCS, ERRORS, SPEED, WANG
from tests.screens.stage import OLD_ACTION, Stage, StageStore, meeting, stage


def this_meeting(shown: Stage) -> Meeting:
    return next(m for m in shown.books.all(Meeting) if m.name == "2026-W48")


async def test_last_weeks_actions_come_first_and_space_ends_one(tmp_path: Path) -> None:
    async with stage(tmp_path, OLD_ACTION) as shown:
        await shown.press("m", "enter")
        assert shown.sees("Last week's action items", "Call the vendor", "4 days late")
        await shown.press("space")
        assert shown.books.get(Action, OLD_ACTION.id).state is ActionState.DONE
        assert shown.app.screen.stop != "actions"  # type: ignore[attr-defined]


async def test_enter_carries_an_action_and_n_says_what_stopped_it(tmp_path: Path) -> None:
    async with stage(tmp_path, OLD_ACTION) as shown:
        await shown.press("m", "enter", "n")
        await shown.type("no reply")
        await shown.press("enter", "enter")
        carried = shown.books.get(Action, OLD_ACTION.id)
        assert (carried.carries, carried.why) == (1, "no reply")
        assert carried.state is ActionState.OPEN


async def test_tab_goes_through_the_parts_and_back(tmp_path: Path) -> None:
    async with stage(tmp_path, OLD_ACTION) as shown:
        await shown.press("m", "enter", "tab")
        assert shown.in_hand == ERRORS.id
        await shown.press("tab")
        assert shown.sees("Closing")
        await shown.press("shift+tab", "shift+tab")
        assert shown.sees("Last week's action items")


async def test_brackets_go_from_member_to_member(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("]")
        assert shown.in_hand == DOCS.id
        assert this_meeting(shown).stop == WANG.id
        await shown.press("[")
        assert this_meeting(shown).stop == ANA.id


async def test_g_and_a_number_go_to_a_member(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("g")
        assert shown.sees("1-9 member")
        await shown.press("2")
        assert shown.in_hand == DOCS.id
        await shown.press("g", "7")
        assert shown.sees("There is no member 7")


async def test_what_a_week_brings_leaves_the_unit_to_what_is_to_go(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "+")
        assert shown.sees("105 ms to go")
        assert not shown.sees("ms a week")


async def test_what_is_due_within_a_week_is_not_said_to_be_in_none(tmp_path: Path) -> None:
    soon = update(ERRORS, due=date(2026, 11, 27))
    async with meeting(tmp_path, soon) as shown:
        assert shown.sees("due Fri")
        assert not shown.sees("0 weeks")


async def test_absent_members_are_passed_over_and_marked(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m", "j", "space", "enter", "g", "1", "8", "enter", "space")
        assert shown.sees("Closing")
        await shown.press("g", "2")
        assert shown.sees("absent")


async def test_who_is_here_can_change_while_the_meeting_runs(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("i", "j", "space")
        assert this_meeting(shown).present == (ANA.id,)
        assert shown.sees("Who is here: 1 of 2")
        await shown.press("escape")
        assert shown.in_hand == ERRORS.id


async def test_the_clock_is_shown_and_stands_still_when_paused(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.clock.advance(minutes=3, seconds=10)
        shown.app.screen._tick()  # type: ignore[attr-defined]
        await shown.settle()
        assert shown.sees("3:10 / 45:00")
        await shown.press("P")
        shown.clock.advance(minutes=5)
        shown.app.screen._tick()  # type: ignore[attr-defined]
        await shown.settle()
        assert shown.sees("paused", "3:10 / 45:00")
        await shown.press("P")
        assert not shown.sees("paused")


async def test_the_summary_is_edited_above_the_minutes(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("m", "e")
        await shown.type("Calm.")
        await shown.press("enter")
        assert this_meeting(shown).summary == "Calm."
        assert shown.sees("Calm.")


async def test_y_copies_the_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr("screens.minutes.copy", lambda _screen, text: copied.append(text))
    async with meeting(tmp_path) as shown:
        await shown.press("m", "y")
        assert copied[0].startswith("# Growth: OKR review 2026-W48")


async def test_after_a_kill_the_meeting_goes_on_at_the_same_row(tmp_path: Path) -> None:
    clock = FakeClock()
    async with meeting(tmp_path, clock=clock) as shown:
        await shown.press("j")
        shown.app.screen.whereabouts.tell_now()  # type: ignore[attr-defined]
        await shown.settle()
        store = shown.store
    left = live.load(tmp_path / "live", this_meeting(shown).id)
    assert left[-1].row == SPEED.id
    clock.advance(minutes=30)
    again = StageStore()
    again.view, again.log = store.view, store.log
    async with stage(tmp_path, store=again, clock=clock, what="meeting") as shown:
        assert shown.in_hand == SPEED.id
        # What lay between is nobody's time.
        assert shown.sees("0:00 / 45:00")


async def test_what_a_colleague_records_is_seen(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.store.others_write(update(ERRORS, title="Errors under 2 %"))
        await shown.until("Errors under 2 %")


async def test_q_leaves_the_meeting_open(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("q")
        assert shown.sees("resume the meeting", "meeting 2026-W48 in progress")
