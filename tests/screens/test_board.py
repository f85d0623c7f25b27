from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.model.codec import update
from okrtui.model.records import CheckIn, MeetingState, Member, Risk, Team
from okrtui.model.settings import Settings
from okrtui.text.words import Language
from screens.board import BoardScreen
from tests.fakes import FakeClock
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import ANA, CHECKOUT, CYCLE, DOCS, EVERYTHING, LAST_MEETING, SPEED, WANG
from tests.screens.stage import OLD_ACTION, StageStore, meeting, stage

TODAY = FakeClock().now()


async def test_the_board_shows_the_team_and_what_asks_for_it(tmp_path: Path) -> None:
    low = CheckIn(
        id="i1", key_result=SPEED.id, at=TODAY, author="ana", confidence=2, confirmed=True
    )
    async with stage(tmp_path, OLD_ACTION, low) as shown:
        assert shown.sees("Growth · 2026-Q4 · week 8 of 13", "Ana", "王芳", "everyone")
        assert "p95 under 300 ms" in shown.line("■ Ana")
        assert "4 days late" in shown.line("A7")


async def test_confidences_stand_in_a_column_of_their_own(tmp_path: Path) -> None:
    def said(id: str, confidence: int) -> CheckIn:
        return CheckIn(id=f"i-{id}", key_result=id, at=TODAY, author="ana", confidence=confidence)

    async with stage(tmp_path, said(SPEED.id, 2), said(DOCS.id, 4)) as shown:
        fell, low = shown.line("■ Ana"), shown.line("▲ 王芳")
    assert "7 → 2  off track" in fell
    assert fell.index("2  off track") == low.index("4  at risk") + len("王芳")


async def test_that_there_are_no_okrs_is_said_until_there_are(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(ANA, CYCLE)) as shown:
        assert shown.sees("There are no OKRs yet")
        shown.store.others_write(CHECKOUT)
        shown.app.screen.store_changed(shown.store.refresh())  # type: ignore[attr-defined]
        await shown.settle()
        assert not shown.sees("There are no OKRs yet")


async def test_the_row_in_hand_says_whose_lists_stand_below(tmp_path: Path) -> None:
    async with stage(tmp_path, OLD_ACTION) as shown:
        await shown.press("j")
        assert not shown.sees("A7")
        await shown.press("j")
        assert shown.sees("A7 王芳  Call the vendor")


async def test_what_another_process_writes_is_seen(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        risk = Risk(id="r1", number=5, title="SDK slips", at=OLD_ACTION.at)
        shown.store.others_write(risk)
        await shown.until(lambda: shown.sees("R5", "SDK slips"))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (100, 30), (200, 60)])
async def test_it_fits_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stage(tmp_path, OLD_ACTION, size=size) as shown:
        assert all(len(line) <= size[0] for line in shown.text().splitlines())
        assert shown.sees("Growth", "m start", "q leave")


async def test_it_speaks_chinese(tmp_path: Path) -> None:
    async with stage(tmp_path, settings=Settings(language="zh")) as shown:
        assert shown.sees("需要关注", "未完成待办", "开始周会")


async def test_a_team_without_okrs_is_told_how_to_begin(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(*EVERYTHING[:4])) as shown:
        assert shown.sees("okrtui import")


async def test_a_workspace_without_a_cycle_opens_too(tmp_path: Path) -> None:
    store = StageStore(Team(id="t", name="Growth"), ANA)
    async with stage(tmp_path, store=store) as shown:
        assert shown.sees("Growth", "no cycle")
        await shown.press("m")
        assert shown.sees("Growth")


async def test_a_read_only_store_says_so_and_opens_no_meeting(tmp_path: Path) -> None:
    store = StageStore(*EVERYTHING)
    store.read_only = True
    async with stage(tmp_path, store=store) as shown:
        assert not shown.sees("m start the meeting")
        await shown.press("j", "m")
        assert shown.sees("read-only")


async def test_a_read_only_board_offers_to_follow_a_meeting_that_runs(tmp_path: Path) -> None:
    running = replace(LAST_MEETING, id="g", name="2026-W48", state=MeetingState.IN_PROGRESS)
    store = StageStore(*EVERYTHING, replace(running, closed_at=None))
    store.read_only = True
    async with stage(tmp_path, store=store) as shown:
        assert shown.sees("m follow")
        assert not shown.sees("resume")


@pytest.mark.parametrize("text", HOSTILE_LINES.values(), ids=HOSTILE_LINES)
async def test_typed_text_is_shown_as_it_is_written(tmp_path: Path, text: str) -> None:
    low = CheckIn(id="i1", key_result=SPEED.id, at=TODAY, author="ana", confidence=2)
    async with stage(tmp_path, low, size=(200, 60)) as shown:
        someone = Member(id="m-x", login="x", name=text)
        shown.store.view.add(update(SPEED, title=text), update(WANG, name=text), someone)
        shown.app.screen.show_team()  # type: ignore[attr-defined]
        await shown.settle()
        begins = text.split()[0][:8]
        assert begins[:1] in shown.text()
        assert "MarkupError" not in shown.text()


class Tired(FakeClock):
    """A clock by which every look at it took a while."""

    def elapsed(self) -> float:
        self.advance(0.06)
        return super().elapsed()


async def test_what_takes_long_to_work_out_lets_keys_come_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red where `BoardScreen` works it all out at once, or never comes to an end.
    turns: list[int] = []
    rests = BoardScreen._say_how_far

    def counted(board: BoardScreen, done: int) -> None:
        rests(board, done)
        turns.append(done)

    monkeypatch.setattr(BoardScreen, "_say_how_far", counted)
    async with stage(tmp_path, OLD_ACTION, clock=Tired()) as shown:
        await shown.until("A7")
        assert len(turns) > 3
        assert not shown.sees("working out how the team stands")


async def test_a_meeting_asked_for_too_early_is_opened_when_it_can_be(tmp_path: Path) -> None:
    async with stage(tmp_path, clock=Tired()) as shown:
        await shown.press("m")
        await shown.until(lambda: shown.app.screen.KEYS == "opening")  # type: ignore[attr-defined]


async def test_what_was_said_in_the_meeting_is_seen_when_coming_back(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.app.screen.move_to(SPEED.id)  # type: ignore[attr-defined]
        await shown.press("2", "q")
        await shown.until("7 → 2")
        assert "7 → 2" in shown.line(SPEED.title)


async def test_what_others_wrote_during_the_meeting_is_seen_when_coming_back(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path) as shown:
        shown.store.others_write(Risk(id="r1", number=5, title="SDK slips", at=OLD_ACTION.at))
        await shown.until(lambda: shown.books.find(Risk, "r1"))
        await shown.press("q")
        await shown.until(lambda: shown.sees("R5", "SDK slips"))


async def test_a_list_shows_a_hundred_and_tells_of_the_rest(tmp_path: Path) -> None:
    risks = [Risk(id=f"r{n}", number=n, title="SDK", at=OLD_ACTION.at) for n in range(1, 124)]
    async with stage(tmp_path, *risks, size=(120, 240)) as shown:
        assert shown.sees("R1 ", "R100 ", "and 23 more")
        assert not shown.sees("R101 ")


async def test_q_leaves_with_exit_code_0(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.pilot.press("q")
        await shown.pilot.pause()
        assert shown.app.return_value == 0


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_board_without_okrs_says_whole_how_one_begins(
    tmp_path: Path, language: Language
) -> None:
    settings = Settings(language=language)
    store = StageStore(ANA, CYCLE)
    async with stage(tmp_path, store=store, settings=settings, size=(80, 24)) as shown:
        assert shown.sees("O", "okrtui import FILE")
        assert "…" not in shown.line("okrtui import FILE")
