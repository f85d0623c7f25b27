"""Blind votes over terminals: a value is sealed before it is shown, and cannot be changed after.

A voter lays down the SHA-256 of the vote, the voter, the value and a nonce of 128 bits, which stays
in a private file of theirs. Nobody, not even by looking into the store, learns a value before the
reveal; then each process opens its own, and everybody can check that it is the one that was sealed.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from hashlib import sha256
from pathlib import Path

import msgspec

from okrtui.store import disk

LOWEST, HIGHEST = 1, 10


class Ballot(msgspec.Struct, frozen=True, kw_only=True):
    """A value given in a blind vote. vote, voter: ids; nonce: 32 hexadecimal digits."""

    vote: str
    voter: str
    value: int
    nonce: str


def fresh(vote: str, voter: str, value: int) -> Ballot:
    """Return a ballot with a nonce that nobody can guess."""
    return Ballot(vote=vote, voter=voter, value=value, nonce=secrets.token_hex(16))


def seal(ballot: Ballot) -> str:
    """Return what is laid down before the reveal: 64 hexadecimal digits."""
    said = json.dumps([ballot.vote, ballot.voter, ballot.value, ballot.nonce])
    return sha256(said.encode()).hexdigest()


def fits(ballot: Ballot, sealed: str | None) -> bool:
    """Return whether a ballot that was opened is the one that was sealed."""
    in_range = LOWEST <= ballot.value <= HIGHEST
    return sealed is not None and in_range and secrets.compare_digest(seal(ballot), sealed)


def keep(folder: Path, ballot: Ballot) -> None:
    """Write a ballot into the voter's own folder, on the disk before it is sealed.

    Raises:
        OSError: this disk does not take it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = _path(folder, ballot.vote, ballot.voter)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        disk.write_all(descriptor, msgspec.json.encode(ballot))
        disk.sync(descriptor)
    finally:
        os.close(descriptor)
    new.replace(path)


def kept(folder: Path, vote: str, voter: str) -> Ballot | None:
    """Return the ballot that a voter kept, or None where there is none that can be read."""
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(_path(folder, vote, voter).read_bytes(), type=Ballot)
    return None


def forget(folder: Path, vote: str, voter: str) -> None:
    """Take a ballot away that has been opened."""
    with contextlib.suppress(OSError):
        _path(folder, vote, voter).unlink()


def _path(folder: Path, vote: str, voter: str) -> Path:
    return folder / f"{vote}-{voter}.json"
