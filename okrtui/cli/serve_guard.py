"""Who may look: requests for a page that is served to one person, on one machine, are judged here.

A page of another site can make a browser ask for things, so each request must be for this machine
by name (else a foreign name may have been pointed here) and must come from the page itself. And on
a machine with several accounts, each can reach what listens on loopback: where the system says
whose connection it is, only ours is let in.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
from pathlib import Path
from typing import Literal

LOOPBACK = "127.0.0.1"
_NAMES = frozenset({LOOPBACK, "localhost"})
_TABLE = Path("/proc/net/tcp")
_ROOT = 0

Why = Literal["foreign_host", "foreign_origin", "foreign_user"]
"""Why a request is refused: `serve.` and this is the key of the words for it."""


def refused(host: str | None, origin: str | None, user: int | None) -> Why | None:
    """Return why a request is refused, or None where it is not.

    host, origin: its headers, None where it has none. A forwarded port may be any other one.
    user: whose connection it is, None where the system does not say.
    """
    if host is None or not _NAMES & {host, host.rpartition(":")[0]}:
        return "foreign_host"
    if origin is not None and origin != f"http://{host}":
        return "foreign_origin"
    if user not in {None, _ROOT, os.getuid()}:
        return "foreign_user"
    return None


def user_of(theirs: tuple[str, int], ours: tuple[str, int]) -> int | None:
    """Return whose end of a loopback connection `theirs` is, as a user id.

    None where this system has no table of connections, and -1 where it is in none.
    """
    try:
        table = _TABLE.read_text("ascii")
    except OSError:
        return None
    return user_in(table, theirs, ours)


def user_in(table: str, theirs: tuple[str, int], ours: tuple[str, int]) -> int:
    """Return who holds the end `theirs` of a connection by a table like `/proc/net/tcp`, or -1."""
    sought = [_spelled(*theirs), _spelled(*ours)]
    for line in table.splitlines()[1:]:
        fields = line.split()
        if fields[1:3] == sought:
            with contextlib.suppress(ValueError, IndexError):
                return int(fields[7])
    return -1


def _spelled(address: str, port: int) -> str:
    # The kernel writes the four bytes as the number that they are in its memory.
    (number,) = struct.unpack("=I", socket.inet_aton(address))
    return f"{number:08X}:{port:04X}"
