"""A line to type in, and below it what that finds: for the search, and for the palette."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from screens.ask import Ask, AskLine
from screens.base import DeskScreen
from screens.desk import Desk
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Item, Lines

_PAGE = 10
MOST = 200
"""Rows that are shown at most: who looks further types another letter."""


class SearchList(DeskScreen[str | None]):
    """Finds as one types. Its answer: the id of what was chosen, or None."""

    KEYS = "found"
    ENTER: ClassVar[str] = "views.found_go"
    """What `enter` does to the row in hand."""
    LISTS_ALL: ClassVar[bool] = True
    """Whether all there is stands there before anything is typed."""
    AUTO_FOCUS = "#found"
    DEFAULT_CSS = """
    SearchList #middle { height: 1fr; align-horizontal: center; }
    SearchList #column { width: 100; max-width: 100%; height: 100%; margin: 1 0 0 0; }
    SearchList #found { height: 1fr; margin: 1 0 0 0; }
    """

    def __init__(self, desk: Desk, label: str, hint: str) -> None:
        super().__init__(desk)
        self._asks = Ask(id="", label=label, hint=hint, then=lambda _: None)
        self._line = AskLine(signs=desk.signs, id="typed")
        self._found = Lines(selectable=True, signs=desk.signs, id="found")

    def found(self, text: str) -> tuple[Sequence[Item], int]:
        """Return what a text finds, the best first, at most `MOST`; and how much it is in all."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="middle"), Container(id="column"):
            yield self._line
            yield self._found
        yield from self.foot()

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self._line.open(self._asks)
        self._look()
        self.show_keys()

    def key_hints(self) -> Iterable[Hint]:
        """Return how one chooses."""
        yield self.hint_of("found.down", "views.found_choose", kept=True)
        yield self.hint_of("found.enter", self.ENTER, kept=True)
        yield self.hint_of("found.back", kept=True)

    def _look(self) -> None:
        text = self._line.edit.text.strip()
        shown, of = self.found(text)
        more = of - len(shown)
        title = [Piece(self.words("views.found_more", n=more), "dim")] if more else []
        looked = self.LISTS_ALL or text
        empty = [Piece(self.words("views.found_nothing"), "dim")] if looked else []
        self._found.show(title, shown, empty=empty)
        if shown:
            self._found.move_to(shown[0].id)

    # -- keys: all are text, but those that choose

    async def act_on(self, event: events.Key) -> None:
        """Choose, or type on."""
        action = None if event.is_printable else self.desk.keymap.find(self.KEYS, event.key)
        if action is not None and action.screen == self.KEYS:
            await self.perform(action)
        else:
            self._line.type(event.key, event.character if event.is_printable else None)
            self._look()

    def on_paste(self, event: events.Paste) -> None:
        """Look for what was pasted."""
        event.stop()
        event.prevent_default()
        self.take_text(event.text)

    def text_here(self) -> str | None:
        """Return what is looked for."""
        return self._line.edit.text

    def take_text(self, text: str) -> None:
        """Look for a text, of however many lines."""
        self._line.paste(text.replace("\n", " ").replace("\r", " "))
        self._look()

    def act_down(self) -> None:
        """Take the next row in hand."""
        self._found.move(1)

    def act_up(self) -> None:
        """Take the row before in hand."""
        self._found.move(-1)

    def act_page_down(self) -> None:
        """Go some rows down."""
        self._found.move(_PAGE)

    def act_page_up(self) -> None:
        """Go some rows up."""
        self._found.move(-_PAGE)

    def act_enter(self) -> None:
        """Go to the row in hand."""
        if self._found.cursor_id is not None:
            self.leave(self._found.cursor_id)

    def act_back(self) -> None:
        """Leave, with nothing chosen."""
        self.leave(None)

    def on_row_list_row_activated(self, event: Lines.RowActivated) -> None:
        """Go to a row that was clicked again."""
        event.stop()
        self.act_enter()
