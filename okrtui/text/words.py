"""Every word on screen and in minutes, by key, in English and Chinese.

The catalogues are JSON (a TOML catalogue of this size takes 35 times as long to read, and start-up
is felt), one file per language and area: the key `board.title` is in `en/board.json` and
`zh/board.json`. An area is read when its first word is asked for.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from okrtui.text.errors import OkrError
from okrtui.text.message import Message
from okrtui.text.spacing import fill_in

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, /, **values: str | int) -> str:
        """Return the words of `key`, its placeholders filled with `values`.

        A key `area.name` that counts something has the forms `area.name.one` and `area.name.other`
        instead of one text; the value `n` chooses between them.

        Raises:
            KeyError: there is no such key, or a placeholder has no value. Both are our mistakes,
                and the tests look for them.
        """
        area = _area(self.language, key.partition(".")[0])
        name = key.partition(".")[2]
        text = area.get(name)
        if text is None:
            text = area[f"{name}.one" if values.get("n") == 1 else f"{name}.other"]
        if not values:
            return text
        return fill_in(text, values) if self.language == "zh" else text.format_map(values)

    def tell(self, said: Message | OkrError) -> str:
        """Return a message, or what an error says, as a sentence."""
        if isinstance(said, OkrError):
            said = said.message
        values = {
            name: self.tell(value) if isinstance(value, Message) else value
            for name, value in said.values.items()
        }
        return self(said.key, **values)


@cache
def _area(language: Language, area: str) -> dict[str, str]:
    # importlib.resources would find it too, and takes 8 ms to import.
    text = (Path(__file__).parent / language / f"{area}.json").read_text("utf-8")
    words: dict[str, str] = json.loads(text)
    return words


@cache
def words_in(language: Language) -> Words:
    """Return the words of a language; the same object each time."""
    return Words(language)
