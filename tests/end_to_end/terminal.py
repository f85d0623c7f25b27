"""The program in a pseudo-terminal: what a person presses, and what a person sees.

    with Terminal(["okrtui", "demo"], cols=80, rows=24) as terminal:
        terminal.wait_for("Growth")
        terminal.press("j", "7", "enter")
        assert "7" in terminal.line("KR1")

Nothing sleeps here for a while and hopes: one waits for a text, for a change, or for the end.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte
from wcwidth import wcwidth

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "shift+tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}

PATIENCE = 20.0
"""Seconds to wait for what should come at once: a busy machine is slow, a broken program silent."""

# What pyte would print, or take for something else, instead of passing over it.
_NOT_FOR_PYTE = re.compile(
    rb"\x1b\[[<=>][0-9;:]*[ -/]*[@-~]"
    rb"|\x1b\[[0-9;:?]*[ -/]+[@-~]"
    rb"|\x1b\[\?[0-9;]*[^hlJKn0-9;]"
    rb"|\x1b[PX^_].*?\x1b\\",
    re.DOTALL,
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[PX^_][^\x1b]*|\][^\x07\x1b]*)?\Z", re.DOTALL)

Sought = str | re.Pattern[str] | Callable[["Terminal"], object]


class NotSeen(AssertionError):
    """What was waited for did not come; the message shows the screen as it was left."""


class _Screen(pyte.Screen):
    """A screen that forgets the program's drawing when the program gives the screen back."""

    def draw(self, data: str) -> None:
        # At a character without a width pyte would drop the rest of the run.
        super().draw("".join(character for character in data if wcwidth(character) != 0))

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        super().reset_mode(*modes, **kwargs)
        if kwargs.get("private") and 1049 in modes:
            self.erase_in_display(2)
            self.cursor_position()


class Terminal:
    """A program running in a pseudo-terminal of its own.

    env: changes to the surroundings; None takes a variable away.
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        cols: int = 120,
        rows: int = 40,
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self._written = bytearray()
        self._hung_up = False
        self._screen = _Screen(cols, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._unfinished = b""
        self._fd, slave = pty.openpty()
        self.resize(cols, rows)
        # The size is the terminal's, so nothing may say otherwise.
        changes = {"COLUMNS": None, "LINES": None} | dict(env or {})
        surroundings = {**os.environ, **{k: v for k, v in changes.items() if v is not None}}
        for name in [name for name, value in changes.items() if value is None]:
            surroundings.pop(name, None)
        # Opened by the leader of a session, the terminal becomes its own: resizing is told.
        takes_the_terminal = 'tty=$1; shift; exec "$@" <>"$tty" >&0 2>&0'
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", takes_the_terminal, "sh", os.ttyname(slave), *map(str, argv)],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            env=surroundings,
            cwd=cwd,
        )
        self._slave: int | None = slave

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self.kill()
        self._let_go_of_the_slave()
        if not self._hung_up:
            os.close(self._fd)

    # -- what a person does

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: names of `KEYS`, or single characters."""
        for key in keys:
            self._write(KEYS.get(key, key).encode())
            if key == "escape":
                # Followed at once by another key, it would be the first byte of an alt key.
                self._read_for(0.15)

    def type(self, text: str) -> None:
        """Type a text, as fast as a terminal delivers it."""
        for character in text:
            self._write(character.encode())

    def at_once(self, text: str | bytes) -> None:
        """Let a text arrive in one piece, as of a paste without brackets, or over a slow line."""
        self._write(text if isinstance(text, bytes) else text.encode())

    def paste(self, text: str) -> None:
        """Paste a text, in the brackets that most terminals put around it."""
        self._write(b"\x1b[200~" + text.replace("\n", "\r").encode() + b"\x1b[201~")

    def resize(self, cols: int, rows: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, cols)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def kill(self) -> None:
        """End the program without a warning, as `kill -9` does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(PATIENCE)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def hang_up(self) -> None:
        """Take the terminal away, as a lost connection does; nothing can be seen any more."""
        self._let_go_of_the_slave()
        os.close(self._fd)
        self._hung_up = True

    # -- what a person sees

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    @property
    def is_raw(self) -> bool:
        """Whether keys come one by one and unseen; else the terminal is as a shell wants it."""
        flags = termios.tcgetattr(self._fd)
        return not flags[3] & (termios.ICANON | termios.ECHO | termios.ISIG)

    def modes(self) -> frozenset[int]:
        """Return the private modes that the program has switched on and not off again."""
        on: set[int] = set()
        self._read_for(0)
        for numbers, sign in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", bytes(self._written)):
            named = {int(number) for number in numbers.split(b";")}
            on = on | named if sign == b"h" else on - named
        return frozenset(on)

    def text(self) -> str:
        """Return the screen as it is now, line by line, without blanks at the ends."""
        self._read_for(0)
        return "\n".join(self._row(y) for y in range(self._screen.lines))

    def written(self) -> str:
        """Return all that was ever written, escape sequences and all, with plain line ends."""
        self._read_for(0)
        return self._written.decode("utf-8", "replace").replace("\r\n", "\n")

    def line(self, sought: str) -> str:
        """Return the first line of the screen that holds a text; empty if there is none."""
        return next((line for line in self.text().splitlines() if sought in line), "")

    def sees(self, sought: Sought) -> bool:
        """Return whether a text, a pattern or a condition is there now."""
        self._read_for(0)
        return self._holds(sought)

    def wait_for(self, sought: Sought, *, timeout: float = PATIENCE) -> None:
        """Wait until a text, a pattern or a condition is there.

        Raises:
            NotSeen: it did not come, or the program ended without it.
        """
        deadline = time.monotonic() + timeout
        while not self._holds(sought):
            if time.monotonic() > deadline:
                raise NotSeen(f"{timeout:g} s passed without {sought!r}:\n{self._framed()}")
            if not self._read_for(0.05) and self._process.poll() is not None:
                self._read_for(0)
                if not self._holds(sought):
                    status = self._process.returncode
                    raise NotSeen(f"it ended ({status}) without {sought!r}:\n{self._framed()}")

    def wait_until_quiet(self, seconds: float = 0.3, *, timeout: float = PATIENCE) -> None:
        """Wait until the rows have not changed for a while; a clock's digits may go on."""
        deadline = time.monotonic() + timeout
        before, since = self._still_part(), time.monotonic()
        while time.monotonic() - since < seconds:
            if time.monotonic() > deadline:
                raise NotSeen(f"the screen never rests:\n{self._framed()}")
            self._read_for(0.05)
            if (now := self._still_part()) != before:
                before, since = now, time.monotonic()

    def runs(self) -> bool:
        """Return whether the program has not ended yet."""
        return self._process.poll() is None

    def exit_status(self, *, timeout: float = PATIENCE) -> int:
        """Wait for the program's end and return its status.

        Raises:
            NotSeen: it still runs.
        """
        deadline = time.monotonic() + timeout
        while self._process.poll() is None:
            if time.monotonic() > deadline:
                raise NotSeen(f"it still runs after {timeout:g} s:\n{self._framed()}")
            self._rest()
        while not self._hung_up and self._read_for(0.05):
            pass
        return self._process.returncode

    def stall(self, keys: str) -> None:
        """Press keys and read nothing more, until the program writes no more either."""
        os.write(self._fd, keys.encode())
        before, now = -1, self._unread()
        while before < now:
            time.sleep(0.3)
            before, now = now, self._unread()

    def status_unread(self, *, timeout: float) -> int:
        """Wait for the program's end without reading what it writes, and return its status.

        Raises:
            subprocess.TimeoutExpired: it still runs.
        """
        return self._process.wait(timeout)

    def _unread(self) -> int:
        found: bytes = fcntl.ioctl(self._fd, termios.FIONREAD, bytes(4))
        return int.from_bytes(found, sys.byteorder)

    # -- inside

    def _write(self, data: bytes) -> None:
        while data:
            self._read_for(0)  # else both sides may wait for the other to read
            data = data[os.write(self._fd, data) :]

    def _rest(self) -> None:
        if self._hung_up:
            time.sleep(0.05)  # There is nothing to wait on but its end.
        else:
            self._read_for(0.05)

    def _read_for(self, seconds: float) -> bool:
        """Take in what the program writes within some seconds, and all that is there already."""
        deadline = time.monotonic() + seconds
        anything = False
        while True:
            ready, _, _ = select.select([self._fd], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return anything
            try:
                data = os.read(self._fd, 65536)
            except OSError:  # how Linux says that nobody holds the other side any more
                return anything
            if not data:
                return anything
            anything = True
            self._let_go_of_the_slave()
            self._feed(data)

    def _let_go_of_the_slave(self) -> None:
        # Held until the program has it open: else the first read could find nobody there.
        if self._slave is not None:
            with contextlib.suppress(OSError):
                os.close(self._slave)
            self._slave = None

    def _feed(self, data: bytes) -> None:
        self._written += data
        data = self._unfinished + data
        cut = match.start() if (match := _UNFINISHED.search(data)) else len(data)
        self._unfinished = data[cut:]
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data[:cut]))

    def _row(self, y: int) -> str:
        # The second cell of a wide character is an empty one, and vanishes in the join.
        return "".join(self._screen.buffer[y][x].data for x in range(self._screen.columns)).rstrip()

    def _still_part(self) -> str:
        return re.sub(r"\d+:\d\d", "0:00", "\n".join(map(self._row, range(self._screen.lines))))

    def _holds(self, sought: Sought) -> bool:
        if callable(sought):
            return bool(sought(self))
        whole = "\n".join(self._row(y) for y in range(self._screen.lines))
        return sought in whole if isinstance(sought, str) else bool(sought.search(whole))

    def _framed(self) -> str:
        rows = [self._row(y) for y in range(self._screen.lines)]
        return "\n".join(f"  |{row}" for row in rows)
