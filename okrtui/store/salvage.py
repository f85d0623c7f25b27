"""What of a journal can still be read, and where else its transactions are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from okrtui.store import archive
from okrtui.store.doing import Doing, counted, unheard
from okrtui.store.headers import Header, decode_fold, decode_header, is_fold
from okrtui.store.mending import good, mended
from okrtui.store.paths import Paths
from okrtui.store.rebuild import copies
from okrtui.store.transaction import BadLine, Line, chain_of, decode
from okrtui.text.errors import OkrError, Refused
from okrtui.text.message import Message, message

TAKEN_BACK = "before-restore"
"""How a copy begins whose last transactions somebody did not want any more."""

_SEQ = re.compile(rb'\{"v":[0-9]+,"seq":([0-9]+),')


class Walk(msgspec.Struct):
    """A journal as far as it can be read.

    lines: the transactions that follow on each other, as lines and as what they say.
    later: those beyond something that is lost: each is what was written, but not in its place.
    sha256s: every okr.json that it names.
    """

    header: Header | None = None
    lines: list[tuple[bytes, Line]] = msgspec.field(default_factory=list)
    later: list[Line] = msgspec.field(default_factory=list)
    sha256s: set[str] = msgspec.field(default_factory=set)
    mended: list[Message] = msgspec.field(default_factory=list)
    lost: list[Message] = msgspec.field(default_factory=list)


class Pool:
    """All lines there are: those of the journal, of the archive, of the backups; in that order."""

    def __init__(self, paths: Paths, doing: Doing = unheard) -> None:
        self._by_seq: dict[int, list[bytes]] = {}
        self._archived: set[bytes] = set()
        parts = archive.parts(paths.archive)
        for part in counted(doing, "doing.gathering", parts, len(parts)):
            self._archived.update(archive.salvage(part.path.read_bytes()))
        for raw in (*_of_journal(paths), *self._archived, *_of_copies(paths)):
            if (seq := _claims(raw)) is not None:
                self._by_seq.setdefault(seq, []).append(raw)

    def at(self, seq: int, head: str) -> tuple[bytes, Line] | None:
        """Return the transaction that is `seq` and follows on `head`, if it is anywhere."""
        for raw in self._by_seq.get(seq, ()):
            if (line := _line(raw, head)) is not None and line.seq == seq:
                return raw, line
        return None

    def after(self, seq: int, head: str) -> Iterator[tuple[bytes, Line]]:
        """Return the transactions after one, as far as they follow on each other."""
        while (found := self.at(seq + 1, head)) is not None:
            yield found
            seq, head = found[1].seq, found[1].chain

    def archived_after(self, seq: int, head: str) -> Iterator[tuple[bytes, Line]]:
        """Return as `after` does, but only what the archive itself has."""
        for raw, line in self.after(seq, head):
            if raw not in self._archived:
                return
            yield raw, line


def read_journal(paths: Paths, pool: Pool) -> Walk:
    """Return what of a journal can be read; it may be missing."""
    walk = Walk()
    try:
        raws = paths.journal.read_bytes().split(b"\n")
    except OSError:
        walk.lost.append(message("store.lost_journal", file=str(paths.journal)))
        return walk
    walk.header = _header(paths.journal, raws, walk)
    if walk.header is None:
        walk.lost.append(message("store.lost_header", file=str(paths.journal)))
        return walk
    walk.sha256s.add(walk.header.snapshot)
    at = _in_order(paths.journal, raws, walk, pool)
    if at < len(raws) and raws[at:] != [b""]:
        _beyond(paths.journal, raws, at, walk)
    return walk


def _header(path: Path, raws: list[bytes], walk: Walk) -> Header | None:
    try:
        return decode_header(raws[0], path)
    except OkrError as error:
        _refuse_newer(error, raws[0], "")
        if (lines := mended(raws, 0, "")) is None:
            return None
    _replace(raws, 0, lines)
    walk.mended.append(message("store.mended_line", file=str(path), line=1))
    try:
        return decode_header(raws[0], path)
    except OkrError:
        return None


def _in_order(path: Path, raws: list[bytes], walk: Walk, pool: Pool) -> int:
    """Read lines while they follow on each other; return where that ends."""
    assert walk.header is not None  # noqa: S101 - the caller looked
    head, seq, at, number = walk.header.start, walk.header.base, 1, 1
    while at < len(raws) and raws[at:] != [b""]:
        raw = raws[at]
        if is_fold(raw) and good(raw, head):
            walk.sha256s.add(decode_fold(raw, head).sha256)
        elif (line := _line(raw, head)) is not None and line.seq == seq + 1:
            if at == len(raws) - 1:
                walk.mended.append(message("store.mended_line", file=str(path), line=number + 1))
            walk.lines.append((raw, line))
            head, seq = line.chain, line.seq
        elif (lines := mended(raws, at, head)) is not None:
            _replace(raws, at, lines)
            walk.mended.append(message("store.mended_line", file=str(path), line=number + 1))
            continue
        elif (found := pool.at(seq + 1, head)) is not None:
            walk.lines.append(found)
            head, seq = found[1].chain, found[1].seq
            said = message("store.found_line", file=str(path), line=number + 1, seq=seq)
            walk.mended.append(said)
            if _claims(raw) not in (None, seq):
                # It stands behind the one that is missing.
                continue
        elif at + 1 < len(raws) and _follows(raws[at + 1], head, seq + 1):
            said = message("store.dropped_line", file=str(path), line=number + 1)
            walk.mended.append(said)
        else:
            return at
        at, number = at + 1, number + 1
    for found in pool.archived_after(seq, head):
        # The journal ends too early. A copy of an earlier day may tell of what was taken back.
        walk.lines.append(found)
        said = message("store.found_line", file=str(path), line=number + 1, seq=found[1].seq)
        walk.mended.append(said)
    return at


def _beyond(path: Path, raws: list[bytes], at: int, walk: Walk) -> None:
    """Read what stands beyond a line that is lost: what the line before it vouches for."""
    if at == len(raws) - 1:
        walk.mended.append(message("store.half_line_kept", file=str(path), line=at + 1))
        return
    for place in range(at, len(raws) - 1):
        raw = raws[place]
        line = _line(raw, chain_of(raws[place - 1])) if place > at else None
        if line is not None:
            walk.later.append(line)
        elif not is_fold(raw):
            walk.lost.append(message("store.lost_line", file=str(path), line=place + 1))


def _replace(raws: list[bytes], at: int, lines: list[bytes]) -> None:
    before = b"\n".join(raws)
    joined = len(lines) == 1 and len(lines[0]) > len(raws[at])
    raws[at : at + (2 if joined else 1)] = lines
    assert len(b"\n".join(raws)) == len(before)  # noqa: S101 - one byte for one byte


def _line(raw: bytes, head: str) -> Line | None:
    try:
        return decode(raw, head)
    except BadLine:
        return None
    except OkrError as error:
        _refuse_newer(error, raw, head)
        return None


def _refuse_newer(error: OkrError, raw: bytes, head: str) -> None:
    # Said of a line that is whole, it is so; else it is one more thing that is wrong with it.
    if isinstance(error, Refused) and good(raw, head):
        raise error


def _follows(raw: bytes, head: str, seq: int) -> bool:
    line = _line(raw, head)
    return line is not None and line.seq == seq


def _claims(raw: bytes) -> int | None:
    """Return which transaction a line says it is, be it whole or not."""
    match = _SEQ.match(raw)
    return int(match[1]) if match else None


def _of_journal(paths: Paths) -> list[bytes]:
    return paths.journal.read_bytes().split(b"\n") if paths.journal.is_file() else []


def _of_copies(paths: Paths) -> Iterator[bytes]:
    for one in copies(paths):
        if one.folder.name.startswith(TAKEN_BACK):
            continue
        yield from _of_journal(one)
        for part in archive.parts(one.archive):
            yield from archive.salvage(part.path.read_bytes())
