"""The terminal itself: what came in one read, what stops us and brings us back, and its end.

Textual's own driver knows the sequences; here is what it takes too lightly. A terminal that
vanished made it wait for ever with a full queue, or read nothing at full speed; and it went on
twice after a stop that it had not been asked about, and left the terminal raw. Where nobody read
what it wrote, it waited, and heard of no signal meanwhile.
"""

from __future__ import annotations

import os
import select
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, cast

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from screens.burst import Burst, is_burst

_READ = 4096
_LOOK = 0.1
"""Seconds between two looks at whether the reading shall end, or a lone escape was meant."""

_TOGETHER = 0.03
"""Seconds in which what follows a burst belongs to it: a long paste comes in several reads."""

_PATIENCE = 1.0
"""Seconds for which the end waits for a terminal that takes nothing."""

_MOST = 65536
"""Characters that are put together for one write."""


class HungUp(Message):
    """Nobody is at the terminal any more."""


class TtyDriver(LinuxDriver):
    """Reads the keys, and tells the app when nobody is there any more."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._out: _Out | None = None
        if self._file is not None:
            self._out = _Out(self._file)
            self._file = cast("TextIOWrapper", self._out)
        self._stopped = False
        self._burst_at = 0.0
        # A signal may come while the queue of what is to be written is locked, so in the loop.
        self._loop.add_signal_handler(signal.SIGTSTP, self._stop)
        self._loop.add_signal_handler(signal.SIGCONT, self._go_on)

    def end_soon(self, *_signal: object) -> None:
        """Wait no longer than a moment for a terminal that takes nothing: the program is to end.

        For `signal.signal`: a loop that waits to write hears of no signal itself.
        """
        if self._out is not None:
            self._out.end_soon()

    def send_message(self, message: Message) -> None:
        """Hand a message to the app, without a task that only does so: a key waits for it."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    # -- stopped, and brought back

    def _stop(self) -> None:
        if self._auto_restart:
            self.suspend_application_mode()
            self._must_signal_resume = self._stopped = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        if not self._auto_restart:
            return  # Something else has the terminal, and gives it back itself.
        if not self._stopped:
            # Stopped without a word: nobody knows what became of the terminal meanwhile.
            self.suspend_application_mode()
        self._stopped = False
        self.resume_application_mode()
        # Of the same size, it would be thought to show still what it showed.
        self._loop.call_soon(self._app.refresh)

    # -- reading

    def run_input_thread(self) -> None:
        """Read until the app ends or the terminal does."""
        parser = _Parser(self._debug)
        # An old terminal, or an input method, may send what is no UTF-8: one strange key.
        decoder = getincrementaldecoder("utf-8")("replace")
        try:
            while not self.exit_event.is_set():
                if select.select([self.fileno], [], [], _LOOK)[0]:
                    data = _read(self.fileno)
                    if not data:
                        self.process_message(HungUp())
                        return
                    self._hand_on(list(parser.feed(decoder.decode(data))))
                self._hand_on(list(parser.tick()))
        finally:
            _let_end(parser)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - it goes to the one place that shows it
            # Textual would print a traceback with all our values, and end as if all were well.
            self._app.call_later(self._app._handle_exception, error)

    def _hand_on(self, messages: Sequence[Message]) -> None:
        keys = [message for message in messages if isinstance(message, Key)]
        now = time.monotonic()
        if keys and (is_burst(keys) or now - self._burst_at < _TOGETHER):
            self._burst_at = now
            self._hand_on_each(message for message in messages if not isinstance(message, Key))
            self.process_message(Burst(keys))
        else:
            self._hand_on_each(messages)

    def _hand_on_each(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)


class _Parser(XTermParser):
    """Believes a terminal that counts no pixels: its mouse is reported in cells."""

    def parse_mouse_code(self, code: str) -> Message | None:
        # Textual would divide by them, and end the program at the next move of the mouse.
        counted = bool(self.terminal_size and self.terminal_pixel_size)
        self.mouse_pixels = self.mouse_pixels and counted
        return super().parse_mouse_code(code)


def _read(fd: int) -> bytes:
    """Return what was read; nothing where the terminal is gone."""
    try:
        return os.read(fd, _READ)
    except OSError:
        return b""


def _let_end(parser: XTermParser) -> None:
    try:
        for _ in parser.feed(""):
            pass
    except (EOFError, ParseError):
        pass


class _Out:
    """Writes to the terminal; once that is gone, to nobody. An error here would stop the writer."""

    def __init__(self, file: TextIOWrapper) -> None:
        self._fd = _never_waiting(file.fileno())
        self._encoding = file.encoding
        self._waiting: list[str] = []
        self._gone = False
        self._until = float("inf")

    def fileno(self) -> int:
        return self._fd

    def isatty(self) -> bool:
        return os.isatty(self._fd)

    def write(self, text: str) -> None:
        self._waiting.append(text)
        if sum(map(len, self._waiting)) > _MOST:
            self.flush()

    def end_soon(self) -> None:
        """Give up what the terminal has not taken a moment from now. Safe within a signal."""
        self._until = min(self._until, time.monotonic() + _PATIENCE)

    def flush(self) -> None:
        data = "".join(self._waiting).encode(self._encoding, "backslashreplace")
        self._waiting.clear()
        while data and not self._gone:
            try:
                data = data[os.write(self._fd, data) :]
            except BlockingIOError:
                takes = select.select([], [self._fd], [], _LOOK)[1]
                self._gone = not takes and time.monotonic() > self._until
            except OSError:
                self._gone = True


def _never_waiting(fd: int) -> int:
    """Return the terminal opened anew, so that a write takes what goes and never waits.

    Opened anew, since whoever shares the terminal shares such a setting too. Where it may not be
    opened, as after `su`, it is the one that was given.
    """
    try:
        return os.open(os.ttyname(fd), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return fd
