"""`okrtui doctor`: is the store what we wrote?"""

from __future__ import annotations

from argparse import Namespace

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser
from okrtui.text.errors import ExitCode

EXAMPLES = ("okrtui doctor", "okrtui doctor --json")


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    parser.flag("--json", help=parser.words("cli.as_json"))


def run(call: Call, told: Namespace) -> Outcome:
    """Check the store; say where it is damaged. Nothing is changed."""
    from okrtui.store.check import check

    workspace, words = call.workspace, call.words
    found = check(workspace.store_file)
    if told.json:
        call.out.data(
            {
                "ok": not found,
                "damages": [
                    {"file": one.file, "line": one.line, "message": words.tell(one.message)}
                    for one in found
                ],
            }
        )
    for one in found:
        call.out.say(f"okrtui: {words.tell(one.message)}")
    if found:
        return ExitCode.DAMAGED
    call.out.say(words("cli.doctor_well", folder=str(workspace.root)))
    return ExitCode.DONE
