"""The settings: what each means, and another value for it, with the file's own rules."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from okrtui.model.settings import Settings, Thresholds
from okrtui.text.words import words_in
from okrtui.workspace.settings_edit import typed
from okrtui.workspace.settings_file import read_settings
from screens.board import BoardScreen
from screens.settings import SettingsScreen
from screens.settings_rows import NAMES, shown, slug, value_of
from tests.meeting.room import EVERYTHING
from tests.screens.stage import StageStore, stage

FILE = 'language = "en"\n# ours\nmeeting_minutes = 30\n'


def team(folder: Path, text: str = FILE) -> Path:
    path = folder / "okrtui.toml"
    path.write_text(text)
    return path


def down(name: str) -> tuple[str, ...]:
    return ("S", *["j"] * NAMES.index(name))


async def test_s_on_the_board_shows_every_setting_with_its_meaning(tmp_path: Path) -> None:
    team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press("S")
        words = words_in("en")
        for name in NAMES:
            assert app.sees(words(f"settings.name_{slug(name)}"))
        await app.press("j")
        assert app.sees("time_zone", "Decides days, ISO weeks and due dates.")


async def test_the_first_and_the_last_are_a_key_away(tmp_path: Path) -> None:
    team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press("S", "G")
        assert app.line("▌").split()[1] == "keys"
        await app.press("pageup", "g", "g")
        assert app.line("▌").split()[1] == "language"


async def test_what_the_file_says_now_is_shown_beside_the_default(tmp_path: Path) -> None:
    team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press("S")
        assert re.search(r"minutes of a meeting +30 +default 45", app.text())
        assert app.line("minutes of a meeting").endswith("from the next start on")


async def test_another_value_is_written_and_said_to_count_later(tmp_path: Path) -> None:
    path = team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press(*down("thresholds.fall"), "enter", "backspace", "3", "enter")
        assert app.sees("It counts from the next start")
        assert read_settings(path).thresholds.fall == 3
        assert path.read_text() == f"{FILE}\n[thresholds]\nfall = 3\n"


async def test_a_value_that_does_not_fit_is_refused_with_what_does(tmp_path: Path) -> None:
    path = team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press(*down("meeting_minutes"), "enter", "0", "0", "0", "enter")
        assert app.sees("meeting_minutes must be a number of minutes from 5 to 480")
        assert path.read_text() == FILE


async def test_what_was_refused_is_kept_to_be_mended(tmp_path: Path) -> None:
    path = team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press(*down("meeting_minutes"), "enter", "0", "0", "enter", "backspace", "enter")
        assert app.sees("It counts from the next start")
        assert read_settings(path).meeting_minutes == 300


async def test_x_goes_back_to_the_default(tmp_path: Path) -> None:
    path = team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press(*down("meeting_minutes"), "x")
        assert path.read_text() == 'language = "en"\n# ours\n'
        assert app.sees("Saved.")


async def test_an_empty_line_is_the_default_too(tmp_path: Path) -> None:
    path = team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press(*down("meeting_minutes"), "enter", "backspace", "backspace", "enter")
        assert read_settings(path).meeting_minutes == 45


async def test_keys_are_chosen_in_the_file(tmp_path: Path) -> None:
    team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press(*down("keys"), "enter")
        assert app.sees("Keys are chosen in okrtui.toml itself.")


async def test_where_nothing_can_be_saved_it_says_so(tmp_path: Path) -> None:
    path = team(tmp_path)
    store = StageStore(*EVERYTHING)
    store.read_only = True
    async with stage(tmp_path, store=store) as app:
        await app.press("S", "j", "enter", "x")
        assert app.sees("read-only")
        assert path.read_text() == FILE


async def test_a_file_that_may_not_be_written_keeps_nothing_else_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("okrtui.workspace.settings_edit.disk.write_whole", forbidden)
    team(tmp_path)
    async with stage(tmp_path) as app:
        await app.press(*down("meeting_minutes"), "x")
        assert app.sees("okrtui.toml")
        await app.press("escape")
        assert isinstance(app.app.screen, BoardScreen)
        await app.settle()


async def test_a_broken_file_is_said_and_what_counts_is_shown(tmp_path: Path) -> None:
    team(tmp_path, "language = ")
    async with stage(tmp_path) as app:
        await app.press("S")
        assert isinstance(app.app.screen, SettingsScreen)
        assert app.sees("okrtui.toml", "language")
        await app.press("x")
        assert (tmp_path / "okrtui.toml").read_text() == "language = "


def test_there_is_a_row_for_every_setting_there_is() -> None:
    fields = set(Settings.__struct_fields__) - {"thresholds", "lint_off"}
    thresholds = {f"thresholds.{field}" for field in Thresholds.__struct_fields__}
    assert set(NAMES) == fields | thresholds | {"lint.off"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_value_can_be_typed_as_it_is_shown(language: str) -> None:
    words = words_in("zh" if language == "zh" else "en")
    given = Settings(days_off=frozenset({date(2026, 12, 25)}), lint_off=frozenset({"vanity"}))
    for name in NAMES:
        if name == "keys":
            continue
        value = value_of(given, name)
        again = typed(name, shown(value, words), date(2026, 11, 24))
        assert (type(value)(again) if isinstance(value, tuple | frozenset) else again) == value
