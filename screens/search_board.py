"""The search from the Board: over everything of every cycle, and the way to where it stands."""

from __future__ import annotations

from okrtui.model.naming import running
from screens.board_ways import BoardWays
from screens.desk import Desk
from screens.going import open_document
from screens.search import SearchScreen
from screens.search_index import SearchIndex
from screens.slices import SOON, Slices


class BoardSearch(SearchScreen):
    """Finds as one types, and reads on meanwhile where there is much."""

    def __init__(self, desk: Desk) -> None:
        books = desk.books
        now = running(books, desk.today)
        others = {cycle.id: cycle.name for cycle in reversed(books.cycles())}
        self._every = SearchIndex(
            books,
            [cycle.id for cycle in now],
            others=others,
            calendar=desk.calendar,
            unread=True,
        )
        super().__init__(desk, self._every)
        self._slices = Slices(self, desk.clock)

    def on_mount(self) -> None:
        """Read what there is, as far as a first paint can wait."""
        self._slices.start(self._every.reads(), lambda _: self._look(), at_once=SOON)


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
