"""What can go wrong, by what a person can do about it. Each kind has its own exit code."""

from __future__ import annotations

from enum import IntEnum

from okrtui.text.message import Message


class ExitCode(IntEnum):
    """What a command's exit status says (design, section 7)."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    DAMAGED = 3
    NOT_WRITTEN = 4


class OkrError(Exception):
    """Something that a person is told in one line: what is wrong, where, and what to do."""

    exit_code = ExitCode.REFUSED

    def __init__(self, key: str, **values: str | int | Message) -> None:
        super().__init__(key, values)
        self.message = Message(key, values)


class Refused(OkrError):
    """What was asked is not there, or not allowed now; nothing has changed."""


class WrongUsage(OkrError):
    """The words of a command are wrong."""

    exit_code = ExitCode.USAGE


class Damaged(OkrError):
    """A file of the workspace does not say what we wrote; it is left as it is."""

    exit_code = ExitCode.DAMAGED


class NotWritten(OkrError):
    """The disk did not take it: full, read-only, locked by another. What was typed is kept."""

    exit_code = ExitCode.NOT_WRITTEN
