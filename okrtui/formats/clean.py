"""Making what a document says plain: no control characters, no escape sequences, one line."""

from __future__ import annotations

import re
import unicodedata

# CSI and OSC sequences whole, so that no `[31m` is left behind by a removed escape character.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?"
)
_BLANKS = re.compile(r"\s+")
# Marks that turn the direction of what follows them, and surrogates that no file can hold.
_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Return `text` as one line of plain text."""
    return _BLANKS.sub(" ", _printable(text)).strip()


def clean_lines(text: str) -> str:
    """Return `text` as plain text that may have several lines, without blank ends."""
    lines = (_BLANKS.sub(" ", line).strip() for line in _printable(text).split("\n"))
    return "\n".join(lines).strip()


def short(text: str, limit: int = 120) -> str:
    """Return the beginning of a text, with a sign where something was left off."""
    text = clean(text[: limit * 4])
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _printable(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPES.sub("", text) if "\x1b" in text else text
    return "".join(
        character
        for character in text
        if character in "\n\t"
        or (character not in _UNSEEN and unicodedata.category(character) not in {"Cc", "Cs"})
    )
