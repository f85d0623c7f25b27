"""What a command says, and where: data on stdout, talk on stderr. Nothing else prints."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from okrtui.store.failures import not_written
from okrtui.text.errors import OkrError
from okrtui.text.harmless import harmless
from okrtui.text.words import Words


class Output:
    """The two streams of a command.

    On a terminal everything is made harmless: what people typed into the store may not act on it.
    Into a pipe or a file, data goes as it is.

    lost: whether stdout takes no more. since: the moment from which people wait, on the
        monotonic clock.
    """

    def __init__(self, stdout: TextIO, stderr: TextIO) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.lost = False
        self.since = time.monotonic()

    def write(self, text: str) -> None:
        """Write data.

        Raises:
            BrokenPipeError: who read it has gone away.
            NotWritten: it goes into a file, and the disk did not take it.
        """
        if self.stdout.isatty():
            text = harmless(text, lines=True)
        with self._writing():
            self.stdout.write(text)
            self.stdout.flush()

    def write_bytes(self, data: bytes) -> None:
        """Write data as it is, without an encoding or line ends of this machine.

        Raises:
            BrokenPipeError, NotWritten: as `write` does.
        """
        if self.stdout.isatty() or not isinstance(self.stdout, io.TextIOWrapper):
            self.write(data.decode())
            return
        with self._writing():
            self.stdout.buffer.write(data)
            self.stdout.flush()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.lost = True
            if isinstance(error, BrokenPipeError):
                raise
            raise not_written(error, Path("stdout")) from error

    def line(self, text: str) -> None:
        """Write one line of data."""
        self.write(f"{text}\n")

    def data(self, value: Any) -> None:
        """Write a document as JSON for people and programs: indented, as it is spelled."""
        self.line(json.dumps(value, ensure_ascii=False, indent=2))

    def json_line(self, value: Any) -> None:
        """Write a document as JSON on one line."""
        self.line(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))

    def say(self, text: str) -> None:
        """Tell the person at the terminal something, in one line."""
        self.stderr.write(f"{harmless(text)}\n")
        self.stderr.flush()

    def show(self, text: str) -> None:
        """Show the person at the terminal several lines."""
        self.stderr.write(harmless(text, lines=True))
        self.stderr.flush()

    def prompt(self, text: str) -> None:
        """Ask the person at the terminal something; the answer goes on the same line."""
        self.stderr.write(f"{harmless(text)} ")
        self.stderr.flush()

    def complain(self, error: OkrError, words: Words) -> None:
        """Tell what went wrong: one line for each thing that did."""
        for problem in getattr(error, "problems", (error,)):
            self.say(f"okrtui: {words.tell(problem)}")
