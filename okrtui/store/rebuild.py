"""The tables as they were at some transaction, made again from the archive and the backups."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.store import archive, snapshot
from okrtui.store.doing import Doing, counted, unheard
from okrtui.store.paths import Paths
from okrtui.store.tables import Tables
from okrtui.store.transaction import GENESIS, BadLine
from okrtui.text.errors import Damaged, OkrError


def rebuild(
    paths: Paths,
    seq: int,
    chain: str,
    sha256: str,
    written: int,
    doing: Doing = unheard,
) -> Tables | None:
    """Return the tables that the okr.json with this SHA-256 held; None where nothing leads there.

    seq, chain: the transaction that it was complete up to, and its chain.
    written: the version that it was written in.
    """
    for tables, head in _starts(paths, seq):
        try:
            lines = archive.read(paths.archive, tables.seq, seq, head, chain)
            for line in counted(doing, "doing.rebuilding", lines, seq - tables.seq):
                tables.apply(line)
        except (Damaged, BadLine):
            continue
        if snapshot.digest(snapshot.encode(tables, chain, written)) == sha256:
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
