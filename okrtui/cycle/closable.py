"""Which cycle may be scored and closed, and when."""

from __future__ import annotations

from datetime import date

from okrtui.model.books import Books
from okrtui.model.records import Cycle, CycleState, Meeting, MeetingState
from okrtui.text.errors import Refused


def cycle_to_close(books: Books, today: date) -> Cycle:
    """Return the cycle whose turn to be closed it is: of those that have begun, the first to end.

    Raises:
        Refused: all that have begun are closed.
    """
    begun = [c for c in books.cycles() if c.state is not CycleState.CLOSED and c.start <= today]
    if not begun:
        raise Refused("cycle.none_to_close")
    return min(begun, key=lambda cycle: (cycle.end, -cycle.start.toordinal()))


def check_closable(books: Books, cycle: Cycle, today: date) -> None:
    """Check that a cycle may be scored and closed now.

    Raises:
        Refused: it is closed, has not begun, or is reviewed at this moment.
    """
    if cycle.state is CycleState.CLOSED:
        raise Refused("cycle.is_closed", name=cycle.name)
    if cycle.start > today:
        raise Refused("cycle.not_begun", name=cycle.name, day=cycle.start.isoformat())
    if running := meetings_running(books, cycle):
        raise Refused("cycle.meeting_runs", name=cycle.name, meeting=running[0].name)


def meetings_running(books: Books, cycle: Cycle) -> list[Meeting]:
    """Return the meetings that review a cycle at this moment."""
    return [
        books.get(Meeting, doc["id"])
        for doc in books.view.where("meetings", "state", MeetingState.IN_PROGRESS.value)
        if cycle.id in doc["cycles"]
    ]
