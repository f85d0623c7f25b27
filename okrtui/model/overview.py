"""The team at a glance, worked out at once. `glance.Glance` keeps it up as things change."""

from __future__ import annotations

from datetime import date

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.glance import Glance
from okrtui.model.records import Cycle, Meeting
from okrtui.model.settings import Settings
from okrtui.model.status import TeamStatus as TeamStatus, running_cycle as running_cycle


def team_status(
    books: Books,
    *,
    today: date,
    calendar: Calendar,
    settings: Settings,
    meeting: Meeting | None = None,
    cycle: Cycle | None = None,
) -> TeamStatus:
    """Return the team at a glance.

    meeting: the meeting in hand, as in `standing`. cycle: another than the running one.

    Raises:
        Refused: there is no cycle yet.
    """
    glance = Glance(books, calendar=calendar, settings=settings, meeting=meeting, cycle=cycle)
    return glance.status(today)
