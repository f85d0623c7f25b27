"""Each screen as a whole, as somebody looked at it and found it right.

The pictures are in `__snapshots__`. After a change that is meant: `pytest --snapshot-update` here,
and look at each of them before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from okrtui.cli.outcome import OpenScreens
from okrtui.sample.build import build, settings
from okrtui.text.words import Language
from okrtui.workspace.making import make
from screens.app import OkrApp
from tests.fakes import FakeClock

WIDE, NARROW = (120, 40), (80, 24)
REVIEWED = ("m", "enter", "tab", "space", "space", "space", "enter", "]", "4")


@pytest.mark.parametrize(
    ("keys", "size", "language"),
    [
        ((), WIDE, "en"),
        ((), NARROW, "zh"),
        (("m",), NARROW, "en"),
        (REVIEWED, WIDE, "en"),
        (REVIEWED, NARROW, "zh"),
        ((*REVIEWED, "m"), NARROW, "en"),
        (("?",), NARROW, "en"),
    ],
    ids=["board", "board-zh", "opening", "meeting", "meeting-zh", "minutes", "help"],
)
def test_a_screen_looks_as_it_was_found_right(
    keys: tuple[str, ...],
    size: tuple[int, int],
    language: Language,
    tmp_path: Path,
    snap_compare: Callable[..., bool],
) -> None:
    clock = FakeClock()
    ops = build(language, clock.now(), "UTC")
    workspace = make(tmp_path / "t", settings(language, "UTC"), ops, clock, via="demo")
    store = workspace.open_store(clock)
    opening = OpenScreens(workspace=workspace, clock=clock)
    app = OkrApp(opening, store, who="ana", environ={"OKRTUI_THEME": "okrtui-dark"})

    async def press(pilot: Pilot[int]) -> None:
        for key in keys:
            clock.advance(7)
            await pilot.press(key)
            await app.desk.worker.submit(lambda: None)  # what the key asked for is done
            await pilot.pause()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=press)
    app.desk.worker.stop()
    store.close()
