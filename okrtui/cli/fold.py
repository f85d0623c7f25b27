"""`okrtui fold`: what is in the journal goes into `okr.json`, for programs that read only that."""

from __future__ import annotations

from argparse import Namespace

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser
from okrtui.cli.progress import at_work
from okrtui.cli.stores import opened
from okrtui.text.errors import ExitCode

EXAMPLES = ("okrtui fold",)


def add_options(parser: Parser) -> None:
    """Take no options."""


def run(call: Call, _told: Namespace) -> Outcome:
    """Fold."""
    with opened(call) as store, at_work(call.out, call.words) as doing:
        folded = store.fold(doing=doing)
    said = call.words("cli.folded") if folded else call.words("cli.folded_already")
    call.out.say(said)
    return ExitCode.DONE
