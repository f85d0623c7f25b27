"""What kind an objective is said to be: its category, dimension, origin or ambition.

Only in the words that okrtui itself has for it: a column `Category` with other words is a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

_NAMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(["category", "类型", "类别", "目标类型"], "category"),
    **dict.fromkeys(["dimension", "维度"], "dimension"),
    **dict.fromkeys(["origin", "来源"], "origin"),
    **dict.fromkeys(["ambition", "期望"], "ambition"),
}
_LINE = re.compile(r"(?P<name>[^\s:：]{2,12})\s*[:：]\s*(?P<value>[^:：]{2,20})")


def kind_told(name: str, value: str) -> tuple[str, StrEnum] | None:
    """Return the field of an objective that is told, and its value; None where none is."""
    field = _NAMES.get(name.strip("*:： ").casefold())
    found = _values(field).get(value.strip().casefold()) if field else None
    return (field, found) if field and found else None


def _values(field: str) -> Mapping[str, StrEnum]:
    # What reads the lines of a meeting takes 20 ms to import, and few documents tell a kind.
    from okrtui.meeting.lines import agreed

    match field:
        case "category":
            return agreed.CATEGORIES
        case "dimension":
            return agreed.DIMENSIONS
        case "origin":
            return agreed.ORIGINS
        case _:
            return agreed.AMBITIONS


def kind_line(text: str) -> tuple[str, str] | None:
    """Return the name and the value of a line that tells a kind and nothing else."""
    match = _LINE.fullmatch(text.strip())
    if match is None or kind_told(match["name"], match["value"]) is None:
        return None
    return match["name"], match["value"]
