"""A program in a pseudo-terminal, with a clock beside what it writes.

No terminal is emulated while the clock runs: the bytes are only stripped of their escape sequences
and searched for the text that is waited for.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_].*?\x1b\\|\][^\x07]*\x07|[ -/]*[0-~])")
PATIENCE = 30.0


class Clocked:
    """A program that draws, started at once; `began` is the moment before."""

    def __init__(
        self,
        argv: Sequence[str | Path],
        env: Mapping[str, str],
        *,
        cols: int = 120,
        rows: int = 40,
        cwd: Path | None = None,
    ) -> None:
        self._fd, slave = pty.openpty()
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        self._seen = bytearray()
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [str(part) for part in argv],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=dict(env),
            cwd=cwd,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._fd)

    def until(self, *texts: str) -> float:
        """Return the seconds from the start until all these texts were written.

        Raises:
            TimeoutError: they were not; the message shows the end of what was.
        """
        wanted = [text.encode() for text in texts]
        while True:
            stamp = self._read(PATIENCE)
            plain = _ESCAPES.sub(b"", bytes(self._seen))
            if all(text in plain for text in wanted):
                return stamp - self.began
            if stamp - self.began > PATIENCE:
                raise TimeoutError(f"no {texts} in: {plain[-2000:].decode(errors='replace')}")

    def press(self, key: str, *, quiet: float = 0.15) -> tuple[float, int]:
        """Press a key and return the seconds to the first byte of the answer, and all its bytes.

        Raises:
            TimeoutError: there was no answer.
        """
        self.settle(quiet)
        self._seen.clear()
        pressed = time.perf_counter()
        os.write(self._fd, key.encode())
        answered = self._read(PATIENCE)
        if not self._seen:
            raise TimeoutError(f"nothing changed at {key!r}")
        self.settle(quiet)
        return answered - pressed, len(self._seen)

    def settle(self, quiet: float = 0.5) -> None:
        """Read on until nothing came for a while."""
        while True:
            before = len(self._seen)
            self._read(quiet)
            if len(self._seen) == before:
                return

    def bytes_within(self, seconds: float) -> int:
        """Return how many bytes are written within some seconds."""
        self._seen.clear()
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        return len(self._seen)

    def cpu_seconds(self) -> float:
        """Return the processor time that the program has used so far (Linux; else 0)."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        except OSError:
            return 0.0
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Return the bytes of memory that the program holds (Linux; else 0)."""
        try:
            pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        except OSError:
            return 0
        return pages * os.sysconf("SC_PAGESIZE")

    def _read(self, seconds: float) -> float:
        ready, _, _ = select.select([self._fd], [], [], seconds)
        stamp = time.perf_counter()
        if ready:
            try:
                self._seen += os.read(self._fd, 1 << 20)
            except OSError as gone:
                raise TimeoutError(f"it ended: {bytes(self._seen)[-2000:]!r}") from gone
        return stamp
