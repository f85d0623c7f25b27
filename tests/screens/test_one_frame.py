"""What a key of the meeting costs, counted: frames, layouts, and lines that the tree draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import Screen

from okrtui.model.records import KeyResult, Meeting, Objective
from screens.meeting import MeetingScreen
from tests.meeting.room import ANA, CYCLE
from tests.screens.stage import Stage, meeting
from tests.widgets.stage import counted
from widgets.kr_card_lines import KrCardData

ONES = [
    record
    for number in range(2, 22)
    for record in (
        Objective(
            id=f"o-{number}", cycle=CYCLE.id, owner=ANA.id, number=number, title=f"Part {number}"
        ),
        KeyResult(id=f"k-{number}", objective=f"o-{number}", number=1, title=f"Step {number}"),
    )
]
"""More rows than a window has."""


class Counts:
    """How often the screen was laid out, and how many frames it drew."""

    def __init__(self) -> None:
        self.layouts = self.frames = 0


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    found = Counts()
    layout, frame = Screen._refresh_layout, Screen._compositor_refresh

    def laid_out(self: Screen[None], *args: object, **more: object) -> None:
        found.layouts += 1
        layout(self, *args, **more)  # type: ignore[arg-type]

    def drawn(self: Screen[None]) -> None:
        found.frames += bool(self._compositor._dirty_regions)
        frame(self)

    monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
    monkeypatch.setattr(Screen, "_compositor_refresh", drawn)
    return found


async def pressed(shown: Stage, counts: Counts, key: str) -> list[int]:
    """Press a key once the screen rests; return the lines of the tree that were drawn."""
    screen = shown.app.screen
    assert isinstance(screen, MeetingScreen)
    await shown.settle()
    lines = counted(screen.tree_view)
    counts.layouts = counts.frames = 0
    await shown.press(key)
    return lines


async def test_down_draws_two_rows_in_one_frame(tmp_path: Path, counts: Counts) -> None:
    async with meeting(tmp_path, *ONES) as shown:
        lines = await pressed(shown, counts, "down")
        assert len(lines) == 2
        assert (counts.frames, counts.layouts) == (1, 0)


@pytest.mark.parametrize("key", ["8", "plus"])
async def test_what_is_said_shows_in_its_row_first_and_on_the_card_right_behind(
    tmp_path: Path, counts: Counts, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with meeting(tmp_path, *ONES) as shown:
        await shown.settle()
        screen = shown.app.screen
        assert isinstance(screen, MeetingScreen)
        drawn: list[int] = []
        show = screen.card.show

        def told(data: KrCardData) -> None:
            drawn.append(counts.frames)
            show(data)

        monkeypatch.setattr(screen.card, "show", told)
        lines = await pressed(shown, counts, key)
        assert 1 <= len(lines) <= 2
        assert drawn == [1]
        assert (counts.frames, counts.layouts) == (2, 0)


async def test_where_there_is_no_card_beside_it_is_one_frame(
    tmp_path: Path, counts: Counts
) -> None:
    async with meeting(tmp_path, *ONES, size=(80, 24)) as shown:
        await pressed(shown, counts, "8")
        assert (counts.frames, counts.layouts) == (1, 0)


async def test_two_keys_at_once_are_told_of_by_the_card_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with meeting(tmp_path, *ONES) as shown:
        await shown.settle()
        screen = shown.app.screen
        assert isinstance(screen, MeetingScreen)
        asked: list[object] = []
        monkeypatch.setattr("screens.meeting_stage.when_shown", lambda _, do: asked.append(do))
        for _ in range(2):
            with screen.in_one_frame():
                screen.show_again()
        assert len(asked) == 1


async def test_enter_saves_and_goes_on_in_one_frame(tmp_path: Path, counts: Counts) -> None:
    async with meeting(tmp_path, *ONES) as shown:
        await shown.press("8")
        before = shown.in_hand
        lines = await pressed(shown, counts, "enter")
        assert shown.in_hand != before
        assert len(lines) <= 3
        assert (counts.frames, counts.layouts) == (1, 0)


async def test_another_member_is_shown_without_a_layout(tmp_path: Path, counts: Counts) -> None:
    async with meeting(tmp_path, *ONES) as shown:
        await pressed(shown, counts, "right_square_bracket")
        assert counts.layouts == 0
        # The second is what was saved: a clock that is another's now.
        assert counts.frames <= 2


async def test_blank_lines_stay_as_they_are_where_other_rows_come(
    tmp_path: Path, counts: Counts
) -> None:
    async with meeting(tmp_path) as shown:
        lines = await pressed(shown, counts, "right_square_bracket")
        screen = shown.app.screen
        assert isinstance(screen, MeetingScreen)
        assert len(set(lines)) < screen.tree_view.size.height // 2


async def test_whose_turn_it_is_is_written_when_it_is_shown(
    tmp_path: Path, counts: Counts, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with meeting(tmp_path) as shown:
        await shown.settle()
        frames: list[int] = []
        commit = shown.store.commit

        def committed(*args: object, **more: object) -> object:
            frames.append(counts.frames)
            return commit(*args, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(shown.store, "commit", committed)
        counts.frames = 0
        await shown.press("right_square_bracket")
        assert frames == [1]


async def test_whose_turn_it_is_is_written_before_what_is_entered_next(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        screen = shown.app.screen
        assert isinstance(screen, MeetingScreen)
        seen = len(shown.store.log)
        screen.act_next_stop()
        screen.act_confidence("8")
        await shown.settle()
        tables = [one.ops[0].table for one in shown.store.log[seen:]]
        assert tables[:2] == ["meetings", "check_ins"]


async def test_whose_turn_it_is_is_written_by_who_leaves_at_once(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        screen = shown.app.screen
        assert isinstance(screen, MeetingScreen)
        screen.act_next_stop()
        stop = screen.stop
        screen.act_leave()
        await shown.settle()
        assert screen.room.books.get(Meeting, screen.session.meeting_id).stop == stop
