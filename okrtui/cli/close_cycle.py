"""`okrtui close-cycle`: score what a cycle came to, learn from it, close it, and tell it."""

from __future__ import annotations

from argparse import Namespace
from typing import cast

from okrtui.cli.call import Call
from okrtui.cli.cycle_circumstances import around
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser, one_of
from okrtui.cli.progress import at_work
from okrtui.cli.stores import opened
from okrtui.cycle.closable import check_closable, cycle_to_close
from okrtui.cycle.closing import close_at
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.naming import find_cycle, member_named
from okrtui.model.records import Cycle, Score
from okrtui.store.store import Store
from okrtui.text.errors import ExitCode, Refused, WrongUsage
from okrtui.text.words import LANGUAGES, Language, words_in

EXAMPLES = (
    "okrtui close-cycle",
    "okrtui close-cycle 2026-Q4 --member lin",
    'echo \'{"kr": "lin/O2/KR1", "lesson": "ask earlier"}\' | okrtui close-cycle --from - --yes',
    "okrtui close-cycle 2026-Q4 --report -o 2026-Q4.md",
)


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.argument("cycle", words("cycle.close_cycle"), shown="CYCLE")
    parser.option("--from", help=words("cycle.close_from"), shown="FILE|-")
    parser.option("--member", help=words("cycle.close_member"), shown="MEMBER")
    parser.flag("-y", "--yes", help=words("cycle.close_yes"))
    parser.flag("--end-open", help=words("cycle.close_end_open"))
    parser.flag("--report", help=words("cycle.close_report"))
    parser.option("--lang", help=words("cycle.close_lang"), shown="en|zh")
    parser.flag("--json", help=words("cli.as_json"))
    parser.option("-o", "--output", help=words("cli.output"), shown="FILE")


def run(call: Call, told: Namespace) -> Outcome:
    """Score a cycle and close it, or tell what came of it."""
    one_of(told.lang, LANGUAGES, "--lang")
    _check_options(told)
    if told.report and not (told.from_ or told.yes):
        with opened(call, read_only=True) as store:
            _tell(call, told, store, _to_tell(Books(store.view), told.cycle, call))
        return ExitCode.DONE
    with opened(call) as store:
        books = Books(store.view)
        cycle = find_cycle(books, told.cycle) if told.cycle else cycle_to_close(books, call.today)
        check_closable(books, cycle, call.today)
        return _close(call, told, store, cycle)


def _check_options(told: Namespace) -> None:
    for option, given in (("--lang", told.lang), ("--json", told.json), ("-o", told.output)):
        if given and not told.report:
            raise WrongUsage("cycle.close_alone", option=option)
    for option, given in (("--from", told.from_), ("--yes", told.yes), ("--report", told.report)):
        if given and told.member:
            raise WrongUsage("cycle.close_not_both", option=option)


def _close(call: Call, told: Namespace, store: Store, cycle: Cycle) -> Outcome:
    asks = call.interactive and not told.yes
    end_open = told.end_open
    if told.from_ is not None:
        from okrtui.cli.close_cycle_lines import score_lines

        code, scored = score_lines(call, store, cycle, told.from_)
        if code is not ExitCode.DONE:
            call.out.say(call.words("cycle.close_bad_lines", cycle=cycle.name))
            return code
        if not told.yes and not asks:
            call.out.say(call.words("cycle.close_scored", n=scored, cycle=cycle.name))
            return ExitCode.DONE
    elif asks:
        from okrtui.cli.close_cycle_form import walk

        member = member_named(Books(store.view), told.member) if told.member else None
        walk(call, store, cycle, member)
        if member is not None:
            return ExitCode.DONE
    elif told.member:
        raise Refused("cycle.close_member_asks")
    elif not told.yes:
        raise Refused("cycle.close_needs_yes", cycle=cycle.name)
    if asks:
        from okrtui.cli.close_cycle_form import ask_to_close

        end_open = ask_to_close(call, store, cycle, end_open=end_open)
    _commit(call, store, cycle, accept=told.yes, end_open=end_open)
    call.out.say(call.words("cycle.close_done", cycle=cycle.name))
    if told.report:
        _tell(call, told, store, Books(store.view).get(Cycle, cycle.id))
    return ExitCode.DONE


def _commit(call: Call, store: Store, cycle: Cycle, *, accept: bool, end_open: bool) -> None:
    with at_work(call.out, call.words, "doing.copying") as doing:
        close_at(store, cycle.id, around(call), accept=accept, end_open=end_open, doing=doing)


def _to_tell(books: Books, name: str | None, call: Call) -> Cycle:
    """Return the cycle to report on: the one named, else the newest that has scores."""
    if name:
        return find_cycle(books, name)
    scored = {score.cycle for score in books.all(Score)}
    found = [cycle for cycle in books.cycles() if cycle.id in scored]
    if not found:
        return cycle_to_close(books, call.today)
    return max(found, key=lambda cycle: (cycle.end, cycle.start))


def _tell(call: Call, told: Namespace, store: Store, cycle: Cycle) -> None:
    from okrtui.cycle.gather import gather_report

    settings = call.workspace.settings
    report = gather_report(
        Books(store.view),
        cycle,
        today=call.today,
        calendar=Calendar(settings),
        settings=settings,
    )
    if told.json:
        import json

        from okrtui.model.codec import encode

        text = json.dumps(encode(report), ensure_ascii=False, indent=2) + "\n"
    else:
        from okrtui.cycle.paper import write_report

        language = cast("Language", told.lang or settings.language)
        text = write_report(report, words_in(language))
    call.deliver(text.encode(), told.output)
