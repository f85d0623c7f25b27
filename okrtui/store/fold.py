"""Folding: what the journal holds goes into the archive and a new okr.json; it starts anew.

The order makes every moment safe to be killed in: the archive is on the disk first; the new
okr.json lies beside the old one; the journal says what SHA-256 to expect; okr.json is replaced;
then the journal. Until the last step the old journal goes with both of them.

Run as `python -m okrtui.store.fold PATH/okr.json [--now]` it is a process of its own: writing all
tables as JSON beside a screen made its keys twenty times slower.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from okrtui.store import archive, disk, snapshot
from okrtui.store.doing import Doing, unheard
from okrtui.store.failures import writing
from okrtui.store.headers import fold_line, header_line
from okrtui.store.journal import Journal, write_new
from okrtui.store.paths import Paths
from okrtui.store.tables import Tables
from okrtui.store.transaction import instant
from okrtui.text.errors import Damaged, ExitCode, OkrError

SMALLEST = 1 << 20
"""Bytes that a journal may have before it is folded, however small okr.json is."""


def due(paths: Paths, journal: Journal) -> bool:
    """Return whether the journal is longer than 1 MB and than a quarter of okr.json."""
    _, size, _ = snapshot.stamp(paths.snapshot)
    return journal.place.end > max(SMALLEST, size // 4)


def refuse_foreign(paths: Paths, journal: Journal) -> None:
    """With all caught up: make sure that okr.json is one that we wrote.

    Raises:
        Damaged: it is not one that the journal goes with.
    """
    if snapshot.digest(snapshot.read_bytes(paths.snapshot)) not in journal.place.digests:
        raise Damaged("store.foreign", file=str(paths.snapshot))


def fold(
    paths: Paths,
    tables: Tables,
    journal: Journal,
    newest: str,
    now: datetime,
    doing: Doing = unheard,
) -> bool:
    """With the lock held and all caught up: fold. Returns whether there was anything to fold.

    newest: the greatest id of all transactions so far.

    Raises:
        Damaged: the archive tells of another past than the journal.
        NotWritten: the disk did not take it; nothing is lost, and it can be tried again.
    """
    first, last = journal.header.base + 1, journal.place.seq
    if last < first:
        return False
    doing("doing.archiving", 0, 0)
    lines = journal.transactions()
    archive.refuse_other(paths.archive, first - 1, lines)
    archive.write(paths.archive, first, last, lines)
    doing("doing.folding", 0, 0)
    data = snapshot.encode(tables, journal.place.head)
    sha256 = snapshot.digest(data)
    with writing(paths.snapshot):
        disk.clear_beside(paths.snapshot)
        disk.clear_beside(paths.journal)
        with disk.written_beside(paths.snapshot, data) as new:
            doing("doing.folding", 0, 0)
            journal.append(fold_line(last, sha256, instant(now), journal.place.head))
            disk.replace(new, paths.snapshot)
        disk.sync_folder(paths.folder)
    header = header_line(
        base=last, start=journal.place.head, snapshot=sha256, newest=newest, at=instant(now)
    )
    with writing(paths.journal):
        write_new(paths.journal, header)
    return True


def command(path: Path, *, now: bool = False) -> list[str]:
    """Return the command that does `main` for the `okr.json` at `path`, in a process of its own.

    -P: the folder that somebody is in may have a package `okrtui` of its own.
    """
    return [sys.executable, "-P", "-m", "okrtui.store.fold", str(path), *["--now"] * now]


def main(arguments: Sequence[str]) -> int:
    """Back up once a day, and fold where it is due or with `--now`; return the exit code."""
    import os
    import pwd

    from okrtui.model.clock import SystemClock
    from okrtui.store.store import Store
    from okrtui.text.words import words_in

    now = "--now" in arguments
    paths = [argument for argument in arguments if argument != "--now"]
    if len(paths) != 1:
        sys.stderr.write(words_in("en")("store.fold_usage") + "\n")
        return ExitCode.USAGE
    login = pwd.getpwuid(os.getuid()).pw_name
    try:
        store = Store.open(Path(paths[0]), SystemClock(), by=login)
        try:
            if now or store.needs_fold():
                store.fold()
        finally:
            store.close()
    except OkrError as error:
        sys.stderr.write(words_in("en").tell(error) + "\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
