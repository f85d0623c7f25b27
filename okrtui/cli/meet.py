"""`okrtui meet`: run the weekly meeting."""

from __future__ import annotations

from argparse import Namespace

from okrtui.cli.call import Call
from okrtui.cli.outcome import OpenScreens, Outcome
from okrtui.cli.parser import Parser, one_of, whole_number
from okrtui.text.errors import WrongUsage
from okrtui.workspace.settings_file import ORDERS

EXAMPLES = (
    "okrtui meet",
    "okrtui meet --order exceptions --minutes 30",
    "okrtui meet --rehearse",
    "okrtui meet --reopen --why 'a decision was missing'",
)


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.flag("--resume", help=words("cli.meet_resume"))
    parser.option("--order", help=words("cli.meet_order"), shown="|".join(ORDERS))
    parser.option("--minutes", help=words("cli.meet_minutes"), shown="N")
    parser.option("--as", help=words("together.join_as"), shown="MEMBER")
    parser.flag("--rehearse", help=words("closing.rehearse_help"))
    parser.flag("--reopen", help=words("closing.reopen_help"))
    parser.option("--why", help=words("closing.why_help"), shown="TEXT")
    parser.flag("--ascii", help=words("cli.ascii"))
    parser.flag("--no-mouse", help=words("cli.no_mouse"))


def run(call: Call, told: Namespace) -> Outcome:
    """Open the meeting: the one in progress, or a new one."""
    order = one_of(told.order, ORDERS, "--order")
    minutes = whole_number(told.minutes, 5, 480, "--minutes")
    if told.why is not None and not told.reopen:
        raise WrongUsage("cli.meet_why_alone")
    workspace = call.workspace
    if told.rehearse:
        from okrtui.workspace.rehearsal import rehearse

        workspace = rehearse(workspace)
    return OpenScreens(
        workspace=workspace,
        clock=call.clock,
        what="meeting",
        as_=told.as_,
        resume=told.resume,
        order=order,
        minutes=minutes,
        reopen=told.reopen,
        why=told.why,
        ascii=told.ascii or call.ascii,
        no_mouse=told.no_mouse or call.no_mouse,
        rehearsal=told.rehearse,
        throw_away=workspace.root if told.rehearse else None,
    )
