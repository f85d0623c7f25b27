"""What a line of typing changes: a new wording, or one field by its name.

`Cut p95 to 300 ms` is another title; `due fri`, `owner wang`, `target 250`, `截止 周五` change that
one field.
"""

from __future__ import annotations

import re
from datetime import date

from okrtui.model.books import Books
from okrtui.model.codec import canonical
from okrtui.model.numbers import parse_number
from okrtui.model.records import KeyResult, Objective, Task
from okrtui.text.dates import parse_day
from okrtui.text.errors import Refused

_NAMES = {
    "due": "due",
    "截止": "due",
    "owner": "owner",
    "负责人": "owner",
    "assignee": "owner",
    "target": "target",
    "目标值": "target",
    "start": "start",
    "起点": "start",
    "unit": "unit",
    "单位": "unit",
}
_FIELD = re.compile(
    rf"({'|'.join(_NAMES)})\s*[:：=]?\s+(\S.*)|({'|'.join(_NAMES)})[:：=](\S.*)", re.I
)
_OF_KEY_RESULT = frozenset({"owner", "due", "target", "start", "unit"})
_OF_TASK = frozenset({"owner", "due"})


def read_change(
    text: str, item: Objective | KeyResult | Task, books: Books, today: date
) -> tuple[str, str]:
    """Return which field a line changes, and to what, as it is stored.

    Whatever does not plainly name a field and a value that fits it is a title.
    """
    allowed = {KeyResult: _OF_KEY_RESULT, Task: _OF_TASK}.get(type(item), frozenset())
    found = _FIELD.fullmatch(text.strip())
    if found is None:
        return "title", text.strip()
    field = _NAMES[(found[1] or found[3]).casefold()]
    value = (found[2] or found[4]).strip()
    if field not in allowed:
        return "title", text.strip()
    try:
        stored = _stored(field, value, item, books, today)
    except Refused:
        return "title", text.strip()
    return ("assignee" if field == "owner" and isinstance(item, Task) else field), stored


def _stored(
    field: str, value: str, item: Objective | KeyResult | Task, books: Books, today: date
) -> str:
    match field:
        case "due":
            return parse_day(value, today).isoformat()
        case "owner":
            member = books.member_by_login(value.lstrip("@"))
            if member is None:
                raise Refused("entry.gone")
            return member.id
        case "target" | "start":
            return canonical(parse_number(value, getattr(item, "unit", "")))
        case _:
            return value
