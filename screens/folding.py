"""Folding the journal into `okr.json`, in a process of its own.

It reads and writes whole tables as JSON: done in a thread here, keys would wait for it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen


class Folder:
    """Starts one fold at a time."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._running: Popen[bytes] | None = None

    def start(self) -> None:
        """Start a fold, unless one runs still. It goes on when this process ends."""
        # Only a session that lasts needs it.
        import subprocess

        if self._running is not None and self._running.poll() is None:
            return
        self._running = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "okrtui", "-w", str(self._workspace), "fold"],
            # There, and in no folder that happens to hold an `okrtui` of its own.
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def wait(self) -> int | None:
        """Wait for the fold that runs, and return its exit code; None where there is none."""
        return None if self._running is None else self._running.wait()
