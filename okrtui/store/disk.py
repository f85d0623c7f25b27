"""Every system call by which the store changes something on disk, one function each.

The rest of the store calls them as `disk.name(...)`, never by a name of its own, so that a test can
put a fault before or after each of them and nothing gets past it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

CALLS = (
    "open_file",
    "write",
    "write_at",
    "truncate",
    "sync_data",
    "sync",
    "lock",
    "replace",
    "make_folder",
    "remove",
    "close",
)
"""The functions of this module that a fault can strike."""


def open_file(path: Path, flags: int) -> int:
    """Open a file and return its descriptor, which programs we start do not inherit.

    A new file is writable by those who may write its folder: for a setgid group folder that means
    the group, whatever the umask says.
    """
    if not flags & os.O_CREAT:
        return os.open(path, flags)
    try:
        fd = os.open(path, flags | os.O_EXCL, 0o666)
    except FileExistsError:
        if flags & os.O_EXCL:
            raise
        return os.open(path, flags & ~os.O_CREAT)
    if shared(path.parent):
        os.fchmod(fd, 0o664)
    return fd


def write(fd: int, data: bytes) -> int:
    """Write once and return how many bytes were taken: perhaps fewer than asked."""
    return os.write(fd, data)


def write_at(fd: int, data: bytes, offset: int) -> int:
    """Write once at a place and return how many bytes were taken."""
    return os.pwrite(fd, data, offset)


def truncate(fd: int, size: int) -> None:
    """Cut a file back to a size."""
    os.ftruncate(fd, size)


def sync_data(fd: int) -> None:
    """Return when what was written to a file is on the disk."""
    if sys.platform == "darwin":
        # There, fsync leaves data in the drive's own cache.
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    else:
        os.fdatasync(fd)


def sync(fd: int) -> None:
    """Return when a file, or the names in a folder, are on the disk."""
    os.fsync(fd)


def lock(fd: int, operation: int) -> None:
    """Take or release the lock of an open file."""
    fcntl.flock(fd, operation)


def replace(source: Path, target: Path) -> None:
    """Give a file another name, at once taking the place of what had it."""
    source.replace(target)


def make_folder(path: Path) -> None:
    """Make a folder where there is none, shared as its parent is."""
    try:
        path.mkdir()
    except FileExistsError:
        return
    if shared(path.parent):
        # chmod: mkdir obeys the umask, and some systems do not hand on the setgid bit.
        path.chmod(0o2775)


def remove(path: Path) -> None:
    """Take a file of ours away."""
    path.unlink(missing_ok=True)


def close(fd: int) -> None:
    """Close a descriptor."""
    # What was to be kept is synced by then, and the descriptor is gone either way.
    with contextlib.suppress(OSError):
        os.close(fd)


# -- made of the above


def shared(folder: Path) -> bool:
    """Return whether a folder belongs to a group that works in it together."""
    mode = folder.stat().st_mode
    return bool(mode & stat.S_ISGID and mode & stat.S_IWGRP)


def write_all(fd: int, data: bytes) -> None:
    """Write all of `data`, in as many writes as it takes."""
    rest = memoryview(data)
    while rest:
        rest = rest[write(fd, bytes(rest)) :]


def sync_folder(folder: Path) -> None:
    """Return when the names in a folder are on the disk."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        sync(fd)
    finally:
        close(fd)


def write_beside(target: Path, data: bytes) -> Path:
    """Write a file beside `target`, on the disk when this returns, and return its path.

    It has the mode and group of `target`, where that is there already. `replace` completes it.
    """
    temporary = _beside(target)
    fd = open_file(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        with contextlib.suppress(FileNotFoundError):
            _dress(fd, target.stat())
        write_all(fd, data)
        sync(fd)
    except OSError:
        with contextlib.suppress(OSError):
            remove(temporary)
        raise
    finally:
        close(fd)
    return temporary


@contextlib.contextmanager
def written_beside(target: Path, data: bytes) -> Iterator[Path]:
    """Do what `write_beside` does, for a block; take the file away where that does not end well."""
    try:
        yield write_beside(target, data)
    except BaseException:
        # Whatever ended it, a full disk or ctrl+c: it is of no use to anybody.
        with contextlib.suppress(OSError):
            remove(_beside(target))
        raise


def clear_beside(target: Path) -> None:
    """Take away what a killed process had begun to write beside a file."""
    for left in target.parent.glob(f".{target.name}.*.new"):
        remove(left)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.new")


def write_whole(target: Path, data: bytes) -> None:
    """Make `target` hold `data` or, where that fails, what it held before; on the disk."""
    with written_beside(target, data) as new:
        replace(new, target)
    sync_folder(target.parent)


def read_at(fd: int, size: int, offset: int) -> bytes:
    """Return `size` bytes from a place in a file; fewer only where it ends before."""
    parts: list[bytes] = []
    while size > 0 and (part := os.pread(fd, size, offset)):
        parts.append(part)
        size -= len(part)
        offset += len(part)
    return b"".join(parts)


def _dress(fd: int, like: os.stat_result) -> None:
    os.fchmod(fd, stat.S_IMODE(like.st_mode))
    # Who is not in the group can't give the file to it, and may write it all the same.
    with contextlib.suppress(PermissionError):
        os.fchown(fd, -1, like.st_gid)
