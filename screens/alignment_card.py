"""What is told beside the alignment: why something exists, what hangs below it, who waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from okrtui.model.aligned import Kind, Mark, Row
from okrtui.model.links import (
    ASKING,
    Asked,
    answers,
    asked_of,
    item_of,
    name_of,
    sources_of,
    targets_of,
    waiting_for,
)
from okrtui.model.numbers import show_percent
from okrtui.model.records import COMPANY, TEAM, KeyResult, Link, Objective, ProgressOf, State
from screens.alignment_rows import Stand, answer
from screens.desk import Desk
from screens.phrases import near_day, owner_name
from widgets.line import Line, Piece, wrapped

_MOST = 8
"""Lines of a part; what is more is counted."""

Part = tuple[str, Sequence[Line]]


class AlignmentCard:
    """The card of the row in hand."""

    def __init__(self, desk: Desk, rows: Sequence[Row], stands: Mapping[str, Stand]) -> None:
        self._desk = desk
        self._books = desk.books
        self._words = desk.words
        self._rows = rows
        self._by_id = {row.id: row for row in rows}
        self._stands = stands

    def lines(self, row: Row | None, width: int) -> list[Line]:
        """Return its lines, each at most `width` cells."""
        if row is None or width < 8:
            return []
        head, parts = self._told(row)
        lines: list[Line] = [line for one in head for line in wrapped(one, width)]
        for label, body in parts:
            lines += [[], [Piece(label, "accent")]]
            for one in body[:_MOST]:
                lines += _indented(one, width)
            if len(body) > _MOST:
                more_of = self._words("alignment.more", n=len(body) - _MOST)
                lines.append([Piece(f"  {more_of}", "dim")])
        return lines

    def _told(self, row: Row) -> tuple[Sequence[Line], Sequence[Part]]:
        if row.kind is Kind.OWNER:
            name = owner_name(self._books, row.owner, self._words)
            asked = [self._from_us(one) for one in waiting_for(self._books, row.owner)]
            asks = [self._of_us(one) for one in asked_of(self._books, row.owner)]
            return [[Piece(name, "strong")]], [
                *self._part("alignment.they_wait_for", asked),
                *self._part("alignment.asked_of", asks),
            ]
        if row.kind is Kind.LINK:
            return self._of_link(row)
        item = row.key_result or row.objective
        return list(self._head(row, item)), list(self._of_item(row, item))

    # -- an objective, or a key result of one

    def _head(self, row: Row, item: Objective | KeyResult | None) -> Iterator[Line]:
        if item is None:
            return
        dot = f" {self._desk.signs.dot} "
        yield [Piece(f"{name_of(self._books, item.id)}  ", "key"), Piece(item.title, "strong")]
        facts = [owner_name(self._books, answers(self._books, item), self._words)]
        if isinstance(item, Objective):
            facts += [
                self._words(f"terms.{kind.value}")
                for kind in (item.category, item.dimension, item.origin, item.ambition)
                if kind is not None
            ]
        stand = self._stands.get(row.id)
        if stand is not None and stand.progress is not None:
            facts.append(show_percent(stand.progress).partition(" (")[0])
        yield [Piece(dot.join(facts), "dim")]
        if isinstance(item, Objective) and item.progress_of is ProgressOf.ALIGNED:
            yield [Piece(self._words("alignment.made_below"), "dim")]

    def _of_item(self, row: Row, item: Objective | KeyResult | None) -> Iterator[Part]:
        if item is None:
            return
        yield self._words("alignment.why"), list(self._why(row))
        below = [self._at(one) for one in self._rows if self._is_below(one, row)]
        yield from self._part("alignment.below", below)
        ids = [item.id]
        if isinstance(item, Objective):
            theirs = self._books.key_results(item.id)
            ids += [kr.id for kr in theirs if kr.state is not State.DROPPED]
        waits = [link for one in ids for link in targets_of(self._books, one)]
        awaited = [link for one in ids for link in sources_of(self._books, one)]
        yield from self._part(
            "alignment.waits_for", [self._wish(link) for link in waits if _asks(link)]
        )
        yield from self._part(
            "alignment.awaited", [self._wish(link, back=True) for link in awaited if _asks(link)]
        )

    def _why(self, row: Row) -> Iterator[Line]:
        """Yield what it stands below, the highest first; or that it stands below nothing."""
        above = list(self._above(row))
        for step, one in enumerate(reversed(above)):
            item = one.key_result or one.objective
            name = name_of(self._books, item.id) if item is not None else ""
            title = item.title if item is not None else ""
            yield [Piece("  " * step), Piece(f"{name} ", "dim"), Piece(title)]
        if above:
            return
        marks = set(row.marks)
        if Mark.HANGS in marks:
            key = self._desk.keymap.keys("alignment.align")
            yield [Piece(self._words("alignment.hangs_why", key=key), "at_risk")]
        elif row.owner in {COMPANY, TEAM} and not marks:
            yield [Piece(self._words("alignment.highest"), "dim")]
        else:
            found = [mark for mark in (Mark.CIRCLE, Mark.DROPPED, Mark.ENDED) if mark in marks]
            for mark in found:
                yield [Piece(self._words(f"alignment.{mark.value}"), "at_risk")]
            if not found:
                yield [Piece(self._words("alignment.sideward"), "dim")]

    def _above(self, row: Row) -> Iterator[Row]:
        parent = self._by_id.get(row.parent or "")
        while parent is not None and parent.kind is not Kind.OWNER:
            yield parent
            parent = self._by_id.get(parent.parent or "")

    def _is_below(self, row: Row, above: Row) -> bool:
        """Return whether an objective stands right below another one, or a key result of that."""
        if row.kind is not Kind.OBJECTIVE:
            return False
        parent = self._by_id.get(row.parent or "")
        return parent is not None and above.id in {
            parent.id,
            parent.parent if parent.kind is Kind.KEY_RESULT else "",
        }

    def _at(self, row: Row) -> Line:
        stand, objective = self._stands.get(row.id), row.objective
        if objective is None:
            return []
        percent = show_percent(stand.progress).partition(" (")[0] if stand else ""
        return [
            Piece(f"{self._books.objective_name(objective)} ", "dim"),
            Piece(objective.title),
            Piece(f"  {percent}", "dim"),
        ]

    # -- what is asked

    def _wish(self, link: Link, *, back: bool = False) -> Line:
        """Return a question as who asks it sees it, or as who is asked does."""
        other = link.source if back else link.target
        item = item_of(self._books, other)
        name = name_of(self._books, other)
        if item is None:
            name = owner_name(self._books, other, self._words) or name
        dot = Piece(f" {self._desk.signs.dot} ", "dim")
        line = [Piece(name), Piece("  "), *answer(link, self._desk)]
        return [*line, dot, Piece(link.what, "dim")] if link.what else line

    def _from_us(self, asked: Asked) -> Line:
        name = name_of(self._books, asked.source.id)
        return [Piece(f"{name} ", "dim"), *self._wish(asked.link)]

    def _of_us(self, asked: Asked) -> Line:
        return self._wish(asked.link, back=True)

    def _of_link(self, row: Row) -> tuple[Sequence[Line], Sequence[Part]]:
        tie = row.tie
        if tie is None:
            return [], []
        link, words = tie.link, self._words
        head: list[Line] = [
            self._end(link.source),
            [Piece(f"{self._desk.signs.arrow} ", "dim"), *self._end(link.target)],
        ]
        if link.kind in ASKING:
            head.append(list(answer(link, self._desk, row.marks)))
        said: list[Line] = []
        if link.what:
            said.append([Piece(link.what)])
        if link.why:
            said.append([Piece(link.why)])
        if link.at is not None:
            today = self._desk.today
            day = near_day(self._desk.calendar.day(link.at), today, words)
            said.append([Piece(words("alignment.since", day=day), "dim")])
        if row.marks and link.kind not in ASKING:
            said += [[Piece(words(f"alignment.{mark.value}"), "at_risk")] for mark in row.marks]
        return head, list(self._part("alignment.said", said))

    def _end(self, end: str) -> list[Piece]:
        item = item_of(self._books, end)
        if item is None:
            return [Piece(owner_name(self._books, end, self._words), "strong")]
        return [Piece(f"{name_of(self._books, end)}  ", "key"), Piece(item.title)]

    def _part(self, label: str, lines: Iterable[Line]) -> Iterator[Part]:
        body = list(lines)
        if body:
            yield self._words(label), body


def _indented(line: Line, width: int) -> Iterator[Line]:
    """Yield a line of a part in as many as it takes; all begin with the blanks that it does."""
    blanks = 2 + (len(line[0].text) if line and line[0].text.isspace() else 0)
    blanks = min(blanks, width // 3)
    first, *more = wrapped(line if blanks <= 2 else line[1:], width - blanks - 2)
    yield [Piece(" " * blanks), *first]
    yield from ([Piece(" " * (blanks + 2)), *rest] for rest in more)


def _asks(link: Link) -> bool:
    return link.kind in ASKING
