"""Time in a meeting: shown, never enforced.

The meeting's length, less what last week's actions and the closing take, is shared by those who are
here by the number of their key results, and shared anew when somebody comes or goes (design, 5).
"""

from __future__ import annotations

from enum import StrEnum

from okrtui.meeting.agenda import Agenda
from okrtui.model.records import TEAM, Meeting

ACTIONS_MINUTES = 5
CLOSING_MINUTES = 8
_AMBER_PERCENT = 80


class Pressure(StrEnum):
    """How much of a timebox is used."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"


def timeboxes(way: Agenda, meeting: Meeting) -> dict[str, int]:
    """Return the seconds that each stop of the round has.

    Whoever is absent has none, but keeps theirs who had their turn before they left: that time is
    gone. A member without key results counts as one: they get a word too.
    """
    minutes = max(0, meeting.minutes_planned - ACTIONS_MINUTES - CLOSING_MINUTES)
    here = {TEAM, *meeting.present}
    here |= {
        member for member in meeting.left if meeting.spent.get(member) or member == meeting.stop
    }
    weights = {
        stop.id: max(1, sum(1 for _ in stop.to_review())) for stop in way.stops if stop.id in here
    }
    whole = sum(weights.values())
    return {stop: minutes * 60 * weight // whole for stop, weight in weights.items()}


def pressure(spent: int, timebox: int) -> Pressure:
    """Return how much of a timebox is used; exactly used up is amber still."""
    if spent > timebox:
        return Pressure.RED
    return Pressure.AMBER if spent * 100 >= timebox * _AMBER_PERCENT else Pressure.CALM
