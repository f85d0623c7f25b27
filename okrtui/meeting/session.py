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
    """One person's hold on one meeting."""

    def __init__(
        self, store: Keeper, meeting: str, *, author: str, settings: Settings, clock: Clock
    ) -> None:
        self.store = store
        self.meeting_id = meeting
        self.author = author
        self.settings = settings
        self.calendar = Calendar(settings)
        self.clock = clock
        self._said: list[Transaction] | None = None

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
        done = self.store.commit(lambda view: decide(intent, Books(view), self._context()), via=VIA)
        self._remember(done)
        return done

    def undo(self) -> Message:
        """Take back one's own last entry of this meeting; return what was taken back.

        Raises:
            Refused: there is none, or somebody changed the same since.
            NotWritten: the disk did not take it.
        """
        undoable, _ = undo.stacks(self._history(), self.author)
        if not undoable:
            raise Refused("entry.nothing_to_undo")
        return message("entry.undone", what=self._reverse(undoable[-1]))

    def redo(self) -> Message:
        """Bring back what was undone last; return what it was.

        Raises:
            Refused: there is nothing, or somebody changed the same since.
            NotWritten: the disk did not take it.
        """
        _, redoable = undo.stacks(self._history(), self.author)
        if not redoable:
            raise Refused("entry.nothing_to_redo")
        return message("entry.redone", what=self._reverse(redoable[-1]))

    def _reverse(self, transaction: Transaction) -> Message:
        told = tell(transaction, self.books)
        done = self.store.commit(
            lambda view: undo.take_back(view, transaction), via=VIA, undoes=transaction.id
        )
        self._remember(done)
        return told

    def _context(self) -> Context:
        return Context(
            meeting=self.meeting_id,
            author=self.author,
            now=self.clock.now(),
            new_id=new_id,
            settings=self.settings,
            calendar=self.calendar,
        )

    def _history(self) -> list[Transaction]:
        """Return what was said in this meeting. Read once, when somebody first wants to undo."""
        if self._said is None:
            recent = _of_meeting(self.store.recent(), self.meeting_id)
            self._said = recent or _of_meeting(self.store.transactions(), self.meeting_id)
        return self._said

    def _remember(self, transaction: Transaction | None) -> None:
        if transaction is not None and self._said is not None:
            self._said.append(transaction)


def _of_meeting(transactions: Iterable[Transaction], meeting: str) -> list[Transaction]:
    """Return the transactions from a meeting's opening on; none where that is not among them."""
    found: list[Transaction] = []
    for transaction in transactions:
        opens = any(
            isinstance(op, Insert) and (op.table, op.id) == ("meetings", meeting)
            for op in transaction.ops
        )
        if opens or found:
            found.append(transaction)
    # What was taken back on the command line is no longer there to be taken back here.
    return [one for one in found if one.via == VIA or one.undoes is not None]
