"""How a meeting begins: what happened since, who prepared, who is here, and who leads."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.model.codec import update
from okrtui.model.records import CheckIn, Cycle, CycleState, Meeting, Member
from okrtui.model.settings import Settings
from okrtui.text.width import width
from okrtui.text.words import Language
from screens.board import BoardScreen
from tests.fakes import FakeClock
from tests.meeting.room import (
    ANA,
    CHECKOUT,
    CYCLE,
    DOCS,
    ERRORS,
    EVERYTHING,
    LAST_MEETING,
    SPEED,
    WANG,
)
from tests.screens.stage import StageStore, stage

CHEN = Member(id="m-chen", login="chen", name="Chen Hao")


def said(key_result: str, confidence: int) -> CheckIn:
    return CheckIn(
        id=f"i-{key_result}",
        key_result=key_result,
        at=FakeClock().now(),
        author="ana",
        confidence=confidence,
    )


def after(meeting: Meeting) -> StageStore:
    """Return the small team's store with another last meeting."""
    return StageStore(*(meeting if one is LAST_MEETING else one for one in EVERYTHING))


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


async def test_where_the_cycle_was_closed_early_it_tells_of_the_one_to_be_reviewed(
    tmp_path: Path,
) -> None:
    coming = Cycle(id="c-q1", name="2027-Q1", start=date(2027, 1, 1), end=date(2027, 3, 31))
    goal = replace(CHECKOUT, id="o-goal", cycle=coming.id)
    key_results = [replace(ERRORS, id=f"k-{n}", objective=goal.id, number=n) for n in range(1, 6)]
    closed = update(CYCLE, state=CycleState.CLOSED)
    async with stage(tmp_path, closed, coming, goal, *key_results) as shown:
        await shown.press("m")
        assert shown.sees("since 17 Nov", "0 need attention", "5 KRs")
        assert shown.line("prepared").split()[1:] == ["0", "of", "1"]


async def test_where_every_cycle_is_closed_there_is_nothing_to_review(tmp_path: Path) -> None:
    async with stage(tmp_path, update(CYCLE, state=CycleState.CLOSED)) as shown:
        await shown.press("m")
        assert isinstance(shown.app.screen, BoardScreen)
        assert shown.sees("There is no cycle to review")
    async with stage(tmp_path) as shown:
        await shown.press("m")
        shown.store.others_write(update(CYCLE, state=CycleState.CLOSED))
        shown.app.screen.store_changed(shown.store.refresh())  # type: ignore[attr-defined]
        await shown.settle()
        assert isinstance(shown.app.screen, BoardScreen)


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


async def test_who_leads_is_the_next_after_who_led_last(tmp_path: Path) -> None:
    store = after(replace(LAST_MEETING, facilitator=ANA.id))
    async with stage(tmp_path, store=store) as shown:
        await shown.press("m")
        assert "leads" in shown.line("✓ 王芳")
        await shown.press("j", "space")
        assert "leads" in shown.line("✓ Ana Silva")


async def test_who_was_chosen_to_lead_stays_chosen(tmp_path: Path) -> None:
    store = after(replace(LAST_MEETING, facilitator=ANA.id))
    async with stage(tmp_path, store=store) as shown:
        await shown.press("m", "f", "j", "space", "space", "enter")
        made = next(m for m in shown.books.all(Meeting) if m.name == "2026-W48")
        assert made.facilitator == ANA.id


async def test_it_says_who_prepared_and_who_has_not_yet(tmp_path: Path) -> None:
    async with stage(tmp_path, said(DOCS.id, 7)) as shown:
        await shown.press("m")
        assert "1 of 2 · 1 filled in beforehand · not yet: Ana" in shown.line("prepared")
        assert "1 of 1 KR filled in" in shown.line("✓ 王芳")
        shown.store.others_write(said(ERRORS.id, 8), said(SPEED.id, 8))
        await shown.until(lambda: "2 of 2" in shown.line("prepared"))


async def test_the_time_is_shared_anew_as_people_come_and_go(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m")
        assert "16 min" in shown.line("Ana Silva")
        await shown.press("j", "space")
        assert "21 min" in shown.line("Ana Silva")
        assert "min" not in shown.line("– 王芳")


async def test_exceptions_first_says_why_beside_each(tmp_path: Path) -> None:
    async with stage(tmp_path, said(DOCS.id, 2)) as shown:
        await shown.press("m", "o", "o")
        assert shown.sees("exceptions first")
        assert "1 off track" in shown.line("王芳")


async def test_the_opener_names_the_meeting_that_it_compares_with(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("m")
        assert shown.sees("the last one: 2026-W47, Tue 17 Nov", "since 17 Nov")


async def test_the_first_meeting_ever_looks_back_to_the_cycles_start(tmp_path: Path) -> None:
    nothing_yet = (one for one in EVERYTHING if not isinstance(one, Meeting | CheckIn))
    async with stage(tmp_path, store=StageStore(*nothing_yet)) as shown:
        await shown.press("m")
        assert shown.sees("the first one ever", "since 1 Oct")


async def test_a_second_meeting_in_a_week_says_so_and_looks_back_to_the_first(
    tmp_path: Path,
) -> None:
    monday = FakeClock().now().replace(day=23)
    first = replace(LAST_MEETING, name="2026-W48", opened_at=monday, closed_at=monday)
    async with stage(tmp_path, store=after(first)) as shown:
        await shown.press("m")
        assert shown.sees("Weekly meeting 2026-W48-2", "the last one: 2026-W48, Mon 23 Nov")


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_opener_fits_into_80_columns(tmp_path: Path, language: Language) -> None:
    settings = Settings(language=language)
    many = [replace(ANA, id=f"m-{n}", login=f"m{n}", name=f"Member {n}") for n in range(9)]
    async with stage(tmp_path, *many, size=(80, 24), settings=settings) as shown:
        await shown.press("m")
        lines = shown.text().splitlines()[:9]
        assert all(width(line) <= 80 for line in lines)
        assert "…" not in "".join(lines)


async def test_somebody_who_has_no_okrs_is_asked_and_has_a_share(tmp_path: Path) -> None:
    async with stage(tmp_path, CHEN) as shown:
        await shown.press("m")
        assert "0 KRs · 6 min" in shown.line("Chen Hao")
        assert "0 of 2" in shown.line("prepared")
