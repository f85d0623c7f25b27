"""Locks that are held for as long as a session lasts, and looked at by others meanwhile."""

from __future__ import annotations

import fcntl
import time

from okrtui.store import disk

_TRIES = 6
_PAUSE = 0.02
"""Seconds between two tries."""


def lock_now(descriptor: int) -> None:
    """Take the lock of an open file.

    Whoever asks whether it is held takes it for an instant: that must not look like a holder.

    Raises:
        BlockingIOError: another process holds it.
        OSError: this file system has no locks.
    """
    for left in reversed(range(_TRIES)):
        try:
            disk.lock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return
