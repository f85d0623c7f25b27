"""The blank between Chinese and Latin words that meet where a sentence is filled in.

A catalogue cannot know which script a name is in: `{name}承诺` suits 王伟, and not Ada Berg.
What a person typed stays as it is; only the seams around it are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

_FIELD: Final = re.compile(r"\{(\w+)\}")
_LAST_WORD: Final = re.compile(r"[\w./:-]*\Z")
_IDEOGRAPHS: Final = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
_FIRST_WITHOUT_BLANKS: Final = "\u2e80"
"""The scripts from here on set no blanks between words."""


def fill_in(text: str, values: Mapping[str, str | int]) -> str:
    """Return a text with its placeholders filled, a blank where the two scripts meet at one.

    A number alone gets none that the text does not have: `11月` is written so.

    Raises:
        KeyError: a placeholder has no value.
    """
    said = ""
    for literal, field in _parts(text):
        for piece in (literal, str(values[field]) if field else ""):
            said += f" {piece}" if said and piece and _meet(said, piece) else piece
    return said


@cache
def _parts(text: str) -> tuple[tuple[str, str], ...]:
    pieces = [*_FIELD.split(text), ""]
    return tuple(zip(pieces[::2], pieces[1::2], strict=True))


def _meet(before: str, after: str) -> bool:
    if _is_chinese(before[-1]):
        return _is_latin(after[0])
    return _is_chinese(after[0]) and _ends_a_word(before)


def _ends_a_word(text: str) -> bool:
    if text[-1].isdigit():
        word = _LAST_WORD.search(text)
        return word is not None and any(map(_is_latin, word[0]))
    return _is_latin(text[-1])


def _is_latin(sign: str) -> bool:
    return sign.isalpha() and sign < _FIRST_WITHOUT_BLANKS


def _is_chinese(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _IDEOGRAPHS)
