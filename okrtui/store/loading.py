"""Opening: okr.json and the journal that goes with it, with or without the lock.

Folding replaces one and then the other while we read. The journal is opened first and read last:
by then it names every okr.json that we could have read, or has been replaced and we begin again.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import msgspec

from okrtui.store import snapshot
from okrtui.store.doing import Doing, counted, unheard
from okrtui.store.failures import FORBIDDEN, unreadable
from okrtui.store.headers import Header, damaged
from okrtui.store.journal import Journal, Look
from okrtui.store.paths import Paths
from okrtui.store.tables import Tables
from okrtui.store.transaction import BadLine, Line
from okrtui.text.errors import Damaged

_TRIES = 20


class Loaded(msgspec.Struct, frozen=True):
    """A store as it was read.

    lines: all transactions of its journal.
    stamp: of okr.json: while it is the same, nobody touched it. written: its version.
    """

    tables: Tables
    journal: Journal
    lines: list[Line]
    stamp: snapshot.Stamp
    written: int

    @property
    def version(self) -> int:
        """The version of the older of its two files."""
        return min(self.journal.header.v, self.written)


def open_journal(paths: Paths, *, read_only: bool) -> Journal:
    """Open the journal for writing where that is allowed, else for reading.

    Raises:
        Damaged: it is missing, cannot be read or is not ours.
    """
    if not read_only:
        try:
            return Journal.open(paths.journal, read_only=False)
        except OSError as error:
            if error.errno not in FORBIDDEN:
                raise unreadable(error, paths.journal) from error
    try:
        return Journal.open(paths.journal, read_only=True)
    except OSError as error:
        raise unreadable(error, paths.journal) from error


def load(paths: Paths, *, read_only: bool, doing: Doing = unheard) -> Loaded:
    """Read a whole store.

    Raises:
        Damaged: a file is missing or is not what was written, or okr.json was written by others.
        Refused: a newer version of the program wrote it.
    """
    for _ in range(_TRIES):
        if not os.path.exists(paths.journal):  # noqa: PTH110 - Path.exists raises
            # Where there is neither, okr.json is the one that people know.
            snapshot.read_bytes(paths.snapshot)
        journal = open_journal(paths, read_only=read_only)
        try:
            if (loaded := _load(paths, journal, doing)) is not None:
                return loaded
        except BaseException:
            journal.close()
            raise
        journal.close()
    raise Damaged("store.foreign", file=str(paths.snapshot))


def _load(paths: Paths, journal: Journal, doing: Doing) -> Loaded | None:
    doing("doing.reading", 0, 0)
    stamp = snapshot.stamp(paths.snapshot)
    data = snapshot.read_bytes(paths.snapshot)
    sha256 = snapshot.digest(data)
    entries = journal.read()
    if sha256 not in journal.place.digests:
        if journal.look() is Look.REPLACED:
            return None
        # Rare, and not cheap to import.
        from okrtui.store.flipped import refuse_flipped

        refuse_flipped(paths, journal.header, data, doing)
        # Either way it is not what we wrote; say the worse where it is not even a store.
        snapshot.decode(data, paths.snapshot)
        raise Damaged("store.foreign", file=str(paths.snapshot))
    doing("doing.reading", 0, 0)
    said = snapshot.decode(data, paths.snapshot)
    _check_place(said, journal, [line for line, _ in entries], paths)
    tables = Tables(said.rows, said.meta.seq)
    for line, number in counted(doing, "doing.reading", entries, len(entries)):
        if line.seq > tables.seq:
            try:
                tables.apply(line)
            except BadLine as error:
                raise damaged(paths.journal, number, error) from error
    return Loaded(tables, journal, [line for line, _ in entries], stamp, said.meta.version)


def _check_place(
    said: snapshot.Snapshot, journal: Journal, lines: list[Line], paths: Paths
) -> None:
    if chain_at(journal.header, lines, said.meta.seq) != said.meta.chain:
        raise Damaged("store.not_together", file=str(paths.snapshot), other=str(paths.journal))


def chain_at(header: Header, lines: Sequence[Line], seq: int) -> str | None:
    """Return the chain of a transaction by what a journal holds; None where it tells nothing."""
    if seq == header.base:
        return header.start
    place = seq - header.base - 1
    return lines[place].chain if 0 <= place < len(lines) else None
