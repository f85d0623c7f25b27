"""`okrtui undo`: one's own last change, taken back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser
from okrtui.cli.progress import at_work
from okrtui.cli.stores import opened
from okrtui.meeting import undo
from okrtui.meeting.history import Happening, history
from okrtui.meeting.history_words import tell_happening
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.ops import Op, Transaction
from okrtui.model.view import View
from okrtui.store.doing import Doing, counted
from okrtui.store.store import Store
from okrtui.text.errors import ExitCode, Refused
from okrtui.workspace.person import os_login

EXAMPLES = ("okrtui undo", "okrtui history --limit 5")


def add_options(parser: Parser) -> None:
    """Take no options."""


def run(call: Call, _told: Namespace) -> Outcome:
    """Take back the last change of whoever runs this, as a change of its own."""
    login = os_login()
    with opened(call) as store:
        with at_work(call.out, call.words) as doing:
            last = _last(store, login, doing)
        if last is None:
            raise Refused("cli.undo_nothing", login=login)
        since = history(store.transactions(after=last.seq - 1), store.view)
        told = _told_of(call, store, since, last)

        def decide(view: View) -> Sequence[Op]:
            meeting = undo.frozen_in(view, last)
            if meeting is not None:
                raise Refused("cli.undo_minutes", meeting=meeting)
            return undo.take_back(view, last)

        try:
            store.commit(decide, via="undo", as_=last.as_, undoes=last.id)
        except Refused as error:
            raise _who_touched(call, store, last, error) from error
        call.out.say(call.words("cli.undo_done", when=_when(call, last), via=last.via, what=told))
    return ExitCode.DONE


def _last(store: Store, login: str, doing: Doing) -> Transaction | None:
    undoable, _ = undo.stacks(store.recent(), login)
    # One that takes another back may be paired with one that is in the archive.
    if undoable and undoable[-1].undoes is None:
        return undoable[-1]
    every = counted(doing, "doing.history", store.transactions(), store.seq)
    undoable, _ = undo.stacks(every, login)
    return undoable[-1] if undoable else None


def _told_of(
    call: Call, store: Store, happenings: Sequence[Happening], transaction: Transaction
) -> str:
    books = Books(store.view)
    lines = [
        line
        for one in happenings
        if one.transaction.id == transaction.id
        for line in tell_happening(one, call.words, books)
    ]
    return call.words("history.semicolon").join(lines)


def _who_touched(call: Call, store: Store, last: Transaction, refused: Refused) -> Refused:
    """Return the refusal with who it was that changed the same since, if that can be told."""
    if refused.message.key != "entry.undo_touched":
        return refused
    since = history(store.transactions(after=last.seq), store.view)
    for one in reversed(since):
        other = one.transaction
        if undo.touches(other, last):
            return Refused(
                "cli.undo_touched",
                who=other.by,
                when=_when(call, other),
                what=_told_of(call, store, since, other),
            )
    return refused


def _when(call: Call, transaction: Transaction) -> str:
    local = Calendar(call.workspace.settings).local(transaction.at)
    return f"{local:%Y-%m-%d %H:%M}"
