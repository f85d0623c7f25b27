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

    contents: files that hold something else than the disk does. names: folders in which a name came
    or went that the disk does not know of. early: what got its place before it was on the disk.
    What begins with a dot is only begun, and a lock holds nothing: neither needs to last.
    """

    def __init__(self) -> None:
        self.contents: dict[_Ident, str] = {}
        self.names: dict[_Ident, str] = {}
        self.early: list[str] = []
        self._locks: set[_Ident] = set()
        self._real = {name: getattr(disk, name) for name in disk.CALLS} | {"link": os.link}

    @property
    def lost(self) -> list[str]:
        """What a power cut would take now, or could have broken on the way."""
        return [*self.early, *self.contents.values(), *self.names.values()]

    def open_file(self, path: Path, flags: int) -> int:
        was_there = path.exists()
        fd: int = self._real["open_file"](path, flags)
        if path.suffix == ".lock":
            self._locks.add(_ident(fd))
        elif not was_there:
            self._name(path)
        return fd

    def write(self, fd: int, data: bytes) -> int:
        self._write(fd, f"{data[:80]!r}")
        taken: int = self._real["write"](fd, data)
        return taken

    def write_at(self, fd: int, data: bytes, offset: int) -> int:
        self._write(fd, f"{data[:80]!r} at {offset}")
        taken: int = self._real["write_at"](fd, data, offset)
        return taken

    def truncate(self, fd: int, size: int) -> None:
        self._write(fd, f"the cut at {size}")
        self._real["truncate"](fd, size)

    def sync(self, fd: int) -> None:
        self.contents.pop(_ident(fd), None)
        self.names.pop(_ident(fd), None)

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

    def _write(self, fd: int, what: str) -> None:
        if _ident(fd) not in self._locks:
            self.contents[_ident(fd)] = what

    def _place(self, how: str, source: Path, target: Path) -> None:
        for path in (source, *source.rglob("*")):
            if _ident(path) in self.contents or _ident(path) in self.names:
                self.early.append(f"{target} has its name before {path} is on the disk")
        self._real[how](source, target)
        self._name(target)

    def _name(self, path: Path) -> None:
        if not path.name.startswith("."):
            self.names[_ident(path.parent)] = f"the name of {path}"


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
