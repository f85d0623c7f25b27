"""The settings as rows: what each is called, what it is now, and what it would be by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from okrtui.model.settings import Settings
from okrtui.text.words import Words
from okrtui.workspace.settings_edit import LINT_OFF
from widgets.line import Piece, cells, column
from widgets.lines import Item

NAMES: Final = (
    "language",
    "time_zone",
    "working_days",
    "days_off",
    "meeting_minutes",
    "order",
    "ask_why",
    "thresholds.confidence_off",
    "thresholds.confidence_risk",
    "thresholds.behind_off",
    "thresholds.behind_risk",
    "thresholds.stale_after_days",
    "thresholds.fall",
    LINT_OFF,
    "keys",
)
"""All of them, as the file names them."""

BY_HAND: Final = frozenset({"keys"})
"""Those that only the file itself can say."""

_MOST_VALUE = 28


def value_of(settings: Settings, name: str) -> Any:
    """Return the value of a setting."""
    table, _, field = name.rpartition(".")
    match table:
        case "thresholds":
            return getattr(settings.thresholds, field)
        case "lint":
            return settings.lint_off
        case _:
            return getattr(settings, field)


def shown(value: Any, words: Words) -> str:
    """Return a value as one would type it."""
    match value:
        case bool():
            return words("terms.yes" if value else "terms.no")
        case dict():
            return words("settings.n_keys", n=len(value)) if value else words("terms.none")
        case tuple():
            return " ".join(map(str, value))
        case frozenset():
            return ", ".join(map(_plain, sorted(value))) or words("terms.none")
        case _:
            return _plain(value)


def typed_again(value: Any, words: Words) -> str:
    """Return a value as it stands in the line to type in: an empty list is an empty line."""
    return "" if value == frozenset() else shown(value, words)


def slug(name: str) -> str:
    """Return a setting's name as the catalogue has it."""
    return name.replace(".", "_")


def setting_rows(now: Settings, begun_with: Settings, words: Words) -> Iterator[Item]:
    """Return a row for each setting.

    begun_with: what this process goes by, which may be older than what the file says.
    """
    called = {name: words(f"settings.name_{slug(name)}") for name in NAMES}
    room = max(map(cells, called.values()))
    by_itself = Settings()
    widest = max(cells(shown(value_of(now, name), words)) for name in NAMES)
    for name in NAMES:
        value, default = value_of(now, name), value_of(by_itself, name)
        own = value != default
        line = [
            *column(called[name], room),
            Piece("  "),
            *column(shown(value, words), min(widest, _MOST_VALUE), "bright" if own else "dim"),
        ]
        if own:
            line.append(
                Piece(f"   {words('settings.default', value=shown(default, words))}", "dim")
            )
        later = value != value_of(begun_with, name)
        right = [Piece(words("settings.later"), "at_risk")] if later else []
        yield Item(id=name, line=line, right=right)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)
