"""`okrtui join`: follow a running meeting from one's own terminal."""

from __future__ import annotations

from argparse import Namespace

from okrtui.cli.call import Call
from okrtui.cli.outcome import OpenScreens, Outcome
from okrtui.cli.parser import Parser

EXAMPLES = ("okrtui join", "okrtui join --as lin")


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.option("--as", help=words("together.join_as"), shown="MEMBER")
    parser.flag("--ascii", help=words("cli.ascii"))
    parser.flag("--no-mouse", help=words("cli.no_mouse"))


def run(call: Call, told: Namespace) -> Outcome:
    """Follow the meeting, or wait until there is one."""
    return OpenScreens(
        workspace=call.workspace,
        clock=call.clock,
        what="join",
        as_=told.as_,
        ascii=told.ascii or call.ascii,
        no_mouse=told.no_mouse or call.no_mouse,
    )
