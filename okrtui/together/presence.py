"""Who is in the meeting: a lock per session, which goes with its process however that ends.

A session that leaves in good order takes its file away. One that was killed, or whose connection
was lost, leaves the file without its lock: it is shown as cut off until somebody tidies up.

Locks of this kind (`flock`) hold among the processes of one host, which is where a workspace lives.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from pathlib import Path

from okrtui.store import disk
from okrtui.together.locks import lock_now

_ENDING = ".here"
_KEPT = 12 * 60 * 60
"""Seconds after which a session that was cut off is nobody any more."""


class Presence:
    """That a session is here. `leave` ends it, as does the end of the process.

    Raises:
        OSError: the folder cannot be written: whoever can only read is not counted as here.
    """

    def __init__(self, folder: Path, session: str) -> None:
        disk.make_folder(folder)
        self._path = folder / f"{session}{_ENDING}"
        self._descriptor = disk.open_file(self._path, os.O_RDWR | os.O_CREAT)
        try:
            lock_now(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise

    def leave(self) -> None:
        """Be here no longer, in good order; said twice, it does nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(descriptor)


def is_here(folder: Path, session: str) -> bool | None:
    """Return whether a session is here; False if it was cut off, None if it left or never came."""
    try:
        descriptor = os.open(folder / f"{session}{_ENDING}", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return None
    else:
        # Between our opening and our lock it may have left: then its name is gone.
        return False if os.fstat(descriptor).st_nlink else None
    finally:
        os.close(descriptor)


def forget(folder: Path, session: str) -> None:
    """Take away what a session left that was cut off; one that is here keeps what it has."""
    if is_here(folder, session) is False:
        with contextlib.suppress(OSError):
            (folder / f"{session}{_ENDING}").unlink()


def tidy(folder: Path) -> None:
    """Take away what sessions left that were cut off long ago."""
    for path in folder.glob(f"*{_ENDING}"):
        with contextlib.suppress(OSError):
            old = time.time() - path.stat().st_mtime > _KEPT
            if old and is_here(folder, path.stem) is False:
                path.unlink()
