"""The words of a command line, before any command."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui import __version__
from okrtui.cli.main import COMMANDS
from okrtui.cli.outcome import OpenScreens
from okrtui.text.errors import ExitCode
from okrtui.text.width import width
from okrtui.text.words import LANGUAGES
from tests.cli.program import Program


def test_no_command_opens_the_board(okrtui: Program, team: Path) -> None:
    outcome = okrtui().outcome
    assert isinstance(outcome, OpenScreens)
    assert (outcome.what, outcome.workspace.root) == ("board", team)


@pytest.mark.parametrize("said", [["--as", "lin"], ["--as=lin"]])
def test_the_board_opens_in_the_name_of_a_member(
    okrtui: Program, team: Path, said: list[str]
) -> None:
    for command in ((), ("meet",), ("join",)):
        outcome = okrtui(*said, *command).outcome
        assert isinstance(outcome, OpenScreens)
        assert outcome.as_ == "lin"


def test_a_command_that_is_for_nobody_refuses_a_name(okrtui: Program, team: Path) -> None:
    assert okrtui("--as", "lin", "undo").outcome == 2
    assert okrtui("--as").outcome == 2


def test_the_version_is_said(okrtui: Program) -> None:
    assert okrtui.done("--version").out == f"okrtui {__version__}\n"


def test_the_overview_names_every_command(okrtui: Program) -> None:
    lines = okrtui.done("--help").out.splitlines()
    assert [name for name in COMMANDS if not any(f"  {name} " in line for line in lines)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(
    okrtui: Program, command: str, language: str
) -> None:
    okrtui.environ = {"LANG": f"{language}_XX.UTF-8"}
    for option in ("-h", "--help"):
        ended = okrtui.done(command, option)
        assert f"\n  okrtui {command}" in ended.out or f"| okrtui {command}" in ended.out
        assert "--workspace" in ended.out
        assert ended.err == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_fits_eighty_columns(okrtui: Program, command: str, language: str) -> None:
    okrtui.environ = {"LANG": f"{language}_XX.UTF-8"}
    told = okrtui.done(*filter(None, [command]), "--help").out
    examples = told.partition("\n  okrtui ")[2] if command else ""
    assert [line for line in told.splitlines() if width(line) > 80 and line not in examples] == []


def test_a_help_says_what_the_command_does_in_a_sentence(okrtui: Program) -> None:
    assert (
        "\n\nTake back your own last change; the history keeps both.\n\n"
        in okrtui.done("undo", "--help").out
    )


def test_the_overview_tells_every_exit_code(okrtui: Program) -> None:
    told = okrtui.done("--help").out.splitlines()
    assert [
        code for code in ExitCode if not any(f"  {code.value}  " in line for line in told)
    ] == []


def test_the_workspace_may_be_named_before_or_after_the_command(
    okrtui: Program, team: Path
) -> None:
    okrtui.cwd = team.parent
    words = [
        ("-w", "team", "status"),
        ("--workspace", "team", "status"),
        ("--workspace=team", "status"),
        ("-wteam", "status"),
        ("status", "-w", "team"),
        ("status", "--workspace=team"),
        ("status", "-wteam"),
    ]
    assert len({okrtui.done(*argv).out for argv in words}) == 1


def test_what_follows_the_command_wins(okrtui: Program, team: Path) -> None:
    okrtui.done("-w", "nowhere", "status", "-w", str(team))


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["launch"], "launch"),
        (["--lunch"], "--lunch"),
        (["-w"], "-w"),
        (["status", "--lunch"], "--lunch"),
        (["status", "-w"], "-w"),
        (["status", "too", "many"], "too"),
        (["status", "--json=yes"], "--json"),
        (["status", "--member"], "--member"),
        (["export"], "--format"),
        (["export", "--format", "docx"], "docx"),
        (["minutes", "--lang", "fr"], "fr"),
        (["minutes", "--format", "pdf"], "pdf"),
        (["meet", "--minutes", "4"], "4"),
        (["meet", "--minutes", "x"], "x"),
        (["meet", "--minutes", "9" * 5000], "--minutes"),
        (["meet", "--order", "random"], "random"),
        (["demo", "--lang", "fr"], "fr"),
        (["import"], "import"),
        (["check-in"], "lin/O2/KR1"),
        (["check-in", "lin/O1/KR1"], "--value"),
        (["check-in", "lin/O1/KR1", "--confidence", "0"], "0"),
        (["check-in", "lin/O1/KR1", "--confidence", "7.5"], "7.5"),
        (["check-in", "lin/O1/KR1", "--value", "much"], "much"),
        (["check-in", "--from", "file"], "file"),
        (["check-in", "lin/O1/KR1", "--from", "-"], "--from"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_wrong_words_are_told_in_one_line(
    okrtui: Program, team: Path, argv: list[str], named: str
) -> None:
    ended = okrtui(*argv)
    assert ended.outcome == 2
    assert named in ended.line
    assert ended.out == ""


def test_options_and_arguments_come_in_any_order(okrtui: Program, team: Path) -> None:
    okrtui.done("check-in", "--value", "300", "lin/O1/KR1", "--confidence", "7")
    okrtui.done("check-in", "lin/O1/KR1", "--value", "-3")


def test_a_word_after_two_dashes_is_no_option(okrtui: Program, team: Path) -> None:
    ended = okrtui("minutes", "--", "--help")
    assert ended.outcome == 1
    assert "--help" in ended.line


def test_the_workspace_decides_the_language_of_what_is_said(okrtui: Program) -> None:
    okrtui.done("demo", "--lang", "zh", "--to", "zh")
    assert "没有" in okrtui("check-in", "lin/O1/KR99", "--value", "1", "-w", "zh").line
    assert "没有选项" in okrtui("status", "--lunch", "-w", "zh").line


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "没有命令"),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "de_DE.UTF-8"}, "没有命令"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "no command"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "没有命令"),
        ({}, "no command"),
    ],
)
def test_without_a_workspace_the_locale_decides(
    okrtui: Program, environ: dict[str, str], said: str
) -> None:
    okrtui.environ = environ
    assert said in okrtui("launch").line


def test_all_wrong_settings_are_told_a_line_each(okrtui: Program, team: Path) -> None:
    (team / "okrtui.toml").write_text('order = "x"\nspeed = 1\n')
    ended = okrtui("status")
    assert ended.outcome == 1
    assert ["order" in line or "speed" in line for line in ended.err.splitlines()] == [True, True]


def test_ctrl_c_and_a_reader_gone_away_are_quiet(
    okrtui: Program, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, code in ((KeyboardInterrupt(), 130), (BrokenPipeError(), 1)):

        def fail(*_args: object, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr("okrtui.cli.output.Output.write", fail)
        ended = okrtui("status")
        assert (ended.outcome, ended.err) == (code, "")


def test_what_nobody_foresaw_leaves_a_log_for_its_owner_alone(
    okrtui: Program, team: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("okrtui.cli.output.Output.write", fail)
    ended = okrtui("status")
    (log,) = (home / ".local/state/okrtui").glob("*.log")
    assert ended.outcome == 1
    assert str(log) in ended.line
    assert "RuntimeError: a fault of ours" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_terminal_is_shown_nothing_that_acts_on_it(okrtui: Program, team: Path) -> None:
    okrtui.done("check-in", "lin/O1/KR1", "--note", "a\x1b[31mb")
    shown = okrtui("export", "--format", "markdown", terminal=True).out
    assert "\x1b" not in shown
    assert "\x1b" not in okrtui("launch\x1b[2J", terminal=True).err


@pytest.mark.parametrize(
    ("argv", "meant"),
    [(["stauts"], "status"), (["minute"], "minutes"), (["status", "--jsn"], "--json")],
)
def test_what_was_mistyped_is_answered_with_what_may_be_meant(
    okrtui: Program, argv: list[str], meant: str
) -> None:
    ended = okrtui(*argv)
    assert ended.outcome == 2
    assert f"Did you mean {meant}?" in ended.line


def test_a_word_like_no_other_is_answered_with_all(okrtui: Program) -> None:
    assert ", ".join(COMMANDS) in okrtui("xyzzy").line
    assert "--help" in okrtui("status", "--xyzzy").line


def test_an_option_with_one_value_says_it(okrtui: Program, team: Path) -> None:
    assert "--from -" in okrtui("check-in", "--from", "x").line
