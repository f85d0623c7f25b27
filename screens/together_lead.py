"""Leading on: where nobody does any more, and from another terminal of one's own.

A network that fell silent leaves a session behind that still leads, for as long as the host hopes
that its terminal comes back. Whoever it was need not wait: asked by their other terminal, it gives
way, and follows.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from okrtui.store.failures import writing

if TYPE_CHECKING:
    from okrtui.together.live import Live
    from screens.desk import Desk
    from screens.meeting_stage import MeetingStage

_SILENCE: Final = timedelta(seconds=10)
"""For how long whoever leads may not have said where they are: two of their heartbeats."""

PATIENCE: Final = 3.0
"""Seconds that the other terminal has to give way: it looks once a second."""


def last_led(where: Live | None, until: datetime | None) -> datetime | None:
    """Return when somebody led last. They say where they are now and then; we saw them go.

    until: when we did. A terminal that slept saw it too late, so that is not believed for long.
    """
    if where is None or until is None:
        return where.at if where else None
    return max(where.at, min(until, where.at + _SILENCE))


def leads_elsewhere(desk: Desk) -> bool:
    """Return whether whoever sits here leads in another terminal."""
    table, me = desk.seat.table, desk.me
    where = table.leader if table.led and not desk.seat.leads else None
    return where is not None and me is not None and (where.who, where.member) == (desk.who, me.id)


def claim_lead(desk: Desk, where: Live) -> bool:
    """Ask one's other terminal for the lead; return whether it gave way, in the store's thread.

    Raises:
        NotWritten: the disk does not take it.
    """
    with writing(desk.seat.folder):
        return desk.seat.claim(where, patience=PATIENCE)


def give_way(screen: MeetingStage) -> None:
    """Lead no longer; follow, as soon as no other screen lies above."""
    screen.gave_way = True
    screen.save(screen.desk.seat.give_up_lead, then=lambda _: follow_instead(screen))


def follow_instead(screen: MeetingStage) -> None:
    """Follow whoever leads now, with what is half typed kept."""
    from screens.join import show_join

    desk = screen.desk
    if not screen.is_current:
        return
    screen.keep_half_typed()
    desk.worker.watch_no_more()
    show_join(screen, screen.session.meeting_id, desk.seat.table.leader)
