"""What it takes to get from some documents to others, as the ops of a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from okrtui.model.ops import Doc, Insert, Op, Remove, Set
from okrtui.store.version import Documents


def difference(old: Documents, new: Documents) -> list[Op]:
    """Return the ops that make `new` of `old`. The order of documents is no difference."""
    found: list[Op] = []
    for table in dict.fromkeys([*old, *new]):
        before, after = old.get(table, {}), new.get(table, {})
        found += [Remove(table, name, doc) for name, doc in before.items() if name not in after]
        for name, doc in after.items():
            found += _of_one(table, name, before.get(name), doc)
    return found


def same(one: Any, other: Any) -> bool:
    """Return whether two values are one as JSON, where True is not 1 and a tuple is a list."""
    return one is other or msgspec.json.encode(one) == msgspec.json.encode(other)


def _of_one(table: str, id: str, old: Doc | None, new: Doc) -> Iterator[Op]:
    if old is None:
        yield Insert(table, id, new)
    elif same(old, new):
        # Nearly all of them, and a tenth of the work of looking at each field.
        return
    elif old.keys() - new.keys():
        # A `set` can't take a field away.
        yield Remove(table, id, old)
        yield Insert(table, id, new)
    else:
        pairs = {
            name: (old.get(name), value)
            for name, value in new.items()
            if not (name in old and same(old[name], value))
        }
        if pairs:
            yield Set(table, id, pairs)
