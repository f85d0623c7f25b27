"""`okrtui open-cycle`: the next cycle, with what goes on from the last one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from okrtui.cli.call import Call
from okrtui.cli.cycle_circumstances import around
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser
from okrtui.cli.stores import opened
from okrtui.cycle.agreeing import agree, drafts_of
from okrtui.cycle.drafting import drafting_opens
from okrtui.cycle.opening import VIA_OPEN as VIA, before_it, came_along, last_closed, open_cycle
from okrtui.model.books import Books
from okrtui.model.naming import find_cycle
from okrtui.model.ops import Insert, Op, Transaction
from okrtui.model.records import Cycle
from okrtui.model.view import View
from okrtui.store.store import Store
from okrtui.text.dates import show_date
from okrtui.text.errors import ExitCode, WrongUsage

EXAMPLES = (
    "okrtui open-cycle 2027-Q1",
    "okrtui open-cycle 2027-Q1 --from 2026-Q4",
    "okrtui open-cycle 2027-Q1 --agree",
)


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.argument("name", words("cycle.open_name"), shown="NAME")
    parser.option("--from", help=words("cycle.open_from"), shown="CYCLE")
    parser.flag("--agree", help=words("cycle.open_agree"))


def run(call: Call, told: Namespace) -> Outcome:
    """Make a cycle, carry over what goes on, and agree its drafts where that is asked."""
    # Reading names as people write them costs a few milliseconds.
    from okrtui.cycle.naming import named_span

    if not told.name:
        raise WrongUsage("cycle.open_needs_name")
    try:
        name, start, end = named_span(told.name)
    except WrongUsage as error:
        raise WrongUsage("cycle.open_bad_name", given=told.name) from error
    circumstances = around(call)
    with opened(call) as store:
        origin = find_cycle(Books(store.view), told.from_) if told.from_ else None

        def decide(view: View) -> Sequence[Op]:
            return open_cycle(name, (start, end), Books(view), circumstances, origin=origin)

        made = store.commit(decide, via=VIA)
        cycle = find_cycle(Books(store.view), name)
        _say_made(call, cycle, made)
        if told.agree:
            _agree(call, store, cycle)
        elif made is None:
            call.out.say(call.words("cycle.open_nothing"))
        _say_waiting(call, Books(store.view), cycle)
    return ExitCode.DONE


def _agree(call: Call, store: Store, cycle: Cycle) -> None:
    circumstances = around(call)

    def decide(view: View) -> Sequence[Op]:
        books = Books(view)
        ids = [draft.id for draft in drafts_of(books, cycle.id)]
        return agree(ids, books, circumstances)

    done = store.commit(decide, via=VIA)
    count = sum(isinstance(op, Insert) for op in done.ops) if done else 0
    call.out.say(call.words("cycle.open_agreed", n=count))


def _say_made(call: Call, cycle: Cycle, made: Transaction | None) -> None:
    words = call.words
    start, end = (show_date(day, words.language) for day in (cycle.start, cycle.end))
    call.out.say(words("cycle.open_done", name=cycle.name, start=start, end=end))
    opens = drafting_opens(cycle.start, cycle.end)
    if call.today < opens:
        call.out.say(words("cycle.open_drafting", day=_day(call, opens)))
    kept, drafts = came_along(made)
    if kept or drafts:
        call.out.say(words("cycle.open_carried", kept=kept, drafts=drafts))


def _say_waiting(call: Call, books: Books, cycle: Cycle) -> None:
    origin = before_it(books, cycle)
    if origin is not None and last_closed(books, cycle) != origin:
        call.out.say(call.words("cycle.open_waits", origin=origin.name))


def _day(call: Call, day: date) -> str:
    return show_date(day, call.words.language, year=call.today.year)
