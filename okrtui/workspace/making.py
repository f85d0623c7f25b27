"""A new workspace: all of it, or nothing."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from okrtui.model.clock import Clock
from okrtui.model.ops import Op
from okrtui.model.settings import Settings
from okrtui.store import disk
from okrtui.store.failures import writing
from okrtui.text.errors import Refused
from okrtui.workspace.folder import SETTINGS_FILE, STORE_FILE, Workspace
from okrtui.workspace.person import os_login
from okrtui.workspace.settings_file import write_settings

_STORE = (STORE_FILE, f"{STORE_FILE}.journal", f"{STORE_FILE}.lock")
_FOLDERS = ("archive", "backups")


def make(
    folder: Path, settings: Settings, ops: Sequence[Op], clock: Clock, *, via: str
) -> Workspace:
    """Make a workspace in a folder, which is made too where it is not there.

    ops: what the store holds from the start, one transaction. via: the command that makes it.

    Raises:
        Refused: there is a workspace or a store already.
        NotWritten: the disk did not take it; nothing is left behind.
    """
    refuse_existing(folder)
    made_folders = _make_folders(folder)
    workspace = Workspace(folder.absolute(), settings)
    try:
        fill(workspace, ops, clock, via=via)
        # Last, for it is what makes a folder a workspace.
        write_settings(workspace.settings_file, settings)
    except BaseException:
        _take_back(folder, (SETTINGS_FILE, *_STORE), made_folders)
        raise
    return workspace


def fill(workspace: Workspace, ops: Sequence[Op], clock: Clock, *, via: str) -> None:
    """Make the store of a workspace that has its settings already.

    Raises:
        Refused: there is one, or the ops do not fit together.
        NotWritten: the disk did not take it; nothing is left behind.
    """
    from okrtui.store.store import Store  # TinyDB: only who opens a store needs it.

    store = Store.create(workspace.store_file, clock, by=os_login())
    try:
        store.commit(lambda _view: ops, via=via)
    except BaseException:
        _take_back(workspace.root, _STORE, ())
        raise
    finally:
        store.close()


def refuse_existing(folder: Path) -> None:
    """Check that a folder is no workspace, and holds no part of one.

    Raises:
        Refused: it is, or does.
        NotWritten: one may not look into it.
    """
    with writing(folder):
        there = [name for name in (SETTINGS_FILE, *_STORE) if (folder / name).exists()]
    if there:
        raise Refused("workspace.there_already", folder=str(folder), file=there[0])


def _make_folders(folder: Path) -> list[Path]:
    missing = [folder, *folder.parents]
    with writing(folder):
        missing = [path for path in missing if not path.exists()]
    made: list[Path] = []
    for path in reversed(missing):
        with writing(path):
            disk.make_folder(path)
        made.insert(0, path)
    return made


def _take_back(folder: Path, names: Sequence[str], made: Sequence[Path]) -> None:
    for name in names:
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    for name in _FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    for path in made:
        with contextlib.suppress(OSError):
            path.rmdir()
