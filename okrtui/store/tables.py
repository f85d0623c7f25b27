"""The tables in memory: documents by id, in the order in which they were committed.

Documents are never changed in place: a `set` puts a new one where the old one was. So what a reader
holds stays as it was, and a reader can be given a copy that costs next to nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from okrtui.model.ops import TABLES
from okrtui.store.transaction import BadLine, Line, copied

Rows = dict[str, dict[str, Any]]
Key = tuple[str, str]


class Tables:
    """All documents. `mutex` is held for the moment in which a transaction takes effect."""

    def __init__(self, rows: Mapping[str, Rows], seq: int) -> None:
        self.rows: dict[str, Rows] = {name: {} for name in TABLES} | dict(rows)
        self.seq = seq
        self.mutex = threading.RLock()
        self._indexes: dict[str, dict[str, _Index]] = {}
        self._places: dict[str, dict[str, int]] = {}
        self._highest: dict[str, dict[str, int]] = {}

    def get(self, table: str, id: str) -> dict[str, Any] | None:
        """Return a document itself, or None."""
        rows = self.rows.get(table)
        return rows.get(id) if rows is not None else None

    def apply(self, line: Line) -> set[Key]:
        """Let a transaction take effect and return which documents it changed.

        Raises:
            BadLine: it does not fit what is there; then nothing has changed.
        """
        if line.seq != self.seq + 1:
            raise BadLine(f"seq {line.seq} after {self.seq}")
        changes = _effects(self, line)
        with self.mutex:
            for (table, name), doc in changes.items():
                self._put(table, name, doc)
            self.seq = line.seq
        return set(changes)

    def become(self, other: Tables) -> set[Key]:
        """Hold what `other` holds and return which documents are different for it."""
        changed: set[Key] = set()
        for table in self.rows.keys() | other.rows.keys():
            ours, theirs = self.rows.get(table, {}), other.rows.get(table, {})
            changed |= {
                (table, name)
                for name in ours.keys() | theirs.keys()
                if ours.get(name) != theirs.get(name)
            }
        with self.mutex:
            self.rows, self.seq = other.rows, other.seq
            self._indexes.clear()
            self._places.clear()
            self._highest.clear()
        return changed

    def where(self, table: str, field: str, value: Any) -> list[dict[str, Any]]:
        """Return the documents themselves whose field has a value, in their order."""
        rows = self.rows.get(table)
        if not rows:
            return []
        indexes = self._indexes.setdefault(table, {})
        index = indexes.get(field)
        if index is None:
            index = indexes[field] = _Index(field, rows)
            if table not in self._places:
                self._places[table] = {name: place for place, name in enumerate(rows)}
        found = index.ids(value)
        if len(found) < 2:
            return [rows[name] for name in found]
        return [rows[name] for name in sorted(found, key=self._places[table].__getitem__)]

    def highest(self, table: str, field: str) -> int:
        """Return the greatest whole number in a field; 0 where there is none."""
        kept = self._highest.setdefault(table, {})
        if field not in kept:
            rows = self.rows.get(table, {})
            kept[field] = max((_whole(doc.get(field)) for doc in rows.values()), default=0)
        return kept[field]

    def _put(self, table: str, id: str, doc: dict[str, Any] | None) -> None:
        rows = self.rows.setdefault(table, {})
        old = rows.get(id)
        indexes = self._indexes.get(table, {})
        for index in indexes.values():
            index.move(id, old, doc)
        kept = self._highest.get(table, {})
        for field in list(kept):
            now = _whole(doc.get(field)) if doc is not None else 0
            if now >= kept[field]:
                kept[field] = now
            elif old is not None and _whole(old.get(field)) == kept[field]:
                del kept[field]  # It went, and only a look at all tells which is next.
        if doc is None:
            rows.pop(id, None)
        else:
            rows[id] = doc
            places = self._places.get(table)
            if old is None and places is not None:
                # Greater than every place in use; removed ones leave gaps.
                places[id] = next(reversed(places.values()), -1) + 1
        if doc is None and table in self._places:
            self._places[table].pop(id, None)


class _Index:
    """For one field, the ids of the documents that have each value."""

    def __init__(self, field: str, rows: Rows) -> None:
        self._field = field
        self._ids: dict[Any, dict[str, None]] = {}
        for name, doc in rows.items():
            self._ids.setdefault(_hashable(doc.get(field)), {})[name] = None

    def ids(self, value: Any) -> Collection[str]:
        return self._ids.get(_hashable(value), {})

    def move(self, id: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> None:
        if old is not None:
            before = _hashable(old.get(self._field))
            if new is not None and before == _hashable(new.get(self._field)):
                return
            self._ids[before].pop(id, None)
        if new is not None:
            self._ids.setdefault(_hashable(new.get(self._field)), {})[id] = None


def _whole(value: Any) -> int:
    return value if type(value) is int else 0


def _hashable(value: Any) -> Any:
    # 1, 1.0 and True are one key to a dict, and three values to a person.
    if value is None or type(value) is str:
        return value
    return type(value), msgspec.json.encode(value)


def _effects(tables: Tables, line: Line) -> dict[Key, dict[str, Any] | None]:
    found: dict[Key, dict[str, Any] | None] = {}
    for kind, table, name, body in line.ops:
        key = (table, name)
        present = found[key] if key in found else tables.get(table, name)
        if kind == "insert":
            if present is not None:
                raise BadLine(f"{table} {name} is there already")
            found[key] = body
        elif present is None:
            raise BadLine(f"{table} {name} is not there")
        elif kind == "remove":
            found[key] = None
        else:
            try:
                found[key] = {**present, **{field: now for field, (_, now) in body.items()}}
            except (TypeError, ValueError) as error:
                raise BadLine(f"{table} {name} is set without was and now") from error
    return found


def out(doc: dict[str, Any]) -> dict[str, Any]:
    """Return a document for a reader: nothing of it is shared with memory."""
    found = dict(doc)
    for name, value in doc.items():
        if type(value) is dict or type(value) is list:
            found[name] = copied(value)
    return found
