"""What a command says, and where: data on stdout, talk on stderr. Nothing else prints."""

from __future__ import annotations

import json
from typing import Any, TextIO

from okrtui.text.errors import OkrError
from okrtui.text.harmless import harmless
from okrtui.text.words import Words


class Output:
    """The two streams of a command.

    On a terminal everything is made harmless: what people typed into the store may not act on it.
    Into a pipe or a file, data goes as it is.
    """

    def __init__(self, stdout: TextIO, stderr: TextIO) -> None:
        self.stdout = stdout
        self.stderr = stderr

    def write(self, text: str) -> None:
        """Write data that ends as it should: in a line end, or in nothing."""
        shown = harmless(text, lines=True) if self.stdout.isatty() else text
        self.stdout.write(shown)
        self.stdout.flush()

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
