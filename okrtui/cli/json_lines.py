"""JSON lines in, one answer for each: how programs and editors talk to a command."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from typing import Any, NoReturn

from okrtui.cli.call import Call
from okrtui.text.errors import ExitCode, NotWritten, OkrError, Refused, WrongUsage


def answer_each(
    call: Call, lines: Iterable[bytes], record: Callable[[bytes], dict[str, Any]]
) -> tuple[ExitCode, int]:
    """Record each line and answer it, in order; return the exit code and how many were recorded.

    record: makes durable what a line says, and returns what its answer tells.

    Raises:
        Damaged: the store can't be made sense of; the line that found it has its answer.
    """
    code, recorded = ExitCode.DONE, 0
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = record(line)
        except OkrError as error:
            call.out.json_line({"ok": False, "error": call.words.tell(error)})
            if not isinstance(error, Refused | WrongUsage | NotWritten):
                raise
            # What could not be written weighs more than what was wrong.
            code = max(code, error.exit_code if isinstance(error, NotWritten) else ExitCode.REFUSED)
        else:
            call.out.json_line({"ok": True, **answer})
            recorded += 1
    return code, recorded


def object_of_line(line: bytes, fields: Collection[str] | None = None) -> dict[str, Any]:
    """Return the JSON object that a line is, of these fields only where they are given.

    Raises:
        Refused: it is none, one that could mean two things, or one with another field.
    """
    try:
        told = json.loads(
            line.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_no_field_twice,
        )
    except (ValueError, RecursionError) as error:
        raise Refused("cli.line_no_json", error=_first_line(error)) from error
    if not isinstance(told, dict):
        raise Refused("cli.line_no_object")
    if unknown := [name for name in told if fields is not None and name not in fields]:
        raise Refused("cli.line_unknown", field=unknown[0], known=", ".join(fields or ()))
    return told


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


def _no_number(name: str) -> NoReturn:
    raise Refused("cli.line_no_number", given=name)


def _no_field_twice(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, value in pairs:
        if name in told:
            raise Refused("cli.line_twice", field=name)
        told[name] = value
    return told


def text_of(told: dict[str, Any], field: str) -> str | None:
    """Return a field that holds a text or nothing.

    Raises:
        Refused: it holds something else.
    """
    value = told.get(field)
    if value is not None and not isinstance(value, str):
        raise Refused("cli.line_no_text", field=field)
    return value
