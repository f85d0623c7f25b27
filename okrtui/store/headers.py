"""The lines of a journal that are no transactions: its header, and what announces a fold."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

import msgspec

from okrtui.store import version
from okrtui.store.transaction import BadLine, has_seal, refuse_newer, seal, unseal
from okrtui.text.errors import Damaged

_FOLD = re.compile(rb'\{"v":[0-9]+,"fold":')


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line.

    base, chain: the last transaction before this journal, and its chain.
    snapshot: the SHA-256 of the okr.json that holds all up to `base`.
    newest: the greatest id of a transaction up to `base`; greater ones are in no archive.
    """

    v: int
    okrtui: Literal["journal"]
    identity: str
    base: int
    start: str
    snapshot: str
    newest: str
    at: str
    chain: str


class Fold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line that announces a new okr.json: all up to `seq`, with this SHA-256."""

    v: int
    fold: int
    sha256: str
    at: str
    chain: str


_headers = msgspec.json.Decoder(Header)
_folds = msgspec.json.Decoder(Fold)


def header_line(
    *, base: int, start: str, snapshot: str, newest: str, at: str, identity: str = ""
) -> bytes:
    """Return the first line of a new journal."""
    fields = {
        "v": version.VERSION,
        "okrtui": "journal",
        "identity": identity or os.urandom(16).hex(),
        "base": base,
        "start": start,
        "snapshot": snapshot,
        "newest": newest,
        "at": at,
    }
    return seal(fields, "")


def fold_line(seq: int, sha256: str, at: str, head: str) -> bytes:
    """Return the line that announces a new okr.json. The chain of transactions passes it by."""
    return seal({"v": version.VERSION, "fold": seq, "sha256": sha256, "at": at}, head)


def is_fold(line: bytes) -> bool:
    """Return whether a line announces a fold, and is no transaction."""
    return _FOLD.match(line) is not None


def damaged(path: Path, number: int, error: BadLine) -> Damaged:
    """Return what to tell of a bad line."""
    return Damaged("store.bad_line", file=str(path), line=number, error=str(error))


def decode_fold(raw: bytes, head: str) -> Fold:
    """Return what the line says that announces a new okr.json.

    Raises:
        BadLine: it was damaged, or does not follow on `head`.
    """
    unseal(raw, head)
    try:
        return _folds.decode(raw)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadLine(str(error)) from error


def decode_header(line: bytes, path: Path) -> Header:
    """Return what the first line says.

    Raises:
        Damaged: it is no header as we write them.
        Refused: a newer version of the program wrote it.
    """
    try:
        unseal(line, "")
    except BadLine as error:
        if not has_seal(line):
            # Else the version may be the very thing that is wrong.
            refuse_newer(line)
        raise damaged(path, 1, error) from error
    try:
        header = _headers.decode(line)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        refuse_newer(line)
        raise damaged(path, 1, BadLine(str(error))) from error
    if not version.known(header.v):
        refuse_newer(line)
        raise damaged(path, 1, BadLine(f"version {header.v}"))
    return header
