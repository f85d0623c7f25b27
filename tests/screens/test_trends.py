"""Trends: three views of a cycle, and the ways from them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.model.codec import update
from okrtui.model.records import CheckIn, Cycle, CycleState, Direction, MetricKind, Objective
from screens.member import MemberScreen
from screens.trends import TrendsScreen
from screens.why import WhyScreen
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import ANA, CYCLE, DOCS, ERRORS, EVERYTHING, SPEED
from tests.screens.stage import Stage, StageStore, stage

LAST_YEAR = Cycle(id="c-q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30))
FELL = CheckIn(
    id="i-fell", key_result=SPEED.id, at=datetime(2026, 11, 24, 9, tzinfo=UTC), author="ana",
    value=Decimal(395), confidence=4,
)  # fmt: skip


def screen(shown: Stage) -> TrendsScreen:
    assert isinstance(shown.app.screen, TrendsScreen)
    return shown.app.screen


def in_hand(shown: Stage) -> str:
    trend = screen(shown).in_hand
    return trend.key_result.id if trend else ""


# -- confidence


async def test_g_on_the_board_shows_confidence_week_by_week(tmp_path: Path) -> None:
    async with stage(tmp_path, FELL) as shown:
        await shown.press("g")
        assert shown.sees("2026-Q4", "week 8 of 13", "▸48")
        assert shown.line("p95 under 300 ms").endswith(" 7 ↓4")


async def test_a_quarter_is_readable_in_eighty_columns(tmp_path: Path) -> None:
    async with stage(tmp_path, FELL, size=(80, 24)) as shown:
        await shown.press("g")
        assert shown.line("week  40").rstrip().endswith("53")
        assert shown.sees("p95 under 300", " 7 ↓4")


async def test_a_year_is_told_by_months_where_weeks_have_no_room(tmp_path: Path) -> None:
    year = replace(CYCLE, start=date(2026, 1, 1), end=date(2026, 12, 31))
    store = StageStore(*(year if thing is CYCLE else thing for thing in EVERYTHING))
    async with stage(tmp_path, store=store) as shown:
        await shown.press("g")
        assert "▸11 12" in shown.line("month")


async def test_without_a_cycle_it_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(ANA)) as shown:
        await shown.press("g")
        assert shown.sees("There is no cycle yet")
        await shown.press("2", "j", "enter", "w", "]", ">")
        assert shown.sees("There is no later cycle")


async def test_without_key_results_it_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(ANA, CYCLE)) as shown:
        await shown.press("g", "2")
        assert shown.sees("No key result has been agreed on")


async def test_before_its_first_day_a_cycle_says_so(tmp_path: Path) -> None:
    coming = Cycle(id="c-q1", name="2027-Q1", start=date(2027, 1, 1), end=date(2027, 3, 31))
    async with stage(tmp_path, coming) as shown:
        await shown.press("g", ">")
        assert shown.sees("2027-Q1", "This cycle has not begun")


async def test_what_others_write_is_shown(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g")
        shown.store.others_write(FELL)
        screen(shown).store_changed(shown.store.refresh())  # type: ignore[arg-type]
        await shown.settle()
        assert shown.sees("↓4")


@pytest.mark.parametrize("name", ["rich_tags", "textual_action", "cjk", "rtl"])
async def test_what_people_typed_is_shown_as_it_stands(tmp_path: Path, name: str) -> None:
    text = HOSTILE_LINES[name]
    async with stage(tmp_path, size=(200, 40)) as shown:
        shown.store.view.apply([update(SPEED, title=text)])
        await shown.press("g", "j", "2")
        assert text[:20] in shown.text()


# -- one key result


async def test_a_key_result_stands_beside_its_ideal_line(tmp_path: Path) -> None:
    async with stage(tmp_path, FELL) as shown:
        await shown.press("g", "2", "j")
        assert shown.sees("ana/O1/KR2", "420 ms → 300 ms", "395 ms", "ideal today 58 %")
        assert shown.sees("forecast 31 Dec")


async def test_a_legend_is_not_cut_for_the_blanks_behind_it(tmp_path: Path) -> None:
    async with stage(tmp_path, FELL) as shown:
        await shown.press("g", "2", "j")
        entries = shown.line("forecast 31 Dec").rstrip()
    async with stage(tmp_path, FELL, size=(len(entries) + 1, 40)) as shown:
        await shown.press("g", "2", "j")
        assert shown.line("forecast 31 Dec").rstrip() == entries
        assert shown.line("progress  ").split()[-2:] == ["8", "21"]
        assert shown.line("  confidence   ").split()[-2:] == ["7", "4"]


async def test_a_line_that_is_kept_says_in_how_many_weeks(tmp_path: Path) -> None:
    kept = {"metric": MetricKind.NUMBER, "direction": Direction.KEEP_BELOW, "target": Decimal(400)}
    async with stage(tmp_path, FELL) as shown:
        shown.store.view.apply([update(SPEED, **kept)])
        await shown.press("g", "2", "j")
        assert shown.sees("at most 400 ms", "kept 1 of 2 weeks")
        assert shown.line("kept  ").split()[1:3] == ["–", "✓"]


async def test_a_line_without_a_value_says_so(tmp_path: Path) -> None:
    kept = {"metric": MetricKind.NUMBER, "direction": Direction.KEEP_BELOW, "target": Decimal(8)}
    async with stage(tmp_path) as shown:
        shown.store.view.apply([update(ERRORS, **kept)])
        await shown.press("g", "2")
        assert shown.sees("at most 8", "no value was given yet")
        assert not shown.sees("0 of 0")


async def test_yes_or_no_has_no_ideal_line(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        shown.store.view.apply([update(SPEED, metric=MetricKind.YES_NO, start=Decimal(0))])
        await shown.press("g", "2", "j")
        assert shown.sees("no ideal line")


# -- the team


async def test_the_team_stands_against_the_time_gone_and_each_owner_in_small(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, FELL) as shown:
        await shown.press("g", "3")
        assert shown.sees("Growth", "time gone 58 %", "Team", "Ana")
        assert shown.line("time gone  ").split()[-1] == "100"


async def test_the_week_that_runs_says_what_is_due_today_as_the_words_do(tmp_path: Path) -> None:
    async with stage(tmp_path, FELL) as shown:
        await shown.press("g", "3")
        at = shown.line("week  ").index(" 48 ")
        assert shown.line("time gone  ")[at : at + 4].strip() == "58"
        await shown.press("2", "j")
        at = shown.line("week  ").index(" 48 ")
        assert shown.line("ideal  ")[at : at + 4].strip() == "58"


async def test_with_many_owners_it_scrolls(tmp_path: Path) -> None:
    more = [
        Objective(id=f"o-{n}", cycle=CYCLE.id, owner=f"Outsider {n}", number=1, title="Help")
        for n in range(30)
    ]
    krs = [replace(DOCS, id=f"k-{n}", objective=f"o-{n}", owner=None) for n in range(30)]
    async with stage(tmp_path, *more, *krs, size=(80, 24)) as shown:
        await shown.press("g", "3")
        assert not shown.sees("Outsider 29")
        await shown.press("G")
        assert shown.sees("Outsider 29")


async def test_of_a_whole_department_some_are_drawn_and_the_rest_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.trends_charts._MOST_SMALL", 1)
    async with stage(tmp_path, FELL) as shown:
        await shown.press("g", "3")
        assert shown.sees("Team", "and 2 more")


async def test_a_cycle_made_meanwhile_is_shown(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(ANA)) as shown:
        await shown.press("g")
        shown.store.others_write(CYCLE)
        screen(shown).store_changed(shown.store.refresh())  # type: ignore[arg-type]
        await shown.settle()
        assert shown.sees("2026-Q4", "No key result has been agreed on")


async def test_the_row_in_hand_is_marked_again_after_another_view(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g", "j", "2", "1")
        assert shown.line("▌").count("p95 under 300 ms") == 1


async def test_where_it_takes_long_keys_have_their_turn_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.trends_work.SOON", 0.0)
    async with stage(tmp_path, FELL) as shown:
        ticks = count()
        monkeypatch.setattr(shown.clock, "elapsed", lambda: float(next(ticks)))
        await shown.press("g")
        await shown.until("▸48")
        assert shown.sees("p95 under 300 ms")


# -- a cycle that is over


async def test_of_a_cycle_that_is_over_nothing_is_asked_any_more(tmp_path: Path) -> None:
    old = Objective(id="o-old", cycle=LAST_YEAR.id, owner=ANA.id, number=1, title="Old")
    kr = replace(SPEED, id="k-old", objective=old.id)
    last = datetime(2026, 9, 29, 9, tzinfo=UTC)
    said = [
        replace(
            FELL, id=f"i-{n}", key_result=kr.id, at=last - timedelta(weeks=n), confidence=9,
            value=Decimal(310 + n),
        )
        for n in range(3)
    ]  # fmt: skip
    async with stage(tmp_path, LAST_YEAR, old, kr, *said) as shown:
        await shown.press("g", "<")
        assert "2026-Q3 · over, not closed" in shown.text()
        shown.store.others_write(update(LAST_YEAR, state=CycleState.CLOSED))
        screen(shown).store_changed(shown.store.refresh())  # type: ignore[arg-type]
        await shown.settle()
        assert "2026-Q3 · closed" in shown.text()
        await shown.press("2")
        assert not shown.sees("ideal today")
        assert not shown.sees("forecast")
        assert "● Ana" in shown.text()
        await shown.press("3")
        assert not shown.sees("time gone 100 %")


async def test_its_last_week_is_not_the_one_that_runs_although_it_is(tmp_path: Path) -> None:
    ended = replace(CYCLE, end=date(2026, 11, 23))
    store = StageStore(*(ended if thing is CYCLE else thing for thing in EVERYTHING))
    async with stage(tmp_path, store=store) as shown:
        await shown.press("g")
        assert not shown.sees("▸48")
        assert shown.sees("2026-Q4 · over")


# -- from view to view, from row to row


async def test_tab_goes_through_the_views_and_back(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g")
        seen = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await shown.press(key)
            seen.append(screen(shown).view)
        assert seen == ["key_result", "burn", "heat", "burn"]


async def test_the_key_result_in_hand_stays_through_the_views(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g", "j")
        was = in_hand(shown)
        await shown.press("2", "1")
        assert in_hand(shown) == was


async def test_brackets_go_from_owner_to_owner_and_around(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g")
        seen = [in_hand(shown)]
        for key in ("]", "]", "["):
            await shown.press(key)
            seen.append(in_hand(shown))
        assert seen == [ERRORS.id, DOCS.id, ERRORS.id, DOCS.id]


async def test_enter_opens_its_owners_okrs_at_that_row(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g", "j", "enter")
        assert isinstance(shown.app.screen, MemberScreen)
        assert shown.app.screen.row == SPEED.id
        await shown.press("escape")
        assert in_hand(shown) == SPEED.id


async def test_of_the_whole_team_no_row_is_opened_unseen(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g", "3")
        assert not shown.sees("⏎ open")
        await shown.press("enter")
        assert screen(shown).view == "burn"
        assert shown.sees("The whole team is shown here")


async def test_the_next_cycle_is_offered_where_there_is_one(tmp_path: Path) -> None:
    async with stage(tmp_path, LAST_YEAR) as shown:
        await shown.press("g")
        assert not shown.sees("next cycle")
        await shown.press("<")
        assert shown.sees("next cycle")


async def test_from_the_okrs_that_were_opened_escape_leads_back_here(tmp_path: Path) -> None:
    async with stage(tmp_path, FELL) as shown:
        await shown.press("g", "enter")
        assert isinstance(shown.app.screen, MemberScreen)
        assert shown.sees("esc back")
        await shown.press("escape", "escape", "enter")
        assert isinstance(shown.app.screen, MemberScreen)
        assert shown.sees("esc board")


async def test_w_shows_its_history(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g", "w")
        assert isinstance(shown.app.screen, WhyScreen)


async def test_another_cycle_is_looked_at_and_its_rows_open_in_it(tmp_path: Path) -> None:
    old = Objective(id="o-old", cycle=LAST_YEAR.id, owner=ANA.id, number=1, title="Old")
    kr = replace(ERRORS, id="k-old", objective=old.id, title="Fewer errors")
    async with stage(tmp_path, LAST_YEAR, old, kr) as shown:
        await shown.press("g", "<")
        assert shown.sees("2026-Q3", "Fewer errors")
        assert not shown.sees("▸")
        await shown.press("enter")
        assert isinstance(shown.app.screen, MemberScreen)
        assert shown.app.screen.row == kr.id
        await shown.press("escape", "<")
        assert shown.sees("There is no earlier cycle")


async def test_escape_goes_back_to_the_board(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g", "escape")
        assert not isinstance(shown.app.screen, TrendsScreen)


async def test_a_view_is_chosen_with_the_mouse(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("g")
        at = shown.text().splitlines()[0].index("team")
        await shown.pilot.click("#head", offset=(at, 0))
        await shown.settle()
        assert screen(shown).view == "burn"


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (80, 24), (200, 60)])
async def test_every_view_has_room_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stage(tmp_path, FELL, size=size) as shown:
        await shown.press("g", "j")
        assert shown.line("O1/KR2").rstrip().endswith("4")
        await shown.press("2")
        assert shown.sees("p95")
        await shown.press("3")
        assert shown.sees("Growth")
        await shown.pilot.resize_terminal(100, 30)
        await shown.settle()
        assert shown.sees("time gone 58 %")
