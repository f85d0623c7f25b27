"""An okr.json of which one byte is another, though nobody wrote it: the disk did not keep it."""

from __future__ import annotations

from okrtui.store import snapshot
from okrtui.store.doing import Doing, unheard
from okrtui.store.headers import Header
from okrtui.store.paths import Paths
from okrtui.store.rebuild import rebuild
from okrtui.text.errors import Damaged


def refuse_flipped(paths: Paths, header: Header, data: bytes, doing: Doing = unheard) -> None:
    """Look whether an okr.json that is not ours differs from ours by a byte that nobody wrote.

    Whatever that byte made of it, an edit or a newer version, it is damage, and its place is known.

    Raises:
        Damaged: it does; says at which byte.
    """
    if written_since(paths):
        return
    tables = rebuild(paths, header, doing)
    if tables is not None:
        before = snapshot.encode(tables, header.start, header.v)
        if (place := one_byte(before, data)) is not None:
            raise Damaged("store.foreign_byte", file=str(paths.snapshot), place=place)


def one_byte(before: bytes, data: bytes) -> int | None:
    """Return where two files differ, counted from 1, if that is one byte of as many; else None."""
    if len(before) != len(data):
        return None
    low, high = 0, len(data)
    while low < high:
        middle = (low + high) // 2
        if before[low : middle + 1] == data[low : middle + 1]:
            low = middle + 1
        else:
            high = middle
    return low + 1 if low < len(data) and before[low + 1 :] == data[low + 1 :] else None


def written_since(paths: Paths) -> bool:
    """Return whether okr.json was written after the journal, which a fold writes last."""
    return paths.snapshot.stat().st_mtime_ns > paths.journal.stat().st_mtime_ns
