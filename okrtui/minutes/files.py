"""Writing minutes into the workspace: whole or not at all, and never over somebody's edits."""

from __future__ import annotations

import errno
import os
import re
from itertools import count
from pathlib import Path
from typing import Final

from okrtui.store import disk
from okrtui.store.failures import writing
from okrtui.text.errors import Refused

_NAME = re.compile(r"\d{4}-W\d{2}(?:-\d+)?")
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


def minutes_path(folder: Path, meeting: str) -> Path:
    """Return where the minutes of a meeting belong: `minutes/2026-W48.md`.

    Raises:
        Refused: that is no name of a meeting.
    """
    if not _NAME.fullmatch(meeting):
        raise Refused("minutes.no_meeting", name=meeting)
    return folder / f"{meeting}.md"


def write_minutes(folder: Path, meeting: str, text: str) -> Path:
    """Write minutes durably into `folder` (made if need be); return the file that holds them.

    A file that says the same already is kept. One that says anything else may be what a person
    made of it, so it stays, and these go beside it: `2026-W48-2.md`, then `-3`. Where that
    happens, the path returned is another than `minutes_path`: say so.

    Raises:
        Refused: `meeting` is no name of a meeting.
        NotWritten: the disk did not take it; nothing is half written.
    """
    first = minutes_path(folder, meeting)
    data = text.encode("utf-8")
    with writing(first):
        if not folder.is_dir():
            disk.make_folder(folder)
        for number in count(1):
            path = first if number == 1 else first.with_name(f"{meeting}-{number}.md")
            if _says(path, data) or (not path.exists() and _put(path, data)):
                return path
    raise AssertionError("there is always a next number")


def _says(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _put(path: Path, data: bytes) -> bool:
    """Write a new file whole; return False where somebody else's has just appeared there."""
    beside = disk.write_beside(path, data)
    try:
        # Unlike a rename, a link never takes the place of a file that is there.
        os.link(beside, path)
    except FileExistsError:
        disk.remove(beside)
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            disk.remove(beside)
            raise
        disk.replace(beside, path)
    else:
        disk.remove(beside)
    disk.sync_folder(path.parent)
    return True
