"""Completion: made from the parsers, and read by real shells."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from okrtui.cli.completion import SHELLS, anywhere, commands
from okrtui.cli.completion_shells import bash, choices, fish, zsh
from okrtui.cli.main import COMMANDS
from okrtui.cli.parser import Option
from okrtui.text.words import words_in
from tests.cli.program import Program

ASK = """
{script}
cd {folder}
COMP_WORDS=({words}) COMP_CWORD={at}
_okrtui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def scripts(shell: str) -> str:
    words = words_in("en")
    return {"bash": bash, "zsh": zsh, "fish": fish}[shell](commands(words), anywhere(words))


def completed(typed: str, folder: Path) -> list[str]:
    """Return what bash offers for the last word of a line, which may be empty."""
    words = [shlex.quote(word) for word in re.split(r" |(?<=\w)(=)", typed) if word is not None]
    asked = ASK.format(
        script=scripts("bash"), folder=folder, words=" ".join(words), at=len(words) - 1
    )
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1] if done.stdout != "\n" else []


def test_bash_offers_every_command(tmp_path: Path) -> None:
    assert completed("okrtui ", tmp_path) == list(COMMANDS)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("okrtui exp", ["export"]),
        ("okrtui --asc", ["--ascii"]),
        ("okrtui export --fo", ["--format"]),
        ("okrtui meet --order ", ["listed", "rotating", "exceptions"]),
        ("okrtui meet --order exc", ["exceptions"]),
        ("okrtui meet --order=exc", ["exceptions"]),
        ("okrtui meet --order=", ["listed", "rotating", "exceptions"]),
        ("okrtui minutes --lang z", ["zh"]),
        ("okrtui completion ", list(SHELLS)),
        ("okrtui check-in --confidence 1", ["1", "10"]),
        ("okrtui check-in --note ", []),
        ("okrtui check-in ", []),
        ("okrtui import n", ["notes.md"]),
        ("okrtui export -o n", ["notes.md"]),
        ("okrtui -w a", ["a team"]),
        ("okrtui export --workspace a", ["a team"]),
        ("okrtui -w team exp", ["export"]),
        ("okrtui -w export min", ["minutes"]),
        ("okrtui nosuch ", []),
    ],
)
def test_bash_offers_what_fits(tmp_path: Path, typed: str, offered: list[str]) -> None:
    (tmp_path / "a team").mkdir()
    (tmp_path / "notes.md").touch()
    assert completed(typed, tmp_path) == offered


def test_every_option_of_every_command_is_offered(tmp_path: Path) -> None:
    for name, (_, options) in commands(words_in("en")).items():
        if name in {"meet", "close-cycle"}:  # The shell takes its time: two stand for all.
            named = [one for option in options for one in option.names]
            assert completed(f"okrtui {name} -", tmp_path) == named


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_others_name_every_command_and_option(shell: str) -> None:
    script = scripts(shell)
    for name, (_, options) in commands(words_in("en")).items():
        assert re.search(rf"\b{name}\b", script)
        for option in options:
            for one in option.names:
                plain = f" -l {one[2:]} " if len(one) > 2 else f" -s {one[1:]} "
                assert (one if shell == "zsh" else plain) in script


def test_the_one_for_zsh_is_well_formed() -> None:
    # What it uses of zsh, bash reads too.
    subprocess.run(["bash", "-n"], input=scripts("zsh"), text=True, check=True)


def test_each_line_for_fish_is_well_formed() -> None:
    for line in scripts("fish").partition("\nend\n")[2].splitlines():
        assert shlex.split(line.replace("\\'", "’"))[:3] == ["complete", "-c", "okrtui"]


def test_fish_where_it_is_here_tells_a_value_from_a_command(tmp_path: Path) -> None:
    (tmp_path / "okrtui.fish").write_text(scripts("fish"))
    lines = ("okrtui -w /tmp mem", "okrtui --as lin mem", "okrtui check-in --as member --confid")
    asked = "; ".join(f"complete -C '{line}'" for line in lines)
    ask = f"source {tmp_path}/okrtui.fish; {asked}"
    if shutil.which("fish"):
        run = subprocess.run(["fish", "-N", "-c", ask], capture_output=True, text=True, check=True)
        told = [line.split("\t")[0] for line in run.stdout.splitlines()]
        assert told == ["member", "member", "--confidence"]


def test_the_shells_that_are_here_find_no_fault() -> None:
    for shell in SHELLS:
        if shutil.which(shell):
            subprocess.run([shell, "-n"], input=scripts(shell), text=True, check=True)


def test_what_a_shell_would_read_as_its_own_is_quoted() -> None:
    odd = {"odd": ("it's [here]: $(touch x)", [Option(("--it",), "A:B", "don't [x]: \\ `y`")])}
    assert r"'odd:it'\''s [here]: $(touch x)'" in zsh(odd, [])
    assert r"--it'[don'\''t \[x\]\: \\ `y`]:A\:B: '" in zsh(odd, [])
    assert r"-l it -x -d 'don\'t [x]: \\ `y`'" in fish(odd, [])


@pytest.mark.parametrize(
    ("shown", "words"),
    [("en|zh", ["en", "zh"]), ("1-3", ["1", "2", "3"]), ("-", ["-"]), ("FILE|-", []), ("N", [])],
)
def test_the_help_says_what_a_value_may_be(shown: str, words: list[str]) -> None:
    assert choices(shown) == words


def test_it_needs_no_workspace_and_says_which_shells_there_are(okrtui: Program) -> None:
    assert okrtui.done("completion", "bash").out.endswith("complete -F _okrtui okrtui\n")
    assert okrtui("completion").line.endswith("For which shell? One of bash, zsh, fish.")
    assert "nushell" in okrtui("completion", "nushell").line
