"""The rows of the drafts of a cycle: objectives, each followed by its key results."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from okrtui.cycle.agreeing import Draft, which_can
from okrtui.minutes.phrases import Markup, Phrases
from okrtui.model.agreed import owners
from okrtui.model.books import Books
from okrtui.model.records import COMPANY, TEAM, Cycle, KeyResult, Objective, State
from okrtui.text.words import Words
from widgets.line import Piece, cells, column
from widgets.lines import Item
from widgets.signs import Signs

_PLAIN: Final = Markup(typed=str, strong="{}")
_MOST_NAME: Final = 20
_SHOWN: Final = frozenset({State.DRAFT, State.AGREED, State.CLOSED})


class Row(NamedTuple):
    """An objective or key result of a cycle, and the name by which it is called here."""

    item: Draft
    name: str

    @property
    def is_draft(self) -> bool:
        """Whether it is still to be agreed."""
        return self.item.state is State.DRAFT


def rows_of(books: Books, cycle: Cycle) -> list[Row]:
    """Return what a cycle has or is to have: the company's, the team's, then by member."""
    objectives = [one for one in books.objectives(cycle.id) if one.state in _SHOWN]
    listed = (COMPANY, TEAM, *owners(books, [(one, []) for one in objectives]))
    order = {owner: place for place, owner in reversed(list(enumerate(listed)))}
    objectives.sort(key=lambda one: order[one.owner])
    found: list[Row] = []
    for objective in objectives:
        found.append(Row(objective, books.objective_name(objective)))
        found += [
            Row(kr, f"KR{kr.number}")
            for kr in books.key_results(objective.id)
            if kr.state in _SHOWN
        ]
    return found


def name_room(rows: Collection[Row]) -> int:
    """Return how many cells the names take, so that all titles begin in one column."""
    return min(max((cells(row.name) for row in rows), default=0), _MOST_NAME)


def row_item(
    row: Row, *, room: int, marked: bool, hints: int | None, words: Words, signs: Signs
) -> Item:
    """Return the line of a row.

    room: of the names. hints: how many the linter has; None while it was not asked.
    """
    is_objective = isinstance(row.item, Objective)
    sign = signs.hidden if marked else " " if row.is_draft else signs.done
    title = "dim" if not row.is_draft else "strong" if is_objective else "normal"
    said = "" if row.is_draft else words("quarter.is_agreed")
    if row.is_draft and hints:
        said = words("quarter.hints", n=hints)
    return Item(
        id=row.item.id,
        line=[
            Piece(f"{sign} ", "key" if marked else "dim"),
            *column(
                row.name,
                room,
                "key" if is_objective and row.is_draft else "dim",
                right=not is_objective,
            ),
            Piece(f"  {row.item.title}", title),
        ],
        right=[Piece(said, "dim")] if said else (),
    )


def below(row: Row, books: Books, cycle: Cycle, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of the row in hand, as role and text: how it is measured, why not.

    That its objective is still a draft too is no reason: both are agreed together.
    """
    item = row.item
    together: tuple[str, ...] = (item.id,)
    if isinstance(item, KeyResult):
        yield "dim", Phrases(words, cycle.end.year, _PLAIN).measured(item)
        together = (item.objective, item.id)
    if row.is_draft:
        for draft, error in which_can(together, books).cannot:
            if draft == item.id:
                yield "at_risk", words.tell(error)


class Hints(NamedTuple):
    """What the linter says of one draft, the texts of its findings."""

    texts: tuple[str, ...]


def hints_of(
    items: Collection[Draft], books: Books, off: Collection[str], words: Words
) -> Iterator[tuple[str, Hints]]:
    """Yield what the linter says of each draft, by id; whoever asks may rest between two."""
    # The linter's own tables take longer to read than a screen to be drawn.
    from okrtui.lint.advise import Adviser

    adviser = Adviser(books, off)
    for item in items:
        if isinstance(item, Objective):
            findings = adviser.objective(item)
        else:
            findings = adviser.key_result(item)
        yield item.id, Hints(tuple(words.tell(one.message) for one in findings))


def marked_with(row: Row, rows: list[Row], marked: Collection[str]) -> Mapping[str, bool]:
    """Return what marking a row marks, or marks no more: an objective takes its drafts along."""
    item = row.item
    if isinstance(item, KeyResult):
        return {item.id: item.id not in marked} if row.is_draft else {}
    own = [
        one.item.id
        for one in rows
        if one.is_draft
        and (one.item.id == item.id or getattr(one.item, "objective", None) == item.id)
    ]
    mark = any(draft not in marked for draft in own)
    return dict.fromkeys(own, mark)
