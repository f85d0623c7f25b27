import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.worker import WorkerFailed

import screens
from okrtui.model.codec import insert
from okrtui.model.settings import Settings
from okrtui.text.words import words_in
from okrtui.workspace.making import make
from screens.base import DeskScreen
from screens.folding import Folder
from screens.help import HelpScreen
from screens.keymap import ACTIONS, Keymap
from screens.state import Drafts
from screens.too_small import TooSmallScreen
from tests.fakes import FakeClock
from tests.meeting.room import ANA, ERRORS
from tests.screens.stage import StageStore, meeting, stage
from tests.test_house import catalogue
from widgets.signs import ASCII


def _screens() -> dict[str, type[DeskScreen[Any]]]:
    """Return the screen of each first part of an action's id, whatever module it is in."""
    for module in pkgutil.iter_modules(screens.__path__, "screens."):
        importlib.import_module(module.name)
    kinds: list[type[DeskScreen[Any]]] = [DeskScreen]
    for kind in kinds:
        kinds += kind.__subclasses__()
    # The last one of a name has it all: what comes before is what it is put together from.
    return {kind.KEYS: kind for kind in kinds if kind.KEYS}


SCREENS = _screens()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_no_key_is_dead(action: object) -> None:
    name, screen = action.name, action.screen  # type: ignore[attr-defined]
    kinds = list(SCREENS.values()) if screen == "app" else [SCREENS[screen]]
    assert all(callable(getattr(kind, f"act_{name}", None)) for kind in kinds)


def test_the_help_of_every_screen_has_a_title() -> None:
    asks = SCREENS.keys() - {"found", "too_small"}
    assert [f"of_{one}" for one in asks if f"help.of_{one}" not in catalogue("en")] == []


async def test_a_fault_of_work_beside_the_screen_is_told_as_what_it_was(tmp_path: Path) -> None:
    fault = ZeroDivisionError()
    async with meeting(tmp_path) as shown:
        shown.app._exception = WorkerFailed(fault)
        assert shown.app.fault is fault
        shown.app._exception = None


@pytest.mark.parametrize("size", [(120, 45), (80, 24)])
async def test_help_shows_every_key_of_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with meeting(tmp_path, size=size) as shown:
        await shown.press("?")
        seen = shown.text()
        for _ in range(40):
            await shown.pilot.press("j")
            seen += shown.text()
        for action in ACTIONS:
            if action.screen in {"meeting", "app"}:
                assert shown.app.desk.words(action.words) in seen
        await shown.press("?")
        assert shown.in_hand == ERRORS.id


@pytest.mark.parametrize("size", [(80, 24), (96, 30), (120, 40)])
async def test_help_cuts_no_words_of_the_board(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stage(tmp_path, size=size) as shown:
        await shown.press("?")
        words = words_in("en")
        seen = shown.text()
        for _ in range(40):
            await shown.press("j")
            seen += shown.text()
        for action in Keymap().of("board"):
            assert words(action.words) in seen


async def test_in_plain_signs_help_names_keys_in_ascii(tmp_path: Path) -> None:
    async with stage(tmp_path, size=(80, 60)) as shown:
        plain = shown.app.desk._replace(signs=ASCII)
        await shown.app.push_screen(HelpScreen(plain, "board"))
        await shown.settle()
        assert shown.sees("enter", "j down")
        assert shown.text().isascii()


async def test_help_shows_the_keys_that_a_team_has_chosen(tmp_path: Path) -> None:
    settings = Settings(keys={"board.meet": "M", "board.nope": "x"})
    async with stage(tmp_path, settings=settings) as shown:
        assert shown.sees("board.nope")
        await shown.press("?")
        assert shown.sees("M  ")
        await shown.press("escape", "M")
        assert shown.sees("Weekly meeting")


async def test_what_the_disk_does_not_take_is_said_kept_and_tried_again(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.store.full = True
        await shown.press("a")
        await shown.type("wang send trace")
        await shown.pilot.press("enter", "7")
        await shown.until(lambda: shown.sees("Not saved yet", "ctrl+s"))
        shown.store.full = False
        await shown.press("ctrl+s")
        assert shown.sees("send trace")
        assert shown.said(ERRORS).confidence == 7


async def test_what_the_disk_does_not_take_can_be_written_elsewhere(
    tmp_path: Path, home: Path
) -> None:
    async with meeting(tmp_path) as shown:
        shown.store.full = True
        await shown.press("a")
        await shown.type("wang send trace")
        await shown.pilot.press("enter")
        await shown.until("Not saved yet")
        await shown.pilot.press("ctrl+o")
        await shown.until(lambda: not shown.sees("Not saved yet"))
        kept = list((home / ".local/state/okrtui/unsaved").glob("*.txt"))
        assert [path.read_text("utf-8") for path in kept] == ["action: wang send trace\n"]
        shown.store.full = False


async def test_what_a_key_said_is_written_elsewhere_too_and_not_called_saved(
    tmp_path: Path, home: Path
) -> None:
    async with meeting(tmp_path) as shown:
        shown.store.full = True
        await shown.pilot.press("7", "j", "space")
        await shown.until("Not saved yet (2 entries)")
        await shown.pilot.press("ctrl+o")
        await shown.until(lambda: not shown.sees("Not saved yet"))
        kept = list((home / ".local/state/okrtui/unsaved").glob("*.txt"))
        assert [path.read_text("utf-8") for path in kept] == [
            "ana/O1/KR1 confidence 7\nana/O1/KR2 unchanged\n"
        ]
        assert not shown.sees("saved after all")
        shown.store.full = False


async def test_what_is_half_typed_is_offered_again_after_a_crash(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("n")
        await shown.type("vendor call domin")
        drafts = shown.app.desk.drafts
        await shown.until(lambda: drafts.left(f"note:{ERRORS.id}") == "vendor call domin")
        store = shown.store
    again = StageStore()
    again.view, again.log = store.view, store.log
    async with stage(tmp_path, store=again) as shown:
        await shown.press("m", "g", "1", "n")
        assert shown.sees("vendor call domin", "left from before")
        await shown.press("enter")
        assert shown.said(ERRORS).note == "vendor call domin"
        await shown.press("n")
        assert not shown.sees("left from before")


async def test_pasted_text_is_never_keys(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        before = len(shown.store.log)
        shown.app.post_message(events.Paste("q7\n"))
        await shown.settle()
        assert len(shown.store.log) == before
        assert shown.sees("Pasted text is never taken for keys")


@pytest.mark.parametrize("key", ["E", "L"])
async def test_a_screen_is_opened_again_while_the_last_one_still_goes(
    tmp_path: Path, key: str
) -> None:
    async with meeting(tmp_path) as shown:
        for name, sign in ((key, key), ("escape", "\x1b"), (key, key)) * 3:
            shown.app.post_message(events.Key(name, sign))
        await shown.settle()
        assert len(shown.app.screen_stack) == 3


async def test_ctrl_c_says_how_to_leave(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("ctrl+c")
        assert shown.sees("q leaves; all is saved.")


async def test_a_terminal_that_is_too_small_says_so_and_comes_back(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.pilot.resize_terminal(30, 10)
        await shown.settle()
        assert isinstance(shown.app.screen, TooSmallScreen)
        before = len(shown.store.log)
        await shown.press("7")
        assert len(shown.store.log) == before
        await shown.pilot.resize_terminal(80, 24)
        await shown.settle()
        assert shown.in_hand == ERRORS.id


@pytest.mark.parametrize("name", ["TERM", "NO_COLOR"])
async def test_terminals_of_few_colours_get_a_theme_of_their_own(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.screens import stage as made

    terminal = {"TERM": "linux"} if name == "TERM" else {**made.TERMINAL, "NO_COLOR": "1"}
    monkeypatch.setattr(made, "TERMINAL", terminal)
    async with stage(tmp_path) as shown:
        assert shown.app.theme == "okrtui-ansi"
        assert shown.sees("everyone")


async def test_an_error_of_ours_keeps_what_is_half_typed(tmp_path: Path) -> None:
    async def stopped_over_it() -> None:
        async with meeting(tmp_path) as shown:
            await shown.press("n", "h", "i")
            shown.app.call_later(lambda: 1 / 0)
            await shown.pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await stopped_over_it()
    drafts = Drafts(tmp_path)
    drafts.load()
    assert drafts.left(f"note:{ERRORS.id}") == "hi"


async def test_the_journal_is_folded_when_that_is_due_and_not_before(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.store.log.clear()
        shown.app.fold_if_due()
        await shown.settle()
        assert shown.folds == []
        await shown.press("7", "8")
        shown.app.fold_if_due()
        await shown.settle()
        assert shown.folds == [1]


def test_a_fold_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    clock = FakeClock()
    workspace = make(tmp_path / "t", Settings(), [insert(ANA)], clock, via="test")
    store = workspace.open_store(clock)
    store.commit(lambda _: [insert(ERRORS)], via="test")
    folder = Folder(workspace.root)
    folder.start()
    assert folder.wait() == 0
    assert ERRORS.id in workspace.store_file.read_text("utf-8")
    store.close()
