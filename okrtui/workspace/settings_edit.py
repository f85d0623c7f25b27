"""One value of `okrtui.toml`, changed: all else that stands in the file stays, comments too."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from okrtui.model.settings import Settings
from okrtui.store import disk
from okrtui.store.failures import writing
from okrtui.text.errors import Refused
from okrtui.workspace.settings_file import parse_settings, read_text

_HEADER = re.compile(r"\s*\[\s*[\"']?(?P<name>[\w.-]+)[\"']?\s*\]\s*(?:#.*)?$")
_ANY_HEADER = re.compile(r"\s*\[")
_SAYS = re.compile(r"(?P<before>\s*[\"']?(?P<name>[\w-]+)[\"']?\s*=\s*)(?P<rest>.*)$", re.S)
LINT_OFF: Final = ".".join(("lint", "off"))
"""The setting of rules that are off; in two parts, as it is no key of the catalogues."""

_MOST_LINES = 400
"""Lines that a list of days may take."""


class _Place(NamedTuple):
    """Where a value stands: its lines, what stands before it, and the remark behind it."""

    first: int
    last: int
    before: str
    remark: str


def change_setting(path: Path, name: str, value: Any) -> Settings:
    """Write one setting into the file, and return all of them as they will be.

    name: `fall` of the thresholds is `thresholds.fall`. value: as TOML has it, a number with
    decimals as a Decimal; None takes the line out, so that the default counts.

    Raises:
        BadSettings: the value does not fit, or the file could not be used before.
        Refused: the file is written in a way in which one value cannot be changed alone.
        NotWritten: the disk did not take it.
    """
    text = read_text(path)
    # Whoever changes a value here knows which file it is: its name alone leaves room for the rest.
    parse_settings(text, path.name)
    new = changed(text, name, value)
    if new is None:
        raise Refused("settings.by_hand", file=path.name, field=name)
    settings = parse_settings(new, path.name)
    if new != text:
        with writing(path):
            disk.write_whole(path, new.encode())
    return settings


def changed(text: str, name: str, value: Any) -> str | None:
    """Return a settings file with one value changed; None where that cannot be done safely.

    What comes out is read again: it must say what the file said, but for this one value.
    """
    table, _, field = name.rpartition(".")
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += end
    place = _place(lines, table, field)
    if value is None:
        new = lines if place is None else [*lines[: place.first], *lines[place.last + 1 :]]
    elif place is not None:
        remark = f"  {place.remark}" if place.remark else ""
        line = f"{place.before}{written(value)}{remark}{end}"
        new = [*lines[: place.first], line, *lines[place.last + 1 :]]
    else:
        new = list(_with_line(lines, table, f"{field} = {written(value)}{end}", end))
    result = "".join(new)
    return result if _says(result) == _wanted(text, table, field, value) else None


def written(value: Any) -> str:
    """Return a value as TOML writes it, on one line."""
    import tomli_w  # Only who changes something needs it.

    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, Decimal):
        return str(value) if "." in str(value) else f"{value}.0"
    return tomli_w.dumps({"v": value}).partition("=")[2].strip()


def _says(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        return None


def _wanted(text: str, table: str, field: str, value: Any) -> dict[str, Any]:
    told = tomllib.loads(text, parse_float=Decimal)
    within = told.setdefault(table, {}) if table else told
    if not isinstance(within, dict):
        return {}
    if value is None:
        within.pop(field, None)
        if table and not within and not re.search(rf"^\s*\[\s*{table}\s*\]", text, re.M):
            told.pop(table)
    else:
        within[field] = list(value) if isinstance(value, tuple) else value
    return told


def _place(lines: list[str], table: str, field: str) -> _Place | None:
    for at, line in _of_table(lines, table):
        found = _SAYS.match(line)
        if found is not None and found["name"] == field:
            return _whole(lines, at, found["before"], found["rest"])
    return None


def _whole(lines: list[str], at: int, before: str, rest: str) -> _Place | None:
    """Return all lines of a value, which ends where what was read so far is one."""
    for last in range(at, min(len(lines), at + _MOST_LINES)):
        if last > at:
            rest += lines[last]
        signs = [sign.start() for sign in re.finditer("#", rest)]
        for stop in (*signs, len(rest)):
            if _says(f"v = {rest[:stop]}\n") is not None:
                remark = rest[stop:].strip()
                inside = last > at and "#" in rest[:stop]
                # A remark within a list would go lost: then nothing is changed at all.
                return None if inside or "\n" in remark else _Place(at, last, before, remark)
    return None


def _of_table(lines: list[str], table: str) -> Iterator[tuple[int, str]]:
    """Return the lines of a table, or those before the first one, with their places."""
    here = not table
    for at, line in enumerate(lines):
        if _ANY_HEADER.match(line) and _is_header(line):
            header = _HEADER.match(line)
            here = header is not None and header["name"] == table
        elif here:
            yield at, line


def _is_header(line: str) -> bool:
    """Return whether a line that begins with a bracket opens a table: not a row of a list."""
    return line.partition("#")[0].strip().endswith("]") and _says(line) is not None


def _with_line(lines: list[str], table: str, line: str, end: str) -> Iterator[str]:
    """Return the lines with another one at the end of a table, which is made where it is not."""
    headers = [at for at, one in enumerate(lines) if _HEADER.match(one) and _is_header(one)]
    opened = [at for at in headers if (_HEADER.match(lines[at]) or {"name": ""})["name"] == table]
    if table and not opened:
        yield from lines
        if lines and lines[-1].strip():
            yield end
        yield from (f"[{table}]{end}", line)
        return
    begin = opened[0] + 1 if table else 0
    stop = next((at for at in headers if at >= begin), len(lines))
    while stop > begin and not lines[stop - 1].strip():
        stop -= 1
    yield from lines[:stop]
    yield line
    yield from lines[stop:]


def typed(name: str, text: str, today: date) -> Any:
    """Return what a person typed for a setting, as the file would say it; nothing is None.

    What cannot be read as such stays text: the rules of the file say what it must be.
    """
    said = " ".join(text.replace("，", ",").split())
    match name:
        case _ if not said:
            return None
        case "ask_why":
            return _YES_NO.get(said.casefold(), said)
        case "working_days":
            return _numbers(said)
        case "days_off":
            return _days(said, today)
        case _ if name == LINT_OFF:
            return re.split(r"[ ,]+", said.strip("[] ").replace('"', ""))
        case "thresholds.behind_off" | "thresholds.behind_risk":
            return _share(said)
        case "language" | "order" | "time_zone":
            return said.strip('"')
        case _:
            return int(said) if re.fullmatch(r"\d{1,9}", said) else said


_YES_NO = {
    **dict.fromkeys(("true", "yes", "y", "是", "对"), True),
    **dict.fromkeys(("false", "no", "n", "否", "不"), False),
}


def _numbers(said: str) -> Any:
    if span := re.fullmatch(r"(\d)\s*[-–~]\s*(\d)", said):
        return list(range(int(span[1]), int(span[2]) + 1))
    parts = re.split(r"[ ,]+", said.strip("[] "))
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else said


def _days(said: str, today: date) -> Any:
    from okrtui.text.dates import parse_day  # Few look at their days off.

    try:
        parts = (part.strip() for part in re.split(r"[,;、]+", said.strip("[] ")))
        return sorted({parse_day(part, today) for part in parts if part})
    except Refused:
        pass
    try:
        return sorted({parse_day(part, today) for part in said.strip("[] ").split()})
    except Refused:
        return said


def _share(said: str) -> Any:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(%?)", said)
    if found is None:
        return said
    return Decimal(found[1]) / 100 if found[2] else Decimal(found[1])
