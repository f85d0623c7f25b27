"""Where each session is: light, one file per session, replaced without a flush.

It is not an entry: after a power cut the meeting goes on at the last entry instead. After a kill it
goes on at the row where it was, and the clock does not count the time between. Those who follow the
meeting from their own terminals read the file of whoever leads.
"""

from __future__ import annotations

import contextlib
import os
from datetime import datetime
from pathlib import Path

import msgspec

from okrtui.store import disk

_ENDING = ".json"


class Live(msgspec.Struct, frozen=True):
    """A session of a meeting, as it was at an instant.

    who: the login of whose session it is; member: the id of the member whom they are, or act for.
    stop, row: where its cursor is. doing: what is being typed, as the name of the prompt's kind, or
        which screen lies above, as `help_screen`.
    leads: it drives the meeting. follows: it goes where the one that leads goes.
    large: it shows the key result in hand in large type.
    claims: it asks another session of the same person for the lead.
    """

    meeting: str
    who: str
    at: datetime
    stop: str | None
    row: str | None
    member: str | None = None
    leads: bool = False
    follows: bool = False
    doing: str = ""
    large: bool = False
    claims: bool = False


def save(folder: Path, session: str, live: Live) -> None:
    """Write where a session is. What the disk does not take is let go: it is only a cursor."""
    new = folder / f".{session}.new"
    with contextlib.suppress(OSError):
        disk.make_folder(folder)
        descriptor = disk.open_file(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            disk.write_all(descriptor, msgspec.json.encode(live))
        finally:
            os.close(descriptor)
        new.replace(folder / f"{session}{_ENDING}")


def load(folder: Path, meeting: str) -> list[Live]:
    """Return what sessions of a meeting have left, the newest last; unreadable ones are nothing."""
    found = sessions(folder, meeting).values()
    return sorted(found, key=lambda live: live.at)


def sessions(folder: Path, meeting: str) -> dict[str, Live]:
    """Return what each session of a meeting has left, by the session's name."""
    read = {path.stem: _read(path) for path in folder.glob(f"*{_ENDING}")}
    return {name: live for name, live in read.items() if live and live.meeting == meeting}


def forget(folder: Path, session: str) -> None:
    """Take a session's file away, when it leaves in good order."""
    with contextlib.suppress(OSError):
        (folder / f"{session}{_ENDING}").unlink()


def tidy(folder: Path, meeting: str) -> None:
    """Take away what sessions of other meetings left; one that is read wrongly stays."""
    for path in folder.glob(f"*{_ENDING}"):
        left = _read(path)
        if left is not None and left.meeting != meeting:
            forget(folder, path.stem)


def session_name(who: str) -> str:
    """Return a name for this process's session."""
    return f"{''.join(c if c.isalnum() else '_' for c in who)}-{os.getpid()}"


class Watch:
    """Looks at one session's file, and tells what it says only when it says something else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[str, int, int] | None = None

    def look(self, session: str | None) -> Live | None:
        """Return where a session is, if that changed since the last look; a `stat` if not."""
        if session is None:
            return None
        path = self._folder / f"{session}{_ENDING}"
        try:
            found = path.stat()
        except OSError:
            return None
        seen = (session, found.st_ino, found.st_mtime_ns)
        if seen == self._seen:
            return None
        self._seen = seen
        return _read(path)


def _read(path: Path) -> Live | None:
    with contextlib.suppress(OSError, msgspec.DecodeError):
        live = msgspec.json.decode(path.read_bytes(), type=Live)
        return live if live.at.tzinfo is not None else None
    return None
