"""Rows of what hangs together: what something is linked to, and what is asked of an owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from okrtui.meeting.agenda import Stop
from okrtui.meeting.link_words import STATES
from okrtui.model.books import Books
from okrtui.model.links import (
    ALIGNING,
    COLLABORATOR,
    CONFIRMED,
    DEPENDS,
    REFUSED,
    VERTICAL,
    Asked,
    Item,
    answers,
    asked_of,
    how_gone,
    item_of,
    name_of,
    targets_of,
)
from okrtui.model.records import COMPANY, TEAM, KeyResult, Link
from okrtui.text.words import Words
from screens.desk import Desk
from screens.dropped_rows import dropped_rows
from screens.phrases import near_day, owner_name
from screens.room import Room
from widgets.kr_card_lines import Entry, KrCardData
from widgets.line import Piece, fitted
from widgets.signs import Signs
from widgets.tree_row import TreeRow

ASKED: Final = "asked"
"""The kind of a row of what somebody else asks."""

ASKING: Final = "asking"
"""The kind of a row of what is asked of others."""

ALIGNED: Final = "aligned"
"""The kind of a row of an alignment."""

HEADING: Final = "links"
"""The kind of a heading of links, whose id is the kind of link that can be picked there."""

_ID: Final = "link:"
_ANSWERS: Final = {"confirm": "links.key_confirm", "refuse": "links.foot_refuse"}
_HEADINGS: Final = {
    VERTICAL: "links.heading_aligned",
    DEPENDS: "links.heading_depends",
    COLLABORATOR: "links.heading_collaborator",
}


def row_of(link: str) -> str:
    """Return the id of the row of a link."""
    return f"{_ID}{link}"


def link_in(books: Books, row: str | None) -> Link | None:
    """Return the link that a row stands for; None for another row."""
    if row is None or not row.startswith(_ID):
        return None
    return books.find(Link, row.removeprefix(_ID))


def answers_left(link: Link | None) -> dict[str, str]:
    """Return the actions that answer what is asked, and were not taken: their words at the foot."""
    state = link.state if link is not None else None
    given = {"confirm": CONFIRMED, "refuse": REFUSED}
    return {name: words for name, words in _ANSWERS.items() if given[name] != state}


class LinkRows:
    """Draws links as rows of a tree, in the words of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._books: Books = desk.books
        self._words: Words = desk.words
        self._signs: Signs = desk.signs
        self._me = desk.me.id if desk.me else ""
        self._today: date = desk.today

    # -- what something is linked to

    def of_item(self, item: Item) -> list[TreeRow]:
        """Return, under headings, what an item is linked to, and what is asked of who has it."""
        links = targets_of(self._books, item.id)
        rows: list[TreeRow] = []
        for kind, words in _HEADINGS.items():
            if kind == COLLABORATOR and not isinstance(item, KeyResult):
                continue
            of_kind = ALIGNING if kind == VERTICAL else {kind}
            found = [link for link in links if link.kind in of_kind]
            rows.append(self._heading(kind, self._words(words), empty=not found))
            rows += [self.own(link) for link in found]
        owner = answers(self._books, item)
        asked = asked_of(self._books, owner)
        if asked:
            who = owner_name(self._books, owner, self._words)
            rows.append(self._heading(ASKED, self._words("links.heading_asked", name=who)))
            rows += map(self.asked, asked)
        return rows

    def own(self, link: Link, *, depth: int = 1) -> TreeRow:
        """Return a row of a link, from the side of what it starts at."""
        end, title = self._end(link), self._title(link.target)
        return TreeRow(
            id=row_of(link.id),
            kind=ALIGNED if link.kind in ALIGNING else ASKING,
            depth=depth,
            # Who is nothing that has a title is named in its place.
            name=end if title else "",
            title=title or end,
            title_role="dim" if how_gone(self._books, link.target) else None,
            aside=self.aside(link),
        )

    def aside(self, link: Link) -> str:
        """Return what stands beside a link: which way, or what for, by when and how it stands."""
        if link.kind in ALIGNING:
            way = self._words("links.upward" if link.kind == VERTICAL else "links.sideward")
            return self._joined([self._gone(link.target), way])
        return self._joined([self._gone(link.target), link.what, self._by(link), self._state(link)])

    # -- what is asked of somebody

    def of_owners(self, owners: Sequence[str], *, every: bool) -> list[TreeRow]:
        """Return, under a heading, what is asked of owners; nothing where that is nothing.

        every: what was answered too, and not only what waits for an answer.
        """
        found = [asked for owner in owners for asked in asked_of(self._books, owner)]
        shown = [asked for asked in found if every or asked.is_open]
        if not shown:
            return []
        waiting = sum(asked.is_open for asked in shown)
        heading = self._heading_of(owners, waiting)
        row = TreeRow(id=f"heading:{ASKED}", kind="heading", title=heading, title_role="accent")
        return [row, *(self.asked(asked) for asked in shown)]

    def _heading_of(self, owners: Sequence[str], waiting: int) -> str:
        if self._me in owners:
            return self._words("links.asked_of_you", n=waiting)
        names = (owner_name(self._books, owner, self._words) for owner in owners[:1])
        return self._words("links.asked_of", name="".join(names), n=waiting)

    def asked(self, asked: Asked) -> TreeRow:
        """Return a row of what somebody asks, from the side of who is asked."""
        link, signs = asked.link, self._signs
        sign = {CONFIRMED: signs.done, REFUSED: signs.absent}.get(asked.state, signs.prompt)
        upon = name_of(self._books, asked.upon.id) if asked.upon else ""
        wants = link.what or self._words(
            "links.wants_help" if link.kind == COLLABORATOR else "links.wants_it"
        )
        return TreeRow(
            id=row_of(link.id),
            kind=ASKED,
            depth=1,
            sign=sign,
            sign_role="accent" if asked.is_open else "dim",
            name=name_of(self._books, asked.source.id),
            title=self._joined([wants, upon]),
            aside=self._joined([self._by(link), "" if asked.is_open else self._state(link)]),
            dim=not asked.is_open,
        )

    def card(self, link: Link) -> KrCardData:
        """Return the card of what is asked: who needs it, what for, by when, how it stands."""
        source = item_of(self._books, link.source)
        if source is None:
            return KrCardData()
        asker = owner_name(self._books, answers(self._books, source), self._words)
        facts = self._joined([asker, self._by(link), self._state(link)])
        said = [
            ("links.label_what", link.what),
            ("links.label_upon", f"{self._end(link)} {self._title(link.target)}".strip()),
            ("links.label_why", link.why),
        ]
        return KrCardData(
            name=name_of(self._books, source.id),
            title=source.title,
            facts=[Piece(facts, "dim")],
            entries=tuple(
                Entry(name=self._words(label), line=[Piece(text)]) for label, text in said if text
            ),
        )

    # -- small things

    def _heading(self, kind: str, title: str, *, empty: bool = False) -> TreeRow:
        return TreeRow(
            id=f"heading:{kind}",
            kind=HEADING,
            title=f"{title}  –" if empty else title,
            title_role="dim" if empty else "accent",
        )

    def _end(self, link: Link) -> str:
        source = item_of(self._books, link.source)
        name = name_of(self._books, link.target, beside=source)
        return self._words(f"terms.{name}") if name in {TEAM, COMPANY} else name

    def _title(self, target: str) -> str:
        item = item_of(self._books, target)
        return item.title if item is not None else ""

    def _gone(self, end: str) -> str:
        gone = how_gone(self._books, end)
        return self._words(f"links.{gone}") if gone else ""

    def _by(self, link: Link) -> str:
        if link.by is None:
            return ""
        return self._words("links.by", day=near_day(link.by, self._today, self._words))

    def _state(self, link: Link) -> str:
        return self._words(STATES[link.state]) if link.state in STATES else ""

    def _joined(self, parts: Iterable[str]) -> str:
        return f" {self._signs.dot} ".join(part for part in parts if part)


def asked_rows(room: Room, owners: Sequence[str], *, every: bool) -> list[TreeRow]:
    """Return rows of what is asked of owners, as `LinkRows.of_owners` does."""
    return LinkRows(room.desk).of_owners(owners, every=every)


def below_rows(room: Room, stop: Stop) -> list[TreeRow]:
    """Return what stands below the tree of a stop: what waits for an answer, what was dropped."""
    owners = (TEAM, COMPANY) if stop.id == TEAM else (stop.id,)
    return [*asked_rows(room, owners, every=False), *dropped_rows(room, stop)]


def asked_lines(room: Room, link: Link, width: int) -> list[list[Piece]]:
    """Return the few lines below a row of what is asked, where it has no card of its own."""
    data = LinkRows(room.desk).card(link)
    entries = [[Piece(f"{one.name}  ", "dim"), *one.line] for one in data.entries]
    title = [Piece(f"{data.title}  ", "normal"), *data.facts]
    room_for = max(width - 6, 2)
    return [
        [Piece("    "), *fitted(line, room_for, mark=room.desk.signs.cut)]
        for line in (title, *entries)
    ]


def linked_in_hand(room: Room, link: Link | None, item: Item | None) -> Item | None:
    """Return what `link…` is about: what is asked for, or who asks; else the item in hand."""
    if link is None:
        return item
    return item_of(room.books, link.target) or item_of(room.books, link.source)
