"""The search: everything there is, by text, by name and by number."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.text.width import width
from screens.desk import Desk
from screens.search_index import Entry, SearchIndex
from screens.search_list import MOST, SearchList
from widgets.line import Piece, column
from widgets.lines import Item

_MOST_NAME = 22

_WORDS = {
    "members": "views.kind_members",
    "objectives": "views.kind_objectives",
    "key_results": "views.kind_key_results",
    "tasks": "views.kind_tasks",
    "actions": "views.kind_actions",
    "risks": "views.kind_risks",
    "problems": "views.kind_problems",
    "decisions": "views.kind_decisions",
    "parked": "views.kind_parked",
    "check_ins": "views.kind_check_ins",
    "meetings": "views.kind_meetings",
}


class SearchScreen(SearchList):
    """Its answer: the id of the document that was found; `entry` says more of it."""

    LISTS_ALL = False

    def __init__(self, desk: Desk, index: SearchIndex) -> None:
        super().__init__(desk, desk.words("views.search"), desk.words("views.search_hint"))
        self._index = index
        self._shown: dict[str, Entry] = {}

    def entry(self, id: str) -> Entry:
        """Return what was found, by its id.

        Raises:
            KeyError: it was not among what was found last.
        """
        return self._shown[id]

    def found(self, text: str) -> tuple[Sequence[Item], int]:
        """Return what a text finds: its name, what it says, and what it is."""
        every = self._index.find(text)
        entries = every[:MOST]
        self._shown = {entry.id: entry for entry in entries}
        size = min(max((width(entry.name) for entry in entries), default=0), _MOST_NAME)
        return [self._item(entry, size) for entry in entries], len(every)

    def _item(self, entry: Entry, size: int) -> Item:
        role = "dim" if entry.ended else "normal"
        name = [*column(entry.name, size, "accent"), Piece("  ")] if size else []
        return Item(
            id=entry.id,
            line=[*name, Piece(entry.title, role)],
            right=[Piece(self.words(_WORDS[entry.table]), "dim")],
        )
