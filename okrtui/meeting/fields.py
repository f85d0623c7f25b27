"""A field of an objective, key result or task gets another value, on the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Final

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.changes import change_of, field_name, item_of
from okrtui.meeting.context import Context
from okrtui.meeting.entries import person, title_of
from okrtui.meeting.moving import move_objective, move_task
from okrtui.model.books import Books
from okrtui.model.codec import amend, plain
from okrtui.model.ops import Op
from okrtui.model.progress import check_metric
from okrtui.model.records import (
    Ambition,
    Category,
    ChangeKind,
    Dimension,
    Direction,
    KeyResult,
    Member,
    MetricKind,
    Objective,
    Origin,
    ProgressOf,
    Task,
)
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_line, clean_text

MOST_DIGITS: Final = 40
"""Of a number before its point, or after it: more nobody counts with."""

_METRIC: Final = frozenset({"metric", "direction", "start", "target", "step"})
_PEOPLE: Final = frozenset({"owner", "assignee"})

Read = Callable[[Books, str | None], Any]


def change_field(intent: intents.ChangeField, books: Books, context: Context) -> Sequence[Op]:
    """Another value of one field, with its reason on the record.

    Raises:
        Refused: the field is none that a meeting changes, or the value does not fit it.
    """
    item = item_of(books, intent.table, intent.id)
    read = _READ[intent.table].get(intent.field)
    if read is None:
        raise Refused("entry.not_changeable", field=field_name(intent.field))
    try:
        value = read(books, intent.value)
    except ValueError:
        raise Refused(
            "entry.bad_value", field=field_name(intent.field), value=clean_line(intent.value or "")
        ) from None
    if value == getattr(item, intent.field):
        return []
    if isinstance(item, Objective) and intent.field == "owner":
        changed: list[Op] = move_objective(books, item, value)
    elif isinstance(item, Task) and intent.field == "key_result":
        return move_task(books, context, item, value, intent.why)
    elif isinstance(item, KeyResult) and intent.field in _METRIC:
        changed = [*_with_metric(item, intent.field, value)]
    else:
        changed = [*amend(item, **{intent.field: value})]
    if not changed:
        return []
    was = _readable(books, intent.field, getattr(item, intent.field))
    change = change_of(
        books,
        context,
        ChangeKind.EDITED,
        item,
        intent.why,
        field=intent.field,
        was=was,
        now=_readable(books, intent.field, value),
    )
    return [*changed, change]


def whole_metric(key_result: KeyResult) -> KeyResult:
    """Return a key result whose metric is whole: yes or no goes from 0 to 1, steps from 0.

    Raises:
        Refused: progress could not be told from it.
    """
    match key_result.metric:
        case MetricKind.YES_NO:
            key_result = replace(
                key_result,
                direction=Direction.REACH,
                start=Decimal(0),
                target=Decimal(1),
                step=None,
                unit="",
            )
        case MetricKind.MILESTONE | MetricKind.TASKS:
            key_result = replace(key_result, direction=Direction.REACH, start=Decimal(0), unit="")
        case _:
            pass
    check_metric(key_result)
    return key_result


def counted(field: str, number: Decimal) -> Decimal:
    """Return a number if rules can count with it.

    Raises:
        Refused: it is none, is without end, or has too many digits.
    """
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise Refused("entry.bad_value", field=field_name(field), value=str(number))
    return number


def _with_metric(key_result: KeyResult, field: str, value: Any) -> Sequence[Op]:
    changed: dict[str, Any] = {field: value}
    new = whole_metric(replace(key_result, **changed))
    names = (*_METRIC, "unit")
    return amend(key_result, **{name: getattr(new, name) for name in names})


def _title(_books: Books, value: str | None) -> str:
    return title_of(value or "")


def _text(_books: Books, value: str | None) -> str:
    return clean_text(value or "")


def _line(_books: Books, value: str | None) -> str:
    return clean_line(value or "")


def _day(_books: Books, value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _number(_books: Books, value: str | None) -> Decimal:
    try:
        number = Decimal(value or "")
    except InvalidOperation:
        raise ValueError(value) from None
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise ValueError(value)
    return number


def _weight(books: Books, value: str | None) -> Decimal:
    number = _number(books, value)
    if number < 0:
        raise ValueError(value)
    return number


def _step(books: Books, value: str | None) -> Decimal | None:
    return _number(books, value) if value else None


def _yes(_books: Books, value: str | None) -> bool:
    if value not in {None, "true", "false"}:
        raise ValueError(value)
    return value == "true"


def _member(books: Books, value: str | None) -> str | None:
    return books.get(Member, value).id if value else None


def _owner(_books: Books, value: str | None) -> str:
    if not value:
        raise ValueError(value)
    return value


def _key_result(_books: Books, value: str | None) -> str:
    return value or ""


def _one_of(kind: type[Enum], *, needed: bool = False) -> Read:
    def read(_books: Books, value: str | None) -> Enum | None:
        return kind(value) if value or needed else None

    return read


_READ: Final[dict[str, dict[str, Read]]] = {
    "objectives": {
        "title": _title,
        "owner": _owner,
        "note": _text,
        "weight": _weight,
        "category": _one_of(Category),
        "dimension": _one_of(Dimension),
        "origin": _one_of(Origin),
        "ambition": _one_of(Ambition),
        "progress_of": _one_of(ProgressOf, needed=True),
    },
    "key_results": {
        "title": _title,
        "owner": _member,
        "due": _day,
        "metric": _one_of(MetricKind, needed=True),
        "direction": _one_of(Direction, needed=True),
        "start": _number,
        "target": _number,
        "unit": _line,
        "step": _step,
        "weight": _weight,
        "note": _text,
        "method": _text,
        "whose_problem": _text,
        "by_when": _text,
        "effect": _text,
    },
    "tasks": {
        "title": _title,
        "assignee": person,
        "due": _day,
        "milestone": _yes,
        "key_result": _key_result,
    },
}
CHANGEABLE: Final = {table: frozenset(fields) for table, fields in _READ.items()}
"""The fields that a meeting changes, by table."""


def _readable(books: Books, field: str, value: Any) -> str:
    """Return a value as the log of changes keeps it: readable as it is, in no language."""
    if field in _PEOPLE:
        member = books.find(Member, value)
        return member.name if member else value or ""
    shown = plain(value)
    if isinstance(shown, bool):
        return str(shown).lower()
    return "" if shown is None else str(shown)
