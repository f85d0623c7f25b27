"""What a command comes to: an exit code, or screens to open.

The command line never imports a screen. It says what to open, and `__main__` opens it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from okrtui.model.clock import Clock
from okrtui.text.errors import ExitCode
from okrtui.workspace import Workspace


class OpenScreens(msgspec.Struct, frozen=True, kw_only=True):
    """Open the board of a workspace, or go straight to its meeting.

    what: where to begin. as_: the member acted for, as a person named them.
    The rest is for the meeting alone: resume: only one that is open already, never a new one;
    order, minutes: of a new one, where they differ from the settings; reopen: the last closed one,
    `why`, or that is asked; rehearsal: the workspace is a throw-away copy.
    ascii: draw plain signs. no_mouse: ask the terminal for no mouse.
    browser: they show in a browser, to look and follow: on a store that is opened read-only.
    throw_away: a folder to remove when the screens are closed.
    """

    workspace: Workspace
    clock: Clock
    what: Literal["board", "meeting", "join"] = "board"
    as_: str | None = None
    resume: bool = False
    order: str | None = None
    minutes: int | None = None
    reopen: bool = False
    why: str | None = None
    rehearsal: bool = False
    ascii: bool = False
    no_mouse: bool = False
    browser: bool = False
    throw_away: Path | None = None


Outcome = ExitCode | OpenScreens
