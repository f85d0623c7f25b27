"""The minutes of the last meeting that was closed, and how it is opened again: on the record."""

from __future__ import annotations

from typing import Any

from okrtui.meeting.flow import last_closed
from okrtui.meeting.reopening import reopen_meeting
from okrtui.meeting.session import Session
from okrtui.model.records import Meeting
from okrtui.text.errors import OkrError, Refused
from screens.ask import Ask
from screens.base import DeskScreen
from screens.desk import Desk


def show_last_minutes(screen: DeskScreen[Any]) -> None:
    """Show what the last closed meeting left; say so where there is none."""
    from screens.minutes import MinutesScreen

    desk = screen.desk
    last = last_closed(desk.books)
    if last is None:
        screen.say(screen.words("entry.reopen_nothing"), "dim")
    else:
        screen.app.push_screen(MinutesScreen(desk, _session(desk, last), closing=False))


def reopen_last(screen: DeskScreen[Any], why: str | None) -> None:
    """Open the last closed meeting again, and go on with it; ask why, where nobody said."""
    last = screen.desk.books.find(Meeting, last_closed(screen.desk.books))
    if last is None:
        screen.say(screen.words("entry.reopen_nothing"), "at_risk")
    elif why is None:
        ask_why_reopen(screen, last)
    else:
        _reopen(screen, last, why)


def ask_why_reopen(screen: DeskScreen[Any], meeting: Meeting) -> None:
    """Ask why a closed meeting is opened again, and go on with it."""
    screen.ask(
        Ask(
            id=f"reopen:{meeting.id}",
            label=screen.words("closing.ask_reopen", name=meeting.name),
            hint=screen.words("closing.reopen_hint"),
            then=lambda why: _reopen(screen, meeting, why),
        )
    )


def _reopen(screen: DeskScreen[Any], meeting: Meeting, why: str) -> None:
    desk = screen.desk

    def job() -> Session:
        from screens.opening import take_lead

        if not take_lead(desk):
            raise Refused("together.begins_elsewhere")
        try:
            return reopen_meeting(
                desk.store,
                why=why,
                author=desk.who,
                settings=desk.settings,
                clock=desk.clock,
                meeting=meeting.id,
                as_=desk.as_,
            )
        except Refused:
            desk.seat.give_up_lead()
            raise

    def go_on(session: Session) -> None:
        from screens.opening import show_meeting

        show_meeting(screen, session, None)

    def refused(error: OkrError) -> None:
        screen.tell(error, "at_risk")

    screen.save(job, typed=why, then=go_on, refused=refused, wait=True)


def _session(desk: Desk, meeting: str) -> Session:
    return Session(desk.store, meeting, author=desk.who, settings=desk.settings, clock=desk.clock)
