"""Going back to a backup: what would be lost is told first, and kept in a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from okrtui.model.ops import Transaction
from okrtui.store import archive, at_once, backup
from okrtui.store.alone import Hand, alone
from okrtui.store.doing import Doing, unbroken, unheard
from okrtui.store.loading import Loaded, load
from okrtui.store.paths import Paths, locate
from okrtui.store.salvage import TAKEN_BACK
from okrtui.store.transaction import Line, transaction_of
from okrtui.text.errors import NotWritten, OkrError, Refused


class Preview(msgspec.Struct, frozen=True):
    """What going back to a copy comes to.

    seq: the last transaction of the copy.
    undone: the transactions since; None where the store is damaged, so that nobody can tell.
    """

    name: str
    seq: int
    undone: Sequence[Transaction] | None

    @property
    def documents(self) -> int:
        """How many documents they changed."""
        return len({(op.table, op.id) for one in self.undone or () for op in one.ops})


def names(path: Path) -> list[str]:
    """Return the names of the copies of the store whose `okr.json` is at `path`."""
    paths = locate(path)
    if not paths.backups.is_dir():
        return []
    return sorted(
        one.name
        for one in paths.backups.iterdir()
        if (one / paths.snapshot.name).is_file() and not one.name.startswith(".")
    )


def preview(path: Path, name: str, doing: Doing = unheard) -> Preview:
    """Return what would be lost by going back to a copy; changes nothing.

    Raises:
        Refused: there is no such copy.
        Damaged: the copy is damaged.
    """
    paths = locate(path)
    copy = _load_copy(paths, name, doing)
    copy.journal.close()
    return Preview(name, copy.tables.seq, _undone(paths, copy, doing))


def restore(path: Path, name: str, hand: Hand) -> Path:
    """Put a copy in the place of the store, and return where that is kept as it was.

    Files of the archive that reach beyond the copy go there too.

    Raises:
        Refused: there is no such copy.
        Damaged: the copy is damaged.
        NotWritten: somebody has the store open, or the disk did not take it; it is as it was.
    """
    paths = locate(path)
    with alone(paths, hand, NotWritten("store.repair_busy", folder=str(paths.folder))):
        copy = _load_copy(paths, name, hand.doing)
        copy.journal.close()
        base = copy.journal.header.base
        later = [part for part in archive.parts(paths.archive) if part.last > base]
        reaching = [part.path.name for part in later]
        kept = backup.whole(paths, TAKEN_BACK, reaching, hand.clock.now(), hand.doing)
        hand.doing("doing.placing", 0, 0)
        with unbroken():
            _put_back(paths, paths.backups / name, later, base)
    return kept


def _put_back(paths: Paths, folder: Path, later: Sequence[archive.Part], base: int) -> None:
    files: dict[Path, bytes | None] = dict(_cut(paths, later, base))
    for target in (paths.journal, paths.snapshot):
        files[target] = (folder / target.name).read_bytes()
    at_once.change(files | {part.path: None for part in later})


def _load_copy(paths: Paths, name: str, doing: Doing) -> Loaded:
    there = names(paths.snapshot)
    if name not in there:
        folder, known = str(paths.backups), ", ".join(there) or "–"
        raise Refused("store.no_backup", name=name, folder=folder, names=known)
    return load(Paths(paths.backups / name / paths.snapshot.name), read_only=True, doing=doing)


def _undone(paths: Paths, copy: Loaded, doing: Doing) -> list[Transaction] | None:
    try:
        now = load(paths, read_only=True, doing=doing)
        now.journal.close()
        base = now.journal.header.base
        head = copy.journal.place.head
        lines: list[Line] = []
        if base > copy.tables.seq:
            start = now.journal.header.start
            lines += archive.read(paths.archive, copy.tables.seq, base, head, start)
        lines += [line for line in now.lines if line.seq > copy.tables.seq]
    except OkrError:
        return None
    return [transaction_of(line) for line in lines]


def _cut(paths: Paths, later: Sequence[archive.Part], base: int) -> Iterator[tuple[Path, bytes]]:
    """Return, of files that reach beyond the copy, what is before it."""
    for part in later:
        if part.first > base:
            continue
        raws = archive.salvage(part.path.read_bytes())[: base - part.first + 1]
        if len(raws) == base - part.first + 1:
            lines = b"".join(raw + b"\n" for raw in raws)
            yield paths.archive / f"{part.first}-{base}.jsonl.gz", archive.pack(lines)
