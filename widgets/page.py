"""A page of Markdown, in the weights of every other screen: room and columns, no boxes."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Markdown
from textual.widgets._markdown import MarkdownTable, MarkdownTableContent

from okrtui.text.width import width

_MOST: Final = 24
"""Cells of a column, but the widest one, in which text is not broken."""


def column_widths(rows: list[list[Content]]) -> list[int | None]:
    """Return the cells of each column of a table, None for the one that takes what is left."""
    widest = [max(width(cell.plain) for cell in column) for column in zip(*rows, strict=True)]
    rest = widest.index(max(widest))
    return [None if at == rest else min(cells, _MOST) for at, cells in enumerate(widest)]


class _TableContent(MarkdownTableContent):
    """A table in which short columns are as wide as they are, and the widest takes the rest."""

    def on_mount(self) -> None:
        """Say how wide the columns are."""
        self.styles.grid_columns = tuple(
            "1fr" if cells is None else cells for cells in column_widths([self.headers, *self.rows])
        )


class _Table(MarkdownTable):
    """A table that is drawn so."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        headers, rows = self._get_headers_and_rows()
        self._headers, self._rows = headers, rows
        yield _TableContent(headers, rows)


class Page(Markdown):
    """The page; links in it are not opened."""

    DEFAULT_CSS = """
    Page MarkdownH1, Page MarkdownH3, Page MarkdownH4 {
        color: $block-cursor-foreground; content-align: left top; text-style: bold;
    }
    Page MarkdownH1 { margin: 0 0 1 0; }
    Page MarkdownH2 { color: $accent; text-style: none; margin: 1 0 0 0; }
    Page MarkdownH3, Page MarkdownH4 { margin: 1 0 0 0; }
    Page MarkdownTable { background: transparent; }
    Page MarkdownTableContent { keyline: none; grid-gutter: 0 2; }
    Page MarkdownTableContent > .cell { text-overflow: fold; padding: 0; }
    Page MarkdownTableContent > .header {
        text-overflow: fold; padding: 0; color: $text-muted; text-style: none;
    }
    Page:ansi MarkdownH2 { text-style: bold; }
    Page:ansi MarkdownTableContent > .header { text-style: dim; }
    """

    # The deeper ones of Textual are not in every font.
    BULLETS = ["• ", "· "]  # noqa: RUF012, textual's own way
    BLOCKS = {**Markdown.BLOCKS, "table_open": _Table}  # noqa: RUF012, textual's own way

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(open_links=False, id=id)
