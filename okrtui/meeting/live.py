"""Where each session is: light, one file per session, replaced without a flush.

It is not an entry: after a power cut the meeting goes on at the last entry instead. After a kill it
goes on at the row where it was, and the clock does not count the time between.
"""

from __future__ import annotations

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path

import msgspec


class Live(msgspec.Struct, frozen=True):
    """A session of a meeting, as it was at an instant.

    stop, row: where its cursor is. who: the login of whose session it is.
    """

    meeting: str
    who: str
    at: datetime
    stop: str | None
    row: str | None


def save(folder: Path, session: str, live: Live) -> None:
    """Write where a session is. What the disk does not take is let go: it is only a cursor."""
    text = json.dumps({**msgspec.structs.asdict(live), "at": live.at.isoformat()})
    new = folder / f".{session}.new"
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        new.write_text(text, "utf-8")
        new.replace(folder / f"{session}.json")


def load(folder: Path, meeting: str) -> list[Live]:
    """Return what sessions of a meeting have left, the newest last; unreadable ones are nothing."""
    found = []
    for path in folder.glob("*.json"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            data = json.loads(path.read_text("utf-8"))
            live = Live(
                meeting=str(data["meeting"]),
                who=str(data["who"]),
                at=datetime.fromisoformat(data["at"]),
                stop=data["stop"],
                row=data["row"],
            )
            if live.at.tzinfo is not None and live.meeting == meeting:
                found.append(live)
    return sorted(found, key=lambda live: live.at)


def forget(folder: Path, session: str) -> None:
    """Take a session's file away, when it leaves in good order."""
    with contextlib.suppress(OSError):
        (folder / f"{session}.json").unlink()


def session_name(who: str) -> str:
    """Return a name for this process's session."""
    return f"{''.join(c if c.isalnum() else '_' for c in who)}-{os.getpid()}"
