"""What an input method commits in place of plain signs."""

from __future__ import annotations

_TWINS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("\u3000"): " ",
    ord("【"): "[",
    ord("】"): "]",
    ord("。"): ".",
}


def plain(text: str) -> str:
    """Return `text` with full-width signs, letters and digits as their plain twins.

    For keys, numbers and dates only: what people wrote as words keeps its own signs.
    """
    return text if text.isascii() else text.translate(_TWINS)
