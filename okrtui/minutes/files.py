"""Writing minutes into the workspace: whole or not at all, and never over somebody's edits.

A meeting's minutes are `2026-W48.md`. A second meeting of the week is itself called `2026-W48-2`;
what else belongs to a meeting has a dot behind its name: `2026-W48.r1.md` is what its minutes said
before it was opened again, `2026-W48.2.md` what would have gone over a file that somebody edited.
Edited is a file that says anything but what we wrote; the store keeps that.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from okrtui.minutes.gather import earlier_versions, gather
from okrtui.minutes.markdown import write_markdown
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.records import Meeting
from okrtui.model.settings import Settings
from okrtui.store import disk
from okrtui.store.failures import writing
from okrtui.text.errors import Refused
from okrtui.text.words import LANGUAGES, words_in

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


def publish(
    folder: Path,
    books: Books,
    meeting: Meeting,
    *,
    calendar: Calendar,
    settings: Settings,
    now: datetime,
) -> Path:
    """Write the minutes of a meeting in the workspace's language; return the file that holds them.

    What they said before each time that the meeting was opened again is written beside them, as
    `2026-W48.r1.md`, with who opened it, when and why. They take the place of an earlier version
    that nobody edited. Where the path returned is another than `minutes_path`, say so.

    Raises:
        Refused: the meeting's name is none, or a cycle that it covered is gone.
        Damaged: its frozen minutes cannot be read.
        NotWritten: the disk did not take it; nothing is half written.
    """
    words = words_in(settings.language)
    earlier = earlier_versions(books, meeting, calendar)
    ours = {
        write_markdown(replace(version, superseded=None), words_in(language)).encode()
        for version in earlier
        for language in LANGUAGES
    }
    content = gather(books, meeting, calendar=calendar, settings=settings, now=now)
    path = write_minutes(folder, meeting.name, write_markdown(content, words), ours=ours)
    for number, version in enumerate(earlier, 1):
        kept = minutes_path(folder, meeting.name).with_name(f"{meeting.name}.r{number}.md")
        with writing(kept):
            if not kept.exists():
                _put(kept, write_markdown(version, words).encode())
    return path


def write_minutes(
    folder: Path, meeting: str, text: str, *, ours: Collection[bytes] = frozenset()
) -> Path:
    """Write minutes durably into `folder` (made if need be); return the file that holds them.

    A file that says the same already is kept, and one that says what we wrote earlier (`ours`)
    makes place. One that says anything else may be what a person made of it, so it stays, and
    these go beside it: `2026-W48.2.md`, then `.3`. Where that happens, the path returned is another
    than `minutes_path`: say so.

    Raises:
        Refused: `meeting` is no name of a meeting.
        NotWritten: the disk did not take it; nothing is half written.
    """
    return write_named(minutes_path(folder, meeting), text, ours=ours)


def write_named(first: Path, text: str, *, ours: Collection[bytes] = frozenset()) -> Path:
    """Write a text durably to a file, and never over somebody's edits; return the file that has it.

    ours: what we wrote there earlier, which makes place; beside anything else, the text goes to
    `NAME.2.md`, then `.3`. The folder is made if need be.

    Raises:
        NotWritten: the disk did not take it; nothing is half written.
    """
    data = text.encode("utf-8")
    folder = first.parent
    with writing(first):
        if not folder.is_dir():
            disk.make_folder(folder)
            disk.sync_folder(folder.parent)
        for number in count(1):
            path = first if number == 1 else first.with_name(f"{first.stem}.{number}.md")
            there = path.read_bytes() if path.is_file() else None
            if there == data or (there is None and not path.exists() and _put(path, data)):
                return path
            if there is not None and there in ours:
                disk.write_whole(path, data)
                return path
    raise AssertionError("there is always a next number")


def _put(path: Path, data: bytes) -> bool:
    """Write a new file whole; return False where somebody else's has just appeared there."""
    with disk.written_beside(path, data) as beside:
        try:
            # Unlike a rename, a link never takes the place of a file that is there.
            os.link(beside, path)
        except FileExistsError:
            disk.remove(beside)
            return False
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            disk.replace(beside, path)
        else:
            disk.remove(beside)
    disk.sync_folder(path.parent)
    return True
