"""Who closes or opens a cycle from the command line, and when."""

from __future__ import annotations

from okrtui.cli.call import Call
from okrtui.cycle.circumstances import Circumstances, around_now
from okrtui.workspace.person import os_login


def around(call: Call) -> Circumstances:
    """Return the circumstances of what this call does now."""
    return around_now(os_login(), settings=call.workspace.settings, clock=call.clock)
