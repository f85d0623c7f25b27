from __future__ import annotations

from pathlib import Path

from okrtui.meeting import intents
from screens.meeting import MeetingScreen
from screens.room import Room
from screens.turn_rows import TurnRows, Turns
from tests.meeting.room import ANA, ERRORS, SPEED, TRACE, WANG
from tests.screens.stage import Stage, meeting

UNFOLDED: frozenset[str] = frozenset()


def in_the_room(shown: Stage) -> tuple[Room, TurnRows]:
    screen = shown.app.screen
    assert isinstance(screen, MeetingScreen)
    room = Room(shown.app.desk, screen.session)
    stop = room.way.stop(ANA.id)
    assert stop is not None
    return room, TurnRows(stop, room, UNFOLDED)


def do(room: Room, intent: intents.Intent) -> None:
    room.changed(room.session.do(intent))


async def test_what_was_not_touched_is_not_drawn_anew(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        _, turn = in_the_room(shown)
        assert turn.renew() == []


async def test_a_key_result_that_was_touched_is_drawn_anew_with_its_objective_once(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path) as shown:
        room, turn = in_the_room(shown)
        do(room, intents.Confidence(ERRORS.id, 8))
        assert {row.id for row in turn.renew()} == {ERRORS.id, ERRORS.objective}
        assert turn.renew() == []


async def test_what_is_drawn_anew_takes_the_place_of_what_was(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        room, turn = in_the_room(shown)
        do(room, intents.Confidence(ERRORS.id, 8))
        (fresh,) = (row for row in turn.renew() if row.id == ERRORS.id)
        assert fresh.confidence == "8"
        assert fresh in turn.shown


async def test_a_task_that_is_ticked_is_read_anew(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        room, turn = in_the_room(shown)
        do(room, intents.ToggleTask(TRACE.id))
        assert {TRACE.id, SPEED.id} <= {row.id for row in turn.renew()}
        row = turn.row(TRACE.id)
        assert row is not None
        assert row.item.state == "done"


async def test_a_row_that_does_not_show_is_not_found(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        _, turn = in_the_room(shown)
        assert turn.row("gone") is None
        assert turn.row(None) is None


async def test_the_same_rows_are_kept_until_they_are_folded_or_may_all_be_others(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path) as shown:
        room, _ = in_the_room(shown)
        stop, other = room.way.stop(ANA.id), room.way.stop(WANG.id)
        assert stop is not None
        assert other is not None
        turns = Turns(room)
        kept = turns.of(stop, UNFOLDED)
        turns.of(other, UNFOLDED)
        assert turns.of(stop, UNFOLDED) is kept
        assert turns.of(stop, frozenset({SPEED.id})) is not kept
        kept = turns.of(stop, UNFOLDED)
        room.changed(None)
        assert turns.of(stop, UNFOLDED) is not kept
