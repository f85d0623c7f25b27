"""What was done: the latest transactions in memory, all of them from the archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from okrtui.model.ids import is_id
from okrtui.model.ops import Transaction
from okrtui.store import archive
from okrtui.store.follow import Caught
from okrtui.store.journal import Journal
from okrtui.store.transaction import Line, transaction_of

_KEPT = 2000
"""Transactions kept in memory past a fold, so that an undo need not read the archive."""


class History:
    """The transactions of one store. `newest` is the greatest id of them all."""

    def __init__(self, lines: list[Line], journal: Journal, folder: Path) -> None:
        self._folder = folder
        self._lines = list(lines)
        self._start = journal.header.start
        self._by_id = {line.id: line for line in lines}
        self.newest = max([journal.header.newest, *self._by_id])

    def add(self, caught: Caught) -> None:
        """Take up what was caught up with."""
        if caught.withdrawn:
            self._lines.clear()
            self._by_id.clear()
            self._start = caught.journal.header.start
        for line in caught.lines:
            self._lines.append(line)
            self._by_id[line.id] = line
            self.newest = max(self.newest, line.id)

    def forget(self, journal: Journal) -> None:
        """Keep what is in the journal, and of what was folded no more than an undo may need."""
        kept = max(_KEPT, journal.place.seq - journal.header.base)
        if len(self._lines) > kept:
            self._start = self._lines[-kept - 1].chain
            del self._lines[:-kept]
            self._by_id = {line.id: line for line in self._lines}

    def recent(self) -> list[Transaction]:
        """Return the transactions in memory, newest last."""
        return [transaction_of(line) for line in self._lines]

    def since(self, after: int, seq: int) -> Iterator[Transaction]:
        """Return the transactions `after` < number <= `seq`, the archived ones too."""
        lines = list(self._lines)
        before = lines[0].seq - 1 if lines else seq
        return self._since(lines, after, before, self._start)

    def has(self, id: str) -> bool:
        """Return whether a transaction with this id is in memory."""
        return id in self._by_id

    def find(self, id: str, journal: Journal) -> Transaction | None:
        """Return the transaction with an id, or None. Reads the archive only where it must."""
        line = self._by_id.get(id)
        base = journal.header.base
        if line is None and base and (id <= journal.header.newest or not is_id(id)):
            old = archive.read(self._folder, 0, base, end=journal.header.start)
            line = next((one for one in old if one.id == id), None)
        return None if line is None else transaction_of(line)

    def _since(
        self, lines: list[Line], after: int, before: int, start: str
    ) -> Iterator[Transaction]:
        if after < before:
            for line in archive.read(self._folder, after, before, end=start):
                yield transaction_of(line)
        for line in lines:
            if line.seq > after:
                yield transaction_of(line)
