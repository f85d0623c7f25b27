"""Going through a list, or through a text, by the keys that every screen has for it."""

from __future__ import annotations

from typing import Final, Protocol

from textual.widget import Widget

_PAGE: Final = 10
_FAR: Final = 1_000_000
"""Beyond every list: who is asked to go there goes to the end."""


class _Moves(Protocol):
    def move(self, by: int) -> object: ...


class Walks:
    """A screen with a row in hand: `move` takes another one, as near as there is one."""

    def act_down(self: _Moves) -> None:
        """Take the next row in hand."""
        self.move(1)

    def act_up(self: _Moves) -> None:
        """Take the row before in hand."""
        self.move(-1)

    def act_page_down(self: _Moves) -> None:
        """Go some rows down."""
        self.move(_PAGE)

    def act_page_up(self: _Moves) -> None:
        """Go some rows up."""
        self.move(-_PAGE)

    def act_top(self: _Moves) -> None:
        """Go to the first row."""
        self.move(-_FAR)

    def act_end(self: _Moves) -> None:
        """Go to the last row."""
        self.move(_FAR)


class _Scrolled(Protocol):
    @property
    def scrolled(self) -> Widget: ...


class Pages:
    """A screen with something to read beside its rows: the keys of a page scroll `scrolled`."""

    def act_page_down(self: _Scrolled) -> None:
        """Scroll a page down."""
        self.scrolled.scroll_relative(y=_PAGE, animate=False)

    def act_page_up(self: _Scrolled) -> None:
        """Scroll a page up."""
        self.scrolled.scroll_relative(y=-_PAGE, animate=False)


class Scrolls(Pages):
    """A screen with a text to read: `scrolled` is what it stands in."""

    def act_down(self: _Scrolled) -> None:
        """Scroll a line down."""
        self.scrolled.scroll_relative(y=1, animate=False)

    def act_up(self: _Scrolled) -> None:
        """Scroll a line up."""
        self.scrolled.scroll_relative(y=-1, animate=False)

    def act_top(self: _Scrolled) -> None:
        """Scroll to the beginning."""
        self.scrolled.scroll_home(animate=False)

    def act_end(self: _Scrolled) -> None:
        """Scroll to the end."""
        self.scrolled.scroll_end(animate=False)
