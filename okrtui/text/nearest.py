"""What somebody may have meant who mistyped a word."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of the words that are known that is most like a word, if any is like it."""
    from difflib import get_close_matches  # 5 ms, and asked for seldom.

    return next(iter(get_close_matches(word, list(known), n=1)), None)
