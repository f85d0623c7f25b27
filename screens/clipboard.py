"""Copying to the clipboard of whoever looks, however far away: by OSC 52, through tmux and screen.

A terminal never says whether it took it, and some never do; so nothing here promises that.
"""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from okrtui.text.harmless import harmless

if TYPE_CHECKING:
    from textual.app import App

    from screens.base import DeskScreen

MOST = 74_000
"""Bytes that are copied at most: terminals drop what is longer than 100,000 in base 64."""

_WAIT = 3
"""Seconds that tmux may take."""

_SCREEN_TAKES = 250
"""Bytes that GNU screen passes on in one go."""


def copy(screen: DeskScreen[Any], text: str) -> None:
    """Copy a text, and say so at the foot of a screen; or say that it is too long for that."""
    safe = harmless(text, lines=True)
    if len(safe.encode()) > MOST:
        screen.say(screen.words("views.copy_too_long", n=MOST // 1000), "at_risk")
        return
    screen.run_worker(_copy(screen.app, safe, os.environ))
    screen.say(screen.words("views.copied"))


async def _copy(app: App[Any], text: str, environ: Mapping[str, str]) -> None:
    # tmux drops what a program writes unless it was told otherwise; its own command it obeys.
    taken = await asyncio.to_thread(_through_tmux, text) if environ.get("TMUX") else False
    if taken:
        return
    if app._driver is not None:
        for sequence in sequences(text, environ):
            app._driver.write(sequence)


def _through_tmux(text: str) -> bool:
    import subprocess  # Only here: few copy, and none of them at the start.

    try:
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],  # noqa: S607 - the one whose session this is
            input=text.encode(),
            capture_output=True,
            timeout=_WAIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def sequences(text: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Return what to write to the terminal so that it copies a text.

    Within tmux or screen also wrapped, so that they pass it on to the terminal that they run in.
    """
    plain = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    yield plain
    if environ.get("TMUX"):
        yield "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    elif environ.get("STY"):
        for at in range(0, len(plain), _SCREEN_TAKES):
            yield f"\x1bP{plain[at : at + _SCREEN_TAKES]}\x1b\\"
