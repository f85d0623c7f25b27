"""Who writes over what somebody wrote is told to that person, for long enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from okrtui.model.codec import insert
from okrtui.model.ops import Changed, Op, Overwritten, Set
from okrtui.model.records import CheckIn
from okrtui.model.settings import Settings
from okrtui.store.store import Store
from screens.lost import told
from tests.fakes import FakeClock
from tests.meeting.room import ANA, EVERYTHING, LAST_MEETING, SPEED, SPEED_LAST_WEEK
from tests.screens.stage import StageStore, meeting, stage
from tests.store.kit import in_child

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def lost(
    field: str, mine: Any, theirs: Any, *, of: Any = SPEED_LAST_WEEK, by: str = "wang"
) -> Overwritten:
    table = {"CheckIn": "check_ins", "KeyResult": "key_results", "Meeting": "meetings"}
    return Overwritten(table[type(of).__name__], of.id, field, mine, theirs, 9, by, "meet", NOW)


def text_of(line: Any) -> str:
    return "".join(piece.text for piece in line)


async def test_who_lost_what_is_said_with_both_wordings(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        line = text_of(told([lost("note", "all quiet", "the vendor is down")], shown.app.desk))
    assert line.startswith("王芳 changed what you wrote: ana/O1/KR2: note “all quiet” → “the vend")
    assert line.endswith("okrtui history ana/O1/KR2")


async def test_in_chinese_too(tmp_path: Path) -> None:
    async with stage(tmp_path, settings=Settings(language="zh")) as shown:
        line = text_of(told([lost("confidence", 7, 3)], shown.app.desk))
    assert line.startswith("王芳 改了你写的内容：ana/O1/KR2：信心 7 → 3")


async def test_long_wordings_are_shortened_both_of_them(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        line = text_of(told([lost("note", "mine " * 50, "其他人的" * 50)], shown.app.desk))
    assert line.count("…") == 2
    assert "mine mine" in line
    assert "其他人的" in line


async def test_more_than_one_is_counted(tmp_path: Path) -> None:
    both = [lost("note", "a", "b"), lost("confidence", 7, 3)]
    async with stage(tmp_path) as shown:
        assert "(and 1 more)" in text_of(told(both, shown.app.desk))


@pytest.mark.parametrize(
    "passing",
    [
        lost("confirmed", True, None),
        lost("state", "agreed", "dropped", of=SPEED),
        lost("stop", "m-ana", "m-wang", of=LAST_MEETING),
        lost("id", "x", "y"),
    ],
)
async def test_what_goes_on_by_itself_is_nobodys_loss(tmp_path: Path, passing: Overwritten) -> None:
    # Red without `_PASSING` or `_WORDS_OF_MEETING`.
    async with stage(tmp_path) as shown:
        assert told([passing], shown.app.desk) == ()


async def test_what_is_gone_is_told_once(tmp_path: Path) -> None:
    # Red without `_removed`.
    gone = CheckIn(id="i-gone", key_result=SPEED.id, at=NOW, author="ana", note="all quiet")
    fields = [lost(name, value, None, of=gone) for name, value in insert(gone).doc.items()]
    async with stage(tmp_path) as shown:
        line = text_of(told(fields, shown.app.desk))
    assert "check-in taken back: ana/O1/KR2" in line
    assert "more" not in line


async def test_ones_own_other_session_is_named_as_such(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        line = text_of(told([lost("note", "a", "b", by=ANA.login)], shown.app.desk))
    assert line.startswith("Another session of yours")


async def test_it_stays_whatever_else_is_said_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without `_say_lost` in `DeskScreen.say`.
    monkeypatch.setattr("screens.base._HELD_AGAIN", 0.01)
    async with stage(tmp_path) as shown:
        shown.store._news.append(Changed(9, frozenset(), (lost("note", "a", "b"),)))
        await shown.until(lambda: shown.sees("changed what you wrote"))
        shown.app.screen.say("something else")  # type: ignore[attr-defined]
        await shown.until(lambda: shown.sees("changed what you wrote"))


async def test_what_is_not_saved_is_said_first(tmp_path: Path) -> None:
    # Red without `_held` in `DeskScreen._say_lost`.
    async with meeting(tmp_path) as shown:
        shown.store.full = True
        await shown.pilot.press("7")
        await shown.until(lambda: shown.sees("Not saved yet"))
        shown.app.screen.show_lost([lost("note", "a", "b")])  # type: ignore[attr-defined]
        await shown.pilot.pause()
        assert shown.sees("Not saved yet")
        shown.store.full = False
        shown.app.desk.worker.retry()
        await shown.until(lambda: not shown.sees("Not saved yet"))


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Store]:
    """Return a store on the disk with the small team in it, as Ana has it open."""
    store = Store.create(tmp_path / "okr.json", FakeClock(), by="ana")
    ops = [insert(one) for one in EVERYTHING]
    store.commit(lambda _view: ops, via="init")
    store.slow = None  # type: ignore[attr-defined]
    yield store
    store.close()


async def test_two_who_write_one_field_both_hear_of_it(tmp_path: Path, real: Store) -> None:
    # Red without `changed.lost` in `OkrApp._heard`.
    async with meeting(tmp_path, store=cast("StageStore", real)) as shown:
        await shown.press("j", "n")
        await shown.type("all quiet")
        await shown.press("enter")
        [mine] = [one for one in shown.books.check_ins(SPEED.id) if one.note]
        assert mine.note == "all quiet"

        def somebody_else() -> None:
            other = Store.open(tmp_path / "okr.json", FakeClock(), by="wang")
            op: Op = Set("check_ins", mine.id, {"note": (None, "the vendor is down")})
            other.commit(lambda _view: [op], via="check-in")

        assert in_child(somebody_else) == 0
        await shown.until(lambda: shown.sees("王芳 changed what you wrote"))
        assert shown.sees("note “all quiet” → “the vendor is down”")
