"""What we compare with: the smallest Textual app that still looks like one."""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header


class Bare(App[None]):
    """A header, a footer, and one key in it."""

    TITLE = "bare"
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Footer()


class BareTree(App[None]):
    """A tree of twenty rows, moved through with the arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        from textual.widgets import Tree

        tree: Tree[None] = Tree("root")
        tree.root.expand()
        for number in range(20):
            tree.root.add_leaf(f"row {number:02}")
        yield tree
        yield Footer()


if __name__ == "__main__":
    (BareTree() if "tree" in sys.argv[1:] else Bare()).run()
