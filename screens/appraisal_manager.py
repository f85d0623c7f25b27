"""Who manages a member: chosen among the others, found as one types."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.model.managers import is_above
from okrtui.model.records import Member
from okrtui.text.fullwidth import plain
from screens.desk import Desk
from screens.search_list import MOST, SearchList
from widgets.line import Line, Piece
from widgets.lines import Item

NOBODY = "nobody"
"""The answer that nobody manages them."""


class ManagerScreen(SearchList):
    """Its answer: the id of who manages the member from now on, or `NOBODY`."""

    ENTER = "views.found_take"

    def __init__(self, desk: Desk, about: Member) -> None:
        words = desk.words
        label = words("appraisal.pick", name=about.name)
        super().__init__(desk, label, words("appraisal.pick_hint"))
        self._about = about

    def found(self, text: str) -> tuple[Sequence[Item], int]:
        """Return who could manage them, who does so now first; and nobody, as the last."""
        wanted = plain(text).casefold().split()
        others = [one for one in self.desk.books.members() if one.id != self._about.id]
        others.sort(key=lambda one: one.id != self._about.manager)
        fitting = [
            one
            for one in others
            if all(word in f"{one.name} {one.login}".casefold() for word in wanted)
        ]
        items = [self._item(one) for one in fitting]
        nobody = self.words("appraisal.nobody")
        if all(word in nobody.casefold() for word in wanted):
            now = self._now() if self._about.manager is None else ()
            items.append(Item(id=NOBODY, line=[Piece(nobody, "dim")], right=now))
        return items[:MOST], len(items)

    def _item(self, one: Member) -> Item:
        below = is_above(self.desk.books, self._about.id, one.id)
        right: Line = ()
        if one.id == self._about.manager:
            right = self._now()
        elif below:
            told = self.words("appraisal.pick_works_for", name=self._about.name)
            right = [Piece(told, "dim")]
        name = [Piece(one.name, "dim" if below else "bright"), Piece(f"  {one.login}", "dim")]
        return Item(id=one.id, line=name, right=right)

    def _now(self) -> Line:
        return [Piece(self.words("appraisal.pick_now"), "accent")]
