"""Where the files of a store are: beside the file that `okr.json` really is."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec


class Paths(msgspec.Struct, frozen=True):
    """The files of one store. `snapshot` is `okr.json` itself, symbolic links followed."""

    snapshot: Path

    @property
    def folder(self) -> Path:
        """The folder they are all in."""
        return self.snapshot.parent

    @property
    def journal(self) -> Path:
        """Transactions that are not in the snapshot yet."""
        return self._beside(".journal")

    @property
    def lock(self) -> Path:
        """What a writer holds; never removed, never replaced."""
        return self._beside(".lock")

    @property
    def archive(self) -> Path:
        """The folder of transactions that are in the snapshot."""
        return self.folder / "archive"

    @property
    def backups(self) -> Path:
        """The folder of copies."""
        return self.folder / "backups"

    def torn(self, name: str) -> Path:
        """Where the end of a torn line is put aside."""
        return self._beside(f".torn-{name}")

    def _beside(self, ending: str) -> Path:
        return self.snapshot.with_name(self.snapshot.name + ending)


def locate(path: Path) -> Paths:
    """Return the files of the store whose `okr.json` is at `path`."""
    # resolve() would do, but raises on a loop of links what os.path leaves to the opening.
    return Paths(Path(os.path.realpath(path)))
