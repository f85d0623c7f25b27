"""Between records and the documents of the store.

msgspec does it (3 ms to import, a record in a microsecond): decimals become canonical strings,
days and instants ISO 8601, and a document that does not fit is told with the place in it.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeVar

import msgspec

from okrtui.model import records
from okrtui.model.ops import Doc, Insert, Set
from okrtui.text.errors import Damaged

Record = TypeVar("Record")

TABLE_OF: dict[type, str] = {
    records.Team: "team",
    records.Member: "members",
    records.Cycle: "cycles",
    records.Objective: "objectives",
    records.KeyResult: "key_results",
    records.Task: "tasks",
    records.CheckIn: "check_ins",
    records.Meeting: "meetings",
    records.Risk: "risks",
    records.Problem: "problems",
    records.Change: "changes",
    records.Decision: "decisions",
    records.Action: "actions",
    records.Parked: "parked",
    records.Vote: "votes",
    records.Score: "scores",
    records.Review: "reviews",
    records.Link: "links",
}

# What msgspec takes more for than rules can count with: NaN, and instants without a zone.
_TO_CHECK: Final = {
    kind: tuple(
        name
        for name, of in kind.__annotations__.items()
        if {"Decimal", "datetime"} & set(str(of).split())
    )
    for kind in TABLE_OF
}
_MOST_DIGITS: Final = 40


def decode(kind: type[Record], doc: Doc) -> Record:
    """Return the record that a document means.

    Raises:
        Damaged: a field is missing, of another type, a number nobody can count with or an instant
            without its zone; the message names table, id and field.
    """
    try:
        record = msgspec.convert(doc, kind)
        for name in _TO_CHECK[kind]:
            _check(getattr(record, name), name)
        return record
    except msgspec.ValidationError as error:
        raise Damaged(
            "store.bad_document",
            table=TABLE_OF[kind],
            id=str(doc.get("id", "?")),
            error=str(error),
        ) from error


def _check(value: Decimal | datetime | None, field: str) -> None:
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
            raise msgspec.ValidationError(f"Expected a finite number - at `$.{field}`")
    elif value is not None and value.tzinfo is None:
        raise msgspec.ValidationError(f"Expected an instant with its zone - at `$.{field}`")


def encode(record: Any) -> dict[str, Any]:
    """Return the document of a record, all of its fields named."""
    return {name: plain(getattr(record, name)) for name in record.__struct_fields__}


def plain(value: Any) -> Any:
    """Return a field's value as JSON holds it; decimals in their one canonical form."""
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case Decimal():
            return canonical(value)
        case datetime() | date():
            return msgspec.to_builtins(value)
        case tuple() | list():
            return [plain(item) for item in value]
        case dict():
            return {str(name): plain(item) for name, item in value.items()}
        case msgspec.Struct():
            return encode(value)
        case _:
            raise TypeError(f"{type(value).__name__} is not something a document holds")


def canonical(number: Decimal) -> str:
    """Return a finite decimal in canonical form: no exponent, no trailing zeros, no `-0`.

    Raises:
        ValueError: the number is not finite.
    """
    if not number.is_finite():
        raise ValueError("not a finite number")
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def insert(record: Any) -> Insert:
    """Return the op that puts a record into its table."""
    return Insert(TABLE_OF[type(record)], record.id, encode(record))


def update(record: Any, /, **changes: Any) -> Set:
    """Return the op that sets fields of a record, naming only those that differ."""
    pairs = {name: (plain(getattr(record, name)), plain(now)) for name, now in changes.items()}
    differing = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return Set(TABLE_OF[type(record)], record.id, differing)


def amend(record: Any, /, **changes: Any) -> list[Set]:
    """Return the op that sets fields of a record, or nothing where all are so already."""
    change = update(record, **changes)
    return [change] if change.fields else []
