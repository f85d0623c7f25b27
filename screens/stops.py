"""Where a stop of a meeting lies: in which part, and between which others."""

from __future__ import annotations

from collections.abc import Iterable

from okrtui.meeting.agenda import Part


def part_of(stop: str) -> Part:
    """Return the part of the meeting that a stop belongs to."""
    match stop:
        case "actions":
            return Part.ACTIONS
        case "closing":
            return Part.CLOSING
        case _:
            return Part.ROUND


def neighbours(stops: Iterable[str], stop: str) -> tuple[str | None, str | None]:
    """Return the stops before and after one."""
    order = list(stops)
    if stop not in order:
        return None, order[0] if order else None
    at = order.index(stop)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)
