"""A rehearsal says on every screen that it is one, and writes no minutes."""

from pathlib import Path

from okrtui.cli.outcome import OpenScreens
from okrtui.model.settings import Settings
from okrtui.workspace import Workspace
from screens.app import OkrApp
from tests.fakes import FakeClock
from tests.meeting.room import EVERYTHING
from tests.screens.stage import TERMINAL, Stage, StageStore


async def test_a_rehearsal_is_marked_and_leaves_no_file(tmp_path: Path) -> None:
    clock, store = FakeClock(), StageStore(*EVERYTHING)
    opening = OpenScreens(workspace=Workspace(tmp_path, Settings()), clock=clock, rehearsal=True)
    app = OkrApp(opening, store, who="ana", environ=TERMINAL)
    app.desk = app.desk._replace(fold=lambda: None)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = Stage(app, pilot, store, clock, [])
        await shown.settle()
        for keys in ((), ("m",), ("enter",), ("tab", "m")):
            await shown.press(*keys)
            assert shown.sees("REHEARSAL")
        clock.advance(1)
        await shown.press("enter")
        assert shown.sees("no file is written")
    app.desk.worker.stop()
    assert not (tmp_path / "minutes").exists()
