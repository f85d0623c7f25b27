"""Who has the store open: each process shares the folder, and who must be alone takes it whole.

The folder itself is locked, so that nothing is left behind and who may only read counts too. The
lock goes with the process, however that ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator

from okrtui.store import disk
from okrtui.store.failures import not_written
from okrtui.store.paths import Paths


class Presence:
    """That this process has the store open; `leave` ends it, as does the end of the process."""

    def __init__(self, paths: Paths) -> None:
        self._fd = -1
        # Where folders can't be locked, nobody ever finds that he is alone.
        with contextlib.suppress(OSError):
            self._fd = disk.open_file(paths.folder, os.O_RDONLY)
            disk.lock(self._fd, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def leave(self) -> None:
        """Have the store open no longer; said twice, it does nothing."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            disk.close(fd)


@contextlib.contextmanager
def alone(paths: Paths, otherwise: Exception) -> Iterator[None]:
    """Keep everybody from opening the store while the block runs.

    Raises:
        Exception: `otherwise`, where somebody has it open.
        NotWritten: the folder can't be locked.
    """
    fd = -1
    try:
        try:
            fd = disk.open_file(paths.folder, os.O_RDONLY)
            disk.lock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise otherwise from error
        except OSError as error:
            raise not_written(error, paths.folder) from error
        yield
    finally:
        if fd >= 0:
            disk.close(fd)
