"""A whole workspace, from its own export, into a folder that has no store yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okrtui.cli.call import Call, language_of
from okrtui.formats.intake import Plan
from okrtui.formats.tree import Found
from okrtui.model.ops import Op
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from okrtui.workspace import SETTINGS_FILE, at
from okrtui.workspace.folder import STORE_FILE, VARIABLE


def folder_without_store(call: Call) -> Path | None:
    """Return the folder that is meant, if it has no store; None where there is one."""
    named = call.given or call.environ.get(VARIABLE)
    if named:
        folder = call.path(named)
    else:
        try:
            folder = call.workspace.root
        except Refused as error:
            if error.message.key != "workspace.none":
                raise
            folder = call.cwd
    return None if (folder / STORE_FILE).exists() else folder


def whole(found: Found) -> Plan:
    """Return what restoring a whole workspace does."""
    return Plan(
        found.ops,
        objectives=len(found.objectives),
        key_results=found.key_results,
        restores=True,
    )


def restore_into(folder: Path, ops: Sequence[Op], call: Call) -> None:
    """Make a store in a folder, and the rest of a workspace where it lacks it.

    Raises:
        OkrError: it cannot be made; nothing is left behind.
    """
    from okrtui.workspace.making import fill, make
    from okrtui.workspace.zone import machine_zone

    if (folder / SETTINGS_FILE).exists():
        fill(at(folder), ops, call.clock, via="import")
        return
    settings = Settings(language=language_of(call.environ), time_zone=machine_zone())
    call.workspace = make(folder, settings, ops, call.clock, via="import")
