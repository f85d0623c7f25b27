"""`check-in --from -`: JSON lines in, one answer for each, written once it is durable."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from okrtui.cli.call import Call
from okrtui.cli.json_lines import answer_each, object_of_line, text_of
from okrtui.cli.recorder import Recorder, Said
from okrtui.model.codec import canonical
from okrtui.text.errors import ExitCode, Refused

_FIELDS = ("kr", "value", "confidence", "note", "as")
_MOST_DIGITS = 24


def answer_lines(call: Call, recorder: Recorder, as_: str | None) -> ExitCode:
    """Answer each line of stdin, in order; return the exit code.

    as_: for whom lines are that do not say it themselves.

    Raises:
        Damaged: the store can't be made sense of; the line that found it has its answer.
    """

    def record(line: bytes) -> dict[str, Any]:
        recorded = recorder.record(read_line(line, as_))
        return {"id": recorded.id, "seq": recorded.seq}

    return answer_each(call, call.stdin, record)[0]


def read_line(line: bytes, as_: str | None = None) -> Said:
    """Return what one line says.

    Raises:
        Refused: it is no JSON object of this form.
    """
    told = object_of_line(line, _FIELDS)
    key_result = text_of(told, "kr")
    if not key_result:
        raise Refused("cli.line_needs_kr")
    return Said(
        key_result=key_result,
        value=_value(told.get("value")),
        confidence=_confidence(told.get("confidence")),
        note=text_of(told, "note") or "",
        as_=text_of(told, "as") or as_,
    )


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
