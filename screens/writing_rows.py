"""The fields of an objective, key result or task, as the writing screen lists them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from okrtui.model.books import Books
from okrtui.model.numbers import show_number
from okrtui.model.records import Cycle, KeyResult, Link, Member, Objective, Task
from okrtui.text.dates import show_date
from okrtui.text.width import width
from okrtui.text.words import Words
from screens.phrases import owner_name
from widgets.tree_row import TreeRow

Item = Objective | KeyResult | Task

FORMULA: Final = ("method", "whose_problem", "by_when", "effect")
"""The four parts of the method's formula."""

TEXTS: Final = frozenset({*FORMULA, "note", "unit"})
"""Fields that may be emptied by leaving nothing in them."""

FIELDS: Final[dict[type, tuple[str, ...]]] = {
    Objective: (
        *("title", "category", "dimension", "origin", "ambition"),
        *("owner", "weight", "progress_of", "note"),
    ),
    KeyResult: (
        *("title", *FORMULA, "metric", "direction", "start", "target", "unit", "step"),
        *("owner", "due", "weight", "note"),
    ),
    Task: ("title", "assignee", "due"),
}
"""The fields that are written here, in their order."""

_ENUMS: Final = frozenset({"category", "dimension", "origin", "ambition"})
_CHOICES: Final = frozenset({"metric", "direction"})
_PEOPLE: Final = frozenset({"owner", "assignee"})
_LINKS: Final = {"collaborator": "meeting.with", "depends": "meeting.depends"}
_PREFIX: Final = "link:"


def field_rows(item: Item, books: Books, words: Words, *, last: str) -> list[TreeRow]:
    """Return a row for each field, and one for each who works on it, or on whom it depends.

    last: where the metric stood at the end of the last cycle, as it is shown; nothing for none.
    """
    names = {field: words(f"history.field_{field}") for field in FIELDS[type(item)]}
    room = max(width(name) for name in names.values())
    rows = [
        TreeRow(
            id=field,
            kind="field",
            name=name + " " * (room - width(name) + 1),
            title=shown(item, field, books, words) or _inherited(item, field, books, words),
            title_role=None if shown(item, field, books, words) else "dim",
            aside=words("writing.last_cycle", value=last) if field == "start" and last else "",
        )
        for field, name in names.items()
    ]
    return [*rows, *_links(item, books, words, room)]


def _inherited(item: Item, field: str, books: Books, words: Words) -> str:
    """Return what holds where a field is empty: of whose objective, of which cycle it is."""
    match item, field:
        case KeyResult(), "owner":
            return owner_name(books, books.answers_for(item), words)
        case KeyResult(), "due":
            end = books.get(Cycle, books.objective_of(item).cycle).end
            return show_date(end, words.language)
    return "–"


def _links(item: Item, books: Books, words: Words, room: int) -> Iterator[TreeRow]:
    for link in books.where(Link, "source", item.id):
        if link.kind in _LINKS:
            label = words(_LINKS[link.kind])
            yield TreeRow(
                id=f"{_PREFIX}{link.id}",
                kind="link",
                name=label + " " * (room - width(label) + 1),
                title=_target(link, books, words),
                aside=words(f"meeting.link_{link.state}") if link.state else "",
                dim=True,
            )


def _target(link: Link, books: Books, words: Words) -> str:
    other = books.find(KeyResult, link.target)
    if other is not None:
        return f"{books.kr_name(other)} {other.title}"
    return owner_name(books, link.target, words)


def shown(item: Item, field: str, books: Books, words: Words) -> str:
    """Return the value of a field as people read it."""
    value = getattr(item, field)
    if value is None or value == "":
        return ""
    if field in _PEOPLE:
        return owner_name(books, value, words)
    if field in _ENUMS:
        return words(f"terms.{value.value}")
    if field in _CHOICES:
        return words(f"history.value_{value.value}")
    if field == "progress_of":
        return words(f"terms.from_{value.value}")
    if field == "due":
        return show_date(value, words.language)
    return value if isinstance(value, str) else show_number(value)


def typed(item: Item, field: str, books: Books) -> str:
    """Return the value of a field as one types it; what stands in the prompt at first."""
    value = getattr(item, field)
    if value is None:
        return ""
    if field in _PEOPLE:
        member = books.find(Member, value)
        return member.login if member else str(value)
    if field in _ENUMS | _CHOICES | {"progress_of"}:
        return str(value.value).replace("_", " ")
    return value.isoformat() if field == "due" else str(value)


def sentence(kr: KeyResult, words: Words) -> str:
    """Return the sentence that the four parts make; nothing where a part is missing."""
    parts = {name: getattr(kr, name) for name in FORMULA}
    return words("writing.whole_sentence", **parts) if all(parts.values()) else ""
