"""Each screen as a whole, as somebody looked at it and found it right.

The pictures are in `__snapshots__`. After a change that is meant: `pytest --snapshot-update` here,
and look at each of them before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from textual import events
from textual.pilot import Pilot

from okrtui.cli.outcome import OpenScreens
from okrtui.model.books import Books
from okrtui.model.codec import insert
from okrtui.model.records import Member
from okrtui.sample.build import build, settings
from okrtui.text.words import Language
from okrtui.workspace.making import make
from screens.app import OkrApp
from screens.meeting import MeetingScreen
from tests.fakes import FakeClock
from tests.screens.years import years

NARROW, WIDE, VAST, TINY = (80, 24), (120, 40), (200, 60), (38, 11)
DAY = 86_400

MEMBER = ("j", "j", "enter", "j", "j")
MEETING = ("m", "enter", "tab")
REVIEWED = (*MEETING, "space", "space", "space", "enter", "]", "4")
VOTED = (*REVIEWED, "v", "paste:586", "enter")
CLOSING = (*MEETING, "tab")
MINUTES = (*REVIEWED, "tab", "m")


QUARTERS_END = (f"wait:{36 * DAY}", "C", "o", "paste:2027-Q1", "enter")
DRAFTED = (
    *QUARTERS_END, "enter", "o", "O", "paste:Partners sell with us gladly", "enter",
    "o", "paste:Refunds take 6 -> 2 days", "enter",
    "o", "paste:Partners like us", "enter", "escape", "g", "g", "space", "G",
)  # fmt: skip
SCORED = (
    f"wait:{36 * DAY}", "C", "s", "enter", "paste:The vendor *moved* in December", "enter",
    "k", "C", "n", "paste:Ask for a date before we promise one", "enter",
)  # fmt: skip

LOPSIDED = (
    *("o", "c", "3", "c", "d", "c", "i", "c", "b", "j", "c", "3", "c", "d", "c", "d"),
    *("j", "c", "3", "c", "i", "c", "i", "j", "c", "3", "c", "i", "j", "c", "4"),
)
"""All objectives, and all but one of them of one category."""


class Shot(NamedTuple):
    """What is pressed, and on what kind of terminal.

    keys: also `paste:` with a text, `wait:` with seconds that go by, and `read:` until all that
    is read beside the screen was read.
    years: whether the team has some cycles behind it.
    """

    keys: tuple[str, ...]
    size: tuple[int, int] = WIDE
    language: Language = "en"
    theme: str = "okrtui-dark"
    ascii: bool = False
    no_color: bool = False
    years: bool = False


SHOTS = {
    "board": Shot(()),
    "board-zh": Shot((), NARROW, "zh"),
    "board-narrow": Shot((), NARROW),
    "board-light": Shot((), theme="okrtui-light"),
    # -- one's own OKRs
    "member": Shot(MEMBER),
    "member-narrow": Shot(MEMBER, NARROW),
    "member-zh": Shot(MEMBER, NARROW, "zh"),
    "writing": Shot((*MEMBER, "enter")),
    "writing-zh": Shot((*MEMBER, "enter"), NARROW, "zh"),
    "opening": Shot(("m", "o", "o")),
    "opening-zh": Shot(("m",), NARROW, "zh"),
    "actions": Shot(("m", "enter", "space", "enter"), NARROW),
    # -- the meeting, on every terminal
    "meeting": Shot(REVIEWED),
    "meeting-narrow": Shot(REVIEWED, NARROW),
    "meeting-vast": Shot(REVIEWED, VAST),
    "meeting-zh": Shot(REVIEWED, NARROW, "zh"),
    "meeting-zh-wide": Shot(REVIEWED, WIDE, "zh"),
    "meeting-light": Shot(REVIEWED, theme="okrtui-light"),
    "meeting-ansi": Shot(REVIEWED, theme="okrtui-ansi"),
    "meeting-no-color": Shot(REVIEWED, NARROW, theme="okrtui-ansi", no_color=True),
    "meeting-ascii": Shot(REVIEWED, NARROW, ascii=True),
    # -- what one types
    "prompt": Shot((*REVIEWED, "r", "paste:SDK slips hm @wang fri -> ask for a date"), NARROW),
    "prompt-zh": Shot((*REVIEWED, "a", "paste:wang 发送跟踪文件 周五"), NARROW, "zh"),
    "prompt-refused": Shot((*REVIEWED, "=", "paste:many", "enter"), NARROW),
    # -- what looks
    "vote-asks": Shot((*REVIEWED, "v", "enter", "7", "enter", "5"), NARROW),
    "vote-shown": Shot(VOTED),
    "vote-shown-zh": Shot(VOTED, NARROW, "zh"),
    "large": Shot((*REVIEWED, "z")),
    "large-vast": Shot((*REVIEWED, "z"), VAST),
    "large-zh": Shot((*REVIEWED, "z"), NARROW, "zh"),
    "search": Shot((*REVIEWED, "/", "paste:checkout")),
    "search-zh": Shot((*REVIEWED, "/", "paste:结"), NARROW, "zh"),
    "palette": Shot((*REVIEWED, ":", "paste:min"), NARROW),
    "why": Shot((*REVIEWED, "w")),
    "why-zh": Shot((*REVIEWED, "w"), NARROW, "zh"),
    "people": Shot((*REVIEWED, "i")),
    "people-zh": Shot((*REVIEWED, "i"), NARROW, "zh"),
    # -- week by week
    "trends": Shot(("g", "j", "j")),
    "trends-narrow-zh": Shot(("g", "j"), NARROW, "zh"),
    "trends-no-color": Shot(("g", "]"), NARROW, theme="okrtui-ansi", no_color=True),
    "trends-key-result": Shot(("g", "2", "j", "j", "j"), NARROW),
    "history": Shot((*REVIEWED, "M", "H", "j", "j")),
    "history-zh": Shot((*REVIEWED, "M", "H"), NARROW, "zh"),
    "search-board": Shot(("/", "paste:checkout"), NARROW),
    "settings": Shot(("S", "j", "j", "j", "j", "j", "enter"), NARROW),
    "settings-zh": Shot(("S", "j", "j"), NARROW, "zh"),
    "trends-team": Shot(("g", "3"), theme="okrtui-light"),
    "alignment": Shot(("a", "j", "j", "j")),
    "alignment-zh": Shot(("a", "n"), NARROW, "zh"),
    "alignment-pick": Shot(("a", "n", "a", "paste:shop"), NARROW),
    "alignment-folded": Shot(
        ("a", "h", "j", "j"), NARROW, theme="okrtui-ansi", ascii=True, no_color=True
    ),
    # -- all objectives
    "objectives": Shot((*LOPSIDED, "read:")),
    "objectives-zh": Shot((*LOPSIDED, "c", "read:"), NARROW, "zh"),
    "objectives-filter": Shot((*LOPSIDED, "f", "3", "s", "j", "read:"), NARROW, ascii=True),
    "objectives-ansi": Shot(("o", "n", "read:"), theme="okrtui-ansi"),
    # -- the end
    "closing": Shot(CLOSING),
    "closing-zh": Shot(CLOSING, NARROW, "zh"),
    "minutes": Shot(MINUTES),
    "minutes-narrow": Shot(MINUTES, NARROW),
    "minutes-closed-zh": Shot((*MINUTES, "enter"), WIDE, "zh"),
    # -- what looks back
    "appraisal": Shot(("A", "e", "enter", "paste:Took the checkout to Spain", "enter")),
    "appraisal-readers": Shot(("A", "e"), NARROW),
    "appraisal-zh": Shot(("A", "j"), NARROW, "zh"),
    "past": Shot(("p", "j"), years=True),
    "past-zh": Shot(("p", "j", "j"), NARROW, "zh", years=True),
    "past-ascii": Shot(("p", "j", "j"), NARROW, ascii=True, years=True),
    "past-compared": Shot(("p", "j", "space", "j", "j", "space"), NARROW, years=True),
    "past-meetings": Shot(("p", "m"), NARROW),
    # -- what hangs together
    "asked": Shot(("j", "j", "enter", *("j",) * 8)),
    "asked-zh": Shot(("j", "j", "enter", *("j",) * 8), NARROW, "zh"),
    "links": Shot(("j", "j", "enter", "j", "L", "j", "j")),
    "pick-zh": Shot(("j", "j", "enter", "j", "L", "d", "paste:支付"), NARROW, "zh"),
    # -- the end of a quarter
    "board-drafting": Shot((*QUARTERS_END, "escape"), NARROW),
    "cycles": Shot(QUARTERS_END),
    "cycles-zh": Shot(QUARTERS_END, NARROW, "zh"),
    "drafts": Shot(DRAFTED),
    "drafts-zh": Shot(DRAFTED, NARROW, "zh"),
    "scoring": Shot(SCORED),
    "scoring-zh": Shot(SCORED, NARROW, "zh"),
    "scoring-no-color": Shot(SCORED, NARROW, theme="okrtui-ansi", ascii=True, no_color=True),
    "closing-cycle": Shot((*SCORED, "c", "p"), NARROW),
    "report": Shot((*SCORED, "escape", "r")),
    # -- the rest
    "help": Shot((*MEETING, "?"), NARROW),
    "help-zh": Shot((*MEETING, "?"), WIDE, "zh"),
    "forgotten": Shot((*REVIEWED, "q", f"wait:{2 * DAY}", "m"), NARROW),
    "too-small": Shot((), TINY),
}


@pytest.mark.parametrize("shot", SHOTS.values(), ids=SHOTS)
def test_a_screen_looks_as_it_was_found_right(
    shot: Shot,
    tmp_path: Path,
    snap_compare: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if shot.no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    # Whoever runs the tests: the history shows the login of who does something.
    for module in ("folder", "making"):
        monkeypatch.setattr(f"okrtui.workspace.{module}.os_login", lambda: "ana")
    clock = FakeClock()
    ops = build(shot.language, clock.now(), "UTC")
    team = settings(shot.language, "UTC")
    workspace = make(tmp_path / "t", team, ops, clock, via="demo")
    store = workspace.open_store(clock)
    if shot.years:
        member = next(Books(store.view).all(Member)).id
        store.commit(lambda _: [insert(one) for one in years(member)], via="import")
    opening = OpenScreens(workspace=workspace, clock=clock, ascii=shot.ascii)
    app = OkrApp(opening, store, who="ana", environ={"OKRTUI_THEME": shot.theme})

    async def press(pilot: Pilot[int]) -> None:
        for key in shot.keys:
            what, _, given = key.partition(":") if len(key) > 1 else (key, "", "")
            match what:
                case "paste":
                    app.post_message(events.Paste(given))
                case "wait":
                    clock.advance(float(given))
                case "read":
                    await app.workers.wait_for_complete()
                case _:
                    clock.advance(7)
                    await pilot.press(key)
            await app.desk.worker.submit(lambda: None)  # what the key asked for is done
            await pilot.pause()
        for screen in app.screen_stack:
            if isinstance(screen, MeetingScreen):
                screen._tick()  # Else the clock shows what it did at the last full second.
        await pilot.pause()

    assert snap_compare(app, terminal_size=shot.size, run_before=press)
    app.desk.worker.stop()
    store.close()
