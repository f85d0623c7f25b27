"""What of typed and pasted text goes into a field."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def typed(text: str, *, lines: bool = False) -> str:
    """Return `text` without what cannot be typed: control signs, and halves of a sign.

    Line ends become blanks, or stay with `lines`; so do tabs. What a long paste holds beyond the
    first line is never dropped.
    """
    text = _LINE_ENDS.sub("\n", text)
    if not lines:
        text = " ".join(part for part in text.split("\n") if part.strip()) if "\n" in text else text
    return "".join(_kept(sign) for sign in text)


def _kept(sign: str) -> str:
    match unicodedata.category(sign):
        case "Cc":
            return {"\n": "\n", "\t": "    "}.get(sign, "")
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return sign
