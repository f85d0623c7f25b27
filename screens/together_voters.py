"""Who can give a confidence at a terminal of their own."""

from __future__ import annotations

from screens.desk import Desk


def voters(desk: Desk) -> tuple[str, ...]:
    """Return the members who are here in a session, with who leads; none where that is all."""
    here = desk.seat.table.members
    mine = desk.me.id if desk.me else None
    if not here - {mine}:
        return ()
    return tuple(one.id for one in desk.books.members() if one.id in here or one.id == mine)
