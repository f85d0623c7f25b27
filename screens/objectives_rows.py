"""What stands in the rows of the objectives, above them, and below for the one in hand."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from datetime import date

from okrtui.model.agreed import owners
from okrtui.model.balance import VALUES, Aspect, value_of
from okrtui.model.books import Books
from okrtui.model.glance import Glance
from okrtui.model.numbers import show_percent
from okrtui.model.ordering import By, Filter, confidence_of
from okrtui.model.records import COMPANY, TEAM, Cycle, Member, Objective, State
from okrtui.model.rows import ObjectiveRow
from okrtui.text.words import Words
from screens.objectives_balance import kind_word, short_word
from screens.objectives_reading import Advice
from screens.phrases import health_piece, one_decimal, owner_name
from widgets.line import Line, Piece, cells, width_of, wrapped
from widgets.objective_table import ObjectiveHead, ObjectiveLine
from widgets.signs import Signs

_BY = {
    By.CATEGORY: "terms.category",
    By.OWNER: "terms.owner",
    By.PROGRESS: "terms.progress",
    By.HEALTH: "terms.health",
    By.CONFIDENCE: "terms.confidence",
}
_LEAST_HEALTH, _MOST_HEALTH = 6, 9


def working(
    glances: Mapping[str, Glance], books: Books, today: date
) -> Generator[int, None, list[ObjectiveRow]]:
    """Work out what each cycle has, and what is drafted for it, in small steps.

    glances: by the cycle's id. A cycle that is over is told as of its last day.
    """
    found: list[ObjectiveRow] = []
    for key, glance in glances.items():
        cycle = books.get(Cycle, key)
        status = yield from glance.work(min(today, cycle.end))
        found += status.objectives
        found += (
            ObjectiveRow(objective=one, standings=(), progress_then=None, progress=None)
            for one in books.objectives(key)
            if one.state is State.DRAFT
        )
    return found


def owners_in_order(books: Books, rows: Collection[ObjectiveRow]) -> list[str]:
    """Return whose the objectives are: the company's, the team's, then by member."""
    found = owners(books, [(row.objective, []) for row in rows])
    return list(dict.fromkeys((COMPANY, TEAM, *found)))


class ObjectiveRows:
    """Turns objectives into rows, as they are drawn. advice: what was read of each, by its id."""

    def __init__(
        self,
        rows: Sequence[ObjectiveRow],
        books: Books,
        words: Words,
        signs: Signs,
        advice: Mapping[str, Sequence[Advice]] | None,
    ) -> None:
        self._by_id = {row.objective.id: row for row in rows}
        self._books = books
        self._words = words
        self._signs = signs
        self._advice = advice
        self._logins: dict[str, str] = {}

    def name(self, objective: Objective) -> str:
        """Return what an objective is called: `lin/O2`."""
        login = self._logins.get(objective.owner)
        if login is None:
            login = self._logins[objective.owner] = self._books.owner_login(objective.owner)
        return f"{login}/O{objective.number}"

    def line(self, id: str) -> ObjectiveLine:
        """Return what stands in a row."""
        row, words = self._by_id[id], self._words
        objective = row.objective
        said = None if self._advice is None else self._advice.get(id)
        draft = objective.state is State.DRAFT
        return ObjectiveLine(
            name=self.name(objective),
            title=objective.title,
            mark=words("member.draft") if draft else "",
            owner=owner_name(self._books, objective.owner, words),
            kinds=tuple(self._kind(objective, aspect) for aspect in Aspect),
            percent=show_percent(row.progress).partition(" (")[0],
            sure=one_decimal(confidence_of(row)),
            health=self._health(row),
            advice="" if said is None else str(len(said)) if said else self._signs.done,
            warns=any(one.warns for one in said or ()),
        )

    def _kind(self, objective: Objective, aspect: Aspect) -> str:
        value = value_of(objective, aspect)
        return short_word(value, self._words) if value else ""

    def _health(self, row: ObjectiveRow) -> Line:
        pieces = [health_piece(one.now.health, self._signs) for one in row.standings]
        blank = Piece(" ") if 2 * len(pieces) - 1 <= _MOST_HEALTH else Piece("")
        return [piece for one in pieces for piece in (one, blank)][:-1]

    def head(self, by: By) -> ObjectiveHead:
        """Return the words above the columns, and the cells that what is below them takes."""
        words, rows = self._words, self._by_id.values()
        whose = {row.objective.owner for row in rows}
        kinds = tuple(words(f"terms.{aspect.value}") for aspect in Aspect)
        advice = words("objectives.advice")
        health = words("terms.health")
        told = told_of(rows)
        many = max((len(row.standings) for row in rows), default=0)
        room = min(max(2 * many - 1, _LEAST_HEALTH, cells(health)), _MOST_HEALTH)
        return ObjectiveHead(
            name=words("terms.objective"),
            owner=words("terms.owner"),
            kinds=kinds,
            percent=words("objectives.progress"),
            sure=words("objectives.confidence"),
            health=health,
            advice=advice,
            by={
                By.PROGRESS: words("objectives.progress"),
                By.CONFIDENCE: words("objectives.confidence"),
            }.get(by)
            or words(_BY[by]),
            name_cells=max([cells(self.name(row.objective)) for row in rows] + [4]),
            owner_cells=max(
                [
                    width_of([Piece(text)])
                    for text in (
                        words("terms.owner"),
                        *(owner_name(self._books, one, words) for one in whose),
                    )
                ]
            ),
            kind_cells=tuple(
                max(cells(text) for text in (kind, *self._values(aspect)))
                if aspect is Aspect.CATEGORY or aspect in told
                else 0
                for kind, aspect in zip(kinds, Aspect, strict=True)
            ),
            health_cells=room,
            advice_cells=cells(advice),
        )

    def _values(self, aspect: Aspect) -> Iterator[str]:
        for value in VALUES[aspect]:
            yield short_word(value, self._words)


def told_of(rows: Collection[ObjectiveRow]) -> frozenset[Aspect]:
    """Return the aspects of which something is set of any objective."""
    return frozenset(
        aspect for aspect in Aspect if any(value_of(row.objective, aspect) for row in rows)
    )


def ordered_by(by: By, words: Words) -> str:
    """Return by what the rows are ordered."""
    return words("objectives.by", what=words(_BY[by]))


def chosen_words(chosen: Filter, books: Books, words: Words) -> str:
    """Return what is let through, in words."""
    said = [
        words("objectives.or").join(
            _full(aspect, value, words) for value in sorted_of(aspect, chosen)
        )
        for aspect in Aspect
        if chosen.wanted.get(aspect)
    ]
    if chosen.owner is not None:
        member = books.find(Member, chosen.owner)
        said.append(
            " ".join((member.name if member else owner_name(books, chosen.owner, words)).split())
        )
    if chosen.health is not None:
        said.append(words(f"terms.{chosen.health.value}"))
    return words("history.comma").join(said)


def sorted_of(aspect: Aspect, chosen: Filter) -> list[object]:
    """Return the values of an aspect that are let through, in its order."""
    return [value for value in (*VALUES[aspect], None) if value in chosen.wanted[aspect]]


def _full(aspect: Aspect, value: object, words: Words) -> str:
    if value is None:
        return words("objectives.without", what=words(f"terms.{aspect.value}"))
    return kind_word(value, words)  # type: ignore[arg-type]


def below(
    objective: Objective,
    name: str,
    advice: Sequence[Advice] | None,
    words: Words,
    signs: Signs,
    room: int,
    *,
    kinds: bool,
) -> Iterator[Line]:
    """Yield what is to be said of the objective in hand. kinds: what kind it is has no columns."""
    yield from wrapped([Piece(f"{name}  ", "key"), Piece(objective.title, "bright")], room)
    if kinds:
        known = [
            kind_word(value, words)
            for aspect in Aspect
            if aspect is not Aspect.CATEGORY and (value := value_of(objective, aspect))
        ]
        if known:
            yield [Piece(f" {signs.dot} ".join(known), "dim")]
    if advice is None:
        yield [Piece(words("objectives.reading"), "dim")]
    elif not advice:
        yield [Piece(words("writing.well"), "dim")]
    for one in advice or ():
        of = [Piece(f"{one.of}  ", "key")] if one.of else []
        title = Piece(f"{one.title}  ", "bright" if one.warns else "dim")
        yield from wrapped([*of, title, Piece(one.text)], room)
