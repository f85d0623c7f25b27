"""okr.json: all documents up to one transaction, in a file that stock TinyDB opens.

    {"_okrtui": {"1": {…}}, "team": {"1": {…}, …}, "members": {…}, …}

It is only ever replaced as a whole. `_okrtui` says which transaction it is complete up to, and the
journal knows its SHA-256: with any other, somebody else wrote it.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from okrtui.store import version
from okrtui.store.failures import unreadable
from okrtui.store.tables import Rows, Tables
from okrtui.store.transaction import GENESIS
from okrtui.text.errors import Damaged

META = "_okrtui"

Stamp = tuple[int, int, int]
"""Inode, size and time of a file: enough to see that it was touched."""


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """The one document of `_okrtui`."""

    id: str = "store"
    version: int = 1
    seq: int = 0
    chain: str = GENESIS


class Snapshot(msgspec.Struct, frozen=True):
    """What okr.json says."""

    meta: Meta
    rows: dict[str, Rows]


def encode(tables: Tables, chain: str, written: int | None = None) -> bytes:
    """Return the bytes of okr.json for these tables. The same tables give the same bytes.

    written: the version to be written in, where that is not ours.
    """
    meta = msgspec.to_builtins(
        Meta(version=version.VERSION if written is None else written, seq=tables.seq, chain=chain)
    )
    found: dict[str, dict[str, Any]] = {META: {"1": meta}}
    for name, rows in tables.rows.items():
        found[name] = {str(number): doc for number, doc in enumerate(rows.values(), 1)}
    return msgspec.json.encode(found) + b"\n"


def digest(data: bytes) -> str:
    """Return the SHA-256 by which a journal knows an okr.json."""
    return hashlib.sha256(data).hexdigest()


def stamp(path: Path) -> Stamp:
    """Return the stamp of okr.json.

    Raises:
        Damaged: it is missing or cannot be read.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise unreadable(error, path) from error
    return found.st_ino, found.st_size, found.st_mtime_ns


def read_bytes(path: Path) -> bytes:
    """Return what is in okr.json.

    Raises:
        Damaged: it is missing, empty, or cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(error, path) from error
    if not data.strip():
        raise Damaged("store.empty", file=str(path))
    return data


def decode(data: bytes, path: Path) -> Snapshot:
    """Return what okr.json says.

    Raises:
        Damaged: it is no store of ours; the message names the file and the place in it.
        Refused: a newer version of the program wrote it.
    """
    with _no_collection(len(data)):
        try:
            said = msgspec.json.decode(data)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            raise Damaged("store.not_json", file=str(path), error=str(error)) from error
        meta = _meta(said, path)
        rows = {name: _rows(name, docs, path) for name, docs in said.items() if name != META}
    return Snapshot(meta, rows)


def _meta(said: Any, path: Path) -> Meta:
    try:
        found = said[META]["1"]
    except (TypeError, KeyError, IndexError) as error:
        raise Damaged("store.not_ours", file=str(path)) from error
    version.refuse_newer(found.get("version") if isinstance(found, dict) else None)
    try:
        meta = msgspec.convert(found, Meta)
        if not version.known(meta.version):
            raise msgspec.ValidationError(f"version {meta.version}")
    except msgspec.ValidationError as error:
        raise Damaged("store.bad_meta", file=str(path), error=str(error)) from error
    return meta


def _rows(table: str, docs: Any, path: Path) -> Rows:
    try:
        rows: Rows = {doc["id"]: doc for doc in docs.values()}
    except (AttributeError, TypeError, KeyError):
        rows = {}
    if not isinstance(docs, dict) or len(rows) != len(docs):
        raise Damaged("store.bad_table", file=str(path), table=table)
    return rows


@contextmanager
def _no_collection(size: int) -> Iterator[None]:
    # The collector runs once for every few hundred new objects and finds nothing in plain JSON:
    # half the time of opening a large store. What was loaded stays, so it need not be looked at
    # again; for a small one that is not worth freezing whatever else is there.
    was = gc.isenabled()
    gc.disable()
    try:
        yield
        if size > 1_000_000:
            gc.freeze()
    finally:
        if was:
            gc.enable()
