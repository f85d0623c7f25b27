"""Making an empty store. okr.json comes last, for it is what makes a store be there."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

from okrtui.store import disk, snapshot
from okrtui.store.failures import writing
from okrtui.store.headers import header_line
from okrtui.store.journal import write_new
from okrtui.store.lock import Lock
from okrtui.store.paths import Paths
from okrtui.store.tables import Tables
from okrtui.store.transaction import GENESIS, instant
from okrtui.text.errors import Refused


def make(paths: Paths, now: datetime, by: str) -> None:
    """Make an empty store.

    Raises:
        Refused: there is a store already, or part of one.
        NotWritten: the disk did not take it.
    """
    with closing(Lock(paths.lock, by)) as lock, lock.held():
        if paths.snapshot.exists() or _has_transactions(paths):
            raise Refused("store.exists", file=str(paths.snapshot))
        data = snapshot.encode(Tables({}, 0), GENESIS)
        header = header_line(
            base=0, start=GENESIS, snapshot=snapshot.digest(data), newest="", at=instant(now)
        )
        with writing(paths.journal):
            write_new(paths.journal, header)
        with writing(paths.snapshot):
            disk.write_whole(paths.snapshot, data)


def _has_transactions(paths: Paths) -> bool:
    # A journal alone with nothing in it is a making that was broken off.
    return paths.journal.exists() and paths.journal.read_bytes().count(b"\n") > 1
