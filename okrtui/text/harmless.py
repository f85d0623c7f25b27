"""Typed text that a terminal may be shown, and typed text that may be stored.

What people wrote stays as they wrote it. Only what would act on a terminal, on the lines around
it, or on the store, is shown as a sign of its own or taken out.
"""

from __future__ import annotations

import re
import unicodedata

from okrtui.text.errors import Refused

LONGEST = 10_000
"""Characters in one field: nobody types more, and a slip of the clipboard is caught."""


class _Signs(dict[int, str | None]):
    """What `str.translate` puts for a sign; a lone surrogate is unknown.

    There are two thousand of those: to list them took every start a millisecond.
    """

    def __missing__(self, code: int) -> str:
        if 0xD800 <= code < 0xE000:
            return "�"
        raise LookupError(code)


_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_UNKNOWN = dict.fromkeys(range(0x80, 0xA0), "�")
_REORDERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

_ON_ONE_LINE = _Signs({**_PICTURES, **_UNKNOWN, **_REORDERING, 0x0A: "↵", 0x09: " "})
_ON_LINES = _Signs({**_ON_ONE_LINE, 0x0A: "\n", 0x09: "    "})
_ACTS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_STORED = _Signs({**dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)]), 0x0A: "\n", 0x09: "\t"})


def harmless(text: str, *, lines: bool = False) -> str:
    """Return `text` so that a terminal shows it and obeys nothing in it.

    Control characters become their pictures (`␛`), those without one and lone surrogates `�`, a
    line end `↵`, or itself with `lines`, a tab blanks. What turns the reading direction of all
    that follows is taken out; letters that are read from the right stay.
    """
    if not _ACTS.search(text):
        return text
    return _LINE_ENDS.sub("\n", text).translate(_ON_LINES if lines else _ON_ONE_LINE)


def clean_line(text: str) -> str:
    """Return what is stored of a text of one line: blanks for line ends and tabs, trimmed.

    Control characters are taken out, lone surrogates become `�`; a text in which nothing can be
    seen is empty.

    Raises:
        Refused: it is longer than `LONGEST`.
    """
    cleaned = _LINE_ENDS.sub("\n", text).translate(_STORED)
    cleaned = cleaned.replace("\n", " ").replace("\t", " ").strip()
    return _checked(cleaned)


def clean_text(text: str) -> str:
    r"""Return what is stored of a text of many lines: `\n` between them, no blanks at their ends.

    Otherwise like `clean_line`, but tabs and the indent of lines stay.

    Raises:
        Refused: it is longer than `LONGEST`.
    """
    cleaned = _LINE_ENDS.sub("\n", text).translate(_STORED)
    lines = [line.rstrip() for line in cleaned.split("\n")]
    return _checked("\n".join(lines).strip("\n"))


def _checked(text: str) -> str:
    if len(text) > LONGEST:
        raise Refused("terms.too_long", length=len(text), limit=LONGEST)
    return text if any(map(_can_be_seen, text)) else ""


def _can_be_seen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) != "Cf"
