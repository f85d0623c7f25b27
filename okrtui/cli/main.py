"""From the words of a command line to what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

import msgspec

from okrtui.cli.call import Call, call_of_process
from okrtui.cli.guard import guarded
from okrtui.cli.outcome import OpenScreens, Outcome
from okrtui.cli.parser import COLUMNS, Parser, split_at_dashes
from okrtui.model.clock import Clock
from okrtui.text.errors import ExitCode, WrongUsage
from okrtui.text.words import Words


class Command(Protocol):
    """What the module of a command holds."""

    EXAMPLES: Sequence[str]

    def add_options(self, parser: Parser) -> None:
        """Name the options and arguments that the command takes, beside `-w`."""
        ...

    def run(self, call: Call, told: object) -> Outcome:
        """Do what was asked."""
        ...


class Entry(msgspec.Struct, frozen=True):
    """A command: its module, which is imported when it is called, and what it does, in a line."""

    module: str
    does: str


COMMANDS = {
    "demo": Entry("demo", "cli.demo_does"),
    "init": Entry("init", "cli.init_does"),
    "member": Entry("member", "members.does"),
    "import": Entry("import_", "cli.import_does"),
    "export": Entry("export", "cli.export_does"),
    "meet": Entry("meet", "cli.meet_does"),
    "join": Entry("join", "together.join_does"),
    "serve": Entry("serve", "serve.does"),
    "check-in": Entry("check_in", "cli.check_in_does"),
    "minutes": Entry("minutes", "cli.minutes_does"),
    "status": Entry("status", "cli.status_does"),
    "lint": Entry("lint", "cli.lint_does"),
    "close-cycle": Entry("close_cycle", "cycle.close_does"),
    "open-cycle": Entry("open_cycle", "cycle.open_does"),
    "history": Entry("history", "cli.history_does"),
    "undo": Entry("undo", "cli.undo_does"),
    "doctor": Entry("doctor", "cli.doctor_does"),
    "fold": Entry("fold", "cli.fold_does"),
    "completion": Entry("completion", "cli.completion_does"),
}


def main(argv: Sequence[str], clock: Clock) -> Outcome | int:
    """Do what a command line says, in the surroundings of this process.

    argv: without the program's name. Whatever goes wrong is told here, in one line.

    Returns:
        The exit code, or the screens to open.
    """
    call = call_of_process(clock)
    return guarded(lambda: run(argv, call), call)


def run(argv: Sequence[str], call: Call) -> Outcome:
    """Do what a command line says.

    argv: without the program's name.

    Raises:
        OkrError: what is wrong, and what to do about it.
    """
    name, rest = _before_command(argv, call)
    match name:
        case None:
            return OpenScreens(
                workspace=call.workspace,
                clock=call.clock,
                as_=call.as_,
                ascii=call.ascii,
                no_mouse=call.no_mouse,
            )
        case "--help":
            call.out.write(_overview(call))
            return ExitCode.DONE
        case "--version":
            from okrtui import __version__

            call.out.line(f"okrtui {__version__}")
            return ExitCode.DONE
        case _:
            return _run_command(name, rest, call)


def _before_command(argv: Sequence[str], call: Call) -> tuple[str | None, Sequence[str]]:
    """Return the command (or `--help`, `--version`, or None for none), and what follows it."""
    words = list(argv)
    while words:
        word = words.pop(0)
        if word in {"-w", "--workspace"}:
            if not words:
                raise WrongUsage("cli.needs_value", option=word)
            call.given = words.pop(0)
        elif word.startswith("--workspace="):
            call.given = word.partition("=")[2]
        elif word.startswith("-w"):
            call.given = word.removeprefix("-w")
        elif word == "--as":
            if not words:
                raise WrongUsage("cli.needs_value", option=word)
            call.as_ = words.pop(0)
        elif word.startswith("--as="):
            call.as_ = word.partition("=")[2]
        elif word in {"-h", "--help"}:
            return "--help", ()
        elif word == "--version":
            return word, ()
        elif word == "--ascii":
            call.ascii = True
        elif word == "--no-mouse":
            call.no_mouse = True
        elif word.startswith("-"):
            raise WrongUsage("cli.no_such_option", word=word)
        else:
            # For whom, is the command's to know: not every one is for somebody.
            return word, words if call.as_ is None else ["--as", call.as_, *words]
    return None, ()


def _run_command(name: str, rest: Sequence[str], call: Call) -> Outcome:
    entry = COMMANDS.get(name)
    if entry is None:
        from okrtui.text.nearest import nearest  # Only where something is wrong.

        if meant := nearest(name, COMMANDS):
            raise WrongUsage("cli.no_such_command_but", name=name, meant=meant)
        raise WrongUsage("cli.no_such_command", name=name, commands=", ".join(COMMANDS))
    command = cast("Command", import_module(f"okrtui.cli.{entry.module}"))
    # Before all else: the workspace decides the language of what follows.
    call.given = _workspace_in(rest) or call.given
    parser = parser_of(name, entry, command, call.words)
    if _asks_for_help(rest):
        call.out.write(parser.help())
        return ExitCode.DONE
    return command.run(call, parser.parse(rest))


def parser_of(name: str, entry: Entry, command: Command, words: Words) -> Parser:
    """Return the parser of a command, which knows all that it takes."""
    parser = Parser(words, name, words(entry.does), command.EXAMPLES)
    command.add_options(parser)
    parser.option("-w", "--workspace", help=words("cli.workspace"), shown="FOLDER")
    parser.flag("-h", "--help", help=words("cli.help"))
    return parser


def _asks_for_help(rest: Sequence[str]) -> bool:
    return bool({"-h", "--help"} & set(split_at_dashes(rest)[0]))


def _workspace_in(rest: Sequence[str]) -> str | None:
    """Return what `-w` says among the words of a command, if it is there and says anything."""
    words = split_at_dashes(rest)[0]
    for word, after in zip(words, [*words[1:], ""], strict=False):
        if word in {"-w", "--workspace"}:
            return after
        if word.startswith("--workspace="):
            return word.partition("=")[2]
        if word.startswith("-w"):
            return word.removeprefix("-w")
    return None


def _overview(call: Call) -> str:
    words = call.words
    options = {
        "-w FOLDER": words("cli.workspace"),
        "--as MEMBER": words("together.join_as"),
        "--ascii": words("cli.ascii"),
        "--no-mouse": words("cli.no_mouse"),
        "--version": words("cli.version"),
        "-h, --help": words("cli.help"),
    }
    codes = {str(code.value): words(f"cli.exit_{code.name.lower()}") for code in ExitCode}
    lines = [
        f"{words('cli.usage')}:",
        "  okrtui [-w FOLDER] [--as MEMBER] [--ascii] [--no-mouse] [COMMAND]",
        "",
        words("cli.okrtui_does"),
        "",
        f"{words('cli.commands')}:",
        *_listed({name: words(entry.does) for name, entry in COMMANDS.items()}),
        "",
        f"{words('cli.options')}:",
        *_listed(options),
        "",
        f"{words('cli.example')}:",
        "  okrtui demo",
        "  okrtui init team --team Growth --member ana --member lin",
        "  okrtui check-in --help",
        "",
        f"{words('cli.exit_codes')}:",
        *_listed(codes),
    ]
    return "\n".join(lines) + "\n"


def _listed(told: Mapping[str, str]) -> Iterator[str]:
    from okrtui.text.width import wrap  # Help alone asks for widths.

    widest = max(map(len, told))
    for name, text in told.items():
        first, *more = wrap(text, COLUMNS - widest - 4)
        yield f"  {name:<{widest}}  {first}"
        yield from (f"  {'':<{widest}}  {line}" for line in more)
