"""A page of Markdown, whose tables keep the heads of their columns whole."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Markdown
from textual.widgets._markdown import MarkdownTable, MarkdownTableContent

from okrtui.text.width import width

_MOST: Final = 24
"""Cells of a column, but the widest one, in which text is not broken."""
_PADDING: Final = 2


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
            "1fr" if cells is None else cells + _PADDING
            for cells in column_widths([self.headers, *self.rows])
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
    Page MarkdownTableContent > .cell { text-overflow: fold; }
    Page MarkdownTableContent > .header { text-overflow: fold; }
    """

    BLOCKS = {**Markdown.BLOCKS, "table_open": _Table}  # noqa: RUF012, textual's own way

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(open_links=False, id=id)
