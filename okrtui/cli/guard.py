"""Where whatever goes wrong becomes one line and an exit code."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from okrtui.cli.call import Call
from okrtui.text.errors import ExitCode, OkrError

Result = TypeVar("Result")

INTERRUPTED = 130
"""What a shell expects of a program that ctrl+c ended."""


def guarded(act: Callable[[], Result], call: Call) -> Result | int:
    """Return what `act` returns, or the exit code of what went wrong, told in one line.

    Ctrl+c and a reader that has gone away are no errors: they end the program quietly.
    """
    try:
        return act()
    except OkrError as error:
        return _told(error, call)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go(call)
        return ExitCode.REFUSED
    except Exception as error:  # noqa: BLE001  Nobody foresaw it: the one place that says so.
        return _unforeseen(error, call)


def _told(error: OkrError, call: Call) -> int:
    with contextlib.suppress(BrokenPipeError):
        call.out.complain(error, call.words)
    if call.out.lost:
        _let_go(call)
    return error.exit_code


def _let_go(call: Call) -> None:
    # The interpreter flushes stdout as it ends, and would fail, and complain, once more.
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, call.out.stdout.fileno())
        os.close(nowhere)


def _unforeseen(error: Exception, call: Call) -> int:
    kind = type(error).__name__
    try:
        file = _write_log(error, call)
    except OSError:
        call.out.say(f"okrtui: {call.words('cli.unforeseen', kind=kind, error=str(error))}")
    else:
        call.out.say(f"okrtui: {call.words('cli.unforeseen_in', kind=kind, file=str(file))}")
    return ExitCode.REFUSED


def _write_log(error: Exception, call: Call) -> Path:
    from traceback import format_exception

    import platformdirs  # Who gets here is not in a hurry.

    now = call.clock.now()
    folder = Path(platformdirs.user_state_dir("okrtui", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"error-{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
    # For the person's own eyes: it may hold what they typed.
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as log:
        log.writelines(format_exception(error))
    return file
