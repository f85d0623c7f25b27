"""Copies of the last good store: one a day for a week, and one before what changes a lot.

A copy is a folder with okr.json and its journal in it, and opens like a store. Copies, never hard
links: a link is the same file, and what damages one damages both.
"""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from pathlib import Path

from okrtui.store import disk
from okrtui.store.failures import writing
from okrtui.store.paths import Paths

DAYS = 7
"""How many daily copies are kept."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def due(paths: Paths, day: date) -> bool:
    """Return whether there is no copy of this day yet."""
    return not (paths.backups / day.isoformat()).is_dir()


def daily(paths: Paths, day: date) -> None:
    """With the lock held: make the copy of a day, and let the oldest go.

    Raises:
        NotWritten: the disk did not take it.
    """
    # 4 ms to import, and copies are rare.
    import shutil

    _copy(paths, day.isoformat())
    kept = sorted(path for path in paths.backups.iterdir() if _DAY.fullmatch(path.name))
    for old in kept[:-DAYS]:
        shutil.rmtree(old, ignore_errors=True)


def before(paths: Paths, reason: str, now: datetime) -> None:
    """With the lock held: make a copy named after what is about to be done.

    Raises:
        NotWritten: the disk did not take it.
    """
    _copy(paths, f"before-{reason}-{now:%Y%m%dT%H%M%S%f}")


def _copy(paths: Paths, name: str) -> None:
    import shutil

    folder = paths.backups / name
    unfinished = paths.backups / f".{name}.{os.getpid()}.new"
    with writing(folder):
        disk.make_folder(paths.backups)
        for left in paths.backups.glob(".*.new"):
            # What a killed process had begun.
            shutil.rmtree(left, ignore_errors=True)
        disk.make_folder(unfinished)
        for source in (paths.snapshot, paths.journal):
            _copy_file(source, unfinished / source.name)
        disk.sync_folder(unfinished)
        disk.replace(unfinished, folder)
        disk.sync_folder(paths.backups)


def _copy_file(source: Path, target: Path) -> None:
    fd = disk.open_file(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        with source.open("rb") as file:
            while part := file.read(1 << 20):
                disk.write_all(fd, part)
        disk.sync(fd)
    finally:
        disk.close(fd)
