"""The command line without a process: its words in, what it said and came to out."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okrtui.cli.call import Call
from okrtui.cli.guard import guarded
from okrtui.cli.main import run
from okrtui.cli.outcome import OpenScreens
from okrtui.cli.output import Output
from tests.fakes import FakeClock


class Bytes(io.BytesIO):
    """A stdin that may be a terminal."""

    def __init__(self, data: bytes, terminal: bool) -> None:
        super().__init__(data)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


class Text(io.StringIO):
    """A stdout or stderr that may be a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__(newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@dataclass(frozen=True)
class Ended:
    """What a call said and came to."""

    outcome: int | OpenScreens
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it said, as JSON."""
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """What it said on stderr, if that is one line."""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        return self.err[:-1]


class Program:
    """The program as somebody in a folder calls it."""

    def __init__(self, cwd: Path, clock: FakeClock) -> None:
        self.cwd = cwd
        self.clock = clock
        self.environ: Mapping[str, str] = {"LANG": "en_US.UTF-8"}

    def __call__(self, *argv: str | Path, typed: str | bytes = "", terminal: bool = False) -> Ended:
        """Run a command line; `terminal`: whether its streams are one."""
        data = typed if isinstance(typed, bytes) else typed.encode()
        out, err = Text(terminal), Text(terminal)
        call = Call(
            clock=self.clock,
            environ=self.environ,
            cwd=self.cwd,
            stdin=Bytes(data, terminal),
            out=Output(out, err),
        )
        outcome = guarded(lambda: run([str(word) for word in argv], call), call)
        return Ended(outcome, out.getvalue(), err.getvalue())

    def done(self, *argv: str | Path, typed: str | bytes = "") -> Ended:
        """Run a command line that must succeed."""
        ended = self(*argv, typed=typed)
        assert ended.outcome == 0, ended
        return ended
