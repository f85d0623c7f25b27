"""What a reader sees of Markdown or HTML: its structure, and its words as they come out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

import cmarkgfm
from markdown_it import MarkdownIt
from pymarkdown.api import PyMarkdownApi

RENDERERS: Final[dict[str, Callable[[str], str]]] = {
    "commonmark": MarkdownIt("commonmark").enable("table").render,
    "github": cmarkgfm.github_flavored_markdown_to_html,
}
"""From Markdown to HTML: by the book with tables, and as GitHub's own program does."""

_READ_ON: Final = frozenset({"code", "a", "bdi"})
_FRAMES: Final = frozenset({"header", "main", "section", "body", "html"})
_LIST_ITEM: Final = "- "


class Page(HTMLParser):
    """HTML as it is read. `structure`: tags in order, runs of words as one `text`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.structure: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._words: list[str] = []
        self._hidden = 0
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        """All words, blocks parted by line ends."""
        return unquote("".join(self._words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag == "head"
        self._step(tag)

    def handle_endtag(self, tag: str) -> None:
        self._step(f"/{tag}")
        self._hidden -= tag == "head"

    def handle_data(self, data: str) -> None:
        if self._hidden or not data.strip("\n"):
            return
        self._words.append(data)
        if self.structure[-1:] != ["text"]:
            self.structure.append("text")

    def _step(self, tag: str) -> None:
        name = tag.removeprefix("/")
        if self._hidden or name in _READ_ON or name in _FRAMES:
            return
        self.structure.append(tag)
        if name != "strong":
            self._words.append("\n")


def read(markdown: str, renderer: str = "commonmark") -> Page:
    """Read Markdown as a renderer shows it."""
    return Page(RENDERERS[renderer](markdown))


def lint(markdown: str) -> list[str]:
    """What markdownlint's default rules, all but line length, say of a text."""
    found = _linter().scan_string(markdown)
    assert not found.pragma_errors
    lines = markdown.split("\n")
    return [
        f"{one.rule_id} {one.rule_description} {lines[one.line_number - 1]!r}"
        for one in found.scan_failures
        # In a list a bold line is no heading; markdownlint itself looks at paragraphs alone.
        if (one.rule_id, lines[one.line_number - 1].lstrip()[:2]) != ("MD036", _LIST_ITEM)
    ]


@cache
def _linter() -> PyMarkdownApi:
    return PyMarkdownApi().disable_rule_by_identifier("md013")
