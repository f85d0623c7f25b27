"""The words of a command: options and arguments, help with an example, and errors in one line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

import msgspec

from okrtui.text.errors import WrongUsage
from okrtui.text.words import Words

COLUMNS = 80
"""What a help fits into."""


class Option(msgspec.Struct, frozen=True):
    """An option, or the argument of a command (which has no names).

    names: the short one first. shown: what stands for its value in the help, `en|zh` where it is
    one of a few; empty for a flag.
    """

    names: tuple[str, ...]
    shown: str
    help: str


class Parser:
    """The options of one command. argparse reads them; what it would say, our words say.

    Everything is read as text, and nothing is required: what is missing or does not fit is told by
    the command, in the language of the workspace.

    takes: what it takes, in the order in which the command named it.
    """

    def __init__(self, words: Words, command: str, does: str, examples: Sequence[str]) -> None:
        self.words = words
        self._parser = argparse.ArgumentParser(
            prog=f"okrtui {command}".strip(),
            description=words("cli.sentence", text=does[:1].upper() + does[1:]),
            epilog="\n".join(
                [f"{words('cli.example')}:", *(f"  {example}" for example in examples)]
            ),
            formatter_class=_formatter(words),
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )
        self._words_of: str | None = None
        self.takes: list[Option] = []
        self._arguments = self._parser.add_argument_group(words("cli.arguments"))
        self._options = self._parser.add_argument_group(words("cli.options"))

    def argument(self, name: str, help: str, *, many: bool = False, shown: str) -> None:
        """Add the positional argument of the command: at most one word, or any number of them."""
        self._words_of = name
        self.takes.append(Option((), shown, help))
        nargs = "*" if many else "?"
        self._arguments.add_argument(name, nargs=nargs, help=help, metavar=shown)

    def option(self, *names: str, help: str, shown: str, many: bool = False) -> None:
        """Add an option that takes a text; with `many` it may be said again."""
        action = "append" if many else "store"
        default: list[str] | None = [] if many else None
        self.takes.append(Option(names, shown, help))
        self._options.add_argument(
            *names, help=help, metavar=shown, action=action, default=default, dest=_field(names)
        )

    def flag(self, *names: str, help: str) -> None:
        """Add an option that is there or not."""
        self.takes.append(Option(names, "", help))
        self._options.add_argument(*names, help=help, action="store_true", dest=_field(names))

    def help(self) -> str:
        """Return the help of the command, with an example."""
        return self._parser.format_help()

    def parse(self, argv: Sequence[str]) -> argparse.Namespace:
        """Return what was said. Options and arguments may come in any order.

        Raises:
            WrongUsage: an option is unknown or lacks its value, or there is a word too many.
        """
        before, beyond = split_at_dashes(argv)
        try:
            told, rest = self._parser.parse_known_intermixed_args(before)
        except argparse.ArgumentError as error:
            raise self._wrong(error) from None
        rest += self._take(told, beyond)
        if rest:
            raise self._too_much(rest[0])
        return told

    def _too_much(self, word: str) -> WrongUsage:
        if not word.startswith("-"):
            return WrongUsage("cli.one_word_too_many", word=word)
        known = [name for option in self.takes for name in option.names]
        from okrtui.text.nearest import nearest  # Only where something is wrong.

        if meant := nearest(word.partition("=")[0], known):
            return WrongUsage("cli.no_such_option_but", word=word, meant=meant)
        return WrongUsage("cli.no_such_option", word=word)

    def _take(self, told: argparse.Namespace, words: list[str]) -> list[str]:
        """Give the words beyond `--` to the argument; return those that it does not take."""
        if self._words_of is None or not words:
            return words
        there = getattr(told, self._words_of)
        if isinstance(there, list):
            there += words
            return []
        if there is not None:
            return words
        setattr(told, self._words_of, words[0])
        return words[1:]

    def _wrong(self, error: argparse.ArgumentError) -> WrongUsage:
        option = error.argument_name or ""
        if "explicit argument" in (error.message or ""):
            return WrongUsage("cli.takes_no_value", option=option)
        return WrongUsage("cli.needs_value", option=option)


def split_at_dashes(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words before `--`, and those beyond it, which are never options."""
    at = words.index("--") if "--" in words else len(words)
    return list(words[:at]), list(words[at + 1 :])


def one_of(value: str | None, allowed: Sequence[str], option: str) -> str | None:
    """Return the value of an option that must be one of a few, or None where it was not given.

    Raises:
        WrongUsage: it is none of them.
    """
    if value is None or value in allowed:
        return value
    key = "cli.one_of" if len(allowed) > 1 else "cli.only_one"
    raise WrongUsage(key, option=option, given=value, allowed=", ".join(allowed))


def whole_number(value: str | None, lowest: int, highest: int, option: str) -> int | None:
    """Return the value of an option that must be a whole number, or None where it was not given.

    Raises:
        WrongUsage: it is no whole number, or lies outside.
    """
    if value is None:
        return None
    if not value.isdecimal() or len(value) > 9 or not lowest <= int(value) <= highest:
        raise WrongUsage(
            "cli.whole_number", option=option, given=value, lowest=lowest, highest=highest
        )
    return int(value)


def _field(names: tuple[str, ...]) -> str:
    name = names[-1].lstrip("-").replace("-", "_")
    # `as` and `from` are words of Python.
    return f"{name}_" if name in {"as", "from"} else name


def _formatter(words: Words) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.RawDescriptionHelpFormatter):
        """A help that fits 80 columns, counted in cells: a Chinese letter takes two."""

        def __init__(self, prog: str) -> None:
            super().__init__(prog, max_help_position=26, width=COLUMNS - 2)

        def _format_usage(
            self, usage: str | None, actions: Any, groups: Any, prefix: str | None
        ) -> str:
            told = super()._format_usage(usage, actions, groups, prefix or "").strip()
            # On lines of its own: beside a word of any width, what follows would not line up.
            below = told.replace("\n", "\n  ")
            return f"{words('cli.usage')}:\n  {below}\n\n"

        def _format_action_invocation(self, action: argparse.Action) -> str:
            if not action.option_strings or action.nargs == 0:
                return super()._format_action_invocation(action)
            # The value once, not behind each of the names.
            return f"{', '.join(action.option_strings)} {action.metavar}"

        def _split_lines(self, text: str, width: int) -> list[str]:
            from okrtui.text.width import wrap  # Help alone asks for widths.

            return wrap(text, width)

    return Formatter
