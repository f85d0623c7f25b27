"""The time zone of this machine, as a name that a new workspace can keep."""

from __future__ import annotations

from pathlib import Path

from okrtui.workspace.settings_file import is_zone

FALLBACK = "UTC"


def machine_zone(localtime: Path = Path("/etc/localtime")) -> str:
    """Return the IANA name of the machine's time zone, or `UTC` where it has none.

    Never `$TZ`: that is one person's, and a workspace is a team's.
    """
    try:
        target = str(localtime.resolve(strict=True))
    except OSError:
        return FALLBACK
    name = target.partition("/zoneinfo/")[2]
    for variant in ("posix/", "right/"):
        name = name.removeprefix(variant)
    return name if is_zone(name) and name != "Etc/UTC" else FALLBACK
