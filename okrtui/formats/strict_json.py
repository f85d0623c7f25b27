"""Reading JSON that strangers wrote: refused with its place where it is not plainly JSON."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from okrtui.text.errors import Refused

DEEPEST = 60


def parse_json(text: str, file: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        Refused: it is no JSON, holds NaN or an infinite number, a key twice in one object, a lone
            surrogate, or is nested deeper than `DEEPEST`.
    """

    def no_constant(name: str) -> NoReturn:
        raise Refused("formats.bad_number", file=file, number=name)

    def number(written: str) -> float:
        value = float(written)
        if value in {float("inf"), float("-inf")}:
            raise Refused("formats.bad_number", file=file, number=written[:20])
        return value

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise Refused("formats.key_twice", file=file, name=twice[:60])
        return found

    try:
        value = json.loads(
            text, parse_constant=no_constant, parse_float=number, object_pairs_hook=once
        )
    except json.JSONDecodeError as error:
        raise Refused(
            "formats.bad_json", file=file, line=error.lineno, column=error.colno, error=error.msg
        ) from error
    except (RecursionError, ValueError) as error:
        raise Refused("formats.too_deep", file=file) from error
    try:
        text.encode("utf-8")
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused("formats.not_text", file=file) from error
    return value
