"""A view as it would be after some ops, before anybody has written them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from okrtui.model.ops import Doc, Insert, Op, Remove, Set
from okrtui.model.view import View


class Overlay:
    """A view with ops laid over it. The view below stays as it is."""

    def __init__(self, below: View, ops: Sequence[Op]) -> None:
        self._below = below
        self._changed: dict[tuple[str, str], Doc | None] = {}
        self.lay(ops)

    def lay(self, ops: Sequence[Op]) -> None:
        """Lay more ops over what is there already."""
        for op in ops:
            match op:
                case Insert(table, id, doc):
                    self._changed[table, id] = doc
                case Set(table, id, fields):
                    doc = self.get(table, id) or {"id": id}
                    changes = {name: now for name, (_was, now) in fields.items()}
                    self._changed[table, id] = {**doc, **changes}
                case Remove(table, id, _):
                    self._changed[table, id] = None

    @property
    def seq(self) -> int:
        """The number of the last transaction below."""
        return self._below.seq

    def get(self, table: str, id: str) -> Doc | None:
        """Return a document, or None."""
        if (table, id) in self._changed:
            return self._changed[table, id]
        return self._below.get(table, id)

    def all(self, table: str) -> Iterator[Doc]:
        """Return every document of a table; those that the ops insert come last."""
        return self._over(table, self._below.all(table), lambda _doc: True)

    def where(self, table: str, field: str, value: Any) -> Sequence[Doc]:
        """Return the documents whose `field` is `value`."""
        found = self._below.where(table, field, value)
        return list(self._over(table, found, lambda doc: doc.get(field) == value))

    def highest(self, table: str, field: str) -> int:
        """Return the greatest whole number in a field."""
        laid = {key: doc for (where, key), doc in self._changed.items() if where == table}
        below = self._below.highest(table, field)
        was = [doc for key in laid if (doc := self._below.get(table, key))]
        if any(doc.get(field) == below for doc in was):
            docs = self.all(table)  # It may be gone, and only a look at all tells which is next.
            return max((_whole(doc.get(field)) for doc in docs), default=0)
        return max([below, *(_whole(doc.get(field)) for doc in laid.values() if doc)])

    def _over(
        self, table: str, below: Iterable[Doc], matches: Callable[[Doc], bool]
    ) -> Iterator[Doc]:
        seen = set()
        for doc in below:
            seen.add(doc["id"])
            now = self.get(table, doc["id"])
            if now is not None and matches(now):
                yield now
        for (changed_in, key), doc_now in self._changed.items():
            new_here = changed_in == table and key not in seen
            if new_here and doc_now is not None and matches(doc_now):
                yield doc_now


def _whole(value: Any) -> int:
    return value if type(value) is int else 0
