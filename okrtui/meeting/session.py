"""A meeting in hand: intents go in, what became durable comes out.

It knows no screen. Its methods wait for the disk: a screen calls them in its store worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from okrtui.meeting import intents, undo
from okrtui.meeting.context import Context
from okrtui.meeting.engine import decide
from okrtui.meeting.telling import tell
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.clock import Clock
from okrtui.model.ids import new_id
from okrtui.model.ops import Insert, Op, Transaction
from okrtui.model.records import Meeting
from okrtui.model.settings import Settings
from okrtui.model.view import View
from okrtui.text.errors import Refused
from okrtui.text.message import Message, message

VIA = "meet"


class Keeper(Protocol):
    """What a session asks of the store."""

    @property
    def view(self) -> View:
        """The tables as they are."""
        ...

    def commit(
        self,
        decide: Callable[[View], Sequence[Op]],
        *,
        via: str,
        as_: str | None = None,
        undoes: str | None = None,
    ) -> Transaction | None:
        """Make a transaction durable."""
        ...

    def recent(self) -> Sequence[Transaction]:
        """Return the transactions that are not folded yet, from memory."""
        ...

    def transactions(self, after: int = 0) -> Iterable[Transaction]:
        """Return the whole history, from the disk."""
        ...


class Session:
    """One person's hold on one meeting; `via` says in the history where it was held.

    as_: the login of the member they act for, where that is another than their own.
    gives: the id of the member whose part they fill in while somebody else leads.
    """

    via = VIA

    def __init__(
        self,
        store: Keeper,
        meeting: str,
        *,
        author: str,
        settings: Settings,
        clock: Clock,
        as_: str | None = None,
        gives: str | None = None,
    ) -> None:
        self.store = store
        self.meeting_id = meeting
        self.author = author
        self.as_ = as_
        self.gives = gives
        self.settings = settings
        self.calendar = Calendar(settings)
        self.clock = clock
        self._said: list[Transaction] | None = None
        self._read_upto = 0

    @property
    def books(self) -> Books:
        """What is written down now."""
        return Books(self.store.view)

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        return self.books.get(Meeting, self.meeting_id)

    def do(self, intent: intents.Intent) -> Transaction | None:
        """Carry an intent out; return what became durable, or None where nothing had to change.

        Raises:
            Refused: the rules do not allow it.
            NotWritten: the disk did not take it. Nothing has changed; it may be tried again.
        """
        return self.store.commit(
            lambda view: decide(intent, Books(view), self._context()), via=self.via, as_=self.as_
        )

    def foretell(self, intent: intents.Intent) -> Message | None:
        """Return what an intent would do as things are now; None where it would do nothing."""
        try:
            ops = decide(intent, self.books, self._context())
        except Refused:
            return None
        done = Transaction(0, "", self.clock.now(), self.author, self.via, ops)
        return tell(done, self.books) if ops else None

    def undo(self) -> Message:
        """Take back one's own last entry of this meeting; return what was taken back.

        Raises:
            Refused: there is none, or somebody changed the same since.
            NotWritten: the disk did not take it.
        """
        return message("entry.undone", what=self._reverse_last(0, "entry.nothing_to_undo"))

    def redo(self) -> Message:
        """Bring back what was undone last; return what it was.

        Raises:
            Refused: there is nothing, or somebody changed the same since.
            NotWritten: the disk did not take it.
        """
        return message("entry.redone", what=self._reverse_last(1, "entry.nothing_to_redo"))

    def _reverse_last(self, stack: int, otherwise: str) -> Message:
        """Take the last one of a stack back; `otherwise` says that there is none."""
        last = self._last(stack, otherwise)
        told = tell(last, self.books)
        try:
            self._take_back(last)
        except Refused:
            # Refused against the present: perhaps it was taken back elsewhere just now.
            next_one = self._last(stack, otherwise)
            if next_one.id == last.id:
                raise
            told = tell(next_one, self.books)
            self._take_back(next_one)
        return told

    def _last(self, stack: int, otherwise: str) -> Transaction:
        # Where several share an account, each takes back only what was theirs.
        mine = [one for one in self._history() if one.as_ == self.as_]
        found = undo.stacks(mine, self.author)[stack]
        if not found:
            raise Refused(otherwise)
        return found[-1]

    def _take_back(self, transaction: Transaction) -> None:
        self.store.commit(
            lambda view: undo.take_back(view, transaction),
            via=self.via,
            as_=self.as_,
            undoes=transaction.id,
        )

    def _context(self) -> Context:
        return Context(
            meeting=self.meeting_id,
            author=self.author,
            now=self.clock.now(),
            new_id=new_id,
            settings=self.settings,
            calendar=self.calendar,
            gives=self.gives,
        )

    def _history(self) -> list[Transaction]:
        """Return what was said in this meeting, and what was taken back of it, here or elsewhere.

        From its beginning only once, when somebody first wants to undo.
        """
        if self._said is None:
            every = self.store.recent()
            self._said = _since_opening(every, self.meeting_id)
            if not self._said:
                every = list(self.store.transactions())
                self._said = _since_opening(every, self.meeting_id)
        else:
            every = list(self.store.transactions(after=self._read_upto))
            self._said += every
        if every:
            self._read_upto = every[-1].seq
        # What was taken back on the command line is no longer there to be taken back here.
        return list(undo.done_through(self._said, self.via))


def _since_opening(transactions: Iterable[Transaction], meeting: str) -> list[Transaction]:
    """Return the transactions from a meeting's opening on; none where that is not among them."""
    found: list[Transaction] = []
    for transaction in transactions:
        opens = any(
            isinstance(op, Insert) and (op.table, op.id) == ("meetings", meeting)
            for op in transaction.ops
        )
        if opens or found:
            found.append(transaction)
    return found
