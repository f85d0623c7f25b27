"""Picking what something is linked to: objectives, key results, people, found as one types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from okrtui.model.books import Books
from okrtui.model.links import (
    ALIGNING,
    COLLABORATOR,
    DEPENDS,
    Item,
    answers,
    level,
    objective_of,
)
from okrtui.model.records import COMPANY, TEAM, Cycle, CycleState, KeyResult, Member, Objective
from okrtui.text.fullwidth import plain
from okrtui.text.width import width
from okrtui.text.words import Words
from screens.desk import Desk
from screens.search_list import MOST, SearchList
from widgets.line import Piece, column
from widgets.lines import Item as LineItem

_ALIVE: Final = frozenset({"agreed", "draft"})
_MOST_NAME: Final = 24
_OUTSIDER: Final = "outsider:"


class Choice(NamedTuple):
    """Something that can be picked.

    id: of the document, or an owner. name: what people call it. right: whose it is.
    """

    id: str
    name: str
    title: str
    right: str

    @property
    def searched(self) -> str:
        """All its text, folded."""
        return _folded(f"{self.name} {self.title} {self.right}")


def choices(books: Books, source: Item, kind: str, today: date, words: Words) -> list[Choice]:
    """Return what something may be linked to, the likeliest first: of cycles that run or come.

    kind: of the link; an alignment of either kind, a dependency, a collaborator.
    """
    owner = answers(books, source)
    if kind == COLLABORATOR:
        return list(_people(books, words, without=owner))
    found = list(_tree(books, source, kind, today, words))
    if kind == DEPENDS:
        found += _people(books, words, without=owner)
        if owner != TEAM:
            found.append(Choice(TEAM, TEAM, books.team_name(), words("terms.team")))
    return found


def _people(books: Books, words: Words, *, without: str) -> Iterator[Choice]:
    for member in books.members():
        if member.id != without:
            yield Choice(member.id, member.login, member.name, words("links.member"))


def _tree(books: Books, source: Item, kind: str, today: date, words: Words) -> Iterator[Choice]:
    own = objective_of(books, source)
    if own is None:
        return
    people = {member.id: member for member in books.members()}
    without = answers(books, source) if kind == DEPENDS else None
    order = {owner: at for at, owner in enumerate((COMPANY, TEAM, *people))}
    for cycle in _cycles(books, own.cycle, today):
        docs = [
            doc
            for doc in books.view.where("objectives", "cycle", cycle.id)
            if doc.get("state") in _ALIVE and _fits(doc, own, source, kind)
        ]
        docs.sort(key=lambda doc: (order.get(str(doc["owner"]), len(order)), doc["number"]))
        prefix = "" if cycle.id == own.cycle else f"{cycle.name}:"
        for doc in docs:
            whose = str(doc["owner"])
            who = people[whose].name if whose in people else _common(whose, words)
            login = people[whose].login if whose in people else whose
            name = f"{prefix}{login}/O{doc['number']}"
            choice = Choice(doc["id"], name, str(doc["title"]), who)
            if doc["id"] != own.id:
                yield choice
            yield from _key_results(books, doc, choice, without, people)


def _cycles(books: Books, first: str, today: date) -> list[Cycle]:
    """Return the cycles that run or come, that of what is linked first."""
    going = [
        cycle
        for cycle in books.cycles()
        if cycle.id == first or (cycle.state is not CycleState.CLOSED and cycle.end >= today)
    ]
    return sorted(going, key=lambda cycle: cycle.id != first)


def _fits(doc: Mapping[str, Any], own: Objective, source: Item, kind: str) -> bool:
    """Return whether an objective, or a key result of it, may be linked to."""
    if doc["id"] == own.id:
        # Below one objective one may well wait for another's key result.
        return kind == DEPENDS and isinstance(source, KeyResult)
    if kind not in ALIGNING:
        return True
    same = (doc["owner"], doc["cycle"]) == (own.owner, own.cycle)
    return level(doc["owner"]) >= level(own.owner) and not same


def _key_results(
    books: Books,
    objective: Mapping[str, Any],
    choice: Choice,
    without: str | None,
    people: Mapping[str, Member],
) -> Iterator[Choice]:
    """Yield the key results of an objective, but for those that `without` answers for."""
    docs = books.view.where("key_results", "objective", objective["id"])
    for doc in sorted(docs, key=lambda doc: int(doc["number"])):
        owner = doc.get("owner")
        if doc.get("state") in _ALIVE and (owner or objective["owner"]) != without:
            who = people[owner].name if owner is not None and owner in people else choice.right
            yield Choice(doc["id"], f"{choice.name}/KR{doc['number']}", str(doc["title"]), who)


def _common(owner: str, words: Words) -> str:
    return words(f"terms.{owner}") if owner in {TEAM, COMPANY} else owner


def _folded(text: str) -> str:
    return plain(text).casefold()


class PickScreen(SearchList):
    """Its answer: the id of what was picked, the name of an outsider as it was typed, or None."""

    ENTER = "views.found_take"

    def __init__(self, desk: Desk, source: Item, kind: str) -> None:
        about = "align" if kind in ALIGNING else kind
        super().__init__(desk, desk.words(f"links.pick_{about}"), desk.words(f"links.hint_{about}"))
        today = desk.today
        found = choices(desk.books, source, kind, today, desk.words)
        self._choices = [(one, one.searched) for one in found]
        self._names = max((width(one.name) for one in found), default=0)
        self._outsiders = kind not in ALIGNING

    def found(self, text: str) -> tuple[Sequence[LineItem], int]:
        """Return what holds every word of a text: what is called so first; all for no text."""
        words = _folded(text).split()
        whole = " ".join(words)
        fitting = [
            one for one, searched in self._choices if all(word in searched for word in words)
        ]
        fitting.sort(key=lambda one: _folded(one.name) != whole)
        items = [self._item(one) for one in fitting[:MOST]]
        if text and self._outsiders:
            items.append(self._outsider(text))
        return items, max(len(fitting), len(items))

    def _item(self, one: Choice) -> LineItem:
        size = min(self._names, _MOST_NAME)
        return LineItem(
            id=one.id,
            line=[*column(one.name, size, "accent"), Piece("  "), Piece(one.title)],
            right=[Piece(one.right, "dim")],
        )

    def _outsider(self, text: str) -> LineItem:
        return LineItem(
            id=f"{_OUTSIDER}{text}",
            line=[Piece(text, "bright")],
            right=[Piece(self.words("links.outsider"), "dim")],
        )

    def act_enter(self) -> None:
        """Take the row in hand."""
        chosen = self._found.cursor_id
        if chosen is not None:
            self.leave(chosen.removeprefix(_OUTSIDER))
