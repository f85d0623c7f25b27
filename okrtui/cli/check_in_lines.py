"""`check-in --from -`: JSON lines in, one answer for each, written once it is durable."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NoReturn

from okrtui.cli.call import Call
from okrtui.cli.recorder import Recorder, Said
from okrtui.model.codec import canonical
from okrtui.text.errors import ExitCode, NotWritten, OkrError, Refused, WrongUsage

_FIELDS = ("kr", "value", "confidence", "note", "as")
_MOST_DIGITS = 24


def answer_lines(call: Call, recorder: Recorder, as_: str | None) -> ExitCode:
    """Answer each line of stdin, in order; return the exit code.

    as_: for whom lines are that do not say it themselves.

    Raises:
        Damaged: the store can't be made sense of; the line that found it has its answer.
    """
    code = ExitCode.DONE
    for line in call.stdin:
        if not line.strip():
            continue
        try:
            recorded = recorder.record(read_line(line, as_))
        except (Refused, WrongUsage, NotWritten) as error:
            call.out.json_line({"ok": False, "error": call.words.tell(error)})
            # What could not be written weighs more than what was wrong.
            code = max(code, error.exit_code if isinstance(error, NotWritten) else ExitCode.REFUSED)
        except OkrError as error:
            call.out.json_line({"ok": False, "error": call.words.tell(error)})
            raise
        else:
            call.out.json_line({"ok": True, "id": recorded.id, "seq": recorded.seq})
    return code


def read_line(line: bytes, as_: str | None = None) -> Said:
    """Return what one line says.

    Raises:
        Refused: it is no JSON object of this form.
    """
    told = object_of_line(line)
    if unknown := [name for name in told if name not in _FIELDS]:
        raise Refused("cli.line_unknown", field=unknown[0], known=", ".join(_FIELDS))
    key_result = _text(told, "kr")
    if not key_result:
        raise Refused("cli.line_needs_kr")
    return Said(
        key_result=key_result,
        value=_value(told.get("value")),
        confidence=_confidence(told.get("confidence")),
        note=_text(told, "note") or "",
        as_=_text(told, "as") or as_,
    )


def object_of_line(line: bytes) -> dict[str, Any]:
    """Return the JSON object that a line is.

    Raises:
        Refused: it is none, or one that could mean two things.
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


def _text(told: dict[str, Any], field: str) -> str | None:
    value = told.get(field)
    if value is not None and not isinstance(value, str):
        raise Refused("cli.line_no_text", field=field)
    return value


def _value(value: Any) -> str | None:
    """Return a value as if a person had typed it, so that the same rules judge it."""
    match value:
        case None | str():
            return value
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            number = Decimal(value)
            if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
                raise Refused("cli.line_no_number", given=str(value)[:40])
            return canonical(number)
        case _:
            raise Refused("cli.line_no_number", given=json.dumps(value, default=str)[:40])


def _confidence(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused("cli.line_no_confidence", given=str(value)[:40])
    return value
