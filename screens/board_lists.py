"""What asks for us on the Board: key results, open actions, risks and problems."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.model.books import Books
from okrtui.model.links import Asked, name_of, unanswered, whom
from okrtui.model.open import OpenRisk
from okrtui.model.overview import TeamStatus
from okrtui.model.records import KeyResult, Problem
from okrtui.model.rows import Attention, Reason
from okrtui.text.words import Words
from screens.board_rows import EVERYONE
from screens.phrases import due_phrase, health_piece, near_day, owner_name
from widgets.line import Line, Piece, column, width_of
from widgets.lines import Item
from widgets.signs import Signs

MOST = 100
"""Lines of one list: nobody reads more, and to make thousands would be felt at every key."""

_SEVERITY = {"high": "off_track", "medium": "at_risk", "low": "dim"}


class BoardLists:
    """The lists of the Board, for one owner or for everyone."""

    def __init__(self, books: Books, status: TeamStatus, words: Words, signs: Signs) -> None:
        self.books = books
        self.status = status
        self.words = words
        self.signs = signs
        self._waiting = [(whom(books, one), one) for one in unanswered(books)]
        self._whose: dict[str, frozenset[str]] = {}

    def attention(self, owner: str) -> tuple[Item, ...]:
        """Return the key results that need attention: of one owner, or of everyone.

        Below them what was asked of somebody who has not answered yet.
        """
        found = [one for one in self.status.attention if owner in {EVERYONE, one.owner}]
        shown = found[:MOST]
        right = _in_columns([self._at_right(one) for one in shown])
        asked = [(who, one) for who, one in self._waiting if owner in {EVERYONE, who}]
        return (
            *map(self._attention, shown, right),
            *self._more(found),
            *(self._asked(who, one) for who, one in asked[: MOST - len(shown)]),
        )

    def _asked(self, who: str, one: Asked) -> Item:
        link, today = one.link, self.status.today
        day = near_day(link.by, today, self.words) if link.by else ""
        late = link.by is not None and link.by < today
        back = "<-" if self.signs.arrow.isascii() else "←"
        return Item(
            id=link.id,
            line=[
                Piece(f"{self.words('links.label_asked')} ", "dim"),
                Piece(f"{owner_name(self.books, who, self.words)} ", "bright"),
                Piece(f"{back} {name_of(self.books, one.source.id)}  ", "dim"),
                Piece(link.what or one.source.title),
            ],
            right=[Piece(self.words("links.by", day=day), "at_risk" if late else "dim")]
            if day
            else [],
        )

    def _attention(self, one: Attention, right: Line) -> Item:
        standing = one.standing
        kr = standing.key_result
        who = owner_name(self.books, one.owner, self.words)
        objective = self.books.objective_of(kr)
        return Item(
            id=kr.id,
            line=[
                health_piece(standing.now.health, self.signs),
                Piece(f" {who} ", "bright"),
                Piece(f"O{objective.number} KR{kr.number}  ", "dim"),
                Piece(kr.title),
            ],
            right=right,
        )

    def _at_right(self, one: Attention) -> tuple[Piece, Piece, Piece]:
        """Return what confidence was, where it is another now, what it is, and the reason."""
        then, now = one.standing.then.confidence, one.standing.now.confidence
        reason = Piece(self._reason(one), "dim")
        if now is None or then is None or then == now:
            return Piece(""), Piece("" if now is None else str(now)), reason
        was = Piece(f"{then} {self.signs.arrow} ", "dim")
        return was, Piece(str(now), "at_risk" if now < then else "normal"), reason

    def _reason(self, one: Attention) -> str:
        standing, words = one.standing, self.words
        if standing.falls > 1:
            return words("overview.falls", n=standing.falls)
        if Reason.STALE in one.reasons and standing.days_silent is not None:
            return words("overview.silent", n=standing.days_silent)
        return words(f"terms.{standing.now.health.value}")

    def actions(self, owner: str) -> tuple[Item, ...]:
        """Return the open action items of one owner, or of everyone: late ones first."""
        today, words = self.status.today, self.words
        found = [one for one in self.status.actions if owner in {EVERYONE, one.action.owner}]
        items = []
        for one in found[:MOST]:
            action = one.action
            who = owner_name(self.books, action.owner, words)
            due = due_phrase(action.due, one.days_late, today, words)
            carried = f"  ×{action.carries}" if action.carries else ""
            items.append(
                Item(
                    id=action.id,
                    line=[
                        Piece(f"A{action.number} ", "dim"),
                        Piece(f"{who}  " if who else "", "bright"),
                        Piece(action.title),
                    ],
                    right=[
                        Piece(due, "at_risk" if one.days_late else "dim"),
                        Piece(carried, "at_risk" if action.carries > 1 else "dim"),
                    ],
                )
            )
        return (*items, *self._more(found))

    def risks(self, owner: str) -> tuple[Item, ...]:
        """Return open problems, then open risks with the worst first: of one owner, or everyone."""
        entries: list[Problem | OpenRisk] = [*self.status.problems, *self.status.risks]
        found = [one for one in entries if owner in {EVERYONE, *self._concerned(one)}]
        return (*map(self._entry, found[:MOST]), *self._more(found))

    def _entry(self, one: Problem | OpenRisk) -> Item:
        entry = one if isinstance(one, Problem) else one.risk
        if isinstance(one, Problem):
            sign, how, role = "P", self.words("board.blocks"), "off_track"
        else:
            sign, how = "R", self.words(f"terms.{one.severity.value}")
            role = _SEVERITY[one.severity.value]
        return Item(
            id=entry.id,
            line=[
                Piece(f"{sign}{entry.number} ", "dim"),
                Piece(how, role),
                Piece(f"  {entry.title}"),
            ],
            right=[Piece(owner_name(self.books, entry.owner, self.words), "dim")],
        )

    def _concerned(self, one: Problem | OpenRisk) -> frozenset[str]:
        """Return whose lists an entry is in: its owner's, and of who answers for its key result."""
        entry = one if isinstance(one, Problem) else one.risk
        if entry.id not in self._whose:
            kr = self.books.find(KeyResult, entry.key_result)
            people = (entry.owner, self.books.answers_for(kr) if kr else None)
            self._whose[entry.id] = frozenset(who for who in people if who)
        return self._whose[entry.id]

    def _more(self, found: Sequence[object]) -> list[Item]:
        """Return the line that tells of how many more there are."""
        if len(found) <= MOST:
            return []
        return [Item(id="", line=[Piece(self.words("board.more", n=len(found) - MOST), "dim")])]


def _in_columns(rows: Sequence[tuple[Piece, Piece, Piece]]) -> list[Line]:
    """Return numbers below numbers, right-aligned, and what follows them from one edge on."""
    was, now, reason = (max((width_of([row[at]]) for row in rows), default=0) for at in range(3))
    return [
        [
            *column(row[0].text, was, row[0].role, right=True),
            *column(row[1].text, now, row[1].role, right=True),
            Piece("  "),
            *column(row[2].text, reason, row[2].role),
        ]
        for row in rows
    ]
