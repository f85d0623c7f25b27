"""How a meeting ends: what is settled, what is left open, and the minutes."""

from datetime import date
from pathlib import Path

from okrtui.model.records import (
    Action,
    ActionState,
    Link,
    Meeting,
    Member,
    OpenState,
    Parked,
)
from okrtui.model.settings import Settings
from tests.meeting.room import ANA, DOCS, ERRORS, LAST_WEEK, SPEED, WANG
from tests.screens.stage import Stage, meeting, stage

GIFTS = Parked(id="p1", title="gift cards", at=LAST_WEEK)
TRACE = Action(id="a-trace", number=8, title="send the trace", at=LAST_WEEK, meeting="g-w47")
KEYS = Link(
    id="l-keys",
    kind="depends",
    source=DOCS.id,
    target=SPEED.id,
    state="asked",
    what="keys for the partners",
    by=date(2026, 12, 4),
)
REVIEWED = ("8", "enter", "8", "enter", "8", "enter")


def this_meeting(shown: Stage) -> Meeting:
    return next(m for m in shown.books.all(Meeting) if m.name == "2026-W48")


def to(shown: Stage, row: str) -> None:
    assert shown.app.screen.move_to(row)  # type: ignore[attr-defined]


def actions_of(shown: Stage, member: Member) -> list[Action]:
    return [one for one in shown.books.all(Action) if one.owner == member.id]


async def test_enter_goes_through_all_that_is_to_settle_and_then_to_the_minutes(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path, GIFTS) as shown:
        await shown.press(*REVIEWED)
        assert shown.in_hand == GIFTS.id
        await shown.press("enter")
        assert shown.in_hand == f"commitments:{ANA.id}"
        await shown.press("enter")
        await shown.type("send the trace fri")
        await shown.press("enter", "enter", "enter", "enter")
        assert shown.in_hand == "next_on"
        await shown.press("enter", "9", "enter", "enter")
        await shown.type("Calm.")
        await shown.press("enter")
        made = this_meeting(shown)
        assert (made.next_on, made.rating, made.summary) == (date(2026, 12, 1), 9, "Calm.")
        assert shown.sees("OKR review 2026-W48", "close the meeting")


async def test_space_passes_over_everything(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press(*REVIEWED, *["space"] * 5)
        assert shown.sees("OKR review 2026-W48")
        made = this_meeting(shown)
        assert (made.next_on, made.rating, made.summary) == (None, None, "")


async def test_the_next_meeting_is_proposed_on_a_working_day(tmp_path: Path) -> None:
    off = Settings(days_off=frozenset({date(2026, 12, 1)}))
    async with meeting(tmp_path, settings=off) as shown:
        await shown.press("tab")
        assert shown.sees("Wed 2 Dec?")
        to(shown, "next_on")
        await shown.press("=")
        await shown.press("ctrl+u")
        await shown.type("next fri")
        await shown.press("enter")
        assert this_meeting(shown).next_on == date(2026, 12, 4)


async def test_a_commitment_is_the_members_own_and_due_by_the_next_meeting(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("tab")
        to(shown, f"commitments:{WANG.id}")
        await shown.press("a")
        await shown.type("ana reads the draft")
        await shown.press("enter", "a")
        await shown.type("wang call the vendor fri")
        await shown.press("enter")
        first, second = actions_of(shown, WANG)
        assert first.commitment
        assert (first.title, first.due) == ("ana reads the draft", date(2026, 12, 1))
        assert (second.title, second.due) == ("call the vendor", date(2026, 11, 27))
        assert shown.sees("2 of 3")


async def test_a_fourth_commitment_is_refused_and_what_was_typed_stays(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("tab")
        to(shown, f"commitments:{ANA.id}")
        for text in ("one", "two", "three", "four"):
            await shown.press("a")
            await shown.type(text)
            await shown.press("enter")
        assert len(actions_of(shown, ANA)) == 3
        assert shown.sees("▸ commitment  four")


async def test_an_action_without_owner_or_day_is_mended_right_there(tmp_path: Path) -> None:
    async with meeting(tmp_path, TRACE) as shown:
        await shown.press("tab")
        to(shown, TRACE.id)
        assert shown.sees("no owner · no day")
        await shown.press("enter")
        await shown.type("wang fri")
        await shown.press("enter")
        mended = shown.books.get(Action, TRACE.id)
        assert (mended.owner, mended.due) == (WANG.id, date(2026, 11, 27))
        assert not shown.sees("no owner")


async def test_what_was_asked_and_not_answered_is_listed_and_answered_right_there(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path, KEYS) as shown:
        await shown.press("tab")
        assert shown.sees("Asked, and not answered: 1", "keys for the partners")
        to(shown, "link:l-keys")
        await shown.press("m")
        assert shown.sees("1 unanswered")
        await shown.press("escape", "enter", "enter")
        assert shown.books.get(Link, KEYS.id).state == "asked"
        to(shown, "link:l-keys")
        await shown.press("enter")
        await shown.type("yes by fri")
        await shown.press("enter")
        answered = shown.books.get(Link, KEYS.id)
        assert (answered.state, answered.by) == ("confirmed", date(2026, 11, 27))
        assert not shown.sees("not answered")
        assert shown.in_hand == f"commitments:{ANA.id}"


async def test_what_is_open_leaves_the_minutes_their_title_where_there_is_little_room(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path, KEYS, TRACE, GIFTS, size=(80, 24)) as shown:
        await shown.press("m")
        assert shown.sees("Minutes 2026-W48", "3 KRs not reviewed", "+2")


async def test_a_reason_that_was_never_given_is_listed_and_given_right_there(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("2", "enter", "escape", "space", "escape", "8", "enter")
        assert shown.sees("Closing", "Low or fallen, without a reason: 1")
        assert shown.in_hand == ERRORS.id
        await shown.press("enter")
        await shown.type("no tests")
        await shown.press("enter", "escape")
        assert shown.said(ERRORS).why == "no tests"
        assert not shown.sees("without a reason")
        assert shown.in_hand == f"commitments:{ANA.id}"


async def test_who_and_when_may_come_one_after_the_other(tmp_path: Path) -> None:
    async with meeting(tmp_path, TRACE) as shown:
        await shown.press("tab")
        for typed in ("+3d", "@vendor"):
            to(shown, TRACE.id)
            await shown.press("enter")
            await shown.type(typed)
            await shown.press("enter")
        mended = shown.books.get(Action, TRACE.id)
        assert (mended.owner, mended.due) == ("vendor", date(2026, 11, 27))


async def test_what_is_neither_a_name_nor_a_day_comes_back(tmp_path: Path) -> None:
    async with meeting(tmp_path, TRACE) as shown:
        await shown.press("tab")
        to(shown, TRACE.id)
        await shown.press("enter")
        await shown.type("somebody soon")
        await shown.press("enter")
        assert shown.sees("names neither a member nor a day", "▸ who, by when  somebody soon")


async def test_what_is_parked_is_dealt_with_or_kept(tmp_path: Path) -> None:
    async with meeting(tmp_path, GIFTS) as shown:
        await shown.press("tab")
        to(shown, GIFTS.id)
        await shown.press("space")
        assert shown.books.get(Parked, GIFTS.id).state is OpenState.CLOSED
        to(shown, GIFTS.id)
        await shown.press("space")
        assert shown.books.get(Parked, GIFTS.id).state is OpenState.OPEN


async def test_absent_members_are_listed_as_absent_and_not_as_forgotten(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m", "j", "space", "enter", "g", "1", "tab")
        assert shown.sees("Not reviewed: 2", "Absent, so not reviewed")
        assert shown.sees("– 王芳", "1 key result")


async def test_the_closing_lists_what_is_open_and_enter_goes_there(tmp_path: Path) -> None:
    async with meeting(tmp_path, GIFTS) as shown:
        await shown.press("p")
        await shown.type("coffee")
        await shown.press("enter", "a")
        await shown.type("nobody does this")
        await shown.press("enter", "tab")
        assert shown.sees("Parking lot", "gift cards", "coffee", "Not reviewed: 3", "no owner")
        to(shown, SPEED.id)
        await shown.press("enter")
        assert shown.in_hand == SPEED.id
        assert this_meeting(shown).stop == ANA.id


async def test_an_action_of_today_can_be_done_at_once(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("a")
        await shown.type("wang lock the door fri")
        await shown.press("enter", "tab")
        (made,) = actions_of(shown, WANG)
        to(shown, made.id)
        await shown.press("space")
        assert shown.books.get(Action, made.id).state is ActionState.DONE
        await shown.press("space")
        assert shown.books.get(Action, made.id).state is ActionState.OPEN


async def test_the_last_one_reviewed_leads_to_the_closing(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press(*REVIEWED)
        assert shown.sees("Closing", "All key results are reviewed.")
        assert DOCS.id not in shown.app.screen.tree_view.rows  # type: ignore[attr-defined]


async def test_closing_freezes_the_minutes_and_says_where_they_are(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("6", "enter", "tab", "m")
        assert shown.sees("OKR review 2026-W48")
        shown.clock.advance(1)
        await shown.press("enter")
        path = tmp_path / "minutes" / "2026-W48.md"
        assert "Errors under 0.1 %" in path.read_text("utf-8")
        assert this_meeting(shown).content is not None
        assert "2026-W48.md" in shown.text()
        await shown.press("enter")
        assert shown.sees("everyone", "start the meeting")


async def test_enter_held_down_does_not_close_the_meeting(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("tab", "m", "enter", "enter")
        assert this_meeting(shown).content is None
        assert shown.sees("Enter once more closes the meeting")


async def test_minutes_so_far_close_nothing(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("7", "m")
        shown.clock.advance(1)
        assert shown.sees("still going on")
        await shown.press("enter")
        assert this_meeting(shown).content is None
