"""One call of the program: its surroundings, its streams, and the workspace that is meant."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TextIO

import msgspec

from okrtui.cli.output import Output
from okrtui.model.clock import Clock
from okrtui.text.errors import NotWritten, OkrError, Refused
from okrtui.text.words import Language, Words, words_in
from okrtui.workspace import Workspace, find
from okrtui.workspace.folder import named_path


class Call(msgspec.Struct, dict=True):
    """Everything a command may look at. Made once per run of the program; tests make their own.

    given: what `-w` said. as_: what `--as` said before any command. stdin: bytes, as they come.
    """

    clock: Clock
    environ: Mapping[str, str]
    cwd: Path
    stdin: BinaryIO
    out: Output
    given: str | None = None
    as_: str | None = None
    ascii: bool = False
    no_mouse: bool = False

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace that is meant.

        Raises:
            Refused: there is none, or its settings are wrong.
        """
        return find(self.given, self.environ, self.cwd)

    @cached_property
    def words(self) -> Words:
        """The words of the workspace's language, or of the person's where there is none."""
        with contextlib.suppress(OkrError):
            return words_in(self.workspace.settings.language)
        return words_in(language_of(self.environ))

    @property
    def today(self) -> date:
        """The day that it is in the workspace."""
        from zoneinfo import ZoneInfo  # 2 ms; help and errors ask for no day.

        zone = ZoneInfo(self.workspace.settings.time_zone)
        return self.clock.now().astimezone(zone).date()

    @property
    def interactive(self) -> bool:
        """Whether there is somebody to ask."""
        return self.stdin.isatty() and self.out.stderr.isatty()

    @property
    def columns(self) -> int | None:
        """The width that data is shown in, in cells; None where it goes to a file or a pipe."""
        if not self.out.stdout.isatty():
            return None
        import shutil  # Brings three compressors along, and pipes have no width.

        return shutil.get_terminal_size().columns

    def path(self, named: str) -> Path:
        """Return a path as a person named it, from the folder they are in."""
        return named_path(self.cwd, named)

    def deliver(self, data: bytes, output: str | None) -> None:
        """Write data into the file that was named, or to stdout for `-` or none.

        Raises:
            NotWritten: the disk did not take it, or has no such folder; a file that was there is
                as it was.
        """
        if output in {None, "-"}:
            self.out.write_bytes(data)
            return
        from okrtui.store import disk
        from okrtui.store.failures import writing

        file = self.path(str(output))
        with writing(file):
            if not file.parent.is_dir():
                raise NotWritten("cli.no_folder", file=str(output), folder=str(file.parent))
            disk.write_whole(file, data)

    def ask(self, question: str) -> str:
        """Ask, and return the answer without blanks around it; nothing if they just press enter.

        Raises:
            Refused: the input has ended.
        """
        self.out.prompt(question)
        answer = self.stdin.readline()
        if not answer:
            self.out.say("")
            raise Refused("cli.no_answer")
        return answer.decode("utf-8", "replace").strip()


def language_of(environ: Mapping[str, str]) -> Language:
    """Return the language to speak in where no workspace says it.

    That of the person's locale: Chinese for `zh…`, else English.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environ.get(name):
            return "zh" if locale.lower().startswith("zh") else "en"
    return "en"


def call_of_process(clock: Clock) -> Call:
    """Return the call that this process is.

    Data goes out as UTF-8 whatever the locale says; only a terminal decides for itself.
    """
    return Call(
        clock=clock,
        environ=os.environ,
        cwd=_current_folder(),
        stdin=sys.stdin.buffer if sys.stdin else io.BytesIO(),
        out=Output(_as_utf8(sys.stdout), _as_utf8(sys.stderr)),
    )


def _as_utf8(stream: TextIO | None) -> TextIO:
    if stream is None:
        # Started without it, as `>&-` does: what is said goes nowhere.
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace", newline="\n")
    return stream


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except OSError:
        # It was removed under us; what is named from the root can still be found.
        return Path(os.environ.get("PWD", "/"))
