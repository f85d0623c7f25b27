"""`okrtui.toml`: what a team has set, read and checked; written once, when a workspace is made.

Afterwards the file is the team's own: it is never rewritten, as that would lose their comments.
`settings_edit` changes one value in it, and leaves all else as it stands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from okrtui.model.settings import Settings, Thresholds
from okrtui.store import disk
from okrtui.store.failures import writing
from okrtui.text.errors import Refused
from okrtui.text.message import Message, message
from okrtui.text.words import LANGUAGES

_WRITTEN = ("language", "time_zone", "meeting_minutes", "order")
ORDERS = ("listed", "rotating", "exceptions")


class BadSettings(Refused):
    """Settings that cannot be used, with everything that is wrong with them.

    problems: one message each; the error itself says the first.
    """

    def __init__(self, problems: tuple[Message, ...]) -> None:
        super().__init__(problems[0].key)
        self.message = problems[0]
        self.problems = problems


def read_settings(path: Path) -> Settings:
    """Return the settings in a file; what it does not name has its default.

    Raises:
        BadSettings: it is no TOML, names what we do not know, or has a value that does not fit.
    """
    return parse_settings(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Return what stands in a settings file.

    Raises:
        BadSettings: it cannot be read, or is no UTF-8.
    """
    file = str(path)
    try:
        # Line ends as they are: who changes one value leaves them so.
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadSettings((message("workspace.not_utf8", file=file),)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadSettings((message("workspace.unreadable", file=file, reason=reason),)) from error


def parse_settings(text: str, file: str) -> Settings:
    """Return the settings that a text says, as `read_settings` does.

    Raises:
        BadSettings: it is no TOML, names what we do not know, or has a value that does not fit.
    """
    try:
        # Decimal: a threshold of 0.15 is exactly that, and values on it are tested.
        told = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSettings((message("workspace.no_toml", file=file, error=str(error)),)) from error
    reader = _Reader(file)
    given = reader.settings(told)
    if reader.problems:
        raise BadSettings(tuple(reader.problems))
    return Settings(**given)


def write_settings(path: Path, settings: Settings) -> None:
    """Write a new settings file that names what a team is likely to want to change.

    Raises:
        NotWritten: the disk did not take it.
    """
    import tomli_w  # Only who makes a workspace needs it.

    told = {name: getattr(settings, name) for name in _WRITTEN}
    with writing(path):
        disk.write_whole(path, tomli_w.dumps(told).encode())


# -- checking


class _Rule(msgspec.Struct, frozen=True):
    """What a value must be, what to say otherwise, and what becomes of it."""

    fits: Callable[[Any], bool]
    otherwise: str
    made: Callable[[Any], Any] = lambda value: value


class _Reader:
    def __init__(self, file: str) -> None:
        self.problems: list[Message] = []
        self._file = file

    def settings(self, told: Mapping[str, Any]) -> dict[str, Any]:
        flat = {name: value for name, value in told.items() if name not in _TABLES}
        given = self._read(flat, _SETTINGS, "")
        if "thresholds" in told:
            given["thresholds"] = self._thresholds(told["thresholds"])
        if "lint" in told:
            given["lint_off"] = self._lint_off(told["lint"])
        return given

    def _lint_off(self, told: Any) -> frozenset[str]:
        if not isinstance(told, dict):
            self._note("workspace.must_be_table", "lint")
            return frozenset()
        off: frozenset[str] = self._read(told, _LINT, "lint.").get("off", frozenset())
        return off

    def _thresholds(self, told: Any) -> Thresholds:
        if not isinstance(told, dict):
            self._note("workspace.must_be_table", "thresholds")
            return Thresholds()
        found = Thresholds(**self._read(told, _THRESHOLDS, "thresholds."))
        if found.confidence_off > found.confidence_risk:
            self._note("workspace.off_before_risk", "thresholds.confidence_off")
        if found.behind_off < found.behind_risk:
            self._note("workspace.off_before_risk", "thresholds.behind_off")
        return found

    def _unknown(self, within: str, name: str, rules: Mapping[str, _Rule]) -> None:
        known = [*rules] if within else [*rules, *sorted(_TABLES)]
        from okrtui.text.nearest import nearest  # Only where something is wrong.

        if meant := nearest(name, known):
            self._note("workspace.unknown_setting_but", within + name, meant=within + meant)
        else:
            self._note("workspace.unknown_setting", within + name, known=", ".join(known))

    def _read(
        self, told: Mapping[str, Any], rules: Mapping[str, _Rule], within: str
    ) -> dict[str, Any]:
        given = {}
        for name, value in told.items():
            rule = rules.get(name)
            if rule is None:
                self._unknown(within, name, rules)
            elif rule.fits(value):
                given[name] = rule.made(value)
            else:
                self._note(rule.otherwise, within + name)
        return given

    def _note(self, key: str, place: str, **values: str) -> None:
        self.problems.append(Message(key, {"file": self._file, "field": place, **values}))


def _whole(lowest: int, highest: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and lowest <= value <= highest


def _is_time_zone(value: Any) -> bool:
    return isinstance(value, str) and is_zone(value)


def _are_weekdays(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_whole(1, 7), value))


def _are_days(value: Any) -> bool:
    # A TOML instant is a date to Python, and no day.
    return isinstance(value, list) and all(type(day) is date for day in value)


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _are_keys(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value.values())


def _is_share(value: Any) -> bool:
    if type(value) is not int and not isinstance(value, Decimal):
        return False
    return Decimal(value).is_finite() and 0 <= value <= 1


_SETTINGS = {
    "language": _Rule(lambda value: value in LANGUAGES, "workspace.must_be_language"),
    "time_zone": _Rule(_is_time_zone, "workspace.must_be_time_zone"),
    "working_days": _Rule(
        _are_weekdays, "workspace.must_be_weekdays", lambda days: tuple(sorted(set(days)))
    ),
    "days_off": _Rule(_are_days, "workspace.must_be_days", frozenset),
    "meeting_minutes": _Rule(_whole(5, 480), "workspace.must_be_minutes"),
    "order": _Rule(lambda value: value in ORDERS, "workspace.must_be_order"),
    "ask_why": _Rule(lambda value: isinstance(value, bool), "workspace.must_be_yes_or_no"),
    "keys": _Rule(_are_keys, "workspace.must_be_keys"),
}
_LINT = {"off": _Rule(_are_names, "workspace.must_be_rules", frozenset)}
_TABLES = frozenset({"thresholds", "lint"})
_THRESHOLDS = {
    "confidence_off": _Rule(_whole(1, 10), "workspace.must_be_index"),
    "confidence_risk": _Rule(_whole(1, 10), "workspace.must_be_index"),
    "behind_off": _Rule(_is_share, "workspace.must_be_share", Decimal),
    "behind_risk": _Rule(_is_share, "workspace.must_be_share", Decimal),
    "stale_after_days": _Rule(_whole(1, 366), "workspace.must_be_day_count"),
    "fall": _Rule(_whole(1, 10), "workspace.must_be_index"),
}


def is_zone(name: str) -> bool:
    """Return whether there is a time zone of this IANA name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
