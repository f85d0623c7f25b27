"""Reasons that were put off: which the team still owes before a turn ends.

Told from the books alone, so that nothing that was put off is lost with the screen that knew it.
"""

from __future__ import annotations

from datetime import date

from okrtui.meeting.agenda import Stop
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.records import Cycle, Meeting
from okrtui.model.settings import Settings
from okrtui.model.standing import asks_why, standing


def owed(
    books: Books,
    meeting: Meeting,
    stop: Stop,
    *,
    today: date,
    calendar: Calendar,
    settings: Settings,
) -> tuple[str, ...]:
    """Return the ids of the key results of a stop that were confirmed and lack a reason.

    One that was confirmed unchanged owes none: that is one key. Nothing where the team does not
    ask for reasons.
    """
    if not settings.ask_why:
        return ()
    stands = (
        standing(
            books,
            key_result,
            cycle=books.get(Cycle, books.objective_of(key_result).cycle),
            meeting=meeting,
            today=today,
            calendar=calendar,
            thresholds=settings.thresholds,
        )
        for key_result in stop.to_review()
    )
    return tuple(
        one.key_result.id
        for one in stands
        if one.here is not None
        and one.here.confirmed
        and not one.here.unchanged
        and asks_why(one, settings.thresholds)
    )
