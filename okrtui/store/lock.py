"""One writer at a time, in any number of processes.

`flock` belongs to the open file: another thread of ours would get it at once, a lock on a file that
is then replaced is held by two, and a forked child shares it. So: a file of its own that is never
removed or replaced, opened once by each process, and a lock between threads around it. A holder
that was stopped blocks everybody: we wait for a while, then say who it is.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from okrtui.store import disk
from okrtui.store.failures import not_written, writing
from okrtui.text.errors import NotWritten

WAIT = 5.0
"""Seconds to wait for another writer before saying who it is."""

_PAUSES = (0.0002, 0.0005, 0.001, 0.002, 0.005)


class Lock:
    """The lock of one store. `who`: the login of whose process this is."""

    def __init__(self, path: Path, who: str) -> None:
        self._path = path
        self._who = who
        self._threads = threading.Lock()
        self._fd = -1
        self._pid = 0
        self._label = b""

    @contextlib.contextmanager
    def held(self, wait: float = WAIT) -> Iterator[None]:
        """Hold the lock while the block runs; waits at most so many seconds.

        Raises:
            NotWritten: somebody else holds it; the message names who.
        """
        until = time.monotonic() + wait
        if not self._threads.acquire(timeout=max(wait, 0.001)):
            raise self._busy()
        try:
            self._take(until)
            try:
                self._sign()
                yield
            finally:
                with contextlib.suppress(OSError):
                    disk.lock(self._fd, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def holder(self) -> str:
        """Return who last took the lock: `lin (process 4711 on host)`, or nothing."""
        with contextlib.suppress(OSError, ValueError):
            pid, login, host = self._path.read_text("utf-8", "replace").splitlines()[:3]
            return f"{login} ({pid}@{host})"
        return ""

    def close(self) -> None:
        """Let go of the file."""
        if self._fd >= 0 and self._pid == os.getpid():
            disk.close(self._fd)
        self._fd = -1

    def _take(self, until: float) -> None:
        tries = 0
        while True:
            self._open()
            try:
                disk.lock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise self._busy() from None
                time.sleep(_PAUSES[min(tries, len(_PAUSES) - 1)])
                tries += 1
                continue
            except OSError as error:
                raise not_written(error, self._path) from error
            if self._still_there():
                return
            # Somebody took the file away: what we hold keeps out nobody.
            self.close()

    def _open(self) -> None:
        if self._fd >= 0 and self._pid == os.getpid():
            return
        # After a fork the parent's open file is ours too: unlocking it would unlock the parent.
        with writing(self._path):
            self._fd = disk.open_file(self._path, os.O_RDWR | os.O_CREAT)
        self._pid = os.getpid()
        self._label = f"{self._pid}\n{self._who}\n{os.uname().nodename}\n".encode()

    def _still_there(self) -> bool:
        ours = os.fstat(self._fd)
        with contextlib.suppress(FileNotFoundError):
            there = self._path.stat()
            return (ours.st_dev, ours.st_ino) == (there.st_dev, there.st_ino)
        return False

    def _sign(self) -> None:
        # A courtesy to those who wait: a full disk must not be the reason for not writing.
        with contextlib.suppress(OSError):
            if disk.read_at(self._fd, 1000, 0) != self._label:
                disk.truncate(self._fd, 0)
                disk.write_at(self._fd, self._label, 0)

    def _busy(self) -> NotWritten:
        return NotWritten("store.locked", who=self.holder() or "?")
