"""What somebody gave at their own terminal, and nobody has confirmed yet."""

from __future__ import annotations

from okrtui.meeting.own import is_own
from okrtui.model.books import Books
from okrtui.model.records import Member
from okrtui.model.standing import Standing
from screens.desk import Desk


def giver(stands: Standing, desk: Desk, books: Books) -> Member | None:
    """Return who gave what was said of a key result in this meeting; None where who leads did."""
    here = stands.here
    if here is None or here.confirmed:
        return None
    who = books.find(Member, here.for_) or books.member_by_login(here.author)
    if who is None or who.id == leading(desk) or not is_own(books, stands.key_result, who.id):
        return None
    return who


def leading(desk: Desk) -> str | None:
    """Return the member who leads the meeting, as far as is known here."""
    leader = desk.seat.table.leader
    if not desk.seat.leads and leader is not None:
        return leader.member
    return desk.me.id if desk.me else None
