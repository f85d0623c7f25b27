"""What Textual's driver takes too lightly, and ours does not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from screens.tty import TtyDriver


class Failing(TtyDriver):
    """A driver that cannot read what came."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def run_input_thread(self) -> None:
        raise ZeroDivisionError


def test_what_could_not_be_read_ends_the_program_as_every_other_fault_does() -> None:
    shown: list[Exception] = []
    app = SimpleNamespace(
        call_later=lambda call, *given: call(*given), _handle_exception=shown.append
    )
    Failing(app)._run_input_thread()
    assert [type(error) for error in shown] == [ZeroDivisionError]
