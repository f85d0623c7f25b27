"""The history of everything: in words, the newest first, and the way to where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.model.codec import insert, update
from okrtui.model.ops import Op
from okrtui.model.records import CheckIn, Review, ReviewPart
from screens.board import BoardScreen
from screens.history import HistoryScreen, _last
from screens.member import MemberScreen
from screens.minutes import MinutesScreen
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import ANA, DOCS, EVERYTHING, LAST_MEETING, SPEED, WANG
from tests.screens.stage import Stage, StageStore, stage

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SAID = CheckIn(id="i-now", key_result=SPEED.id, at=NOW, author="ana", confidence=4)


def done(store: StageStore, *ops: Op, by: str = "ana", as_: str | None = None) -> None:
    """Let somebody have done something."""
    store.by = by
    store.commit(lambda _: list(ops), via="check-in", as_=as_)


def store(*, of: Sequence[tuple[str, Op]] = ()) -> StageStore:
    kept = StageStore(*EVERYTHING)
    done(kept, insert(SAID))
    done(kept, update(DOCS, title="Docs score 4.6"), by="wang")
    for by, op in of:
        done(kept, op, by=by)
    return kept


def rows(shown: Stage) -> list[str]:
    lines = shown.text().splitlines()
    return [line for line in lines[2:] if " 10:00  " in line]


async def test_h_on_the_board_tells_what_was_done_the_newest_first(tmp_path: Path) -> None:
    async with stage(tmp_path, store=store()) as shown:
        await shown.press("H")
        told = rows(shown)
        assert "wang" in told[0]
        assert "“Docs score 4.5” → “Docs score 4.6”" in told[0]
        assert "ana/O1/KR2: confidence 7 → 4" in told[1]


async def test_the_row_in_hand_is_told_in_full_below(tmp_path: Path) -> None:
    why = "a reason that is much longer than a line of this terminal could ever hold, and then some"
    async with stage(
        tmp_path, store=store(of=[("ana", update(SAID, why=why))]), size=(80, 24)
    ) as shown:
        await shown.press("H")
        assert "some" not in rows(shown)[0]
        assert shown.sees("· ana · check-in", "then some")


async def test_what_was_done_for_another_says_so(tmp_path: Path) -> None:
    kept = store()
    done(kept, update(SAID, note="by hand"), by="root", as_="wang")
    async with stage(tmp_path, store=kept) as shown:
        await shown.press("H")
        assert "wang" in rows(shown)[0]
        assert shown.sees("root for wang")


async def test_brackets_show_what_one_person_did(tmp_path: Path) -> None:
    async with stage(tmp_path, store=store()) as shown:
        await shown.press("H", "]")
        assert len(rows(shown)) == 1
        assert shown.sees("History · ana")
        await shown.press("]")
        assert shown.sees("History · wang", "Docs score 4.6")
        await shown.press("]")
        assert shown.sees("History · everyone")
        await shown.press("[")
        assert shown.sees("History · wang")


async def test_enter_opens_where_it_stands(tmp_path: Path) -> None:
    async with stage(tmp_path, store=store()) as shown:
        await shown.press("H", "enter")
        assert isinstance(shown.app.screen, MemberScreen)
        assert (shown.app.screen.room.owner, shown.app.screen.row) == (WANG.id, DOCS.id)
        await shown.press("escape", "j", "enter")
        assert isinstance(shown.app.screen, MemberScreen)
        assert (shown.app.screen.room.owner, shown.app.screen.row) == (ANA.id, SPEED.id)


async def test_enter_on_a_meeting_opens_its_minutes(tmp_path: Path) -> None:
    async with stage(tmp_path, store=store(of=[("ana", update(LAST_MEETING, rating=8))])) as shown:
        await shown.press("H", "enter")
        assert isinstance(shown.app.screen, MinutesScreen)


async def test_what_stands_nowhere_says_so(tmp_path: Path) -> None:
    kept = store()
    done(kept, update(next(one for one in EVERYTHING if one.id == "t"), name="Growth 2"))
    async with stage(tmp_path, store=kept) as shown:
        await shown.press("H", "enter")
        assert shown.sees("It is shown nowhere else")


async def test_appraisals_stay_on_their_own_screen(tmp_path: Path) -> None:
    review = Review(
        id="v", about=ANA.id, author=WANG.id, part=ReviewPart.MANAGER, text="secret praise",
        at=NOW, cycle="c-q4",
    )  # fmt: skip
    async with stage(tmp_path, store=store(of=[("wang", insert(review))])) as shown:
        await shown.press("H")
        assert len(rows(shown)) == 2
        assert not shown.sees("praise")
        assert not shown.sees("apprais")


async def test_nothing_recorded_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press("H")
        assert shown.sees("Nothing was recorded yet.")
        await shown.press("j", "enter", "]", "escape")
        assert isinstance(shown.app.screen, BoardScreen)


async def test_what_others_do_comes_on_top_while_one_reads(tmp_path: Path) -> None:
    kept = store()
    async with stage(tmp_path, store=kept) as shown:
        await shown.press("H", "j")
        done(kept, update(SAID, note="new words"))
        assert isinstance(shown.app.screen, HistoryScreen)
        shown.app.screen._read()
        await shown.settle()
        assert "new words" in rows(shown)[0]
        assert shown.line("▌").count("confidence 7 → 4") == 1


async def test_further_back_is_read_where_one_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.history._MORE", 2)
    kept = store(of=[("ana", update(SAID, note=f"note {n}")) for n in range(3)])
    kept.log = [replace(one, seq=at) for at, one in enumerate(kept.log, 1)]
    kept.view.seq = len(kept.log)
    async with stage(tmp_path, store=kept) as shown:
        await shown.press("H")
        assert shown.sees("the last 2", "note 2")
        assert not shown.sees("note 0")
        await shown.press("o")
        assert shown.sees("the last 4", "note 0")
        await shown.press("o", "o")
        assert shown.sees("That is all there is.")


async def test_what_was_folded_is_read_from_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = store()
    monkeypatch.setattr(kept, "recent", lambda: kept.log[-1:])
    async with stage(tmp_path, store=kept) as shown:
        await shown.press("H")
        for _ in range(100):
            if shown.sees("confidence 7 → 4"):
                break
            await shown.pilot.pause(0.01)
        assert shown.sees("confidence 7 → 4", "Docs score 4.6")


def test_of_what_is_on_the_disk_the_last_is_kept_without_a_gap() -> None:
    kept = store(of=[("ana", update(SAID, note=f"note {n}")) for n in range(9)])
    last, seq = _last(kept.log, 2)
    assert [one.id for one in last] == [one.id for one in kept.log[-4:]]
    assert seq == kept.log[-1].seq
    assert _last([], 2) == ([], 0)


@pytest.mark.parametrize("name", ["rich_tags", "textual_action", "cjk", "html_tag"])
async def test_what_people_typed_is_shown_as_it_stands(tmp_path: Path, name: str) -> None:
    text = HOSTILE_LINES[name]
    async with stage(
        tmp_path, store=store(of=[("ana", update(SAID, note=text))]), size=(200, 40)
    ) as shown:
        await shown.press("H")
        assert text[:24] in shown.text()
