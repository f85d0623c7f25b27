"""Before the screens open and after they close: can this terminal show them, and what is left."""

from __future__ import annotations

import os
from collections.abc import Callable

from okrtui.cli.call import Call, call_of_process
from okrtui.cli.guard import guarded
from okrtui.cli.outcome import OpenScreens
from okrtui.text.errors import Refused

LEAST_COLUMNS, LEAST_LINES = 40, 12
"""Below this nothing can be laid out; from 80×24 on everything works."""


def open_screens(outcome: OpenScreens, run: Callable[[OpenScreens], int]) -> int:
    """Open the screens and return the program's exit code.

    run: opens them; returns when they are closed. Where the terminal cannot show them, that is
    told in one line, and they are not opened.
    """
    call = call_of_process(outcome.clock)
    call.workspace = outcome.workspace

    def checked() -> int:
        if not outcome.browser:
            check_terminal(call)
        return run(outcome)

    try:
        return guarded(checked, call)
    finally:
        if outcome.throw_away is not None:
            import shutil

            shutil.rmtree(outcome.throw_away, ignore_errors=True)


def check_terminal(call: Call) -> None:
    """Check that the screens can be shown here.

    Raises:
        Refused: a stream is no terminal, or the terminal is too simple or too small.
    """
    terminals = {
        "stdin": call.stdin.isatty(),
        "stdout": call.out.stdout.isatty(),
        "stderr": call.out.stderr.isatty(),
    }
    for name, is_terminal in terminals.items():
        if not is_terminal:
            raise Refused("cli.no_terminal", stream=name)
    if call.environ.get("TERM", "") in {"", "dumb"}:
        raise Refused("cli.dumb_terminal", term=call.environ.get("TERM", ""))
    columns, lines = os.get_terminal_size(call.out.stderr.fileno())
    # A terminal that does not know its size says 0, and is believed to be of the usual one.
    if 0 < columns < LEAST_COLUMNS or 0 < lines < LEAST_LINES:
        raise Refused(
            "cli.small_terminal",
            columns=columns,
            lines=lines,
            least_columns=LEAST_COLUMNS,
            least_lines=LEAST_LINES,
        )
