"""Several files changed as one: all of them, or none where the disk does not take it.

A kill in between is another matter: files are changed in the order in which they are given, so that
whoever does it again comes to the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from okrtui.store import disk
from okrtui.store.failures import writing


def change(files: Mapping[Path, bytes | None]) -> None:
    """Let each file hold what is given, or be gone where that is None; on the disk.

    Raises:
        NotWritten: the disk did not take it; the files are as they were.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    with contextlib.ExitStack() as unfinished:
        # What needs room comes first: after it, only names change.
        new: dict[Path, Path] = {}
        for path in files:
            with writing(path):
                disk.clear_beside(path)
        for path, data in files.items():
            if data is not None:
                with writing(path):
                    new[path] = unfinished.enter_context(disk.written_beside(path, data))
        begun: list[Path] = []
        try:
            for path in files:
                begun.append(path)
                with writing(path):
                    disk.replace(new[path], path) if path in new else disk.remove(path)
                    disk.sync_folder(path.parent)
        except BaseException:
            for path in reversed(begun):
                _put_back(path, before[path])
            raise


def _put_back(path: Path, data: bytes | None) -> None:
    # The disk may fail in this too; a copy of everything is in backups/ by then.
    with contextlib.suppress(OSError):
        if data is None:
            disk.remove(path)
        else:
            disk.write_whole(path, data)
