"""What a power cut would take: a ledger of what was written and is not on the disk yet."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui.store import disk

_Ident = tuple[int, int]


class Ledger:
    """Stands in for `disk`, and notes of each call what a power cut would undo.

    early: what got its place before all that had been done was on the disk, so that a power cut
    might keep the one and not the other. What lies in something whose name begins with a dot is
    only begun, and counts once that gets its place; a lock holds nothing.
    """

    def __init__(self) -> None:
        self.early: list[str] = []
        self._contents: dict[_Ident, Path] = {}
        self._names: dict[_Ident, Path] = {}
        self._opened: dict[_Ident, Path] = {}
        self._real = {name: getattr(disk, name) for name in disk.CALLS} | {"link": os.link}

    @property
    def lost(self) -> list[str]:
        """What a power cut would take now, or could have broken on the way."""
        return [*self.early, *map(str, self._pending())]

    def open_file(self, path: Path, flags: int) -> int:
        was_there = path.exists()
        fd: int = self._real["open_file"](path, flags)
        self._opened[_ident(fd)] = path
        if not was_there:
            self._name(path)
        return fd

    def write(self, fd: int, data: bytes) -> int:
        self._write(fd)
        taken: int = self._real["write"](fd, data)
        return taken

    def write_at(self, fd: int, data: bytes, offset: int) -> int:
        self._write(fd)
        taken: int = self._real["write_at"](fd, data, offset)
        return taken

    def truncate(self, fd: int, size: int) -> None:
        self._write(fd)
        self._real["truncate"](fd, size)

    def sync(self, fd: int) -> None:
        self._contents.pop(_ident(fd), None)
        self._names.pop(_ident(fd), None)

    sync_data = sync

    def replace(self, source: Path, target: Path) -> None:
        self._place("replace", source, target)

    def link(self, source: Path, target: Path) -> None:
        self._place("link", source, target)

    def make_folder(self, path: Path) -> None:
        was_there = path.exists()
        self._real["make_folder"](path)
        if not was_there:
            self._name(path)

    def remove(self, path: Path) -> None:
        was_there = path.exists()
        self._real["remove"](path)
        if was_there:
            self._name(path)

    def _write(self, fd: int) -> None:
        path = self._opened.get(_ident(fd), Path("what was open before"))
        if path.suffix != ".lock":
            self._contents[_ident(fd)] = path

    def _name(self, path: Path) -> None:
        if not path.name.startswith(".") and path.suffix != ".lock":
            self._names[_ident(path.parent)] = path

    def _place(self, how: str, source: Path, target: Path) -> None:
        self.early += [f"{target} got its place before {one}" for one in self._pending(source)]
        self._real[how](source, target)
        self._name(target)

    def _pending(self, placed: Path | None = None) -> list[Path]:
        """Return what is not on the disk; of what is begun, what is placed now."""
        return [
            path
            for path in (*self._contents.values(), *self._names.values())
            if not any(part.startswith(".") for part in path.parts)
            or (placed is not None and path.is_relative_to(placed))
        ]


@contextlib.contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """Keep a ledger of what the block does to the disk."""
    ledger = Ledger()
    with monkeypatch.context() as patched:
        for name in disk.CALLS:
            if hasattr(ledger, name):
                patched.setattr(disk, name, getattr(ledger, name))
        patched.setattr(os, "link", ledger.link)
        yield ledger


def _ident(file: int | Path) -> _Ident:
    found = os.stat(file)  # noqa: PTH116 - of a descriptor too
    return found.st_dev, found.st_ino
