"""What this process wrote and another has written over: its person is to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from okrtui.model.ops import Insert, Overwritten, Set, Transaction
from okrtui.store.difference import same
from okrtui.store.transaction import Line

_KEPT = 2000
"""Fields that are remembered, the latest: what was written long ago is no surprise."""

_Field = tuple[str, str, str]


class Written:
    """The fields that this process wrote last, with what it wrote."""

    def __init__(self) -> None:
        self._fields: dict[_Field, Any] = {}
        self._own = ""

    def begin(self, id: str) -> None:
        """Note that the transaction with this id is our own, whoever reads it back."""
        self._own = id

    def add(self, done: Transaction) -> None:
        """Remember what a transaction of our own wrote."""
        for op in done.ops:
            if isinstance(op, Insert):
                found = {name: value for name, value in op.doc.items() if value is not None}
            elif isinstance(op, Set):
                found = {name: now for name, (_, now) in op.fields.items()}
            else:
                continue
            for name, value in found.items():
                self._fields.pop((op.table, op.id, name), None)
                self._fields[op.table, op.id, name] = value
        if len(self._fields) > _KEPT:
            # At once: to look for the first of many that are gone takes longer each time.
            latest = islice(self._fields.items(), len(self._fields) - _KEPT, None)
            self._fields = dict(latest)

    def lost_to(self, lines: Iterable[Line]) -> Iterator[Overwritten]:
        """Return what of ours others wrote over; of each it is told once."""
        if not self._fields:
            return
        for line in lines:
            if line.id != self._own:
                yield from self._lost_to(line)

    def _lost_to(self, line: Line) -> Iterator[Overwritten]:
        for kind, table, key, body in line.ops:
            if kind == "insert":
                continue
            for name, value in body.items():
                place = (table, key, name)
                if place not in self._fields:
                    continue
                mine = self._fields.pop(place)
                theirs = value[1] if kind == "set" else None
                if not same(mine, theirs):
                    at = datetime.fromisoformat(line.at)
                    yield Overwritten(
                        table, key, name, mine, theirs, line.seq, line.as_ or line.by, line.via, at
                    )
