"""The store: everything the team said, durable before anybody is told that it is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from okrtui.model.clock import Clock
from okrtui.model.ids import new_id
from okrtui.model.ops import Changed, Op, Overwritten, Transaction
from okrtui.model.view import View
from okrtui.store import backup, fold, snapshot, values
from okrtui.store.alone import Hand, settle
from okrtui.store.doing import Doing, unheard
from okrtui.store.follow import Caught, catch_up
from okrtui.store.history import History
from okrtui.store.loading import Loaded
from okrtui.store.lock import Lock
from okrtui.store.lost import Written
from okrtui.store.making import make
from okrtui.store.opening import ready
from okrtui.store.paths import Paths, locate
from okrtui.store.prepare import prepare
from okrtui.store.presence import Presence
from okrtui.store.tables import Key
from okrtui.store.transaction import decode, encode, transaction_of
from okrtui.store.view import TableView
from okrtui.text.errors import Damaged, NotWritten
from okrtui.text.message import Message

_LOOKS = 10
"""How often okr.json is read anew while others fold."""


class Store:
    """One open store. `commit` and `refresh` may be called from one thread, reads from another.

    notices: what a person should be told of the opening or of later repairs; add-only.
    """

    def __init__(self, paths: Paths, clock: Clock, by: str, loaded: Loaded) -> None:
        self._paths = paths
        self._clock = clock
        self._by = by
        self._tables = loaded.tables
        self._journal = loaded.journal
        self._lock = Lock(paths.lock, by)
        self._work = threading.RLock()
        self._history = History(loaded.lines, loaded.journal, paths.archive)
        self._unreported: set[Key] = set()
        self._written = Written()
        self._lost: list[Overwritten] = []
        self._usable = loaded.journal.writable
        self._stamp = loaded.stamp
        self.view = TableView(self._tables)
        self.notices: list[Message] = []
        self._presence = Presence(paths)

    @staticmethod
    def open(
        path: Path,
        clock: Clock,
        *,
        by: str,
        read_only: bool = False,
        doing: Doing = unheard,
    ) -> Store:
        """Open the store whose `okr.json` is at `path`.

        by: the login of the person whose process this is. doing: hears how far it is.

        A store that this person may not write is opened read-only.

        Raises:
            Damaged: a file is missing or is not what was written; both are left as they are.
            Refused: a newer version of the program wrote it.
        """
        paths = locate(path)
        hand = Hand(clock, by, doing=doing)
        store = Store(paths, clock, by, ready(paths, hand, read_only=read_only))
        store.notices += hand.notices
        try:
            if not store.read_only:
                store._begin()
        except BaseException:
            store.close()
            raise
        return store

    @staticmethod
    def create(path: Path, clock: Clock, *, by: str) -> Store:
        """Make an empty store in a folder that is there, and open it.

        Raises:
            Refused: there is a store already, or part of one.
            NotWritten: the disk did not take it.
        """
        make(locate(path), clock.now(), by)
        return Store.open(path, clock, by=by)

    @property
    def read_only(self) -> bool:
        """Whether `commit` is refused because this person may not write here."""
        return not self._usable

    @property
    def seq(self) -> int:
        """The number of the last transaction that memory holds."""
        return self._tables.seq

    def commit(
        self,
        decide: Callable[[View], Sequence[Op]],
        *,
        via: str,
        as_: str | None = None,
        undoes: str | None = None,
        id: str | None = None,
    ) -> Transaction | None:
        """Write a change; durable, and in memory, when this returns.

        decide: is given the present, after catching up with everybody else and with all others
            locked out, and returns the ops. It must not change anything itself. What it raises,
            this raises, and nothing is written.
        via: the command through which it came.
        as_: the login of the member it is made for, where that is another than `by`.
        undoes: the id of the transaction that it takes back.
        id: its identity, where the caller may have to try again: a transaction that was written
            already is returned as it is, and `decide` is not called.

        Returns None where there was nothing to change.

        Raises:
            Refused: a document is gone or there already, or `decide` said so.
            NotWritten: the disk did not take it, somebody else holds the lock, or the store is
                read-only; nothing is written, and it can be tried again with the same id.
            Damaged: what others wrote, or did to the files, can't be made sense of.
        """
        self._check_writable()
        with self._work, self._lock.held():
            self._get_ready()
            if id is not None and (earlier := self._history.find(id, self._journal)) is not None:
                return earlier
            ops = prepare(decide(self.view), self._tables)
            if not ops:
                return None
            for name, text in (("by", self._by), ("as", as_), ("via", via)):
                values.check(text, "transaction", name)
            now = self._clock.now()
            transaction = Transaction(
                seq=self.seq + 1,
                id=id or self._new_id(now),
                at=now,
                by=self._by,
                via=via,
                ops=ops,
                as_=as_,
                undoes=undoes,
            )
            line = encode(transaction, self._journal.place.head)
            # What could not be read again must never get into the file.
            done = transaction_of(decode(line[:-1], self._journal.place.head))
            self._written.begin(transaction.id)
            self._journal.append(line)
            # Memory takes it from the file like everybody else's, so it holds what is on the disk.
            unreported = set(self._unreported)
            self._catch_up()
            self._unreported = unreported
            self._written.add(done)
            return done

    def refresh(self) -> Changed | None:
        """Catch up with what other processes wrote; None where that is nothing.

        Costs two `stat` where nothing happened. What this process committed is not reported.

        Raises:
            Damaged: what others wrote, or did to the files, can't be made sense of.
        """
        with self._work:
            self._catch_up()
            self._look_at_snapshot()
            if not self._unreported:
                return None
            changed = Changed(self.seq, frozenset(self._unreported), tuple(self._lost))
            self._unreported.clear()
            self._lost.clear()
            return changed

    def transactions(self, after: int = 0) -> Iterator[Transaction]:
        """Return all transactions since `after`, the earliest first; reads the archive too.

        Raises:
            Damaged: a part of the archive is missing or is not what was written.
        """
        with self._work:
            return self._history.since(after, self.seq)

    def recent(self) -> Sequence[Transaction]:
        """Return the transactions in memory, newest last: those in the journal, at the least."""
        with self._work:
            return self._history.recent()

    def needs_fold(self) -> bool:
        """Return whether somebody should fold: the journal is long, or today's copy is not made."""
        with self._work:
            return fold.due(self._paths, self._journal) or (
                self.seq > self._journal.header.base
                and backup.due(self._paths, self._clock.now().date())
            )

    def fold(self, *, reason: str | None = None, doing: Doing = unheard) -> bool:
        """Write what is in the journal into `okr.json`; returns whether there was anything.

        Today's copy is made first, if it is not there yet. With a `reason` (`import`,
        `close-cycle`, `migration`) a copy named after it is made besides.

        Raises:
            NotWritten: the disk did not take it; nothing is lost.
            Damaged: `okr.json` was written by somebody else.
        """
        self._check_writable()
        with self._work, self._lock.held():
            self._get_ready()
            self._back_up(reason, doing)
            now, newest = self._clock.now(), self._history.newest
            folded = fold.fold(self._paths, self._tables, self._journal, newest, now, doing)
            self._catch_up()
            self._stamp = snapshot.stamp(self._paths.snapshot)
            return folded

    def back_up(self, reason: str, doing: Doing = unheard) -> None:
        """Make a copy of the store, named after what is about to be done to it.

        Raises:
            NotWritten: the disk did not take it.
        """
        self._check_writable()
        with self._work, self._lock.held():
            self._get_ready()
            self._back_up(reason, doing)

    def close(self) -> None:
        """Let go of the files. What was committed is on the disk already."""
        with self._work:
            self._journal.close()
            self._lock.close()
            self._presence.leave()

    # -- within

    def _begin(self) -> None:
        try:
            with self._lock.held(wait=0):
                self._catch_up()
                self._settle()
        except NotWritten as error:
            # Somebody who writes at this moment settles what there is to settle, and a full disk
            # may have room again by the next commit. A right that is not there stays away.
            self._usable = error.message.key != "store.forbidden"
        self._unreported.clear()

    def _get_ready(self) -> None:
        self._catch_up()
        self._check_writable()
        self._settle()
        self._look_at_snapshot()

    def _look_at_snapshot(self) -> None:
        # Who folds replaces okr.json at this moment, and says so in the journal first.
        for _ in range(_LOOKS):
            stamp = snapshot.stamp(self._paths.snapshot)
            if stamp == self._stamp:
                return
            try:
                fold.refuse_foreign(self._paths, self._journal)
            except Damaged:
                known = self._journal.place.digests
                self._catch_up()
                if self._journal.place.digests == known:
                    raise
            else:
                self._stamp = stamp

    def _catch_up(self) -> None:
        caught = Caught(self._journal)
        try:
            catch_up(self._paths, self._tables, caught)
        finally:
            # Also what came before the damage is in memory now.
            self._absorb(caught)

    def _absorb(self, caught: Caught) -> None:
        old, self._journal = self._journal, caught.journal
        self._usable = self._usable and caught.journal.writable
        self._history.add(caught)
        if self._journal is not old:
            self._history.forget(self._journal)
        self._unreported |= caught.changed
        if not caught.withdrawn:
            self._lost += self._written.lost_to(caught.lines)

    def _settle(self) -> None:
        if self._journal.has_tail():
            settle(self._paths, self._journal, Hand(self._clock, self._by, self.notices))
            self._catch_up()

    def _new_id(self, now: datetime) -> str:
        # A clock that jumped back in forked processes makes the same id twice.
        while self._history.has(made := new_id(now)):
            pass
        return made

    def _back_up(self, reason: str | None, doing: Doing) -> None:
        now = self._clock.now()
        if backup.due(self._paths, now.date()):
            backup.daily(self._paths, now.date(), doing)
        if reason is not None:
            backup.before(self._paths, reason, now, doing)

    def _check_writable(self) -> None:
        if self.read_only:
            raise NotWritten("store.read_only", file=str(self._paths.snapshot))
