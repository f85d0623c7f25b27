"""A throw-away copy of one's own team, to rehearse a meeting on: nothing comes back from it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from okrtui.store.failures import writing
from okrtui.store.lock import Lock
from okrtui.store.paths import Paths, locate
from okrtui.text.errors import Damaged, NotWritten
from okrtui.workspace.folder import SETTINGS_FILE, STORE_FILE, Workspace
from okrtui.workspace.person import os_login

PREFIX = "okrtui-rehearsal-"
"""What the name of such a folder begins with."""


def rehearse(workspace: Workspace) -> Workspace:
    """Return a copy of a workspace in a folder of its own, which the caller removes in the end.

    It has the settings and the whole store with its history, of one moment; not the backups, nor
    the minutes that were written out.

    Raises:
        Damaged: there is no store, or it cannot be read.
        NotWritten: somebody holds the store's lock, or the disk did not take the copy.
    """
    # 5 ms and 4 ms to import, and only a rehearsal needs them.
    import shutil
    import tempfile

    paths = locate(workspace.store_file)
    if not paths.snapshot.is_file():
        raise Damaged("store.missing", file=str(workspace.store_file))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with _standing_still(paths), writing(folder):
            for source, target in _files(workspace, paths, folder):
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(source, target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Workspace(folder, workspace.settings)


def _files(workspace: Workspace, paths: Paths, folder: Path) -> Iterator[tuple[Path, Path]]:
    yield workspace.settings_file, folder / SETTINGS_FILE
    yield paths.snapshot, folder / STORE_FILE
    if paths.journal.is_file():
        yield paths.journal, folder / f"{STORE_FILE}.journal"
    if paths.archive.is_dir():
        for part in paths.archive.iterdir():
            yield part, folder / paths.archive.name / part.name


@contextlib.contextmanager
def _standing_still(paths: Paths) -> Iterator[None]:
    """Hold the store's lock while the block runs, where we may."""
    lock = Lock(paths.lock, os_login())
    try:
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(lock.held())
            except NotWritten as error:
                # Who may only read can rehearse too. A fold in this very moment would be noticed
                # as damage when the copy is opened.
                if error.message.key != "store.forbidden":
                    raise
            yield
    finally:
        lock.close()
