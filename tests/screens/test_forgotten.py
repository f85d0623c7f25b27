"""A meeting that was left open over a day: gone on with, or closed as it stood."""

from pathlib import Path

from okrtui.model.records import Meeting, MeetingState
from tests.fakes import FakeClock
from tests.meeting.room import EVERYTHING
from tests.screens.stage import Stage, StageStore, stage


class DatedStore(StageStore):
    """A store whose transactions are dated by the told clock."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(*EVERYTHING)
        self.clock = clock

    def commit(self, *args, **options):  # type: ignore[no-untyped-def]
        from msgspec.structs import replace

        made = super().commit(*args, **options)
        if made is not None:
            made = self.log[-1] = replace(made, at=self.clock.now())
        return made


def this_meeting(shown: Stage) -> Meeting:
    return next(m for m in shown.books.all(Meeting) if m.name == "2026-W48")


async def test_a_forgotten_meeting_asks_what_becomes_of_it(tmp_path: Path) -> None:
    clock = FakeClock()
    async with stage(tmp_path, store=DatedStore(clock), clock=clock) as shown:
        await shown.press("m", "enter", "g", "1", "8", "enter", "q")
        clock.advance(days=3)
        await shown.press("m")
        assert shown.sees("still open, since Tue 24 Nov 10:00", "1 of 3 reviewed")
        await shown.press("enter")
        assert shown.sees("2026-W48", "1 of 3 KRs")
        assert this_meeting(shown).state is MeetingState.IN_PROGRESS


async def test_closed_as_it_stood_it_ends_when_it_was_last_heard_of(tmp_path: Path) -> None:
    clock = FakeClock()
    async with stage(tmp_path, store=DatedStore(clock), clock=clock) as shown:
        await shown.press("m", "enter", "g", "1")
        clock.advance(minutes=12)
        await shown.press("8", "enter", "q")
        clock.advance(days=3)
        await shown.press("m", "c")
        made = this_meeting(shown)
        assert made.closed_at is not None
        assert f"{made.closed_at:%d %H:%M}" == "24 10:12"
        assert (tmp_path / "minutes" / "2026-W48.md").exists()
        assert shown.sees("minutes/2026-W48.md", "closed at 10:12")


async def test_escape_leaves_it_open(tmp_path: Path) -> None:
    clock = FakeClock()
    async with stage(tmp_path, store=DatedStore(clock), clock=clock) as shown:
        await shown.press("m", "enter", "q")
        clock.advance(days=3)
        await shown.press("m", "escape")
        assert shown.sees("everyone")
        assert this_meeting(shown).state is MeetingState.IN_PROGRESS


async def test_a_meeting_of_an_hour_ago_is_simply_gone_on_with(tmp_path: Path) -> None:
    clock = FakeClock()
    async with stage(tmp_path, store=DatedStore(clock), clock=clock) as shown:
        await shown.press("m", "enter", "q")
        clock.advance(minutes=60)
        await shown.press("m")
        assert shown.sees("0 of 3 KRs")
