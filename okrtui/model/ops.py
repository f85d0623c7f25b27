"""The words a transaction is made of: insert, set, remove.

`Set` names the fields it changes, with what each was: two people who change two fields of one
document both win, a change can be taken back, and history can say "from, to".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

Doc = Mapping[str, Any]
"""A document as it is stored: JSON values by field name, among them its `id`."""

TABLES = (
    "team",
    "members",
    "cycles",
    "objectives",
    "key_results",
    "tasks",
    "check_ins",
    "meetings",
    "risks",
    "problems",
    "changes",
    "decisions",
    "actions",
    "parked",
    "votes",
    "scores",
    "reviews",
    "links",
)


class Insert(msgspec.Struct, frozen=True):
    """A new document."""

    table: str
    id: str
    doc: Doc


class Set(msgspec.Struct, frozen=True):
    """New values of some fields: `{field: (was, now)}`. A field that was absent was `None`."""

    table: str
    id: str
    fields: Mapping[str, tuple[Any, Any]]


class Remove(msgspec.Struct, frozen=True):
    """A document taken away, kept whole here so that it can come back."""

    table: str
    id: str
    doc: Doc


Op = Insert | Set | Remove


class Transaction(msgspec.Struct, frozen=True):
    """A change that is durable: all of its ops, or none.

    seq: its place in the one order of the store, from 1.
    id: its identity, by which a retry is recognised.
    at: when it was made, UTC.
    by: the login of the person whose process made it.
    as_: the login of the member it was made for, where that is another.
    via: the command it came through: `meet`, `check-in`, `import` …
    undoes: the id of the transaction that it takes back.
    """

    seq: int
    id: str
    at: datetime
    by: str
    via: str
    ops: Sequence[Op]
    as_: str | None = None
    undoes: str | None = None


class Overwritten(msgspec.Struct, frozen=True):
    """A field that this process had written, and somebody else has written over since.

    mine, theirs: the two values; `theirs` is None where the document was taken away.
    seq, by, via, at: of the transaction that did it; `by` is the login of whom it was made for.
    """

    table: str
    id: str
    field: str
    mine: Any
    theirs: Any
    seq: int
    by: str
    via: str
    at: datetime


class Changed(msgspec.Struct, frozen=True):
    """What memory now holds that it did not hold before: up to `seq`, these documents.

    lost: what of this process's own writing others wrote over; each is told once.
    """

    seq: int
    keys: frozenset[tuple[str, str]]
    lost: tuple[Overwritten, ...] = ()


def inverse(op: Op) -> Op:
    """Return the op that takes `op` back."""
    match op:
        case Insert(table, id, doc):
            return Remove(table, id, doc)
        case Remove(table, id, doc):
            return Insert(table, id, doc)
        case Set(table, id, fields):
            return Set(table, id, {name: (now, was) for name, (was, now) in fields.items()})
