"""From what was decided to what is written: checked against the present, each `was` filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from okrtui.model.ops import TABLES, Insert, Op, Remove, Set
from okrtui.store import values
from okrtui.store.difference import same
from okrtui.store.tables import Key, Tables
from okrtui.text.errors import Refused


def prepare(ops: Sequence[Op], tables: Tables) -> list[Op]:
    """Return the ops as they will be written; what changes nothing is left out.

    Each `was` becomes the present value, so that history and undo tell what really was there.

    Raises:
        Refused: a document is gone or is there already, or holds what JSON can't keep.
        ValueError, TypeError: the ops make no sense, which is a mistake of the caller.
    """
    pending: dict[Key, Mapping[str, Any] | None] = {}
    found: list[Op] = []
    for op in ops:
        if op.table not in TABLES or not op.id:
            raise ValueError(f"there is no table {op.table!r}, or no id")
        key = (op.table, op.id)
        present = pending[key] if key in pending else tables.get(*key)
        ready, after = _ready(op, present)
        if ready is not None:
            found.append(ready)
            pending[key] = after
    return found


def _ready(op: Op, present: Mapping[str, Any] | None) -> tuple[Op | None, Mapping[str, Any] | None]:
    match op:
        case Insert(table, id, doc):
            if present is not None:
                raise Refused("store.there_already", table=table, id=id)
            if doc.get("id") != id:
                raise ValueError(f"the document of {table} {id} has another id")
            values.check_fields(doc, table)
            return Insert(table, id, dict(doc)), doc
        case Remove(table, id):
            if present is None:
                raise Refused("store.gone", table=table, id=id)
            return Remove(table, id, present), None
        case Set(table, id, fields):
            if present is None:
                raise Refused("store.gone", table=table, id=id)
            if "id" in fields:
                raise ValueError(f"the id of {table} {id} is for life")
            after = {name: now for name, (_, now) in fields.items()}
            values.check_fields(after, table)
            pairs = {
                name: (present.get(name), now)
                for name, now in after.items()
                if not same(present.get(name), now)
            }
            if not pairs:
                return None, present
            return Set(table, id, pairs), {**present, **after}
