"""`okrtui import`: OKRs from documents that a team has already, all or nothing."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from okrtui.cli.call import Call
from okrtui.cli.import_whole import folder_without_store, restore_into, whole
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser
from okrtui.cli.progress import at_work
from okrtui.cli.stores import opened
from okrtui.formats.detect import FORMATS, read
from okrtui.formats.intake import Plan, plan
from okrtui.formats.preview import preview_json, preview_text
from okrtui.formats.tree import Found
from okrtui.model.books import Books
from okrtui.model.ids import new_id
from okrtui.model.naming import find_cycle, member_named
from okrtui.model.overview import running_cycle
from okrtui.model.records import COMPANY, TEAM
from okrtui.model.view import View
from okrtui.text.errors import ExitCode, OkrError, Refused, WrongUsage
from okrtui.workspace.person import os_login

VIA = "import"
_YES = frozenset({"y", "yes", "是", "好", "对"})

EXAMPLES = (
    "okrtui import okrs.md --dry-run",
    "okrtui import okrs.md more.csv --owner lin --cycle 2026-Q4",
    "okrtui import saved.json -w new-folder",
)


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.argument("files", words("cli.import_files"), shown="FILE", many=True)
    parser.option("--as", help=words("cli.import_as"), shown="|".join(FORMATS))
    parser.flag("--dry-run", help=words("cli.import_dry_run"))
    parser.flag("--json", help=words("cli.as_json"))
    parser.option("--owner", help=words("cli.import_owner"), shown="MEMBER")
    parser.option("--cycle", help=words("cli.import_cycle"), shown="CYCLE")
    parser.flag("-y", "--yes", help=words("cli.import_yes"))


def run(call: Call, told: Namespace) -> Outcome:
    """Show what documents hold, ask, and take it in."""
    if not told.files:
        raise WrongUsage("cli.import_needs_file")
    found = [read_document(call, name, told.as_) for name in told.files]
    if told.dry_run:
        planned = _plan_if_any(call, told, found)
        if told.json:
            call.out.data(preview_json(found))
        else:
            call.out.write(preview_text(found, call.words, planned))
        return ExitCode.DONE
    if len(found) == 1 and found[0].ops and (folder := folder_without_store(call)):
        _confirm(call, told, found, whole(found[0]))
        with at_work(call.out, call.words, "doing.import"):
            restore_into(folder, found[0].ops, call)
        return _done(call, told, found)
    return _into_store(call, told, found)


def _into_store(call: Call, told: Namespace, found: Sequence[Found]) -> Outcome:
    with opened(call) as store:
        with at_work(call.out, call.words, "doing.import_reading"):
            planned = _plan(call, told, found, store.view)
        if not planned.ops:
            call.out.show(preview_text(found, call.words, planned))
            nothing = not any(document.objectives for document in found)
            raise Refused("cli.import_found_nothing" if nothing else "cli.import_nothing")
        _confirm(call, told, found, planned)
        with at_work(call.out, call.words, "doing.import") as doing:
            store.back_up(VIA, doing)
            # Decided anew: somebody else may have changed the books while we were asking.
            store.commit(lambda view: _plan(call, told, found, view).ops, via=VIA)
            store.fold(doing=doing)
    return _done(call, told, found)


def _confirm(call: Call, told: Namespace, found: Sequence[Found], planned: Plan) -> None:
    """Show what would be done and, where there is somebody to ask, ask.

    Raises:
        Refused: the answer is not yes.
    """
    call.out.show(preview_text(found, call.words, planned))
    if told.yes or not call.interactive:
        return
    if call.ask(call.words("cli.import_ask")).casefold() not in _YES:
        raise Refused("cli.import_declined")


def _done(call: Call, told: Namespace, found: Sequence[Found]) -> ExitCode:
    if told.json:
        call.out.data(preview_json(found))
    call.out.say(call.words("cli.import_done", folder=str(call.workspace.root)))
    return ExitCode.DONE


def read_document(call: Call, name: str, as_: str | None) -> Found:
    """Return what a document holds; `-` is stdin.

    Raises:
        Refused: it cannot be read, or not as what it is.
        WrongUsage: `as_` is no format that we know.
    """
    path = None if name == "-" else call.path(name)
    try:
        data = call.stdin.read() if path is None else path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused("cli.import_unreadable", file=name, reason=reason) from error
    # As it was named: what was found is told with it.
    with at_work(call.out, call.words, "doing.import_reading"):
        return read(None if path is None else Path(name), data, as_)


def _plan(call: Call, told: Namespace, found: Sequence[Found], view: View) -> Plan:
    books = Books(view)
    cycle = find_cycle(books, told.cycle) if told.cycle else running_cycle(books, call.today)
    return plan(
        found,
        books,
        cycle=cycle,
        owner=_owner(books, told.owner),
        now=call.clock.now(),
        today=call.today,
        new_id=new_id,
        by=os_login(),
        only_this_cycle=told.cycle is not None,
    )


def _owner(books: Books, told: str | None) -> str | None:
    if told is None or told.casefold() in {TEAM, COMPANY}:
        return told and told.casefold()
    return member_named(books, told).id


def _plan_if_any(call: Call, told: Namespace, found: Sequence[Found]) -> Plan | None:
    """Return what an import would do here, if there is a workspace to do it in."""
    with contextlib.suppress(OkrError), opened(call, read_only=True) as store:
        return _plan(call, told, found, store.view)
    return None
