"""Who closes or opens a cycle from the command line, and when."""

from __future__ import annotations

from okrtui.cli.call import Call
from okrtui.cycle.circumstances import Circumstances
from okrtui.model.calendar import Calendar
from okrtui.model.ids import new_id
from okrtui.workspace.person import os_login


def around(call: Call) -> Circumstances:
    """Return the circumstances of what this call does now."""
    settings = call.workspace.settings
    return Circumstances(
        by=os_login(),
        now=call.clock.now(),
        new_id=new_id,
        settings=settings,
        calendar=Calendar(settings),
    )
