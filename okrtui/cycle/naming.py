"""How people name the cycle that they want to open."""

from __future__ import annotations

from datetime import date

from okrtui.formats.spans import cycle_named
from okrtui.model.calendar import parse_cycle
from okrtui.text.errors import Refused, WrongUsage
from okrtui.text.harmless import clean_line


def named_span(told: str) -> tuple[str, date, date]:
    """Return name, first and last day of a cycle: `2026-Q4`, or `Launch=2026-10-05..2026-12-18`.

    Raises:
        WrongUsage: it is neither.
    """
    named, equals, days = told.partition("=")
    days = days if equals else named
    try:
        start, end = parse_cycle(days)
    except Refused as error:
        raise WrongUsage("cli.init_bad_cycle", given=told) from error
    # In our own spelling, so that documents to be imported find it.
    name = clean_line(named if equals else cycle_named(days) or days)
    if not name:
        raise WrongUsage("cli.init_bad_cycle", given=told)
    return name, start, end
