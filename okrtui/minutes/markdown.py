"""The minutes as Markdown: what matters first, in English or Chinese.

Written to be sent unedited. No raw HTML, no emoji, one paragraph to a line (a line end between
Chinese signs would become a blank), lists rather than tables where texts are long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from okrtui.minutes.blocks import Block, Bullets, Item, Paper, Paragraph, Table
from okrtui.minutes.content import Content
from okrtui.minutes.paper import paper
from okrtui.minutes.phrases import Markup, Phrases
from okrtui.text.markdown import escape
from okrtui.text.words import Words

MARKDOWN: Final = Markup(typed=escape, strong="**{}**")


def write_markdown(content: Content, words: Words) -> str:
    """Return the minutes as Markdown in the language of `words`; the same bytes each time."""
    return write_paper(paper(content, Phrases(words, content.day.year, MARKDOWN)))


def write_paper(made: Paper) -> str:
    """Return any paper whose texts are written for Markdown."""
    lines = [f"# {made.title}"]
    for text in made.head:
        lines += ["", text]
    for section in made.sections:
        lines += ["", f"## {section.title}"]
        for block in section.blocks:
            lines += ["", *_block(block)]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield text
        case Bullets(items):
            yield from _items(items, 0)
        case Table(head, rows):
            yield _row(head)
            yield _row(["---"] * len(head))
            yield from map(_row, rows)


def _items(items: Sequence[Item], indent: int) -> Iterator[str]:
    for item in items:
        yield f"{' ' * indent}- {item.text}"
        yield from _items(item.below, indent + 2)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")
