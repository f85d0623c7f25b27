"""Which workspace is meant, and what is said when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.text.errors import Refused
from okrtui.text.words import words_in
from okrtui.workspace import at, find
from okrtui.workspace.folder import own_folder
from okrtui.workspace.person import os_login
from okrtui.workspace.zone import machine_zone


def workspace(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "okrtui.toml").touch()
    return folder


def test_what_is_given_wins_over_everything(tmp_path: Path) -> None:
    given, other = workspace(tmp_path / "given"), workspace(tmp_path / "other")
    environ = {"OKRTUI_WORKSPACE": str(other)}
    assert find(str(given), environ, other).root == given


def test_the_environment_wins_over_the_folder(tmp_path: Path) -> None:
    named, here = workspace(tmp_path / "named"), workspace(tmp_path / "here")
    assert find(None, {"OKRTUI_WORKSPACE": str(named)}, here).root == named


def test_an_empty_environment_variable_names_nothing(tmp_path: Path) -> None:
    assert find(None, {"OKRTUI_WORKSPACE": ""}, workspace(tmp_path)).root == tmp_path


def test_the_nearest_folder_upward_is_found(tmp_path: Path) -> None:
    workspace(tmp_path)
    near = workspace(tmp_path / "near")
    below = near / "a" / "b"
    below.mkdir(parents=True)
    assert find(None, {}, below).root == near


def test_a_persons_own_workspace_comes_last(tmp_path: Path) -> None:
    own = workspace(own_folder())
    assert find(None, {}, tmp_path).root == own


def test_a_path_is_meant_from_the_folder_one_is_in(tmp_path: Path) -> None:
    team = workspace(tmp_path / "team")
    assert find("team", {}, tmp_path).root == team
    assert find("team/okrtui.toml", {}, tmp_path).root == team


def test_no_workspace_says_how_to_make_one_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        find(None, {}, tmp_path)
    assert "okrtui init" in words_in("en").tell(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_named_folder_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        find("nowhere", {}, tmp_path)
    assert str(tmp_path / "nowhere") in words_in("en").tell(caught.value)


def test_a_store_without_settings_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "okr.json").touch()
    with pytest.raises(Refused) as caught:
        at(tmp_path)
    assert caught.value.message.key == "workspace.no_settings"


def test_who_one_is_does_not_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    me = os_login()
    monkeypatch.setenv("LOGNAME", "somebody-else")
    monkeypatch.setenv("USER", "somebody-else")
    assert os_login() == me


def test_a_user_whom_no_list_knows_goes_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 3_999_999)
    assert os_login() == "3999999"


@pytest.mark.parametrize(
    ("target", "zone"),
    [
        ("usr/share/zoneinfo/Asia/Shanghai", "Asia/Shanghai"),
        ("usr/share/zoneinfo/posix/Europe/Berlin", "Europe/Berlin"),
        ("usr/share/zoneinfo/Mars/Olympus", "UTC"),
        ("usr/share/clock", "UTC"),
    ],
)
def test_the_zone_of_the_machine_is_where_its_link_leads(
    tmp_path: Path, target: str, zone: str
) -> None:
    file = tmp_path / target
    file.parent.mkdir(parents=True)
    file.touch()
    (tmp_path / "localtime").symlink_to(file)
    assert machine_zone(tmp_path / "localtime") == zone


def test_a_machine_without_a_zone_has_utc(tmp_path: Path) -> None:
    assert machine_zone(tmp_path / "localtime") == "UTC"


def test_a_folder_that_cannot_be_looked_into_is_told_and_not_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        find("x" * 300, {}, tmp_path)
    assert caught.value.message.key == "workspace.unreadable"


def test_the_home_of_nobody_is_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        find("~nobody-of-this-name", {}, tmp_path)
    assert caught.value.message.key == "workspace.not_here"
