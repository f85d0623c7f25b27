"""On a terminal that was asked for ASCII, what is cut is cut with an ASCII sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.meeting.room import EVERYTHING, SPEED
from tests.screens.stage import TERMINAL, StageStore, stage

LONG = replace(SPEED, title="Pages answer " + "fast and faster " * 12)


@pytest.mark.parametrize(
    "keys", [("g", "2", "j"), ("m", "enter", "g", "1", "x"), ("m", "enter", "g", "1")]
)
async def test_a_long_title_is_cut_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setitem(TERMINAL, "OKRTUI_ASCII", "1")
    store = StageStore(*(LONG if one is SPEED else one for one in EVERYTHING))
    async with stage(tmp_path, store=store, size=(80, 24)) as shown:
        await shown.press(*keys)
        assert shown.sees("Pages answer fast")
        assert "~" in shown.text()
        assert "\N{HORIZONTAL ELLIPSIS}" not in shown.text()
