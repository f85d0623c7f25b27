"""What the disk says, in words that a person can act on."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okrtui.text.errors import Damaged, NotWritten

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""What a disk answers to somebody who may only read."""


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Tell what goes wrong within as `NotWritten`, naming the file.

    Raises:
        NotWritten: the disk is full, forbids it, or fails.
    """
    try:
        yield
    except OSError as error:
        raise not_written(error, file) from error


def not_written(error: OSError, file: Path) -> NotWritten:
    """Return what to tell a person of an error of the disk."""
    name = str(file)
    if error.errno in _FULL:
        return NotWritten("store.disk_full", file=name)
    if error.errno in FORBIDDEN:
        return NotWritten("store.forbidden", file=name)
    return NotWritten("store.not_written", file=name, reason=os.strerror(error.errno or 0))


def unreadable(error: OSError, file: Path) -> Damaged:
    """Return what to tell a person of a file that is missing or can't be read."""
    if isinstance(error, FileNotFoundError):
        return Damaged("store.missing", file=str(file))
    return Damaged("store.unreadable", file=str(file), reason=error.strerror or "")
