"""The search from the Board: over everything of every cycle, and the way to where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from okrtui.meeting.session import Session
from okrtui.model.naming import running
from okrtui.model.records import (
    Action,
    Decision,
    KeyResult,
    Meeting,
    MeetingState,
    Objective,
    Parked,
    Problem,
    Risk,
)
from screens.board_ways import BoardWays
from screens.desk import Desk
from screens.going import open_row
from screens.search import SearchScreen
from screens.search_index import Entry, SearchIndex

_SLICE, _REST = 0.008, 0.004
"""Seconds of reading between which keys have their turn, and of the turn."""

_AT_ONCE = 0.05
"""Seconds that the first paint may wait; a team of eight takes a few thousandths."""

_SAID: Final[Mapping[str, type[Action | Risk | Problem | Decision | Parked]]] = {
    "actions": Action,
    "risks": Risk,
    "problems": Problem,
    "decisions": Decision,
    "parked": Parked,
}


class BoardSearch(SearchScreen):
    """Finds as one types, and reads on meanwhile where there is much."""

    def __init__(self, desk: Desk) -> None:
        books = desk.books
        now = running(books, desk.calendar.day(desk.clock.now()))
        others = {cycle.id: cycle.name for cycle in reversed(books.cycles())}
        index = SearchIndex(
            books,
            [cycle.id for cycle in now],
            others=others,
            calendar=desk.calendar,
            unread=True,
        )
        super().__init__(desk, index)
        self._reads: Iterator[None] = index.reads()

    def on_mount(self) -> None:
        """Read what there is, as far as a first paint can wait."""
        self._read_on(_AT_ONCE)

    def _read_on(self, seconds: float = _SLICE) -> None:
        clock = self.desk.clock
        end = clock.elapsed() + seconds
        while next(self._reads, self) is not self:
            if clock.elapsed() >= end:
                self.set_timer(_REST, self._read_on)
                return
        self._look()


def search_everything(board: BoardWays) -> None:
    """Look for anything, and go to where it stands."""
    screen = BoardSearch(board.desk)

    def chosen(id: str | None) -> None:
        if id is not None:
            _go(board, screen.entry(id))

    board.app.push_screen(screen, chosen)


def _go(board: BoardWays, entry: Entry) -> None:
    books = board.desk.books
    if entry.table == "members":
        _open_owner(board, entry.id)
        return
    objective = books.find(Objective, entry.id)
    row, kr = entry.id, books.find(KeyResult, entry.key_result)
    if entry.table not in {"objectives", "tasks"} and kr is not None:
        row = kr.id
    if kr is not None:
        objective = books.find(Objective, kr.objective)
    if objective is not None:
        owner = objective.owner if kr is None else kr.owner or objective.owner
        open_row(board, owner, row, objective.cycle)
    elif not _go_to_meeting(board, entry):
        board.say(board.words("trends.no_place", name=entry.name or entry.title), "dim")


def _go_to_meeting(board: BoardWays, entry: Entry) -> bool:
    """Go to a meeting, or to that in which something was said; return whether there is one."""
    books, desk = board.desk.books, board.desk
    kind = _SAID.get(entry.table)
    said = books.find(kind, entry.id) if kind is not None else None
    meeting = books.find(Meeting, entry.id if said is None else getattr(said, "meeting", None))
    if meeting is None:
        owner = getattr(said, "owner", None)
        known = owner in {member.id for member in books.members()}
        if known:
            _open_owner(board, str(owner))
        return known
    if meeting.state is not MeetingState.CLOSED:
        board.call_later(board.perform, desk.keymap.get("board.meet"))
        return True
    from screens.minutes import MinutesScreen

    session = Session(
        desk.store, meeting.id, author=desk.who, settings=desk.settings, clock=desk.clock
    )
    board.app.push_screen(MinutesScreen(desk, session, closing=False))
    return True


def _open_owner(board: BoardWays, owner: str) -> None:
    from screens.member import MemberScreen

    board.app.push_screen(MemberScreen(board.desk, owner))
