"""The screen of the appraisal: text on actual output, part by part, beside no number of an OKR."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from okrtui.cycle.reviews import reviews_of
from okrtui.model.codec import update
from okrtui.model.records import CheckIn, Cycle, CycleState, Member, Review, ReviewPart, Score
from okrtui.text.harmless import harmless
from okrtui.text.width import wrap
from screens.appraisal import AppraisalScreen
from screens.appraisal_readers import ReadersScreen
from tests.hostile import HOSTILE
from tests.meeting.room import ANA, CYCLE, LAST_WEEK, SPEED, WANG
from tests.screens.stage import Stage, StageStore, stage

SELF, AROUND, MANAGER, CALIBRATION = ReviewPart
BO = Member(id="m-bo", login="bo", name="Bo Berg")
OVER = Cycle(
    id="c-q3",
    name="2026-Q3",
    start=date(2026, 7, 1),
    end=date(2026, 9, 30),
    state=CycleState.CLOSED,
)


def written(part: ReviewPart, author: str, text: str, about: str = ANA.id) -> Review:
    """A text of an appraisal, of last week."""
    return Review(
        id=f"v-{part.value}-{author}",
        cycle=CYCLE.id,
        about=about,
        part=part,
        author=author,
        at=LAST_WEEK,
        text=text,
    )


def texts(shown: Stage, about: str = ANA.id) -> list[tuple[str, str]]:
    return [(one.author, one.text) for one in reviews_of(shown.books, CYCLE.id, about)]


def is_at(shown: Stage, kind: type[object]) -> bool:
    return isinstance(shown.app.screen, kind)


async def test_who_writes_for_the_first_time_is_told_who_reads_it_and_may_decline(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("A", "enter")
        assert is_at(shown, ReadersScreen)
        assert shown.sees("All who can read this team's folder")
        await shown.press("escape")
        assert is_at(shown, AppraisalScreen)
        assert not shown.sees("saves", "leaves")
        await shown.press("e", "enter")
        await shown.type("Built the checkout\nand taught two")
        await shown.press("enter")
        assert texts(shown) == [("ana", "Built the checkout\nand taught two")]
        assert shown.sees("Built the checkout", "Ana Silva · today 10:00", "u undo")


async def test_who_has_written_before_is_not_told_again_and_finds_what_stands_there(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, written(SELF, "ana", "Built it")) as shown:
        await shown.press("A", "up", "up", "up", "e")
        assert shown.sees("Built it")
        await shown.type(" twice")
        await shown.press("enter")
        assert texts(shown) == [("ana", "Built it twice")]
        await shown.press("u")
        assert texts(shown) == [("ana", "Built it")]
        assert shown.sees("Undone: Ana Silva: self-review")
        await shown.press("ctrl+r")
        assert texts(shown) == [("ana", "Built it twice")]


async def test_somebody_elses_part_is_refused_in_words(tmp_path: Path) -> None:
    async with stage(tmp_path, written(SELF, "ana", "Built it")) as shown:
        await shown.press("A", "up", "up", "up", "down", "e")
        assert shown.sees("Ana Silva writes the self-review; the other parts are for others.")
        await shown.press("]", "e")
        assert shown.sees("王芳 writes the self-review, and nobody else.")
        await shown.press("down", "e")
        assert shown.sees("王芳 has not written their self-review yet; it comes first.")


async def test_no_score_progress_or_confidence_stands_beside_it(tmp_path: Path) -> None:
    now = LAST_WEEK
    score = Score(
        id="s", key_result=SPEED.id, cycle=CYCLE.id, at=now, by="ana", score=Decimal("0.4"),
        expected=Decimal(1), cause="the vendor",
    )  # fmt: skip
    said = CheckIn(
        id="i", key_result=SPEED.id, at=now, author="ana", value=Decimal(353), confidence=3
    )
    own = written(SELF, "ana", "Built it")
    async with stage(tmp_path, score, said, own) as shown:
        board = shown.text()
        await shown.press("A")
        text = shown.text()
        for number in ("353", "0.4", "56 %", "56%", "the vendor"):
            assert number not in text
        assert "%" in board
        assert "%" not in text
        # What digits are left: the parts, the cycle, and when a text was written.
        left = re.sub(r"2026-Q4|360°|17 Nov 10:00|^ +[▌ ] [1-4]  ", "", text, flags=re.MULTILINE)
        assert not re.search(r"\d", left)
        for health in shown.app.desk.signs.health.values():
            assert health not in text


async def test_the_parts_say_who_writes_them_and_what_they_wait_for(tmp_path: Path) -> None:
    team = (update(ANA, manager=BO.id), BO, written(SELF, "ana", "Built it"))
    async with stage(tmp_path, *team) as shown:
        await shown.press("A")
        assert "yours, until the next part begins" in shown.line("Self-review")
        assert "for those around Ana Silva" in shown.line("360° review")
        assert "waits for the 360° review" in shown.line("3  Manager")
        assert shown.sees("Ana Silva is managed by Bo Berg.")
        shown.store.others_write(written(AROUND, "bo", "Helped us"))
        await shown.pilot.pause(0.3)
        assert "over" in shown.line("1  Self-review")
        assert "for Bo Berg to write" in shown.line("3  Manager")


async def test_the_members_whose_appraisal_waits_for_one_or_is_complete_are_marked(
    tmp_path: Path,
) -> None:
    team = (
        update(WANG, manager=ANA.id),
        BO,
        *(written(part, "x", "Text", about=BO.id) for part in ReviewPart),
        written(SELF, "wang", "Text", about=WANG.id),
        written(AROUND, "bo", "Text", about=WANG.id),
    )
    async with stage(tmp_path, *team) as shown:
        await shown.press("A")
        head = shown.line("Appraisal")
        assert head.split()[-4:] == ["ANA·", "王芳·", "Bo", "✓"]


async def test_an_appraisal_is_written_after_its_cycle_is_closed(tmp_path: Path) -> None:
    async with stage(tmp_path, OVER) as shown:
        await shown.press("A", "shift+tab")
        assert "2026-Q3 · closed" in shown.line("Appraisal")
        await shown.press("e", "enter")
        await shown.type("What I did in summer")
        await shown.press("enter")
        assert [one.text for one in reviews_of(shown.books, OVER.id, ANA.id)] == [
            "What I did in summer"
        ]
        await shown.press("tab")
        assert not shown.sees("What I did in summer")
        await shown.press("tab")
        assert shown.sees("No later cycle has begun.")


async def test_a_text_that_came_too_late_is_not_lost(tmp_path: Path) -> None:
    async with stage(tmp_path, written(SELF, "ana", "Built it")) as shown:
        await shown.press("A", "up", "up", "up", "e")
        await shown.type(" and more")
        shown.store.others_write(written(AROUND, "wang", "Helped us"))
        await shown.press("enter")
        assert texts(shown)[0] == ("ana", "Built it")
        assert shown.sees("Built it and more", "A later part of Ana Silva's review has begun")


async def test_nothing_is_no_text(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("A", "e", "enter", "enter")
        assert shown.sees("A review needs a text.")
        assert texts(shown) == []


async def test_a_manager_is_picked_found_as_one_types(tmp_path: Path) -> None:
    async with stage(tmp_path, BO) as shown:
        await shown.press("A", "m")
        await shown.type("ber")
        assert shown.sees("Bo Berg")
        assert not shown.sees("王芳  wang")
        await shown.press("enter")
        assert shown.sees("Ana Silva is managed by Bo Berg.", "u undo")
        await shown.press("u")
        assert shown.sees("Who manages Ana Silva is not said yet")


async def test_who_works_for_somebody_does_not_manage_them(tmp_path: Path) -> None:
    async with stage(tmp_path, update(WANG, manager=ANA.id)) as shown:
        await shown.press("A", "m")
        assert "works for Ana Silva" in shown.line("王芳")
        await shown.press("enter")
        assert shown.sees("王芳 works for Ana Silva, so 王芳 cannot manage Ana Silva.")
        await shown.press("m", "down", "enter")
        assert shown.books.get(Member, ANA.id).manager is None


async def test_what_cannot_be_written_says_so(tmp_path: Path) -> None:
    store = StageStore(ANA, WANG, CYCLE)
    store.read_only = True
    async with stage(tmp_path, store=store) as shown:
        await shown.press("A")
        assert shown.sees("read-only: nothing can be saved here")
        for key in ("e", "m"):
            await shown.press(key)
            assert is_at(shown, AppraisalScreen)


@pytest.mark.parametrize(
    ("things", "says"),
    [((), "No cycle has begun yet"), ((CYCLE,), "No member yet")],
    ids=["nothing", "no members"],
)
async def test_where_there_is_nothing_yet_it_says_what_is_missing(
    tmp_path: Path, things: tuple[object, ...], says: str
) -> None:
    async with stage(tmp_path, store=StageStore(*things)) as shown:
        await shown.press("A")
        assert shown.sees(says)
        await shown.press("e", "m", "]", "down", "y")
        assert is_at(shown, AppraisalScreen)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_a_text_is_shown_as_it_was_written(tmp_path: Path, text: str) -> None:
    async with stage(tmp_path, written(SELF, "ana", text), size=(80, 24)) as shown:
        await shown.press("A")
        assert shown.sees("1  Self-review")
        first = next(iter(text.strip().split("\n")))
        assert next(iter(wrap(harmless(first), 20)), "").rstrip() in shown.text()


async def test_the_first_and_the_last_part_are_a_key_away(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("A", "G")
        assert "4  Calibration" in shown.line("▌")
        await shown.press("g", "g")
        assert "1  Self-review" in shown.line("▌")


async def test_another_cycle_is_offered_where_there_is_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("A")
        assert not shown.sees("tab cycle")
    async with stage(tmp_path, OVER) as shown:
        await shown.press("A")
        assert shown.sees("tab cycle")


async def test_a_long_text_can_be_read_to_its_end(tmp_path: Path) -> None:
    long = "\n".join(f"line number {n} of many" for n in range(60))
    async with stage(tmp_path, written(SELF, "ana", long), size=(80, 24)) as shown:
        await shown.press("A")
        assert not shown.sees("line number 59 of many")
        await shown.press(*["pagedown"] * 6)
        assert shown.sees("line number 59 of many", "2  360° review")
        await shown.press("down")
        await shown.press("up")
        assert shown.sees("1  Self-review", "line number 0 of many")
