"""`okrtui export`: the whole workspace, for keeping or for reading."""

from __future__ import annotations

from argparse import Namespace

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser, one_of
from okrtui.cli.progress import at_work
from okrtui.cli.stores import opened
from okrtui.text.errors import ExitCode, WrongUsage

FORMATS = ("json", "markdown", "csv")

EXAMPLES = (
    "okrtui export --format json -o okrs.json",
    "okrtui export --format markdown",
    "okrtui export --format csv -o okrs.csv",
)


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.option("--format", help=words("cli.export_format"), shown="|".join(FORMATS))
    parser.option("-o", "--output", help=words("cli.output"), shown="FILE")


def run(call: Call, told: Namespace) -> Outcome:
    """Write the workspace out: losslessly as JSON, to be read as Markdown, as a table as CSV."""
    wanted = one_of(told.format, FORMATS, "--format")
    if wanted is None:
        raise WrongUsage("cli.export_needs_format")
    with (
        opened(call, read_only=True) as store,
        at_work(call.out, call.words, "doing.export"),
    ):
        if wanted == "json":
            from okrtui.formats.export_json import export_json

            data = export_json(store.view)
        elif wanted == "csv":
            from okrtui.formats.export_csv import export_csv

            data = export_csv(store.view, settings=call.workspace.settings, today=call.today)
        else:
            from okrtui.formats.export_markdown import export_markdown

            data = export_markdown(store.view, call.words)
    call.deliver(data, told.output)
    return ExitCode.DONE
