"""What we compare with: the smallest Textual apps that still do what ours does."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Tree

ROWS = 20


class Bare(App[None]):
    """A header, a footer, and one key in it."""

    TITLE = "bare"
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Footer()


class BareTree(App[None]):
    """A tree of twenty rows, moved through with the arrows.

    `]` shows twenty others. `w` appends 400 bytes to a file and, once they are on the disk, says
    so in the row in hand; `n` does too, and shows twenty others then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("q", "quit", "Quit"),
        ("right_square_bracket", "others", "Others"),
        ("w", "write", "Write"),
        ("n", "next", "Next"),
    ]

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._count = 0

    def compose(self) -> ComposeResult:
        yield Tree("root")
        yield Footer()

    @property
    def tree_view(self) -> Tree[None]:
        """The tree."""
        return self.query_one(Tree)

    def on_mount(self) -> None:
        """Show the first rows."""
        self.tree_view.root.expand()
        self.action_others()

    def action_others(self) -> None:
        """Show other rows."""
        self._count += 1
        tree = self.tree_view
        tree.root.remove_children()
        for number in range(ROWS):
            tree.root.add_leaf(f"row {number:02} of page {self._count}")

    async def action_write(self) -> None:
        """Write, and say so in the row in hand."""
        await self._write()
        node = self.tree_view.cursor_node
        if node is not None:
            node.set_label(f"written {self._count}")

    async def action_next(self) -> None:
        """Write, and show other rows."""
        await self._write()
        self.action_others()

    async def _write(self) -> None:
        self._count += 1
        await asyncio.to_thread(self._append)

    def _append(self) -> None:
        os.write(self._file, b"x" * 400)
        os.fdatasync(self._file)


if __name__ == "__main__":
    (BareTree(sys.argv[1]) if sys.argv[1:] else Bare()).run()
