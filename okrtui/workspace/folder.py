"""A workspace: the folder that holds one team's settings, store and minutes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from okrtui.model.clock import Clock
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from okrtui.workspace.person import os_login
from okrtui.workspace.settings_file import read_settings

if TYPE_CHECKING:
    from okrtui.store.doing import Doing
    from okrtui.store.store import Store

SETTINGS_FILE = "okrtui.toml"
"""The file that makes a folder a workspace; it may be empty."""

STORE_FILE = "okr.json"
VARIABLE = "OKRTUI_WORKSPACE"


class Workspace(msgspec.Struct, frozen=True):
    """A team's folder, with its settings as they were when it was found.

    root: the folder, absolute.
    """

    root: Path
    settings: Settings

    @property
    def settings_file(self) -> Path:
        """What a person may edit."""
        return self.root / SETTINGS_FILE

    @property
    def store_file(self) -> Path:
        """The store, which stock TinyDB opens too."""
        return self.root / STORE_FILE

    @property
    def minutes(self) -> Path:
        """The folder of the minutes that were written out; it need not be there."""
        return self.root / "minutes"

    def open_store(
        self, clock: Clock, *, read_only: bool = False, doing: Doing | None = None
    ) -> Store:
        """Open the store, in the name of whoever runs this process.

        doing: hears how far it is.

        Raises:
            OkrError: it is not there, is damaged, is of a newer version, or cannot be read.
        """
        from okrtui.store.doing import unheard
        from okrtui.store.store import Store  # TinyDB: only for those who open it.

        hears = unheard if doing is None else doing
        return Store.open(self.store_file, clock, by=os_login(), read_only=read_only, doing=hears)


def at(folder: Path) -> Workspace:
    """Return the workspace in a folder; the path of its `okrtui.toml` will do as well.

    Raises:
        Refused: there is none, or one may not look into it, or its settings are wrong; says what
            to do.
    """
    try:
        root = folder.parent if folder.name == SETTINGS_FILE and folder.is_file() else folder
        has_settings = (root / SETTINGS_FILE).is_file()
        has_store = (root / STORE_FILE).is_file()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused("workspace.unreadable", file=str(folder), reason=reason) from error
    if not has_settings:
        if has_store:
            raise Refused("workspace.no_settings", folder=str(root), file=SETTINGS_FILE)
        raise Refused("workspace.not_here", folder=str(root))
    root = root.absolute()
    return Workspace(root, read_settings(root / SETTINGS_FILE))


def find(given: str | None, environ: Mapping[str, str], cwd: Path) -> Workspace:
    """Return the workspace that is meant.

    The one `given` on the command line, else by `$OKRTUI_WORKSPACE`, else the nearest folder from
    `cwd` upward that is one, else the one in the user's own data folder.

    Raises:
        Refused: there is none, or its settings are wrong; says what to do.
    """
    named = given or environ.get(VARIABLE)
    if named:
        return at(named_path(cwd, named))
    for folder in (cwd, *cwd.parents):
        if _is_workspace(folder):
            return at(folder)
    own = own_folder()
    if _is_workspace(own):
        return at(own)
    raise Refused("workspace.none", folder=str(cwd))


def named_path(cwd: Path, named: str) -> Path:
    """Return a path as a person named it, from the folder they are in."""
    # Not pathlib's: that one fails where `~nobody` is a home of nobody.
    return cwd / os.path.expanduser(named)  # noqa: PTH111


def own_folder() -> Path:
    """Return where a person's own workspace is, if they have one and are in no other."""
    import platformdirs  # A few milliseconds, and most people stand in their team's folder.

    return Path(platformdirs.user_data_dir("okrtui", appauthor=False))


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / SETTINGS_FILE).is_file()
    except OSError:
        # A folder above that we may not look into is nobody's workspace of ours.
        return False
