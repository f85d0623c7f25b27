"""Many patterns as one, tried at few places: they are looked for at every key that is pressed."""

from __future__ import annotations

import re

# How an alternative begins that can only match where a word or a number does.
_BEGINS_WORD = (r"\b", "(?<![A-Za-z0-9")


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that matches what any of the patterns does, whatever the capitals.

    Alternatives that begin a word are kept apart and tried only where a word can begin: most places
    in a text are in the middle of one, and so pass with a single look.
    """
    alternatives = [part for pattern in patterns for part in _alternatives(pattern)]
    words = [part for part in alternatives if part.startswith(_BEGINS_WORD)]
    others = [part for part in alternatives if not part.startswith(_BEGINS_WORD)]
    at_words = rf"(?<![A-Za-z])(?=[A-Za-z0-9'’])(?:{'|'.join(words)})" if words else ""
    return re.compile("|".join(part for part in (at_words, *others) if part), re.IGNORECASE)


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern, those within brackets left together."""
    parts, depth, in_class, begun, at = [], 0, False, 0, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and not depth:
            parts.append(pattern[begun:at])
            begun = at + 1
        at += 1
    return [*parts, pattern[begun:]]
