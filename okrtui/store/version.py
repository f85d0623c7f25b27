"""The version of everything that the store writes, and how older ones are brought up to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from okrtui.model.ops import Doc
from okrtui.text.errors import Refused

VERSION = 1
"""What this program writes. A higher one is refused, a lower one is migrated."""

Documents = Mapping[str, Mapping[str, Doc]]
"""Table → id → document."""

MIGRATIONS: dict[int, Callable[[Documents], Documents]] = {}
"""From each older version, the pure function that makes the documents of the next one."""


def known(version: int) -> bool:
    """Return whether there is a way from a version to ours."""
    return VERSION - len(MIGRATIONS) <= version <= VERSION


def refuse_newer(version: object) -> None:
    """Refuse what a newer version of the program wrote.

    Raises:
        Refused: it is.
    """
    if isinstance(version, int) and version > VERSION:
        raise Refused("store.newer", version=version, ours=VERSION)
