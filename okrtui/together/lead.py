"""Who leads the meeting: one session at a time, by a lock that goes with its process.

Whoever holds it drives; the others follow. When its holder is gone, however that came, anybody may
take it. Being the facilitator on record is an entry of the meeting, and written by who takes over.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from okrtui.store import disk
from okrtui.together.locks import lock_now

_NAME = "lead"
_LONGEST = 255
"""Bytes of a session's name."""


class Lead:
    """The lead of the workspace's meeting, held by this process until `release`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let somebody else lead; said twice, it does nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def take_lead(folder: Path, session: str) -> Lead | None:
    """Take the lead for a session; None where another one has it.

    Raises:
        OSError: the folder cannot be written.
    """
    disk.make_folder(folder)
    descriptor = disk.open_file(folder / _NAME, os.O_RDWR | os.O_CREAT)
    try:
        lock_now(descriptor)
        disk.truncate(descriptor, 0)
        disk.write_at(descriptor, session.encode(), 0)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return Lead(descriptor)


def leader(folder: Path) -> str | None:
    """Return the name of the session that leads, or led last; None where none ever did."""
    with contextlib.suppress(OSError):
        return (folder / _NAME).read_bytes()[:_LONGEST].decode(errors="replace") or None
    return None


def is_led(folder: Path) -> bool:
    """Return whether some session leads; a moment later that may be otherwise."""
    try:
        descriptor = os.open(folder / _NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)
