"""`okrtui status`: the team at a glance, or one member; of a cycle that is over, how it ended."""

from __future__ import annotations

from argparse import Namespace

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser
from okrtui.cli.progress import at_work
from okrtui.cli.stores import opened
from okrtui.cycle.drafting import drafting, tell_drafting
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.codec import encode
from okrtui.model.naming import find_cycle, member_named
from okrtui.model.overview import TeamStatus, team_status
from okrtui.model.records import Member
from okrtui.text.errors import ExitCode

EXAMPLES = (
    "okrtui status",
    "okrtui status --member lin",
    "okrtui status --missing",
    "okrtui status --cycle 2026-Q3",
    "okrtui status --json",
)


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.option("--member", help=words("cli.status_member"), shown="MEMBER")
    parser.option("--cycle", help=words("cycle.status_cycle"), shown="CYCLE")
    parser.flag("--missing", help=words("closing.missing_help"))
    parser.flag("--json", help=words("cli.as_json"))


def run(call: Call, told: Namespace) -> Outcome:
    """Tell how the team stands, in words or as data."""
    settings = call.workspace.settings
    calendar = Calendar(settings)
    with opened(call, read_only=True) as store:
        books = Books(store.view)
        member = member_named(books, told.member) if told.member else None
        today = calendar.day(call.clock.now())
        cycle = find_cycle(books, told.cycle) if told.cycle else None
        if cycle is not None:
            # As of its last day: what has been over for long is neither silent nor late.
            today = min(today, cycle.end)
        with at_work(call.out, call.words, "doing.status"):
            status = team_status(
                books, today=today, calendar=calendar, settings=settings, cycle=cycle
            )
        drafted = drafting(books, today) if cycle is None else None
        if told.missing:
            _tell_missing(call, books, status, member, as_json=told.json)
        elif told.json:
            from okrtui.cli.status_data import status_data

            next_one = encode(drafted) if drafted else None
            call.out.data(status_data(books, status, member, calendar) | {"drafting": next_one})
        else:
            from okrtui.cli.status_text import status_text

            call.out.write(status_text(books, status, member, settings, call.columns))
            if drafted is not None and member is None:
                call.out.line(f"\n{_begun(tell_drafting(drafted, call.words, today))}")
    return ExitCode.DONE


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tell_missing(
    call: Call, books: Books, status: TeamStatus, member: Member | None, *, as_json: bool
) -> None:
    from okrtui.cli.status_missing import missing_data, missing_line

    if as_json:
        call.out.data(missing_data(books, status, member))
    else:
        call.out.line(missing_line(books, status, member, call.words))
