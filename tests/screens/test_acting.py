"""Where several share an account, every screen says for whom it is, and so does what is written."""

from pathlib import Path

from okrtui.cli.outcome import OpenScreens
from okrtui.model.settings import Settings
from okrtui.workspace import Workspace
from screens.app import OkrApp, acting
from tests.fakes import FakeClock
from tests.meeting.room import EVERYTHING, WANG
from tests.screens.stage import TERMINAL, Stage, StageStore


async def test_who_acts_for_a_member_sees_and_writes_their_name(tmp_path: Path) -> None:
    clock, store = FakeClock(), StageStore(*EVERYTHING)
    told = OpenScreens(workspace=Workspace(tmp_path, Settings()), clock=clock, as_="WANG")
    app = OkrApp(acting(told, store.view, "ana"), store, who="ana", environ=TERMINAL)
    app.desk = app.desk._replace(fold=lambda: None)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = Stage(app, pilot, store, clock, [])
        await shown.settle()
        assert shown.sees(f"as {WANG.name.split()[0]}")
        await shown.press("j", "j", "enter", "j", "7")
        assert shown.sees(f"as {WANG.name.split()[0]}")
        assert [(done.by, done.as_) for done in store.log[-1:]] == [("ana", WANG.login)]
    app.desk.worker.stop()
