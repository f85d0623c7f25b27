"""A new workspace: from options, from answers, and all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.text.errors import WrongUsage
from okrtui.workspace.members import person, slug
from tests.cli.program import Program

MEMBERS = ("--member", "Ana Ribeiro", "--member", "lin=林悦")


def tables(okrtui: Program, folder: str | Path) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = okrtui.done(
        "export", "--format", "json", "-w", folder
    ).data["tables"]
    return found


def test_makes_what_was_named(okrtui: Program) -> None:
    okrtui.done("init", "growth", "--team", "Growth", *MEMBERS, "--cycle", "2026-Q4")
    made = tables(okrtui, "growth")
    assert [team["name"] for team in made["team"]] == ["Growth"]
    assert [(m["login"], m["name"]) for m in made["members"]] == [
        ("ana", "Ana Ribeiro"),
        ("lin", "林悦"),
    ]
    (cycle,) = made["cycles"]
    assert (cycle["name"], cycle["start"], cycle["end"]) == ("2026-Q4", "2026-10-01", "2026-12-31")


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("2026-H2", ("2026-H2", "2026-07-01", "2026-12-31")),
        ("2026", ("2026", "2026-01-01", "2026-12-31")),
        ("Q4 2026", ("2026-Q4", "2026-10-01", "2026-12-31")),
        ("Launch=2026-10-05..2026-12-18", ("Launch", "2026-10-05", "2026-12-18")),
        (None, ("2026-Q4", "2026-10-01", "2026-12-31")),
    ],
)
def test_a_cycle_is_named_or_is_this_quarter(
    okrtui: Program, told: str | None, named: tuple[str, str, str]
) -> None:
    option = ["--cycle", told] if told else []
    okrtui.done("init", "--team", "Growth", *MEMBERS, *option)
    (cycle,) = tables(okrtui, ".")["cycles"]
    assert (cycle["name"], cycle["start"], cycle["end"]) == named


def test_on_a_terminal_it_asks_for_what_is_missing(okrtui: Program) -> None:
    ended = okrtui("init", "growth", typed="Growth\n\nAna\nlin=林悦\n\n", terminal=True)
    assert ended.outcome == 0
    assert [m["login"] for m in tables(okrtui, "growth")["members"]] == ["ana", "lin"]


def test_a_member_that_does_not_fit_is_asked_for_again(okrtui: Program) -> None:
    ended = okrtui("init", "growth", typed="Growth\nana\nANA\na/b=Bo\nbo\n\n", terminal=True)
    assert ended.outcome == 0
    assert [m["login"] for m in tables(okrtui, "growth")["members"]] == ["ana", "bo"]
    assert "“a/b=Bo”" in ended.err


def test_an_end_of_input_while_asking_makes_nothing(okrtui: Program) -> None:
    ended = okrtui("init", "growth", typed="Growth\nAna\n", terminal=True)
    assert ended.outcome == 1
    assert not list(okrtui.cwd.iterdir())


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["--member", "ana"], "--team"),
        (["--team", " ", "--member", "ana"], "--team"),
        (["--team", "Growth"], "--member"),
        (["--team", "Growth", "--member", "ana", "--member", "ANA=Anna"], "ANA"),
        (["--team", "Growth", "--member", "ana", "--member", "Ana Ribeiro"], "ana"),
        (["--team", "Growth", "--member", "team"], "team"),
        (["--team", "Growth", "--member", "a/b=Ana"], "a/b"),
        (["--team", "Growth", "--member", "="], "="),
        (["--team", "Growth", "--member", "ana="], "ana="),
        (["--team", "Growth", "--member", "\x1b"], "␛"),
        (["--team", "Growth", *MEMBERS, "--cycle", "soon"], "soon"),
        (["--team", "Growth", *MEMBERS, "--cycle", "x=2026-12-01..2026-11-01"], "2026-11-01"),
        (["--team", "Growth", *MEMBERS, "--time-zone", "Mars/Olympus"], "Mars/Olympus"),
        (["--team", "Growth", *MEMBERS, "--lang", "fr"], "fr"),
    ],
    ids=lambda value: " ".join(value)[-24:] if isinstance(value, list) else "",
)
def test_what_does_not_fit_is_told_and_nothing_is_made(
    okrtui: Program, argv: list[str], named: str
) -> None:
    ended = okrtui("init", "growth", *argv)
    assert ended.outcome == 2
    assert named in ended.line
    assert not list(okrtui.cwd.iterdir())


def test_an_existing_workspace_is_refused_and_left_alone(okrtui: Program, team: Path) -> None:
    before = (team / "okr.json.journal").read_bytes()
    ended = okrtui("init", "--team", "Growth", *MEMBERS)
    assert ended.outcome == 1
    assert str(team) in ended.line
    assert (team / "okr.json.journal").read_bytes() == before


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(
    okrtui: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    (okrtui.cwd / "notes.txt").touch()
    monkeypatch.setattr("okrtui.workspace.settings_file.disk.write_whole", full)
    ended = okrtui("init", "a/b", "--team", "Growth", *MEMBERS)
    assert ended.outcome == 4
    assert [path.name for path in okrtui.cwd.iterdir()] == ["notes.txt"]


def test_settings_say_language_and_zone(okrtui: Program) -> None:
    okrtui.done("init", "--team", "增长", *MEMBERS, "--lang", "zh", "--time-zone", "Asia/Shanghai")
    text = (okrtui.cwd / "okrtui.toml").read_text()
    assert 'language = "zh"' in text
    assert 'time_zone = "Asia/Shanghai"' in text
    assert "第" in okrtui.done("status").out


@pytest.mark.parametrize(
    ("told", "login", "name"),
    [
        ("lin", "lin", "lin"),
        ("Lin Mei", "lin", "Lin Mei"),
        ("lin=Lin Mei", "lin", "Lin Mei"),
        ("林悦", "林悦", "林悦"),
        ("O'Neil Pat", "oneil", "O'Neil Pat"),
    ],
)
def test_a_login_is_made_of_a_name(told: str, login: str, name: str) -> None:
    assert person(told) == (login, name)


def test_a_name_of_signs_alone_makes_no_login() -> None:
    assert slug("!!!") == ""
    with pytest.raises(WrongUsage):
        person("!!!")


def test_a_folder_that_cannot_be_is_told_and_not_a_fault(okrtui: Program) -> None:
    ended = okrtui("init", "x" * 300, "--team", "Growth", "--member", "ana")
    assert ended.outcome == 4
    assert "x" * 300 in ended.line
