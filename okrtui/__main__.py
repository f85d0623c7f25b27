"""Where the program begins: it makes the clock, runs the command, and opens the screens.

The one place that knows both the command line and the screens.
"""

import gc
import os
import sys


def _drop_current_folder() -> None:
    """Keep `python -m okrtui` from importing a `screens/` of whatever folder one is in.

    Only where that folder is not the one that holds this very program.
    """
    try:
        here = os.path.realpath(os.curdir)
    except OSError:
        return  # The folder was removed under us: nothing can be imported from it.
    # Not pathlib: until this is done, it might come from the wrong folder too.
    ours = os.path.realpath(os.path.join(os.path.dirname(__file__), os.pardir))  # noqa: PTH118, PTH120
    if sys.path and os.path.realpath(sys.path[0] or os.curdir) == here != ours:
        del sys.path[0]


_drop_current_folder()

from typing import TYPE_CHECKING  # noqa: E402

if TYPE_CHECKING:
    from okrtui.cli.outcome import OpenScreens
    from okrtui.model.clock import SystemClock

_SELDOM = 100_000
"""New objects until a command looks for garbage; its start makes half as many."""


def main() -> int:
    """Run the program with the arguments of this process; return its exit code."""
    argv = sys.argv[1:]
    if argv == ["--version"]:
        from okrtui import __version__

        # Before anything is imported: scripts ask for this a lot.
        sys.stdout.write(f"okrtui {__version__}\n")
        return 0
    # What a start makes stays: a sixth of its time went into looking for garbage in it.
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM)
    from okrtui.cli.main import main as run_command

    clock = _clock()
    if clock is None:
        return 2
    outcome = run_command(argv, clock)
    if isinstance(outcome, int):
        # The interpreter would look through everything twice more as it ends.
        gc.freeze()
        return outcome
    gc.set_threshold(*usual)
    return _open(outcome)


def _clock() -> "SystemClock | None":
    from okrtui.model.clock import SystemClock

    told = os.environ.get("OKRTUI_NOW")
    if not told:
        return SystemClock()
    from datetime import UTC, datetime

    try:
        start = datetime.fromisoformat(told)
    except ValueError:
        from okrtui.cli.call import language_of
        from okrtui.text.words import words_in

        words = words_in(language_of(os.environ))
        sys.stderr.write(f"okrtui: {words('cli.bad_now', given=ascii(told))}\n")
        return None
    return SystemClock(start if start.tzinfo else start.replace(tzinfo=UTC))


def _open(outcome: "OpenScreens") -> int:
    from okrtui.cli.screens import open_screens

    return open_screens(outcome, _run_screens)


def _run_screens(outcome: "OpenScreens") -> int:
    from screens.app import run  # The one import of a screen, and it costs most of the start.

    return run(outcome)


if __name__ == "__main__":
    sys.exit(main())
