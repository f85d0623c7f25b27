"""The tables as they were at some transaction, made again from the archive and the backups."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.store import archive, snapshot
from okrtui.store.doing import Doing, counted, unheard
from okrtui.store.headers import Header
from okrtui.store.paths import Paths
from okrtui.store.tables import Tables
from okrtui.store.transaction import GENESIS, BadLine
from okrtui.text.errors import Damaged, OkrError


def rebuild(paths: Paths, header: Header, doing: Doing = unheard) -> Tables | None:
    """Return the tables of the okr.json that a journal goes with; None where nothing leads there.

    header: of that journal: it knows the last transaction in them, and their SHA-256.
    """
    for tables, head in _starts(paths, header.base):
        ahead = header.base - tables.seq
        try:
            lines = archive.read(paths.archive, tables.seq, header.base, head, header.start)
            for line in counted(doing, "doing.rebuilding", lines, ahead):
                tables.apply(line)
        except (Damaged, BadLine):
            continue
        if snapshot.digest(snapshot.encode(tables, header.start, header.v)) == header.snapshot:
            return tables
    return None


def copies(paths: Paths) -> list[Paths]:
    """Return the backups, the newest first."""
    found = [path for path in paths.backups.glob("*") if (path / paths.snapshot.name).is_file()]
    found.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [Paths(path / paths.snapshot.name) for path in found]


def _starts(paths: Paths, seq: int) -> Iterator[tuple[Tables, str]]:
    """Return where to begin: nearest first, as that is least to read. None needs to be good."""
    found: list[tuple[int, Paths]] = []
    for one in [paths, *copies(paths)]:
        try:
            meta = snapshot.decode(snapshot.read_bytes(one.snapshot), one.snapshot).meta
        except OkrError:
            continue
        if meta.seq <= seq:
            found.append((meta.seq, one))
    for _, one in sorted(found, key=lambda pair: pair[0], reverse=True):
        said = snapshot.decode(snapshot.read_bytes(one.snapshot), one.snapshot)
        yield Tables(said.rows, said.meta.seq), said.meta.chain
    yield Tables({}, 0), GENESIS
