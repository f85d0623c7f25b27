"""The fields of an objective, key result or task, as the writing screen lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from okrtui.model.books import Books
from okrtui.model.links import ALIGNING, COLLABORATOR, DEPENDS, VERTICAL, targets_of
from okrtui.model.numbers import show_number
from okrtui.model.records import Cycle, KeyResult, Link, Member, Objective, Task
from okrtui.text.dates import show_date
from okrtui.text.width import width
from okrtui.text.words import Words
from screens.desk import Desk
from screens.link_rows import LinkRows
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

PICK: Final = "pick:"
"""What the id of a row begins with at which a link is picked; its kind follows."""

_ALIGNED: Final = {VERTICAL: "links.heading_aligned"}
_ASKED: Final = {
    COLLABORATOR: "links.heading_collaborator",
    DEPENDS: "links.heading_depends",
}
LINKED: Final[dict[type, dict[str, str]]] = {
    Objective: {**_ALIGNED, DEPENDS: "links.heading_depends"},
    KeyResult: {**_ALIGNED, **_ASKED},
    Task: {},
}
"""What is linked here, by the kind of link, with what it is called."""


def field_rows(item: Item, desk: Desk, *, last: str) -> list[TreeRow]:
    """Return a row for each field, and one for each thing or person that it is linked to.

    last: where the metric stood at the end of the last cycle, as it is shown; nothing for none.
    """
    books, words = desk.books, desk.words
    names = {field: words(f"history.field_{field}") for field in FIELDS[type(item)]}
    labels = {kind: words(key) for kind, key in LINKED[type(item)].items()}
    room = max(width(name) for name in (*names.values(), *labels.values()))
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
    return [*rows, *_links(item, books, labels, LinkRows(desk), room)]


def _inherited(item: Item, field: str, books: Books, words: Words) -> str:
    """Return what holds where a field is empty: of whose objective, of which cycle it is."""
    match item, field:
        case KeyResult(), "owner":
            return owner_name(books, books.answers_for(item), words)
        case KeyResult(), "due":
            end = books.get(Cycle, books.objective_of(item).cycle).end
            return show_date(end, words.language)
    return "–"


def _links(
    item: Item, books: Books, labels: Mapping[str, str], rows: LinkRows, room: int
) -> Iterator[TreeRow]:
    """Yield a row for each link, and below those of a kind one at which another is picked."""
    links = targets_of(books, item.id)
    for kind, label in labels.items():
        found = [link for link in links if link.kind in (ALIGNING if kind == VERTICAL else {kind})]
        for at, link in enumerate(found):
            name = "" if at else label
            yield replace(rows.own(link, depth=0), kind="link", **_named(link, name, room, rows))
        yield TreeRow(
            id=f"{PICK}{kind}",
            kind="pick",
            name=" " * (room + 1) if found else label + " " * (room - width(label) + 1),
            title="+" if found else "–",
            title_role="dim",
        )


def _named(link: Link, name: str, room: int, rows: LinkRows) -> dict[str, str]:
    """Return the label of a link's row, as wide as those of the fields, and its other end."""
    drawn = rows.own(link)
    return {
        "name": name + " " * (room - width(name) + 1),
        "title": f"{drawn.name}  {drawn.title}".strip(),
    }


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
