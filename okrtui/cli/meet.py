"""`okrtui meet`: run the weekly meeting."""

from __future__ import annotations

from argparse import Namespace

from okrtui.cli.call import Call
from okrtui.cli.outcome import OpenScreens, Outcome
from okrtui.cli.parser import Parser, one_of, whole_number
from okrtui.workspace.settings_file import ORDERS

EXAMPLES = ("okrtui meet", "okrtui meet --order exceptions --minutes 30", "okrtui meet --resume")


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.flag("--resume", help=words("cli.meet_resume"))
    parser.option("--order", help=words("cli.meet_order"), shown="|".join(ORDERS))
    parser.option("--minutes", help=words("cli.meet_minutes"), shown="N")
    parser.flag("--ascii", help=words("cli.ascii"))
    parser.flag("--no-mouse", help=words("cli.no_mouse"))


def run(call: Call, told: Namespace) -> Outcome:
    """Open the meeting: the one in progress, or a new one."""
    return OpenScreens(
        workspace=call.workspace,
        clock=call.clock,
        what="meeting",
        resume=told.resume,
        order=one_of(told.order, ORDERS, "--order"),
        minutes=whole_number(told.minutes, 5, 480, "--minutes"),
        ascii=told.ascii or call.ascii,
        no_mouse=told.no_mouse or call.no_mouse,
    )
