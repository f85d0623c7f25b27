"""Copies of the last good store: one a day for a week, and one before what changes a lot.

A copy is a folder with okr.json and its journal in it, and opens like a store. Copies, never hard
links: a link is the same file, and what damages one damages both.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from okrtui.store import disk
from okrtui.store.doing import Doing, unheard
from okrtui.store.failures import writing
from okrtui.store.paths import Paths

DAYS = 7
"""How many daily copies are kept."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def due(paths: Paths, day: date) -> bool:
    """Return whether there is no copy of this day yet."""
    return not (paths.backups / day.isoformat()).is_dir()


def daily(paths: Paths, day: date, doing: Doing = unheard) -> None:
    """With the lock held: make the copy of a day, and let the oldest go.

    Raises:
        NotWritten: the disk did not take it.
    """
    # 4 ms to import, and copies are rare.
    import shutil

    _copy(paths, day.isoformat(), doing)
    kept = sorted(path for path in paths.backups.iterdir() if _DAY.fullmatch(path.name))
    for old in kept[:-DAYS]:
        shutil.rmtree(old, ignore_errors=True)


def before(paths: Paths, reason: str, now: datetime, doing: Doing = unheard) -> Path:
    """With the lock held: make a copy named after what is about to be done, and return its folder.

    Raises:
        NotWritten: the disk did not take it.
    """
    return _copy(paths, stamped(f"before-{reason}", now), doing)


def edited(paths: Paths, ours: bytes, now: datetime, doing: Doing = unheard) -> Path:
    """Keep an okr.json that others edited as `okr.json.edited`, beside what we wrote last.

    ours: that, as its bytes; with the journal it opens like a store.

    Raises:
        NotWritten: the disk did not take it.
    """
    name = paths.snapshot.name
    files: dict[str, Path | bytes] = {
        name: ours,
        paths.journal.name: paths.journal,
        f"{name}.edited": paths.snapshot,
    }
    return keep(paths, stamped("foreign-edit", now), files, doing)


def whole(
    paths: Paths, name: str, archived: Iterable[str], now: datetime, doing: Doing = unheard
) -> Path:
    """Keep a store as it is, damaged or not, before files of it are replaced; return the folder.

    archived: the names of files of its archive that are kept too, where they are there.

    Raises:
        NotWritten: the disk did not take it.
    """
    files: dict[str, Path | bytes] = {
        path.name: path for path in (paths.snapshot, paths.journal) if path.is_file()
    }
    for part in (paths.archive / one for one in archived):
        if part.is_file():
            files[f"archive/{part.name}"] = part
    return keep(paths, stamped(name, now), files, doing)


def keep(
    paths: Paths, name: str, files: Mapping[str, Path | bytes], doing: Doing = unheard
) -> Path:
    """Make a folder of copies, whole or not at all, and return it.

    files: what each is to hold, by its name, which may lie in one folder more.

    Raises:
        NotWritten: the disk did not take it.
    """
    import shutil

    folder = _free(paths.backups / name)
    unfinished = paths.backups / f".{name}.{os.getpid()}.new"
    with writing(folder):
        disk.make_folder(paths.backups)
        disk.sync_folder(paths.folder)
        for left in paths.backups.glob(".*.new"):
            # What a killed process had begun.
            shutil.rmtree(left, ignore_errors=True)
        try:
            disk.make_folder(unfinished)
            for number, (target, source) in enumerate(files.items()):
                doing("doing.copying", number, len(files))
                _write(unfinished / target, source)
            folders = [*((unfinished / target).parent for target in files), unfinished]
            for inside in dict.fromkeys(folders):
                disk.sync_folder(inside)
            disk.replace(unfinished, folder)
        except BaseException:
            # On a full disk, half a copy would keep all else from being written.
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        disk.sync_folder(paths.backups)
    return folder


def _copy(paths: Paths, name: str, doing: Doing) -> Path:
    files = {path.name: path for path in (paths.snapshot, paths.journal)}
    return keep(paths, name, files, doing)


def _free(folder: Path) -> Path:
    # A clock that jumped back comes to the same moment again.
    number = 1
    found = folder
    while found.exists():
        number += 1
        found = folder.with_name(f"{folder.name}-{number}")
    return found


def stamped(name: str, now: datetime) -> str:
    """Return a name for a copy that is made at some moment."""
    return f"{name}-{now:%Y%m%dT%H%M%S%f}"


def _write(target: Path, source: Path | bytes) -> None:
    if not target.parent.is_dir():
        disk.make_folder(target.parent)
    fd = disk.open_file(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        if isinstance(source, bytes):
            disk.write_all(fd, source)
        else:
            with source.open("rb") as file:
                while part := file.read(1 << 20):
                    disk.write_all(fd, part)
        disk.sync(fd)
    finally:
        disk.close(fd)
