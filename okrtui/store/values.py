"""What a document may hold: plain JSON that every reader reads alike.

JSON libraries disagree on `NaN`, numbers past 64 bits, lone surrogates and endless nesting (one
writes what the next cannot read), so such values are refused where they come in.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from okrtui.text.errors import Refused

DEPTH = 64
"""How deep lists and objects may nest."""

_LARGEST = 2**63


def check(value: Any, table: str, field: str, depth: int = 0) -> None:
    """Check a value of a field.

    Raises:
        Refused: it is nothing that JSON can keep; names table and field.
        TypeError: it is no JSON value at all, which is a mistake of the caller.
    """
    match value:
        case None | bool():
            return
        case str():
            _check_text(value, table, field)
        case int():
            if not -_LARGEST <= value < _LARGEST:
                raise Refused("store.too_large", table=table, field=field)
        case float():
            if not math.isfinite(value):
                raise Refused("store.not_finite", table=table, field=field)
        case list() | tuple() | Mapping():
            if depth >= DEPTH:
                raise Refused("store.too_deep", table=table, field=field, depth=DEPTH)
            if isinstance(value, Mapping):
                for name in value:
                    _check_name(name, table, field)
                value = value.values()
            for item in value:
                check(item, table, field, depth + 1)
        case _:
            raise TypeError(f"{table}.{field}: {type(value).__name__} is not JSON")


def check_fields(fields: Mapping[str, Any], table: str) -> None:
    """Check a document, or the new values of some of its fields.

    Raises:
        Refused: as `check` does.
    """
    for name, value in fields.items():
        _check_name(name, table, "?")
        if value is not None:
            check(value, table, name)


def _check_name(name: Any, table: str, field: str) -> None:
    if not isinstance(name, str):
        # JSON would turn it into a string, and what was written would not be read again.
        raise TypeError(f"{table}.{field}: the name {name!r} is not a string")
    _check_text(name, table, field)


def _check_text(text: str, table: str, field: str) -> None:
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused("store.lone_surrogate", table=table, field=field) from error
