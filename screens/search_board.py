"""The search from the Board: over everything of every cycle, and the way to where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.model.naming import running
from screens.board_ways import BoardWays
from screens.desk import Desk
from screens.going import open_document
from screens.search import SearchScreen
from screens.search_index import SearchIndex

_SLICE, _REST = 0.008, 0.004
"""Seconds of reading between which keys have their turn, and of the turn."""

_AT_ONCE = 0.05
"""Seconds that the first paint may wait; a team of eight takes a few thousandths."""


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
            entry = screen.entry(id)
            if not open_document(board, entry.table, entry.id):
                name = entry.name or entry.title
                board.say(board.words("trends.no_place", name=name), "dim")

    board.app.push_screen(screen, chosen)
