"""`okrtui history`: who changed what, when, through which command, from what to what."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser, whole_number
from okrtui.cli.progress import at_work
from okrtui.cli.stores import opened
from okrtui.cli.table import table
from okrtui.meeting.history import Happening, Item, history
from okrtui.meeting.history_words import tell_happening
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.naming import find_key_result
from okrtui.model.ops import Op, Set
from okrtui.store.doing import Doing, counted
from okrtui.store.store import Store
from okrtui.text.errors import ExitCode
from okrtui.text.words import Words

EXAMPLES = ("okrtui history", "okrtui history lin/O2/KR1 --limit 100", "okrtui history --json")

_USUAL = 20
_APART = {"reviews": frozenset({"text"})}
"""What nobody reads here, beside scores: the texts of an appraisal."""
_HIGHEST = 999_999_999


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.argument("key_result", words("cli.history_kr"), shown="KR")
    parser.option("--limit", help=words("cli.history_limit", n=_USUAL), shown="N")
    parser.flag("--json", help=words("cli.as_json"))


def run(call: Call, told: Namespace) -> Outcome:
    """Tell what happened last, to everything or to one key result; the newest is the last line."""
    limit = whole_number(told.limit, 1, _HIGHEST, "--limit") or _USUAL
    with opened(call, read_only=True) as store:
        books = Books(store.view)
        asked = find_key_result(books, told.key_result, call.today).id if told.key_result else None
        with at_work(call.out, call.words) as doing:
            found = _found(store, asked, limit, doing)
        if told.json:
            call.out.data({"history": [as_data(one) for one in found]})
        elif found:
            calendar = Calendar(call.workspace.settings)
            rows = [row for one in found for row in _rows(one, call.words, books, calendar)]
            call.out.write("".join(f"{line}\n" for line in table(rows, "llll", call.columns)))
        else:
            call.out.say(call.words("cli.history_nothing"))
    return ExitCode.DONE


def _found(store: Store, key_result: str | None, limit: int, doing: Doing) -> list[Happening]:
    if key_result is None:
        recent = store.recent()
        found = history(recent, store.view, limit=limit)
        # Those in memory are there at once; the archive is read only for what is missing.
        if len(found) == limit or len(recent) == store.seq:
            return found
    every = counted(doing, "doing.history", store.transactions(), store.seq)
    return history(every, store.view, key_result=key_result, limit=limit)


def as_data(happening: Happening) -> dict[str, Any]:
    """Return a transaction as data: as it is stored, with the names that people use."""
    done = happening.transaction
    ops = {(op.table, op.id): op for op in done.ops}
    changes = [_change(item, ops[item.table, item.doc["id"]]) for item in happening.items]
    return {
        "seq": done.seq,
        "id": done.id,
        "at": done.at.isoformat().replace("+00:00", "Z"),
        "by": done.by,
        "as": done.as_,
        "via": done.via,
        "undoes": done.undoes,
        "changes": changes,
    }


def _change(item: Item, op: Op) -> dict[str, Any]:
    told = {
        "kind": item.kind,
        "table": item.table,
        "id": op.id,
        "name": item.name or None,
        "key_result": item.about or None,
    }
    apart = _APART.get(op.table, frozenset())
    if isinstance(op, Set):
        fields = {name: list(pair) for name, pair in op.fields.items() if name not in apart}
        return told | {"fields": fields}
    return told | {"document": {name: op.doc[name] for name in op.doc if name not in apart}}


def _rows(
    happening: Happening, words: Words, books: Books, calendar: Calendar
) -> list[tuple[str, str, str, str]]:
    done = happening.transaction
    when = f"{calendar.local(done.at):%Y-%m-%d %H:%M}"
    who = words("history.for", by=done.by, member=done.as_) if done.as_ else done.by
    taken_back = done.undoes is not None and done.via != "undo"
    via = words("history.via_undo", via=done.via) if taken_back else done.via
    first, *more = tell_happening(happening, words, books)
    return [(when, who, via, first), *(("", "", "", line) for line in more)]
