"""What was folded: `archive/FIRST-LAST.jsonl.gz`, the lines of the journal as they were.

A fold that was broken off leaves an archive that a later one overlaps; readers go by `seq`. The
chain goes on from one archive to the next and into the journal.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from okrtui.store import disk
from okrtui.store.failures import writing
from okrtui.store.transaction import GENESIS, BadLine, Line, chain_of, decode
from okrtui.text.errors import Damaged

_NAME = re.compile(r"([0-9]+)-([0-9]+)\.jsonl\.gz")


class Part(msgspec.Struct, frozen=True, order=True):
    """One file of the archive and the transactions it holds, both ends included."""

    first: int
    last: int
    path: Path


def parts(folder: Path) -> list[Part]:
    """Return the files of an archive, the earliest first."""
    if not folder.is_dir():
        return []
    return sorted(
        Part(int(match[1]), int(match[2]), path)
        for path in folder.iterdir()
        if (match := _NAME.fullmatch(path.name))
    )


def write(folder: Path, first: int, last: int, lines: bytes) -> None:
    """Write the lines of some transactions; on the disk when this returns.

    Raises:
        NotWritten: the disk did not take it.
    """
    path = folder / f"{first}-{last}.jsonl.gz"
    with writing(path):
        disk.make_folder(folder)
        disk.sync_folder(folder.parent)
        disk.write_whole(path, pack(lines))


def pack(lines: bytes) -> bytes:
    """Return what a file of the archive holds for some lines."""
    # Only folding and reading old history need it.
    import gzip

    return gzip.compress(lines, mtime=0)


def refuse_other(folder: Path, base: int, lines: bytes) -> None:
    """Make sure that the archive tells nothing else of what comes after `base` than `lines` do.

    Raises:
        Damaged: it does. A copy was put in place of the store, and what came after it is not to
            be written over.
    """
    ours = dict(enumerate(map(chain_of, lines.split(b"\n")), base + 1))
    for part in parts(folder):
        if part.last > base:
            for line in read_part(part):
                if line.seq > base and ours.get(line.seq) != line.chain:
                    raise other_at(folder, line.seq)


def read(
    folder: Path, after: int, upto: int, head: str | None = None, end: str | None = None
) -> Iterator[Line]:
    """Return the archived transactions `after` < seq <= `upto`, in order, none left out.

    head, end: the chains of transactions `after` and `upto`; where they are not known, None.

    Raises:
        Damaged: one is missing or is not what was written; names file and line.
    """
    last, chain = after, head if after else GENESIS
    for part in parts(folder):
        if last >= upto:
            break
        if part.last <= last:
            continue
        if part.first > last + 1:
            break
        previous = chain if part.first == last + 1 else None
        for line in read_part(part, previous):
            if line.seq == after and head not in (None, line.chain):
                raise gap_at(folder, after)
            if last < line.seq <= upto:
                yield line
                last, chain = line.seq, line.chain
    if last < upto:
        raise gap_at(folder, last + 1)
    if upto > after and end not in (None, chain):
        raise other_at(folder, upto)


def read_part(part: Part, previous: str | None = None) -> Iterator[Line]:
    """Return the transactions of one file of the archive.

    previous: the chain before its first one; None takes it from where only reading all would tell.

    Raises:
        Damaged: a line is not what was written.
    """
    lines = _unpack(part)
    number, seq = 0, part.first - 1
    for number, raw in enumerate(lines, 1):
        try:
            if previous is None and part.first > 1:
                line = _unchained(raw)
            else:
                line = decode(raw, previous or GENESIS)
            if line.seq != seq + 1:
                raise BadLine(f"seq {line.seq} after {seq}")
        except BadLine as error:
            raise Damaged(
                "store.bad_line", file=str(part.path), line=number, error=str(error)
            ) from error
        previous, seq = line.chain, line.seq
        yield line
    if seq != part.last:
        raise Damaged(
            "store.bad_line", file=str(part.path), line=number + 1, error=f"ends at seq {seq}"
        )


def salvage(data: bytes) -> list[bytes]:
    """Return the lines at the beginning of a file of the archive, as far as it can be read."""
    reader = zlib.decompressobj(wbits=31)
    found = bytearray()
    # In small pieces: what comes before the damage is wanted.
    for start in range(0, len(data), 64):
        try:
            found += reader.decompress(data[start : start + 64])
        except zlib.error:
            break
    return bytes(found).split(b"\n")[:-1]


def gap_at(folder: Path, seq: int) -> Damaged:
    """Return what to tell of a transaction that is in no file."""
    return Damaged("store.archive_gap", folder=str(folder), seq=seq)


def other_at(folder: Path, seq: int) -> Damaged:
    """Return what to tell of a transaction that is another than the journal follows on."""
    return Damaged("store.archive_other", folder=str(folder), seq=seq)


def _unpack(part: Part) -> list[bytes]:
    import gzip

    try:
        data = gzip.decompress(part.path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise Damaged("store.bad_archive", file=str(part.path), error=str(error)) from error
    return data.split(b"\n")[:-1]


def _unchained(raw: bytes) -> Line:
    try:
        return msgspec.json.decode(raw, type=Line)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadLine(str(error)) from error
