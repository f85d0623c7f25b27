"""One transaction as one line of JSON, sealed by a checksum that covers the line before it too.

    {"v":1,"seq":7,"id":…,"at":…,"by":…,"as":…,"via":…,"undoes":…,"ops":[…],"chain":"64 hex digits"}

`chain` is the SHA-256 of the chain of the transaction before (64 hex digits; zeros before the
first) followed by this line without its chain: `{…"ops":[…]}`. A line that was changed, moved or
taken out is seen at the next look.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from okrtui.model.ops import Insert, Op, Remove, Set, Transaction
from okrtui.store import version

GENESIS = "0" * 64
"""The chain before the first transaction."""

_LABEL = b',"chain":"'
_SEAL = len(_LABEL) + 64 + len(b'"}')


class BadLine(ValueError):
    """A line is not one that we wrote. Who reads the file adds the file and the place."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A transaction as its line says it; `ops` are still plain JSON."""

    v: int
    seq: int
    id: str
    at: str
    by: str
    as_: str | None = msgspec.field(name="as")
    via: str
    ops: list[tuple[Literal["insert", "set", "remove"], str, str, dict[str, Any]]]
    chain: str
    undoes: str | None = None


_lines = msgspec.json.Decoder(Line)
_anything = msgspec.json.Decoder()


def encode(transaction: Transaction, previous: str) -> bytes:
    """Return the line of a transaction, its end of line included.

    previous: the chain of the transaction before it.
    """
    fields: dict[str, Any] = {
        "v": version.VERSION,
        "seq": transaction.seq,
        "id": transaction.id,
        "at": instant(transaction.at),
        "by": transaction.by,
        "as": transaction.as_,
        "via": transaction.via,
    }
    if transaction.undoes is not None:
        fields["undoes"] = transaction.undoes
    fields["ops"] = [_plain(op) for op in transaction.ops]
    return seal(fields, previous)


def decode(line: bytes, previous: str) -> Line:
    """Return what a line says, given without its end of line.

    Raises:
        BadLine: it was damaged, or does not follow on `previous`.
        Refused: a newer version of the program wrote it.
    """
    unseal(line, previous)
    try:
        found = _lines.decode(line)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        refuse_newer(line)
        raise BadLine(str(error)) from error
    # A line keeps the version that it was written in; the archive holds them for ever.
    if not version.known(found.v):
        refuse_newer(line)
        raise BadLine(f"version {found.v}")
    # What comes back byte for byte was not ambiguous; else look for what JSON lets pass.
    if msgspec.json.encode(_anything.decode(line)) != line:
        refuse_repeated_keys(line)
    return found


def transaction_of(line: Line) -> Transaction:
    """Return a transaction whose documents are its own.

    Raises:
        BadLine: the line has another shape than a transaction.
    """
    try:
        return Transaction(
            seq=line.seq,
            id=line.id,
            at=datetime.fromisoformat(line.at),
            by=line.by,
            via=line.via,
            ops=tuple(_op(*op) for op in line.ops),
            as_=line.as_,
            undoes=line.undoes,
        )
    except ValueError as error:
        raise BadLine(str(error)) from error


def seal(fields: dict[str, Any], previous: str) -> bytes:
    """Return a line with its chain and its end of line."""
    inside = msgspec.json.encode(fields)[:-1]
    return inside + seal_of(inside, previous) + b"\n"


def seal_of(inside: bytes, previous: str) -> bytes:
    """Return what belongs behind a line that ends before its chain."""
    return _LABEL + _digest(inside, previous) + b'"}'


def unseal(line: bytes, previous: str) -> None:
    """Check that a line's chain covers it and the one before.

    Raises:
        BadLine: it does not.
    """
    if not has_seal(line):
        raise BadLine("no checksum at its end")
    if _digest(line[:-_SEAL], previous) != line[-66:-2]:
        raise BadLine("its checksum is another")


def has_seal(line: bytes) -> bool:
    """Return whether there is a chain where our lines have it, be it right or wrong."""
    return line[-_SEAL : -_SEAL + len(_LABEL)] == _LABEL and line[-2:] == b'"}'


def sealed(line: bytes) -> tuple[bytes, bytes] | None:
    """Return the body of a line, without its last brace, and what should be its seal."""
    return (line[:-_SEAL], line[-_SEAL:]) if len(line) > _SEAL else None


def chain_of(line: bytes) -> str:
    """Return the chain that a line ends with, given without its end of line."""
    return line[-66:-2].decode("ascii", "replace")


def refuse_newer(line: bytes) -> None:
    """Refuse a line, header or document that says it is of a newer version.

    Raises:
        Refused: it is.
    """
    try:
        said = _anything.decode(line)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return
    version.refuse_newer(said.get("v") if isinstance(said, dict) else None)


def refuse_repeated_keys(line: bytes) -> None:
    """Refuse JSON in which an object has a key twice: which of them counts is anybody's guess.

    Raises:
        BadLine: there is such a key.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise BadLine("a key comes twice")
        return found

    json.loads(line, object_pairs_hook=unique)


def instant(moment: datetime) -> str:
    """Return an instant as it is written: `2026-11-24T10:00:00.5Z` and the like."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _digest(inside: bytes, previous: str) -> bytes:
    return hashlib.sha256(previous.encode() + inside + b"}").hexdigest().encode()


def _plain(op: Op) -> Sequence[Any]:
    match op:
        case Insert(table, id, doc):
            return ("insert", table, id, doc)
        case Set(table, id, fields):
            return ("set", table, id, fields)
        case Remove(table, id, doc):
            return ("remove", table, id, doc)


def _op(kind: str, table: str, id: str, body: dict[str, Any]) -> Op:
    match kind:
        case "insert":
            return Insert(table, id, copied(body))
        case "remove":
            return Remove(table, id, copied(body))
        case _:
            return Set(table, id, {name: _pair(pair) for name, pair in body.items()})


def _pair(pair: Any) -> tuple[Any, Any]:
    was, now = pair
    return copied(was), copied(now)


def copied(value: Any) -> Any:
    """Return a value of which nothing is shared with the one given."""
    if type(value) is dict:
        return {
            name: copied(item) if type(item) in (dict, list) else item
            for name, item in value.items()
        }
    if type(value) is list:
        return [copied(item) for item in value]
    return value
