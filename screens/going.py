"""To where something stands, from wherever it was seen: somebody's OKRs at its row, or minutes."""

from __future__ import annotations

from typing import Any

from okrtui.model.records import KeyResult, Meeting, MeetingState, Objective
from screens.base import DeskScreen
from screens.desk import Desk
from screens.member import MemberScreen


class MemberAt(MemberScreen):
    """One owner's OKRs, opened at a row, in the cycle that it belongs to."""

    def __init__(self, desk: Desk, owner: str, row: str, cycle: str) -> None:
        super().__init__(desk, owner, cycle=cycle)
        self._at = row

    def show_owner(self) -> None:
        """Show the OKRs; the first time with that row in hand."""
        super().show_owner()
        row, self._at = self._at, ""
        if row:
            self.move_to(row)
            if self.row != row:
                self.say(self.words("trends.no_row"), "dim")


def open_row(screen: DeskScreen[Any], owner: str, row: str, cycle: str) -> None:
    """Open an owner's OKRs at a row of a cycle."""
    screen.app.push_screen(MemberAt(screen.desk, owner, row, cycle))


def open_document(screen: DeskScreen[Any], table: str, id: str) -> bool:
    """Open where a document of the store stands; return whether it stands anywhere."""
    doc = screen.desk.books.view.get(table, id)
    if doc is None:
        return False
    match table:
        case "members":
            _open_owner(screen, id)
            return True
        case "changes":
            return open_document(screen, str(doc.get("table")), str(doc.get("target")))
        case "links":
            source = str(doc.get("source"))
            return any(
                open_document(screen, kind, source) for kind in ("key_results", "objectives")
            )
        case "meetings":
            return _open_meeting(screen, id)
        case "decisions":
            # It is the meeting's, whatever it was about.
            return _open_meeting(screen, doc.get("meeting")) or _open_in_tree(screen, table, id)
        case _:
            return (
                _open_in_tree(screen, table, id)
                or _open_meeting(screen, doc.get("meeting"))
                or _open_whose(screen, doc.get("owner"))
            )


def _open_in_tree(screen: DeskScreen[Any], table: str, id: str) -> bool:
    """Open the OKRs that something is of, or belongs to."""
    books = screen.desk.books
    doc = books.view.get(table, id) or {}
    kr = books.find(KeyResult, id if table == "key_results" else doc.get("key_result"))
    above = kr.objective if kr is not None else doc.get("objective")
    objective = books.find(Objective, id if table == "objectives" else above)
    if objective is None:
        return False
    row = kr.id if kr is not None and table != "tasks" else id if kr else objective.id
    owner = kr.owner if kr is not None and kr.owner else objective.owner
    open_row(screen, owner, row, objective.cycle)
    return True


def _open_meeting(screen: DeskScreen[Any], id: str | None) -> bool:
    """Open the minutes of a meeting; of one that runs, say how one goes on with it."""
    desk = screen.desk
    meeting = desk.books.find(Meeting, id)
    if meeting is None:
        return False
    if meeting.state is not MeetingState.CLOSED:
        key = desk.keymap.keys("board.meet")
        screen.say(screen.words("trends.meeting_runs", name=meeting.name, key=key), "dim")
        return True
    # Few ways lead to minutes, and what draws them costs a tenth of a second.
    from okrtui.meeting.session import Session
    from screens.minutes import MinutesScreen

    session = Session(
        desk.store, meeting.id, author=desk.who, settings=desk.settings, clock=desk.clock
    )
    screen.app.push_screen(MinutesScreen(desk, session, closing=False))
    return True


def _open_whose(screen: DeskScreen[Any], owner: str | None) -> bool:
    known = owner in {member.id for member in screen.desk.books.members()}
    if known:
        _open_owner(screen, str(owner))
    return known


def _open_owner(screen: DeskScreen[Any], owner: str) -> None:
    screen.app.push_screen(MemberScreen(screen.desk, owner))
