"""A store of an older version is brought up to ours: a copy first, then one transaction.

Each step is a pure function from the documents of one version to those of the next
(`version.MIGRATIONS`). What they change is written as a transaction in our version, so history
tells of it, the archive keeps what came before as it was, and a kill at any point leaves a store
that is of the one version or of the other.
"""

from __future__ import annotations

from contextlib import closing

from okrtui.store import backup, fold, version
from okrtui.store.alone import Hand, alone, settle, write
from okrtui.store.difference import difference
from okrtui.store.doing import counted
from okrtui.store.loading import Loaded, load
from okrtui.store.paths import Paths
from okrtui.text.errors import NotWritten
from okrtui.text.message import message

VIA = "migration"
"""What history says such a transaction came through."""


def migrate(paths: Paths, hand: Hand) -> None:
    """Bring a store up to our version, and say so.

    Raises:
        NotWritten: somebody has it open or holds the lock, or the disk did not take it; the store
            is as it was.
        Damaged: a file is not what was written.
    """
    with alone(paths, hand, NotWritten("store.older_in_use", file=str(paths.snapshot))):
        loaded = load(paths, read_only=False, doing=hand.doing)
        with closing(loaded.journal):
            settle(paths, loaded.journal, hand)
            if loaded.version < version.VERSION:
                _migrate(paths, loaded, hand)


def _migrate(paths: Paths, loaded: Loaded, hand: Hand) -> None:
    journal, tables = loaded.journal, loaded.tables
    entries = loaded.lines + [line for line, _ in journal.read()]
    for line in entries:
        if line.seq > tables.seq:
            tables.apply(line)
    newest = [journal.header.newest, *(line.id for line in entries)]
    before = entries[-1].v if entries else journal.header.v
    if before < version.VERSION:
        copy = backup.before(paths, "migration", hand.clock.now(), hand.doing)
        documents: version.Documents = tables.rows
        steps = range(before, version.VERSION)
        for step in counted(hand.doing, "doing.migrating", steps, len(steps)):
            documents = version.MIGRATIONS[step](documents)
        done = write(journal, tables, difference(tables.rows, documents), hand, via=VIA)
        newest.append(done.id)
        said = message("store.migrated", before=before, ours=version.VERSION, copy=str(copy))
        hand.notices.append(said)
    hand.doing("doing.folding", 0, 0)
    fold.fold(paths, tables, journal, max(newest), hand.clock.now())
