"""`okrtui completion`: what completes commands and options in a shell, made from the parsers."""

from __future__ import annotations

from argparse import Namespace
from importlib import import_module
from typing import cast

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Option, Parser, one_of
from okrtui.text.errors import ExitCode, WrongUsage
from okrtui.text.words import Words

SHELLS = ("bash", "zsh", "fish")

EXAMPLES = (
    'eval "$(okrtui completion bash)"',
    'eval "$(okrtui completion zsh)"',
    "okrtui completion fish > ~/.config/fish/completions/okrtui.fish",
)


def add_options(parser: Parser) -> None:
    """Name the argument of the command."""
    parser.argument("shell", parser.words("cli.completion_shell"), shown="|".join(SHELLS))


def run(call: Call, told: Namespace) -> Outcome:
    """Write what a shell is to read: commands and options; nothing of a workspace."""
    shell = one_of(told.shell, SHELLS, "completion")
    if shell is None:
        raise WrongUsage("cli.completion_which", shells=", ".join(SHELLS))
    from okrtui.cli import completion_shells

    write = {
        "bash": completion_shells.bash,
        "zsh": completion_shells.zsh,
        "fish": completion_shells.fish,
    }[shell]
    call.out.write(write(commands(call.words), anywhere(call.words)))
    return ExitCode.DONE


def commands(words: Words) -> dict[str, tuple[str, list[Option]]]:
    """Return for each command what it does, and what it takes, as its own parser says."""
    from okrtui.cli.main import COMMANDS, Command, parser_of

    found = {}
    for name, entry in COMMANDS.items():
        command = cast("Command", import_module(f"okrtui.cli.{entry.module}"))
        parser = parser_of(name, entry, command, words)
        found[name] = words(entry.does), parser.takes
    return found


def anywhere(words: Words) -> list[Option]:
    """Return what may be said before a command."""
    return [
        Option(("-w", "--workspace"), "FOLDER", words("cli.workspace")),
        Option(("--as",), "MEMBER", words("together.join_as")),
        Option(("--ascii",), "", words("cli.ascii")),
        Option(("--no-mouse",), "", words("cli.no_mouse")),
        Option(("--version",), "", words("cli.version")),
        Option(("-h", "--help"), "", words("cli.help")),
    ]
