"""The shape of a paper in any format: a title, a few lines, sections of lists and tables.

Texts in it are written for one format already (`phrases.Markup`); only how they lie on the page is
still to be said.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph."""

    text: str


class Item(msgspec.Struct, frozen=True):
    """An item of a list, with those below it."""

    text: str
    below: tuple[Item, ...] = ()


class Bullets(msgspec.Struct, frozen=True):
    """A list without numbers."""

    items: tuple[Item, ...]


class Table(msgspec.Struct, frozen=True):
    """A table of short texts, with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Bullets | Table


class Section(msgspec.Struct, frozen=True):
    """A heading and what is below it."""

    title: str
    blocks: tuple[Block, ...]


class Paper(msgspec.Struct, frozen=True):
    """A whole paper. `head`: the paragraphs below its title."""

    title: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]


def bullets(texts: Iterable[str]) -> list[Block]:
    """Return a list of these texts; no block at all where there is none."""
    items = tuple(Item(text) for text in texts)
    return [Bullets(items)] if items else []
