import contextlib
from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from okrtui.model.codec import update
from okrtui.model.ops import Remove
from okrtui.model.records import (
    Category,
    Change,
    CheckIn,
    Cycle,
    CycleState,
    KeyResult,
    Link,
    MetricKind,
    Objective,
    State,
    Task,
)
from okrtui.model.settings import Settings
from screens.writing import WritingScreen
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import ANA, CHECKOUT, DOCS, ERRORS, SPEED, SPEED_LAST_WEEK, TRACE, WANG
from tests.screens.stage import Stage, meeting, stage

PARTS = {
    "method": "a cache at the edge",
    "whose_problem": "shoppers who wait",
    "by_when": "the end of June",
    "effect": "p95 falls from 420 to 300 ms",
}
LAST = Cycle(
    id="c-q3",
    name="2026-Q3",
    start=date(2026, 7, 1),
    end=date(2026, 9, 30),
    state=CycleState.CLOSED,
)
OLD_O = Objective(
    id="o-old", cycle=LAST.id, owner=ANA.id, number=1, title="Checkout", state=State.CLOSED
)
OLD_KR = KeyResult(
    id="k-old",
    objective=OLD_O.id,
    number=1,
    title="p95 under 400 ms",
    metric=MetricKind.NUMBER,
    start=Decimal(600),
    target=Decimal(400),
    state=State.CLOSED,
)
OLD_SAID = CheckIn(
    id="i-old", key_result=OLD_KR.id, at=SPEED_LAST_WEEK.at, author="ana", value=Decimal(430)
)


@contextlib.asynccontextmanager
async def writing(folder: Path, row: str, *more: object, **options: Any) -> AsyncIterator[Stage]:
    """Open Ana's OKRs, and write one of its rows."""
    async with stage(folder, *more, **options) as shown:
        await shown.press("enter")
        shown.app.screen.move_to(row)  # type: ignore[attr-defined]
        await shown.press("enter")
        assert isinstance(shown.app.screen, WritingScreen)
        yield shown


async def write(shown: Stage, field: str, text: str, why: str | None = "we agreed so") -> None:
    """Write a field, and why."""
    screen = shown.app.screen
    assert isinstance(screen, WritingScreen)
    screen.fields.move_to(field)
    await shown.press("enter", "ctrl+u")
    if text:
        await shown.type(text)
    await shown.press("enter")
    if why is not None:
        await shown.type(why)
        await shown.press("enter")


async def told(shown: Stage, text: str) -> None:
    """Wait until something is said."""
    for _ in range(400):
        if shown.sees(text):
            return
        await shown.pilot.pause(0.01)
    raise AssertionError(shown.text())


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("title", "p95 under 250 ms", "p95 under 250 ms"),
        ("method", "a cache", "a cache"),
        ("whose_problem", "shoppers who wait", "shoppers who wait"),
        ("by_when", "end of June", "end of June"),
        ("effect", "300 ms", "300 ms"),
        ("metric", "percent", MetricKind.PERCENT),
        ("start", "500", Decimal(500)),
        ("target", "250", Decimal(250)),
        ("unit", "s", "s"),
        ("step", "5", Decimal(5)),
        ("owner", "wang", WANG.id),
        ("due", "12-18", date(2026, 12, 18)),
        ("weight", "2", Decimal(2)),
        ("note", "see: the plan", "see: the plan"),
    ],
)
async def test_each_field_of_a_key_result_is_written_with_its_reason(
    tmp_path: Path, field: str, typed: str, stored: object
) -> None:
    async with writing(tmp_path, SPEED.id) as shown:
        await write(shown, field, typed)
        assert getattr(shown.books.get(KeyResult, SPEED.id), field) == stored
        (change,) = shown.books.all(Change)
        assert (change.field, change.why) == (field, "we agreed so")


async def test_an_empty_owner_and_day_show_what_holds_instead(tmp_path: Path) -> None:
    async with writing(tmp_path, SPEED.id) as shown:
        assert "Ana" in shown.line("owner")
        assert "31 Dec" in shown.line("due")


async def test_an_objective_and_a_task_have_fields_of_their_own(tmp_path: Path) -> None:
    async with writing(tmp_path, CHECKOUT.id) as shown:
        await write(shown, "category", "user")
        assert shown.books.get(Objective, CHECKOUT.id).category is Category.USER
        assert shown.sees("category", "dimension", "ambition")
    async with writing(tmp_path, TRACE.id) as shown:
        await write(shown, "assignee", "wang")
        assert shown.books.get(Task, TRACE.id).assignee == WANG.id


@pytest.mark.parametrize("nothing", ["", "-"])
async def test_a_field_is_emptied(tmp_path: Path, nothing: str) -> None:
    async with writing(tmp_path, SPEED.id, update(SPEED, method="a cache")) as shown:
        await write(shown, "method", nothing)
        assert shown.books.get(KeyResult, SPEED.id).method == ""


async def test_a_value_that_does_not_fit_comes_back(tmp_path: Path) -> None:
    async with writing(tmp_path, SPEED.id) as shown:
        await write(shown, "metric", "bananas", None)
        assert shown.sees("bananas")
        assert shown.app.screen.asked is not None  # type: ignore[attr-defined]
        assert not list(shown.books.all(Change))


async def test_the_four_parts_make_a_sentence_that_can_be_the_title(tmp_path: Path) -> None:
    async with writing(tmp_path, SPEED.id, update(SPEED, **PARTS)) as shown:
        made = (
            "By the end of June, p95 falls from 420 to 300 ms, for shoppers who wait, "
            "through a cache at the edge"
        )
        assert shown.sees(made)
        await shown.press("s", "enter")
        await shown.type("in the form of the method")
        await shown.press("enter")
        assert shown.books.get(KeyResult, SPEED.id).title == made


async def test_the_ends_are_a_key_away_and_pages_scroll_the_advice(tmp_path: Path) -> None:
    todo = update(ERRORS, title="Improve the sign-up page")
    async with writing(tmp_path, ERRORS.id, todo, size=(60, 20)) as shown:
        await told(shown, "Not a to-do")
        screen = shown.app.screen
        assert isinstance(screen, WritingScreen)
        await shown.press("G", "pagedown")
        assert screen.fields.cursor_id != "title"
        assert not shown.sees("Not a to-do")
        await shown.press("pageup", "g", "g")
        assert screen.fields.cursor_id == "title"
        assert shown.sees("Not a to-do")


async def test_without_all_four_parts_it_says_what_is_missing(tmp_path: Path) -> None:
    async with writing(tmp_path, SPEED.id) as shown:
        await shown.press("s")
        assert shown.sees("all four parts")


async def test_advice_stands_beside_it_and_goes_when_it_is_followed(tmp_path: Path) -> None:
    todo = update(ERRORS, title="Improve the sign-up page")
    async with writing(tmp_path, ERRORS.id, todo) as shown:
        await told(shown, "This is something to do.")
        assert shown.sees("Not a to-do", "For example:")
        await write(shown, "title", "Seven of ten visitors sign up by May, now four")
        for _ in range(300):
            if not shown.sees("This is something to do."):
                return
            await shown.pilot.pause(0.01)
        raise AssertionError(shown.text())


async def test_what_the_team_switched_off_is_not_said(tmp_path: Path) -> None:
    todo = update(ERRORS, title="Improve the sign-up page")
    settings = Settings(lint_off=frozenset({"to-do"}))
    async with writing(tmp_path, ERRORS.id, todo, settings=settings) as shown:
        await told(shown, "For example:")
        assert not shown.sees("This is something to do.")


async def test_the_metric_shows_where_it_ended_in_the_last_cycle(tmp_path: Path) -> None:
    async with writing(tmp_path, SPEED.id, LAST, OLD_O, OLD_KR, OLD_SAID) as shown:
        await told(shown, "last cycle ended at 430")


async def test_who_works_on_it_and_on_whom_it_depends_is_shown(tmp_path: Path) -> None:
    links = (
        Link(id="l1", kind="collaborator", source=SPEED.id, target=WANG.id, state="confirmed"),
        Link(id="l2", kind="depends", source=SPEED.id, target=DOCS.id, state="asked"),
    )
    async with writing(tmp_path, SPEED.id, *links) as shown:
        assert "王芳" in shown.line("confirmed")
        assert "Docs score" in shown.line("asked")


async def test_a_draft_asks_for_no_reason(tmp_path: Path) -> None:
    draft = update(SPEED, state=State.DRAFT)
    async with writing(tmp_path, SPEED.id, draft) as shown:
        await write(shown, "title", "p95 under 250 ms", None)
        assert shown.books.get(KeyResult, SPEED.id).title == "p95 under 250 ms"


async def test_it_is_taken_back_and_brought_again(tmp_path: Path) -> None:
    async with writing(tmp_path, SPEED.id) as shown:
        await write(shown, "target", "250")
        await shown.press("u")
        assert shown.books.get(KeyResult, SPEED.id).target == Decimal(300)
        await shown.press("ctrl+r")
        assert shown.books.get(KeyResult, SPEED.id).target == Decimal(250)


async def test_in_the_meeting_it_is_agreed_there(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.app.screen.move_to(SPEED.id)  # type: ignore[attr-defined]
        await shown.press("E")
        await write(shown, "title", "p95 under 250 ms")
        await shown.press("escape")
        assert shown.in_hand == SPEED.id
        assert shown.sees("p95 under 250 ms")
        (change,) = shown.books.all(Change)
        assert change.meeting is not None


async def test_who_opened_it_shows_what_was_written(tmp_path: Path) -> None:
    async with writing(tmp_path, SPEED.id) as shown:
        await write(shown, "title", "p95 under 250 ms")
        await shown.press("escape")
        assert "p95 under 250 ms" in shown.line("KR2")


async def test_what_others_take_away_is_left(tmp_path: Path) -> None:
    async with writing(tmp_path, TRACE.id) as shown:
        doc = shown.store.view.get("tasks", TRACE.id)
        shown.store.others_write(Remove("tasks", TRACE.id, doc or {}))
        for _ in range(200):
            if not isinstance(shown.app.screen, WritingScreen):
                return
            await shown.pilot.pause(0.01)
        raise AssertionError(shown.text())


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_it_fits_any_size(tmp_path: Path, size: tuple[int, int], language: Any) -> None:
    settings = Settings(language=language)
    async with writing(
        tmp_path, SPEED.id, update(SPEED, **PARTS), size=size, settings=settings
    ) as shown:
        assert all(len(line) <= size[0] for line in shown.text().splitlines())
        assert shown.sees("ana/O1/KR2", "p95 under")


async def test_typed_text_is_shown_as_it_is_written(tmp_path: Path) -> None:
    async with writing(tmp_path, SPEED.id, size=(200, 60)) as shown:
        for text in HOSTILE_LINES.values():
            parts = dict.fromkeys(PARTS, text)
            shown.store.view.add(update(SPEED, title=text, **parts))
            shown.app.screen.show_again()  # type: ignore[attr-defined]
            await shown.pilot.pause()
            assert text.split()[0][:1] in shown.text()
