"""The record of a change: whatever a meeting changes in the tree, it leaves with its reason.

So minutes and history can tell it. A slip of the pen (`CorrectText`) leaves none.
"""

from __future__ import annotations

from datetime import date

from okrtui.meeting.context import Context
from okrtui.meeting.entries import next_number
from okrtui.model.books import Books
from okrtui.model.codec import TABLE_OF, insert
from okrtui.model.ops import Op
from okrtui.model.records import Change, ChangeKind, KeyResult, Objective, Task
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text
from okrtui.text.message import Message, message

Item = Objective | KeyResult | Task
KINDS: dict[str, type[Item]] = {TABLE_OF[kind]: kind for kind in (Objective, KeyResult, Task)}

_NAMED = frozenset(
    {"title", "owner", "assignee", "due", "metric", "direction", "start", "target", "unit", "step"}
    | {"weight", "note", "category", "dimension", "origin", "ambition", "progress_of", "milestone"}
    | {"method", "whose_problem", "by_when", "effect", "key_result", "value"}
)


def item_of(books: Books, table: str, id: str) -> Item:
    """Return an objective, key result or task.

    Raises:
        Refused: it is not there, or of another kind.
    """
    if table not in KINDS:
        raise Refused("entry.not_changeable", field=table)
    return books.get(KINDS[table], id)


def field_name(field: str) -> Message | str:
    """Return what a field is called in the language of who reads; one that is none stays so."""
    return message(f"history.field_{field}") if field in _NAMED else field


def change_of(
    books: Books,
    context: Context,
    kind: ChangeKind,
    item: Item,
    why: str,
    *,
    field: str | None = None,
    was: str | None = None,
    now: str | None = None,
    other: str = "",
    what: str = "",
    due: date | None = None,
) -> Op:
    """Return the op that puts a change on the record.

    field, was, now: which field, and its values as a person reads them.
    other, what, due: of a link: its other end, what was asked for, and by when.
    """
    return insert(
        Change(
            id=context.id(),
            number=next_number(books, Change),
            at=context.now,
            by=context.author,
            kind=kind,
            table=TABLE_OF[type(item)],
            target=item.id,
            title=item.title,
            field=field,
            was=was,
            now=now,
            why=clean_text(why),
            meeting=context.meeting,
            other=other,
            what=what,
            due=due,
        )
    )
