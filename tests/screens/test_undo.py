"""`u` takes back anything that was said in the meeting, the last first, also after a restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from okrtui.model.records import Action, Level, Parked, Problem, Risk
from okrtui.model.settings import Settings
from okrtui.text.words import Language
from tests.meeting.room import ERRORS, LAST_WEEK, WANG
from tests.screens.stage import Stage, StageStore, meeting, stage

ENTRIES = (
    Risk(
        id="r5", number=5, title="SDK slips", at=LAST_WEEK, key_result=ERRORS.id,
        probability=Level.HIGH, impact=Level.MEDIUM,
    ),
    Problem(id="p2", number=2, title="CI is down", at=LAST_WEEK, key_result=ERRORS.id),
    Action(
        id="a31", number=31, title="send trace", at=LAST_WEEK, owner=WANG.id, key_result=ERRORS.id
    ),
    Parked(id="k1", title="office plants", at=LAST_WEEK),
)  # fmt: skip
ASKED = (
    ("r", "R5 happened"),
    ("b", "P2 solved"),
    ("a", "A31 done"),
    ("p", "close 1"),
    ("d", "We take vendor B"),
    ("c", "due fri", "the vendor slips"),
    ("c", "move to team/O1", "it belongs there"),
)
TOLD: dict[Language, tuple[str, ...]] = {
    "en": (
        "王芳 is not here",
        "ana/O1/KR1 is team/O1/KR2 now",
        "Errors under 0.1 %: due",
        "D1 We take vendor B",
        "office plants: closed",
        "A31 send trace: done",
        "P2 CI is down: closed",
        "R5 has happened: P3",
        "ana/O1/KR1 agreed on 6",
        "ana/O1/KR1 vote 7 5",
    ),
    "zh": (
        "王芳不在场",
        "ana/O1/KR1 改为 team/O1/KR2",
        "Errors under 0.1 %：截止",
        "D1 We take vendor B",
        "office plants：已关闭",
        "A31 send trace：已完成",
        "P2 CI is down：已关闭",
        "R5 已发生：P3",
        "ana/O1/KR1 商定信心 6",
        "ana/O1/KR1 投票 7 5",
    ),
}
UNDONE: dict[Language, str] = {"en": "Undone: ", "zh": "已撤销："}


async def take_back(shown: Stage, told: tuple[str, ...], language: Language) -> None:
    for what in told:
        await shown.press("u")
        assert shown.sees(f"{UNDONE[language]}{what}")


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_all_that_was_said_is_taken_back_over_a_restart(
    tmp_path: Path, language: Language
) -> None:
    settings, told = Settings(language=language), TOLD[language]
    async with meeting(tmp_path, *ENTRIES, settings=settings) as shown:
        before = snapshot(shown)
        await shown.press("v", "7", "5", "enter", "6")
        for key, *texts in ASKED:
            await shown.press(key, "ctrl+u")
            for text in texts:
                await shown.type(text)
                await shown.press("enter")
        await shown.press("i", "j", "space", "escape")
        await take_back(shown, told[:4], language)
        store = shown.store
    again = StageStore()
    again.view, again.log = store.view, store.log
    async with stage(tmp_path, store=again, settings=settings) as shown:
        await shown.press("m")
        await take_back(shown, told[4:], language)
        assert snapshot(shown) == before


def snapshot(shown: Stage) -> dict[str, Any]:
    """Return what was said and what there is; not whose turn it was."""
    tables = ("key_results", "check_ins", "risks", "problems", "actions", "decisions", "parked")
    said: dict[str, Any] = {
        table: list(shown.store.view.all(table)) for table in (*tables, "votes", "changes")
    }
    return said | {"present": [doc.get("present") for doc in shown.store.view.all("meetings")]}
