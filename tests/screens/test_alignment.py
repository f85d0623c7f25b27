"""The alignment: what stands below what, what hangs in the air, and the keys that mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.model.codec import update
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Cycle,
    KeyResult,
    Link,
    Objective,
    ProgressOf,
    State,
)
from screens.alignment import AlignmentScreen
from screens.links import LinksScreen
from screens.member import MemberScreen
from screens.why import WhyScreen
from tests.hostile import HOSTILE_LINES, in_fives
from tests.meeting.room import ANA, CHECKOUT, CYCLE, EVERYTHING, PARTNERS, SPEED, WANG
from tests.screens.stage import Stage, StageStore, meeting, stage

BACK = Objective(id="o-back", cycle=CYCLE.id, owner=COMPANY, number=1, title="People come back")
SUPPORT = Objective(id="o-support", cycle=CYCLE.id, owner=WANG.id, number=1, title="Support")
SPRING = Cycle(id="c-q2", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30))
ASKED = Link(
    id="l-vendor", kind="depends", source=SPEED.id, target="Payments", state="asked",
    by=date(2026, 12, 4), what="a trace of one call",
)  # fmt: skip


def link(
    source: Objective | KeyResult, target: Objective | KeyResult, kind: str = "vertical"
) -> Link:
    return Link(id=f"l-{source.id}", kind=kind, source=source.id, target=target.id)


WHOLE = (BACK, SUPPORT, link(PARTNERS, BACK), link(CHECKOUT, PARTNERS), ASKED)


def screen(shown: Stage) -> AlignmentScreen:
    assert isinstance(shown.app.screen, AlignmentScreen)
    return shown.app.screen


def in_hand(shown: Stage) -> str:
    row = screen(shown).in_hand
    return row.id if row else ""


def order(shown: Stage, *parts: str) -> list[str]:
    """These parts, from the one that stands highest on the screen."""
    lines = shown.text().splitlines()
    return sorted(parts, key=lambda part: next(at for at, one in enumerate(lines) if part in one))


# -- what one sees


async def test_a_on_the_board_shows_what_stands_below_what(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a")
        rows = ("Company", "company/O1", "team/O1", "ana/O1", "wang/O1")
        assert order(shown, *rows) == list(rows)
        assert shown.sees("2026-Q4", "1 of 4 objectives hangs in the air")


async def test_what_hangs_in_the_air_says_so_in_words(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a")
        assert "hangs in the air" in shown.line("wang/O1  Support")
        assert "hangs" not in shown.line("ana/O1  Checkout")


async def test_a_dependency_says_whether_it_is_confirmed_and_by_when(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a")
        assert shown.sees("1 dependency not confirmed")
        asked = shown.line("depends on Payments")
        assert "KR2" in asked
        assert "asked · by 4 Dec" in asked


async def test_progress_and_the_worst_health_stand_beside(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a")
        # Two key results, one never given and one at 8 %.
        assert "4 %" in shown.line("ana/O1  Checkout")


async def test_beside_the_row_in_hand_stands_what_it_is_there_for(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "j", "j")
        assert in_hand(shown) == CHECKOUT.id
        assert shown.sees("What it is there for", "It waits for", "a trace of one")
        lines = [line for line in shown.text().splitlines() if "People come back" in line]
        assert len(lines) == 2


async def test_who_waits_for_it_stands_there_too(tmp_path: Path) -> None:
    needs = Link(id="l-n", kind="depends", source=SPEED.id, target=SUPPORT.id, state="confirmed")
    async with stage(tmp_path, *WHOLE, needs) as shown:
        await shown.press("a", "n")
        assert in_hand(shown) == SUPPORT.id
        assert shown.sees("Waits for it", "ana/O1/KR2  confirmed")


async def test_the_company_is_told_to_stand_highest(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a")
        assert shown.sees("It stands highest")


async def test_in_eighty_columns_it_stands_below(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE, size=(80, 24)) as shown:
        await shown.press("a", "j", "j")
        assert order(shown, "wang/O1", "What it is there for") == [
            "wang/O1",
            "What it is there for",
        ]


async def test_what_serves_something_dropped_says_so(tmp_path: Path) -> None:
    gone = replace(BACK, state=State.DROPPED)
    async with stage(tmp_path, gone, link(CHECKOUT, gone)) as shown:
        await shown.press("a")
        assert "serves what was dropped" in shown.line("ana/O1  Checkout")
        assert shown.sees("1 serves only what was dropped or is over")


async def test_a_circle_that_is_stored_is_shown_once(tmp_path: Path) -> None:
    async with stage(tmp_path, SUPPORT, link(CHECKOUT, SUPPORT), link(SUPPORT, CHECKOUT)) as shown:
        await shown.press("a")
        assert shown.text().count("goes in a circle") == 2


async def test_drafts_step_back_and_show_no_progress(tmp_path: Path) -> None:
    async with stage(tmp_path, replace(SUPPORT, state=State.DRAFT)) as shown:
        await shown.press("a")
        assert shown.line("wang/O1  Support").split("│")[0].rstrip().endswith("draft")


async def test_without_objectives_it_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(ANA, CYCLE)) as shown:
        await shown.press("a")
        assert shown.sees("There are no objectives in this cycle yet.")
        await shown.press("j", "n", "enter", "a", "d", "L", "x", "space", "r", "h", "l", "w", "u")
        assert screen(shown)


async def test_without_a_cycle_it_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(ANA)) as shown:
        await shown.press("a", "tab")
        assert shown.sees("There is no cycle yet")


async def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    store = StageStore(*EVERYTHING, *WHOLE)
    store.read_only = True
    async with stage(tmp_path, store=store) as shown:
        await shown.press("a")
        assert shown.sees("read")


@pytest.mark.parametrize("texts", in_fives(HOSTILE_LINES.values()))
async def test_what_people_typed_is_shown_as_written(tmp_path: Path, texts: list[str]) -> None:
    things: list[Any] = [replace(BACK, title=texts[0]), link(CHECKOUT, BACK)]
    things += [
        Link(id=f"l-{n}", kind="depends", source=CHECKOUT.id, target=text, state="asked", what=text)
        for n, text in enumerate(texts)
    ]
    async with stage(tmp_path, *things) as shown:
        await shown.press("a", "j", "j", "k")
        widths = {len(line) for line in shown.text().splitlines()}
        assert max(widths) <= 120


# -- moving


async def test_n_goes_from_one_marked_row_to_the_next_and_round(tmp_path: Path) -> None:
    adrift = replace(SUPPORT, id="o-2", number=2, title="Answers")
    async with stage(tmp_path, *WHOLE, adrift) as shown:
        await shown.press("a", "n")
        assert in_hand(shown) == SUPPORT.id
        await shown.press("n")
        assert in_hand(shown) == adrift.id
        await shown.press("n")
        assert in_hand(shown) == SUPPORT.id


async def test_n_says_where_nothing_is_marked(tmp_path: Path) -> None:
    async with stage(tmp_path, BACK, link(PARTNERS, BACK), link(CHECKOUT, PARTNERS)) as shown:
        await shown.press("a", "n")
        assert shown.sees("Nothing hangs in the air, and no answer is overdue.")


async def test_a_row_folds_with_all_below_it_and_says_what_is_wrong_there(tmp_path: Path) -> None:
    late = replace(ASKED, by=date(2026, 11, 20))
    async with stage(tmp_path, *WHOLE[:-1], late) as shown:
        await shown.press("a", "h")
        assert "team/O1" not in shown.text().partition("What it is there for")[0]
        assert "1 marked below" in shown.line("company/O1  People come back  ")
        await shown.press("l")
        assert "no answer by 20 Nov" in shown.line("depends on Payments")


async def test_a_marked_row_that_is_folded_away_unfolds(tmp_path: Path) -> None:
    late = replace(ASKED, by=date(2026, 11, 20))
    async with stage(tmp_path, *WHOLE[:-1], late) as shown:
        await shown.press("a", "h", "n")
        assert in_hand(shown) == late.id


async def test_fold_on_a_leaf_goes_up(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "j", "j", "j")
        assert in_hand(shown) == ASKED.id
        await shown.press("h")
        assert in_hand(shown) == CHECKOUT.id


async def test_the_cursor_stays_where_it_is_when_others_write(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "j", "j")
        shown.store.others_write(link(SUPPORT, BACK))
        if (news := shown.store.refresh()) is not None:
            screen(shown).store_changed(news)
        await shown.settle()
        assert in_hand(shown) == CHECKOUT.id
        assert shown.sees("nothing hangs in the air")


async def test_tab_looks_at_another_cycle(tmp_path: Path) -> None:
    old = replace(SUPPORT, id="o-old", cycle=SPRING.id, title="Answers", state=State.CLOSED)
    async with stage(tmp_path, *WHOLE, SPRING, old) as shown:
        await shown.press("a", "shift+tab")
        assert shown.sees("2026-Q2", "wang/O1  Answers")
        await shown.press("shift+tab")
        assert shown.sees("There is no earlier cycle")
        await shown.press("tab")
        assert shown.sees("2026-Q4", "wang/O1  Support")


async def test_a_year_and_its_quarter_are_looked_at_together(tmp_path: Path) -> None:
    year = Cycle(id="c-y", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))
    async with stage(tmp_path, year, replace(BACK, cycle=year.id), link(PARTNERS, BACK)) as shown:
        await shown.press("a")
        assert shown.sees("2026 + 2026-Q4")
        assert order(shown, "company/O1", "team/O1") == ["company/O1", "team/O1"]


# -- going elsewhere


async def test_enter_opens_the_owners_okrs_at_that_row(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "n", "enter")
        opened = shown.app.screen
        assert isinstance(opened, MemberScreen)
        assert opened.row == SUPPORT.id


async def test_enter_on_a_dependency_opens_what_needs_it(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "j", "j", "j", "enter")
        opened = shown.app.screen
        assert isinstance(opened, MemberScreen)
        assert opened.row == SPEED.id


async def test_enter_on_somebody_opens_theirs(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "k", "enter")
        opened = shown.app.screen
        assert isinstance(opened, MemberScreen)
        assert opened.room.owner == COMPANY


async def test_what_changed_there_shows_on_the_way_back(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "n", "enter")
        shown.store.view.apply([update(SUPPORT, state=State.DROPPED)])
        await shown.press("escape")
        assert shown.sees("nothing hangs in the air")


async def test_w_shows_the_history_of_the_row(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "w")
        assert isinstance(shown.app.screen, WhyScreen)


async def test_the_search_goes_to_an_objective(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "/")
        await shown.type("p95")
        await shown.press("enter")
        assert in_hand(shown) == CHECKOUT.id


async def test_escape_goes_back_to_the_board(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "escape")
        assert not isinstance(shown.app.screen, AlignmentScreen)


# -- mending it


async def test_a_aligns_the_row_in_hand_to_what_is_picked(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "n", "a")
        await shown.type("come back")
        await shown.press("enter")
        made = next(one for one in shown.books.where(Link, "source", SUPPORT.id))
        assert (made.kind, made.target) == ("vertical", BACK.id)
        assert in_hand(shown) == SUPPORT.id
        assert shown.sees("nothing hangs in the air")
        await shown.press("u")
        assert shown.sees("1 of 4 objectives hangs in the air")


async def test_picking_left_with_escape_links_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "n", "a", "escape")
        assert shown.books.where(Link, "source", SUPPORT.id) == []


async def test_d_asks_what_the_row_in_hand_depends_on(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "n", "d")
        await shown.type("Printing house")
        await shown.press("enter")
        await shown.type("500 flyers by 12-04")
        await shown.press("enter")
        made = next(one for one in shown.books.where(Link, "source", SUPPORT.id))
        assert (made.target, made.state, made.by) == ("Printing house", "asked", date(2026, 12, 4))
        assert shown.sees("2 dependencies not confirmed")


async def test_space_says_yes_to_what_is_asked(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "j", "j", "j", "space")
        assert shown.books.get(Link, ASKED.id).state == "confirmed"
        assert "confirmed · by 4 Dec" in shown.line("depends on Payments")


async def test_r_says_no_with_a_reason(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "j", "j", "j", "r")
        await shown.type("nobody is free")
        await shown.press("enter")
        said = shown.books.get(Link, ASKED.id)
        assert (said.state, said.why) == ("refused", "nobody is free")
        assert "refused" in shown.line("depends on Payments")


@pytest.mark.parametrize(
    ("state", "offered"),
    [("asked", ["␣ yes", "r no"]), ("confirmed", ["r no"]), ("refused", ["␣ yes"])],
)
async def test_the_foot_offers_the_answers_that_were_not_given(
    tmp_path: Path, state: str, offered: list[str]
) -> None:
    async with stage(tmp_path, *WHOLE[:-1], replace(ASKED, state=state)) as shown:
        await shown.press("a", "j", "j", "j")
        foot = shown.text().splitlines()[-1]
        assert [one for one in ("␣ yes", "r no") if f" {one} " in foot] == offered


async def test_space_on_an_alignment_says_that_nothing_was_asked(tmp_path: Path) -> None:
    aside = Link(id="l-a", kind="horizontal", source=SUPPORT.id, target=CHECKOUT.id)
    async with stage(tmp_path, *WHOLE, aside) as shown:
        await shown.press("a", "G", "space")
        assert shown.sees("Nothing was asked here")


async def test_a_capital_l_shows_all_its_links(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "j", "j", "L")
        assert isinstance(shown.app.screen, LinksScreen)
        await shown.press("escape")
        assert in_hand(shown) == CHECKOUT.id


async def test_x_takes_away_what_an_objective_stands_by_with_a_reason(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "j", "j", "x")
        await shown.type("the team went another way")
        await shown.press("enter")
        assert shown.books.find(Link, f"l-{CHECKOUT.id}") is None
        assert shown.sees("2 of 4 objectives hang in the air")
        assert in_hand(shown) == CHECKOUT.id
        await shown.press("u")
        assert shown.sees("1 of 4 objectives hangs in the air")


async def test_x_on_a_link_takes_that_away(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "j", "j", "j", "x", "enter")
        assert shown.books.find(Link, ASKED.id) is None


async def test_x_says_where_nothing_links_it(tmp_path: Path) -> None:
    async with stage(tmp_path, *WHOLE) as shown:
        await shown.press("a", "n", "x")
        assert shown.sees("Nothing links it upward.")


async def test_a_department_does_not_hold_the_keys_up(tmp_path: Path) -> None:
    many = [
        one
        for n in range(60)
        for one in (
            replace(SUPPORT, id=f"o-{n}", number=n + 2, title=f"Goal {n}"),
            KeyResult(id=f"k-{n}", objective=f"o-{n}", number=1, title="x"),
        )
    ]
    async with stage(tmp_path, *WHOLE, *many) as shown:
        await shown.press("a", "G")
        assert in_hand(shown) == "o-59"
        assert TEAM in {row.owner for row in screen(shown).told.rows}  # type: ignore[union-attr]


# -- progress from below


ROLLED = replace(BACK, progress_of=ProgressOf.ALIGNED)
OVER = (ROLLED, link(CHECKOUT, ROLLED))


async def test_an_owners_okrs_take_progress_from_below(tmp_path: Path) -> None:
    async with stage(tmp_path, *OVER) as shown:
        await shown.press("a", "k", "enter")
        assert "4 %" in shown.line("People come back")
        assert shown.sees("progress from the objectives")


async def test_what_is_said_below_is_redrawn_above(tmp_path: Path) -> None:
    # Both stand at one stop of the meeting: the company's, and the team's below it.
    ours = KeyResult(id="k-ours", objective=PARTNERS.id, number=2, title="Two partners sell")
    async with meeting(tmp_path, ROLLED, link(PARTNERS, ROLLED), ours) as shown:
        await shown.press("[", "j", "j")
        assert shown.in_hand == ours.id
        assert " 0 %" in shown.line("People come back")
        await shown.press("=")
        await shown.type("50")
        await shown.press("enter")
        assert "25 %" in shown.line("People come back")
