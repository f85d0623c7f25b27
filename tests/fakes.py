"""Stand-ins that tests of several layers share: tables in memory, and a clock that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from okrtui.model.codec import insert
from okrtui.model.ops import TABLES, Doc, Insert, Op, Remove, Set


class FakeView:
    """`model.view.View` over dictionaries: made of records or ops, changed by `apply`."""

    def __init__(self, *things: Any) -> None:
        self.seq = 0
        self._tables: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in TABLES}
        self.add(*things)

    def add(self, *things: Any) -> None:
        """Take records (or ops) in, as one transaction each."""
        for thing in things:
            self.apply([thing if isinstance(thing, Insert | Set | Remove) else insert(thing)])

    def apply(self, ops: Iterable[Op]) -> None:
        """Change the tables as a transaction of these ops would."""
        for op in ops:
            table = self._tables[op.table]
            match op:
                case Insert(_, id, doc):
                    assert id not in table, f"{op.table} holds {id} already"
                    table[id] = dict(doc)
                case Set(_, id, fields):
                    table[id] |= {name: now for name, (_was, now) in fields.items()}
                case Remove(_, id):
                    del table[id]
        self.seq += 1

    def get(self, table: str, id: str) -> Doc | None:
        return self._tables[table].get(id)

    def all(self, table: str) -> Iterator[Doc]:
        return iter(list(self._tables[table].values()))

    def where(self, table: str, field: str, value: Any) -> Sequence[Doc]:
        return [doc for doc in self._tables[table].values() if doc.get(field) == value]

    def highest(self, table: str, field: str) -> int:
        numbers = (doc.get(field) for doc in self._tables[table].values())
        return max((number for number in numbers if type(number) is int), default=0)

    def dump(self) -> Mapping[str, Mapping[str, Doc]]:
        """Return all that is there, to compare one state with another."""
        return {
            name: {key: dict(doc) for key, doc in docs.items()}
            for name, docs in self._tables.items()
            if docs
        }


class FakeClock:
    """`model.clock.Clock` that stands still until it is told to go on."""

    def __init__(self, start: datetime = datetime(2026, 11, 24, 10, tzinfo=UTC)) -> None:
        self._start = start
        self._passed = 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def elapsed(self) -> float:
        return self._passed

    def advance(self, seconds: float = 0, *, minutes: float = 0, days: float = 0) -> None:
        """Let time go by."""
        self._passed += seconds + 60 * minutes + 86_400 * days
