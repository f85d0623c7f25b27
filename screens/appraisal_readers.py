"""Who can read an appraisal: said before somebody's first text, and to be accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.model.records import Member
from screens.base import DeskScreen
from screens.desk import Desk
from widgets.key_hints import Hint
from widgets.line import Line, Piece, wrapped
from widgets.lines import Item, Lines

_LEAST = 8


class ReadersScreen(DeskScreen[bool]):
    """Its answer: whether one goes on and writes. oneself: what one writes is about oneself."""

    KEYS = "readers"
    CSS_PATH = "appraisal.tcss"

    def __init__(self, desk: Desk, about: Member, *, oneself: bool) -> None:
        super().__init__(desk)
        self._about = about
        self._oneself = oneself
        self._told = Lines(signs=desk.signs, id="told")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="middle"):
            yield self._told
        yield from self.foot()

    def on_mount(self) -> None:
        """Say it."""
        self._show()
        self.show_keys()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._show)

    def key_hints(self) -> Iterable[Hint]:
        """Return the two answers."""
        yield self.hint_of("readers.accept", kept=True)
        yield self.hint_of("readers.back", kept=True)

    def _show(self) -> None:
        room = max(min(self.size.width - 6, 72), _LEAST)
        items = [Item(id=str(at), line=line) for at, line in enumerate(self._lines(room))]
        self._told.show([], items)
        self._told.styles.height = len(items)

    def _lines(self, room: int) -> Iterator[Line]:
        second = (
            self.words("appraisal.readers_own")
            if self._oneself
            else self.words("appraisal.readers_what", name=self._about.name)
        )
        yield from wrapped([Piece(self.words("appraisal.readers_title"), "strong")], room)
        yield []
        yield from wrapped([Piece(self.words("appraisal.readers_who"), "bright")], room)
        yield []
        yield from wrapped([Piece(second)], room)
        yield []
        yield from wrapped([Piece(self.words("appraisal.readers_history"), "dim")], room)

    # -- what its keys do

    def act_accept(self) -> None:
        """Go on and write."""
        self.leave(True)

    def act_back(self) -> None:
        """Write nothing."""
        self.leave(False)

    def act_leave(self) -> None:
        """Write nothing."""
        self.leave(False)
