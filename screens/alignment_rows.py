"""The rows of the alignment as one reads them: what stands below what, and what is wrong there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from okrtui.meeting.link_words import STATES, link_message
from okrtui.model.aligned import Kind, Mark, Row
from okrtui.model.alignment import Alignment
from okrtui.model.books import Books
from okrtui.model.codec import encode
from okrtui.model.links import ASKED, ASKING
from okrtui.model.numbers import show_percent
from okrtui.model.records import COMPANY, TEAM, Health, Link, State
from okrtui.text.words import Words
from screens.desk import Desk
from screens.phrases import near_day, owner_name
from widgets.line import Line, Piece, cells, column
from widgets.lines import Item

_MOST_STEPS: Final = 6
"""How far in a row stands at most: deeper ones stand no further, or nothing of them showed."""

_PERCENT: Final = 6

_BROAD: Final = 90
"""Cells from which on a row has room for what it serves beside its title."""

_ROLES: Final[Mapping[Mark, str]] = {
    Mark.CIRCLE: "off_track",
    Mark.HANGS: "at_risk",
    Mark.DROPPED: "at_risk",
    Mark.ENDED: "at_risk",
    Mark.REFUSED: "off_track",
    Mark.OVERDUE: "at_risk",
    Mark.UNANSWERED: "at_risk",
}


class Stand(msgspec.Struct, frozen=True):
    """How an objective or key result stands: its progress, and the worst health below it."""

    progress: Decimal | None
    health: Health | None


def unfolded(
    rows: Sequence[Row], folded: Collection[str]
) -> list[tuple[Row, Sequence[Row] | None]]:
    """Return the rows that show, each with those that are folded below it; None for none."""
    found: list[tuple[Row, list[Row] | None]] = []
    for row in rows:
        above, hidden = found[-1] if found else (row, None)
        if hidden is not None and row.depth > above.depth:
            hidden.append(row)
        else:
            found.append((row, [] if row.id in folded else None))
    return [(row, hidden or None) for row, hidden in found]


class AlignmentRows:
    """Draws rows for a list of so many cells."""

    def __init__(self, desk: Desk, stands: Mapping[str, Stand], width: int) -> None:
        self._desk = desk
        self._broad = width >= _BROAD
        self._books: Books = desk.books
        self._words: Words = desk.words
        self._stands = stands
        self._today = desk.today

    def item(self, row: Row, hidden: Sequence[Row] | None = None) -> Item:
        """Return a row as the list shows it. hidden: what is folded below it."""
        signs = self._desk.signs
        fold = signs.folded if hidden else " "
        steps = min(max(row.depth - 1, 0), _MOST_STEPS)  # Below somebody nothing stands further in.
        line = [Piece("  " * steps), Piece(f"{fold} ", "dim")]
        below = self._hidden(hidden or ())
        match row.kind:
            case Kind.OWNER:
                name = owner_name(self._books, row.owner, self._words)
                return Item(id=row.id, line=[*line, Piece(name, "accent")], right=below)
            case Kind.LINK:
                line += [Piece(f"{signs.arrow} ", "dim"), *self._link(row)]
                return Item(id=row.id, line=line, right=[*self._answer(row), Piece(" " * _PERCENT)])
        line += [*self._sign(row), *self._titled(row)]
        aside = below or self._aside(row)
        return Item(id=row.id, line=line, right=[*aside, *self._progress(row)])

    def _hidden(self, rows: Sequence[Row]) -> Line:
        """Return how many rows at which something is wrong are folded away."""
        marked = sum(bool(row.marks) for row in rows)
        return [Piece(self._words("alignment.hidden", n=marked), "at_risk")] if marked else []

    # -- an objective, or a key result that something is aligned to

    def _sign(self, row: Row) -> Line:
        stand = self._stands.get(row.id)
        if stand is None or stand.health is None:
            return [Piece("  ")]
        return [Piece(self._desk.signs.health[stand.health.value], stand.health.value), Piece(" ")]

    def _titled(self, row: Row) -> Line:
        objective, kr = row.objective, row.key_result
        if kr is not None:
            return [Piece(f"KR{kr.number} ", "dim"), Piece(kr.title, "dim")]
        if objective is None:
            return []
        steps_back = not row.looked_at or objective.state is State.DRAFT
        role = "dim" if steps_back else "strong" if row.owner in {COMPANY, TEAM} else "normal"
        name = self._books.objective_name(objective)
        return [Piece(f"{name}  ", "dim"), Piece(objective.title, role)]

    def _aside(self, row: Row) -> Line:
        """Return what is wrong with it; else what it serves."""
        objective = row.objective
        if row.marks:
            said = (
                Piece(self._words(f"alignment.{mark.value}"), _ROLES[mark]) for mark in row.marks
            )
            return _apart(said, f" {self._desk.signs.dot} ")
        if not self._broad or row.kind is Kind.KEY_RESULT:
            return []
        if objective is None or objective.category is None:
            return []
        return [Piece(self._words(f"terms.{objective.category.value}"), "dim")]

    def _progress(self, row: Row) -> Line:
        objective = row.objective
        if objective is not None and objective.state is State.DRAFT:
            draft = self._words("member.draft")
            return [*column("", max(_PERCENT - cells(draft), 1)), Piece(draft, "dim")]
        stand = self._stands.get(row.id)
        shown = show_percent(stand.progress).partition(" (")[0] if stand else ""
        role = "normal" if row.looked_at and row.kind is Kind.OBJECTIVE else "dim"
        return column(shown, _PERCENT, role, right=True)

    # -- a link

    def _link(self, row: Row) -> Line:
        if row.tie is None:
            return []
        kr, target = row.key_result, row.tie.target
        said = self._words.tell(link_message(self._books, encode(row.tie.link)))
        line = [Piece(f"KR{kr.number} ", "dim")] if kr is not None else []
        line.append(Piece(said, "dim" if not row.looked_at else "normal"))
        if target is not None:
            line.append(Piece(f"  {target.title}", "dim"))
        return line

    def _answer(self, row: Row) -> Line:
        """Return how a question stands, or what is wrong with a link."""
        tie = row.tie
        if tie is None:
            return []
        asks = tie.link.kind in ASKING
        if asks and tie.astray is not None:
            return [Piece(self._words("alignment.gone"), "at_risk")]
        if asks:
            return list(answer(tie.link, self._desk, row.marks))
        return [Piece(self._words(f"alignment.{mark.value}"), _ROLES[mark]) for mark in row.marks]


def answer(link: Link, desk: Desk, marks: Collection[Mark] = ()) -> Iterator[Piece]:
    """Yield how a question stands, and by when it is needed: `asked · by 4 Dec`.

    marks: what is wrong with it: that nobody answers is said in its place.
    """
    today = desk.today
    by = near_day(link.by, today, desk.words) if link.by is not None else ""
    if Mark.OVERDUE in marks:
        yield Piece(desk.words("alignment.overdue_by", day=by), "at_risk")
    elif Mark.UNANSWERED in marks and link.at is not None:
        since = near_day(desk.calendar.day(link.at), today, desk.words)
        yield Piece(desk.words("alignment.unanswered_since", day=since), "at_risk")
    else:
        state = link.state or ASKED
        role = {"confirmed": "dim", "refused": "off_track"}.get(state, "normal")
        yield Piece(desk.words(STATES.get(state, "links.asked")), role)
        if by:
            yield Piece(f" {desk.signs.dot} ", "dim")
            yield Piece(desk.words("links.by", day=by), "dim")


def counts(told: Alignment, desk: Desk) -> Line:
    """Return what the head counts: what hangs in the air, what leads astray, what waits."""
    words = desk.words
    if not told.objectives:
        return []
    if told.hanging:
        line = [Piece(words("alignment.hanging", n=told.hanging, of=told.objectives), "at_risk")]
    else:
        line = [Piece(words("alignment.none_hanging"), "dim")]
    if told.astray:
        line.append(Piece(words("alignment.astray", n=told.astray), "at_risk"))
    if told.waiting:
        line.append(Piece(words("alignment.waiting", n=told.waiting), "normal"))
    return _apart(line, f" {desk.signs.dot} ")


def _apart(pieces: Iterable[Piece], between: str) -> list[Piece]:
    line: list[Piece] = []
    for piece in pieces:
        line += [Piece(between, "dim"), piece] if line else [piece]
    return line
