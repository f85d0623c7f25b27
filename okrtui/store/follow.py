"""Catching up with what other processes wrote, at a cost that follows the change.

A journal that was replaced is read to its end first (it is still open here), then left for the one
that begins where it ended; what was folded twice in between comes from the archive. Memory moves
forward only: a store that went back is damage, but for a last line that its writer took back
because the disk had not taken it, so that nobody was ever told it was saved.
"""

from __future__ import annotations

import msgspec

from okrtui.store import archive
from okrtui.store.headers import damaged
from okrtui.store.journal import Journal, Look
from okrtui.store.loading import chain_at, load, open_journal
from okrtui.store.paths import Paths
from okrtui.store.tables import Key, Tables
from okrtui.store.transaction import BadLine, Line
from okrtui.text.errors import Damaged


class Caught(msgspec.Struct):
    """What was caught up with: the transactions, and the documents they changed.

    withdrawn: the last transaction we had was taken back by its writer.
    """

    journal: Journal
    lines: list[Line] = msgspec.field(default_factory=list)
    changed: set[Key] = msgspec.field(default_factory=set)
    withdrawn: bool = False


def catch_up(paths: Paths, tables: Tables, caught: Caught) -> None:
    """Let memory hold all that is in the files, adding to `caught` what that was.

    Raises:
        Damaged: a file is missing or is not what was written, or the store went back.
    """
    if caught.journal.failed and (anew := caught.journal.reopened()) is not None:
        caught.journal.close()
        caught.journal = anew
    while True:
        match caught.journal.look():
            case Look.SAME:
                return
            case Look.GREW:
                _take(caught, tables)
                return
            case Look.REPLACED:
                _take(caught, tables)
                _move_on(caught, paths, tables)
            case Look.REWRITTEN:
                _read_again(caught, paths, tables)
            case Look.GONE:
                raise Damaged("store.missing", file=str(paths.journal))


def _take(caught: Caught, tables: Tables) -> None:
    place = caught.journal.place
    for line, number in caught.journal.read():
        if line.seq <= tables.seq:
            # A fold that was broken off left it in both files.
            continue
        try:
            _apply(caught, tables, line)
        except BadLine as error:
            # Not read: who comes again must meet it again.
            caught.journal.place = place
            raise damaged(caught.journal.path, number, error) from error


def _apply(caught: Caught, tables: Tables, line: Line) -> None:
    caught.changed |= tables.apply(line)
    caught.lines.append(line)


def _move_on(caught: Caught, paths: Paths, tables: Tables) -> None:
    old = caught.journal
    new = open_journal(paths, read_only=not old.writable)
    head = old.place.head
    try:
        if new.header.base > tables.seq:
            for line in archive.read(paths.archive, tables.seq, new.header.base, head):
                _apply(caught, tables, line)
                head = line.chain
        if (new.header.base, new.header.start) != (tables.seq, head):
            raise Damaged("store.went_back", file=str(paths.journal), seq=tables.seq)
    except BadLine as error:
        new.close()
        raise Damaged("store.bad_archive", file=str(paths.archive), error=str(error)) from error
    except BaseException:
        new.close()
        raise
    old.close()
    caught.journal = new


def _read_again(caught: Caught, paths: Paths, tables: Tables) -> None:
    old = caught.journal
    loaded = load(paths, read_only=not old.writable)
    place = old.place
    header = loaded.journal.header
    before = chain_at(header, loaded.lines, place.seq - 1)
    if header != old.header or place.before is None or before != place.before:
        loaded.journal.close()
        raise Damaged("store.went_back", file=str(paths.journal), seq=tables.seq)
    old.close()
    caught.journal = loaded.journal
    caught.lines = loaded.lines
    caught.changed |= tables.become(loaded.tables)
    caught.withdrawn = True
