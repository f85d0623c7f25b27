"""Linking by picking, asking, answering: at one's own OKRs, while writing, in the meeting."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from okrtui.model.records import (
    TEAM,
    Change,
    Cycle,
    CycleState,
    KeyResult,
    Link,
    Objective,
    State,
)
from okrtui.model.settings import Settings
from screens.links import LinksScreen
from screens.pick import PickScreen
from tests.hostile import HOSTILE_LINES, in_fives
from tests.meeting.room import ANA, CHECKOUT, CYCLE, PARTNERS, SPEED, WANG
from tests.screens.stage import Stage, meeting, stage
from tests.screens.test_join import joined

HERS = Objective(id="o-hers", cycle=CYCLE.id, owner=WANG.id, number=1, title="Faster reviews")
HER_KR = KeyResult(id="k-hers", objective=HERS.id, number=1, title="Within a day")
NEXT = Cycle(
    id="c-q1", name="2027-Q1", start=date(2027, 1, 1), end=date(2027, 3, 31),
    state=CycleState.DRAFTING,
)  # fmt: skip
COMING = Objective(
    id="o-next", cycle=NEXT.id, owner=WANG.id, number=1, title="Later", state=State.DRAFT
)
GONE = Objective(
    id="o-gone", cycle=CYCLE.id, owner=WANG.id, number=2, title="Gone", state=State.DROPPED
)
MORE = (HERS, HER_KR)
FRIDAY = date(2026, 12, 4)


def asks(id: str = "l1", source: str = HER_KR.id, target: str = SPEED.id, **fields: Any) -> Link:
    given: dict[str, Any] = {
        "id": id, "kind": "depends", "source": source, "target": target, "state": "asked",
        "what": "the price list", "by": FRIDAY,
    }  # fmt: skip
    return Link(**given | fields)


@contextlib.asynccontextmanager
async def own(folder: Path, *more: object, **options: Any) -> AsyncIterator[Stage]:
    """Open Ana's OKRs, with one of Wang's beside them."""
    async with stage(folder, *MORE, *more, **options) as shown:
        await shown.press("enter")
        yield shown


@contextlib.asynccontextmanager
async def linked(folder: Path, row: str, *more: object, **options: Any) -> AsyncIterator[Stage]:
    """Open what a row of Ana's hangs on."""
    async with own(folder, *more, **options) as shown:
        shown.app.screen.move_to(row)  # type: ignore[attr-defined]
        await shown.press("L")
        assert isinstance(shown.app.screen, LinksScreen)
        yield shown


def links(shown: Stage) -> list[tuple[str, str, str, str | None]]:
    return [(one.kind, one.source, one.target, one.state) for one in shown.books.all(Link)]


def picked(shown: Stage) -> list[str]:
    """Return what there is to pick, line by line."""
    assert isinstance(shown.app.screen, PickScreen)
    lines = shown.text().splitlines()[3:-3]
    return [line.strip(" ▌") for line in lines if line.strip()]


# -- picking


async def test_what_is_above_or_beside_is_there_to_be_picked(tmp_path: Path) -> None:
    async with linked(tmp_path, CHECKOUT.id, NEXT, COMING, GONE) as shown:
        await shown.press("a")
        assert [line.split("  ")[0] for line in picked(shown)] == [
            "team/O1", "team/O1/KR1", "wang/O1", "wang/O1/KR1", "2027-Q1:wang/O1",
        ]  # fmt: skip
        assert "王芳" in shown.line("Within a day")


async def test_a_name_picks_and_the_kind_follows(tmp_path: Path) -> None:
    async with linked(tmp_path, CHECKOUT.id) as shown:
        await shown.press("a")
        await shown.type("team/o1")
        await shown.press("enter")
        assert links(shown) == [("vertical", CHECKOUT.id, PARTNERS.id, None)]
        assert "upward" in shown.line("Partners")


async def test_a_link_that_was_made_is_in_hand(tmp_path: Path) -> None:
    async with linked(tmp_path, CHECKOUT.id) as shown:
        await shown.press("a")
        await shown.type("team/o1")
        await shown.press("enter")
        assert "Partners" in shown.line("▌")


async def test_where_a_link_went_the_next_one_is_in_hand(tmp_path: Path) -> None:
    two = [
        Link(id=f"l{n}", kind="vertical", source=CHECKOUT.id, target=target)
        for n, target in enumerate((PARTNERS.id, HERS.id))
    ]
    async with linked(tmp_path, CHECKOUT.id, *two) as shown:
        await shown.press("j", "x", "enter")
        assert "Faster reviews" in shown.line("▌")
        await shown.press("x", "enter")
        assert "depends on" in shown.line("▌")


async def test_sideward_is_turned_upward_by_a_key(tmp_path: Path) -> None:
    there = Link(id="l1", kind="horizontal", source=CHECKOUT.id, target=HERS.id)
    async with linked(tmp_path, CHECKOUT.id, there) as shown:
        assert "sideward" in shown.line("Faster reviews")
        await shown.press("j", "enter")
        assert links(shown) == [("vertical", CHECKOUT.id, HERS.id, None)]


async def test_a_circle_is_refused_and_names_who_is_in_it(tmp_path: Path) -> None:
    there = Link(id="l1", kind="vertical", source=HERS.id, target=CHECKOUT.id)
    turned = Link(id="l2", kind="horizontal", source=CHECKOUT.id, target=HERS.id)
    async with linked(tmp_path, CHECKOUT.id, there, turned) as shown:
        await shown.press("j", "enter")
        assert shown.sees("ana/O1 → wang/O1 → ana/O1")


async def test_one_waits_for_anothers_key_result_but_not_for_ones_own(tmp_path: Path) -> None:
    beside = KeyResult(
        id="k-beside", objective=CHECKOUT.id, number=7, title="Beside", owner=WANG.id
    )
    async with linked(tmp_path, SPEED.id, beside) as shown:
        await shown.press("d")
        names = [line.split("  ")[0] for line in picked(shown)]
        assert "ana/O1/KR7" in names
        assert not {"ana/O1", "ana/O1/KR1"} & set(names)
        assert {"wang", "team"} <= set(names)


async def test_somebody_outside_is_asked_for_something_by_a_day(tmp_path: Path) -> None:
    async with linked(tmp_path, SPEED.id) as shown:
        await shown.press("d")
        await shown.type("Novapay")
        assert "somebody outside" in shown.line("Novapay  ")
        await shown.press("enter")
        await shown.type("a status page by 4 dec")
        await shown.press("enter")
        (link,) = shown.books.all(Link)
        assert (link.target, link.what, link.by) == ("Novapay", "a status page", FRIDAY)
        assert shown.sees("depends on", "a status page", "by 4 Dec", "asked")


async def test_a_member_is_asked_to_work_on_it(tmp_path: Path) -> None:
    async with linked(tmp_path, SPEED.id) as shown:
        await shown.press("c")
        assert [line.split("  ")[0] for line in picked(shown)] == ["wang"]
        await shown.press("enter", "enter")
        assert links(shown) == [("collaborator", SPEED.id, WANG.id, "asked")]


async def test_nothing_is_linked_where_picking_was_left(tmp_path: Path) -> None:
    async with linked(tmp_path, SPEED.id) as shown:
        await shown.press("a", "escape", "d", "escape", "c", "enter", "escape")
        assert links(shown) == []


async def test_an_answer_of_somebody_outside_is_recorded_and_asked_anew(tmp_path: Path) -> None:
    async with linked(tmp_path, SPEED.id, asks(source=SPEED.id, target="Novapay")) as shown:
        await shown.press("j", "j", "r")
        await shown.type("no people")
        await shown.press("enter")
        assert shown.sees("refused")
        await shown.press("enter", "enter")
        assert links(shown)[0][3] == "asked"
        await shown.press("space")
        assert links(shown)[0][3] == "confirmed"


async def test_a_link_is_taken_away_and_comes_back(tmp_path: Path) -> None:
    async with linked(tmp_path, SPEED.id, asks(source=SPEED.id, target="Novapay")) as shown:
        await shown.press("j", "j", "x")
        await shown.type("we do without")
        await shown.press("enter")
        assert links(shown) == []
        assert [one.why for one in shown.books.all(Change)] == ["we do without"]
        await shown.press("u")
        assert len(links(shown)) == 1


# -- answering


async def test_what_is_asked_of_me_stands_below_my_okrs(tmp_path: Path) -> None:
    done = asks("l2", target=ANA.id, what="a review", state="confirmed", by=None)
    async with own(tmp_path, asks(), done) as shown:
        assert shown.sees("asked of you: 1 waits for an answer")
        line = shown.line("the price list")
        assert "wang/O1/KR1" in line
        assert "by 4 Dec" in line
        assert "confirmed" in shown.line("a review")


async def test_one_key_says_yes(tmp_path: Path) -> None:
    async with own(tmp_path, asks()) as shown:
        await shown.press("G", "space")
        assert links(shown)[0][3] == "confirmed"
        assert shown.sees("0 wait for an answer")
        await shown.press("u")
        assert links(shown)[0][3] == "asked"


async def test_a_yes_names_another_day_and_a_no_its_reason(tmp_path: Path) -> None:
    async with own(tmp_path, asks()) as shown:
        await shown.press("G", "enter")
        await shown.type("yes by 8 dec")
        await shown.press("enter")
        (link,) = shown.books.all(Link)
        assert (link.state, link.by) == ("confirmed", date(2026, 12, 8))
        await shown.press("x", "enter")
        assert shown.sees("No, and why?")
        await shown.type("by then nobody is here")
        await shown.press("enter")
        (link,) = shown.books.all(Link)
        assert (link.state, link.why) == ("refused", "by then nobody is here")


async def test_in_the_meeting_it_stands_at_the_stop_of_who_is_asked(tmp_path: Path) -> None:
    async with meeting(tmp_path, *MORE, asks()) as shown:
        assert "wang/O1/KR1" in shown.line("the price list")
        shown.app.screen.move_to(SPEED.id)  # type: ignore[attr-defined]
        await shown.settle()
        assert shown.text().count("the price list") == 2
        await shown.press("G", "space")
        assert links(shown)[0][3] == "confirmed"
        assert not shown.sees("waits for an answer")
        (change,) = shown.books.all(Change)
        assert change.meeting is not None


async def test_x_says_no_among_the_links_as_it_does_elsewhere(tmp_path: Path) -> None:
    async with meeting(tmp_path, *MORE, asks()) as shown:
        await shown.press("G", "L", "j", "j", "j", "j", "x")
        await shown.type("no time")
        await shown.press("enter")
        assert links(shown)[0][3] == "refused"


async def test_in_the_meeting_a_no_and_another_day_are_said_too(tmp_path: Path) -> None:
    async with meeting(tmp_path, *MORE, asks(), asks("l2", target=ANA.id)) as shown:
        await shown.press("G", "x")
        await shown.type("no time")
        await shown.press("enter", "G", "c")
        await shown.type("by 8 dec")
        await shown.press("enter")
        assert {(one.state, one.by) for one in shown.books.all(Link)} == {
            ("refused", FRIDAY), ("confirmed", date(2026, 12, 8)),
        }  # fmt: skip


async def test_in_the_meeting_a_row_is_linked(tmp_path: Path) -> None:
    async with meeting(tmp_path, *MORE) as shown:
        shown.app.screen.move_to(SPEED.id)  # type: ignore[attr-defined]
        await shown.press("L", "a", "enter")
        assert links(shown) == [("vertical", SPEED.id, PARTNERS.id, None)]
        await shown.press("escape")
        assert shown.in_hand == SPEED.id


async def test_the_team_is_asked_at_its_own_stop(tmp_path: Path) -> None:
    async with meeting(tmp_path, *MORE, asks(target=TEAM)) as shown:
        await shown.press("g", "1", "[")
        assert shown.sees("asked of Team", "the price list")


async def test_what_another_process_answers_shows_at_once(tmp_path: Path) -> None:
    from okrtui.model.codec import update

    async with own(tmp_path, asks()) as shown:
        shown.store.others_write(update(asks(), state="refused", why="no"))
        await shown.until("0 wait")
        assert "refused" in shown.line("the price list")


async def test_who_follows_answers_what_is_asked_of_them_and_nothing_else(tmp_path: Path) -> None:
    hers = asks("l2", source=SPEED.id, target=HER_KR.id)
    async with joined(tmp_path, *MORE, asks(), hers) as (shown, _):
        await shown.press("G", "space")
        assert shown.books.get(Link, "l1").state == "confirmed"
        await shown.press("]", "G", "space")
        assert shown.sees("theirs to answer")
        assert shown.books.get(Link, "l2").state == "asked"


# -- while writing


async def test_while_writing_one_picks_at_the_row_of_its_kind(tmp_path: Path) -> None:
    async with own(tmp_path) as shown:
        shown.app.screen.move_to(SPEED.id)  # type: ignore[attr-defined]
        await shown.press("enter")
        fields = shown.app.screen.fields  # type: ignore[attr-defined]
        fields.move_to("pick:vertical")
        await shown.press("enter", "enter")
        fields.move_to("pick:depends")
        await shown.press("enter")
        await shown.type("Novapay")
        await shown.press("enter", "enter")
        assert links(shown) == [
            ("vertical", SPEED.id, PARTNERS.id, None), ("depends", SPEED.id, "Novapay", "asked"),
        ]  # fmt: skip
        assert "Partners" in shown.line("aligned to")
        fields.move_to(f"link:{next(shown.books.all(Link)).id}")
        await shown.press("x", "enter")
        assert [one[0] for one in links(shown)] == ["depends"]


async def test_a_field_is_no_link(tmp_path: Path) -> None:
    async with own(tmp_path) as shown:
        shown.app.screen.move_to(CHECKOUT.id)  # type: ignore[attr-defined]
        await shown.press("enter", "x")
        assert shown.sees("Only a link is taken away here")


# -- whatever is written, and wherever


@pytest.mark.parametrize("texts", in_fives(HOSTILE_LINES.values()))
async def test_whatever_is_asked_is_shown_as_it_was_written(
    tmp_path: Path, texts: list[str]
) -> None:
    links = [asks(f"l-{n}", what=text, by=None) for n, text in enumerate(texts)]
    links += [asks(f"m-{n}", source=SPEED.id, target=text, what="") for n, text in enumerate(texts)]
    async with linked(tmp_path, SPEED.id, *links, size=(200, 60)) as shown:
        assert shown.sees("asked of Ana")
        await shown.press("a", "escape", "escape", "G")
        assert re.search("waits? for an answer", shown.text())


async def test_in_chinese_and_in_a_narrow_terminal(tmp_path: Path) -> None:
    chinese = Settings(language="zh")
    async with own(tmp_path, asks(what="价格表"), size=(80, 24), settings=chinese) as shown:
        assert shown.sees("向你提出的请求：1 项待答复", "价格表")
        await shown.press("G")
        assert shown.sees("Within a day")
        await shown.press("L")
        assert shown.sees("对齐到", "依赖", "协作", "价格表")


async def test_what_was_dropped_stays_linked_and_is_marked(tmp_path: Path) -> None:
    there = Link(id="l1", kind="vertical", source=CHECKOUT.id, target=GONE.id)
    async with linked(tmp_path, CHECKOUT.id, GONE, there) as shown:
        assert "dropped" in shown.line("Gone")


async def test_the_card_names_what_it_depends_on_and_whether_that_is_gone(tmp_path: Path) -> None:
    upon = [asks("l1", source=SPEED.id, target=GONE.id), asks("l2", SPEED.id, TEAM)]
    async with own(tmp_path, GONE, *upon, size=(200, 60)) as shown:
        shown.app.screen.move_to(SPEED.id)  # type: ignore[attr-defined]
        await shown.settle()
        assert shown.sees("wang/O2 (dropped · asked)", "depends on Team (asked)")


async def test_where_nothing_is_linked_each_heading_says_so(tmp_path: Path) -> None:
    async with linked(tmp_path, SPEED.id) as shown:
        assert shown.sees("aligned to  –", "depends on  –", "works with  –")
