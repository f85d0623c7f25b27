"""The line at the foot in which people type: a name for what is asked, the text, a hint below."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import category

from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.timer import Timer

from okrtui.text.harmless import harmless
from okrtui.text.width import clusters
from screens.line_edit import Laid, LineEdit
from widgets.canvas import Canvas
from widgets.line import Line, Piece, cells, fitted, wrapped
from widgets.signs import Signs

_MOST_LINES = 6

_PAUSE = 0.3
"""Seconds without a key after which a text is read for advice."""

_BROAD = 110
"""Columns from which on a line of advice is enough; where there are fewer, it takes two."""

_REVERSED = Style(reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for.

    id: names the draft of it, so that what is half typed is offered again: `note:` and an id.
    label: a word for it. about: what it belongs to, dim beside it.
    hint: below the text, how to say it.
    listed: above the hint, what one can speak of.
    text: what stands there at first; over: whether the first letter typed takes its place.
    then: called with what was typed; it may open the next prompt.
    beside: what is to be said of a text while it is typed, in phrases; they take the hint's place.
    advise: how a text could be better, in sentences, the weightiest first; called in a thread,
        when the keys rest. It stands below all else and hinders nothing.
    first: the prompt to whose answer this is the second line, and that answer: it is kept as a
        draft until both are said.
    unless: called where it was left with `escape`; leave: the key of a word for what that does.
    """

    id: str
    label: str
    then: Callable[[str], None]
    about: str = ""
    hint: str = ""
    listed: str = ""
    text: str = ""
    over: bool = False
    beside: Callable[[str], tuple[str, ...]] | None = None
    advise: Callable[[str], tuple[str, ...]] | None = None
    first: tuple[str, str] | None = None
    unless: Callable[[], None] | None = None
    leave: str = "keys.leave_text"


class AskLine(Canvas):
    """One question at a time; hidden while there is none.

    It is never focused: the screen hands it each key itself, at once, so that a key typed right
    after the one that opened it cannot be taken for a command.
    """

    DEFAULT_CSS = """
    AskLine { display: none; height: 2; }
    """

    def __init__(self, *, signs: Signs, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self.asked: Ask | None = None
        self.edit = LineEdit()
        self._error = ""
        self._note = ""
        self._beside: tuple[str, ...] = ()
        self._advice: tuple[str, ...] = ()
        self._advised = ""
        self._typed_at = 0.0
        self._pause: Timer | None = None

    def open(self, ask: Ask, *, left: str = "", note: str = "") -> None:
        """Ask something.

        left: a draft that was left, which stands there instead of `ask.text`; note: says so.
        """
        self.asked = ask
        text = _without_controls(left or ask.text)
        self.edit = LineEdit.of(text, selected=ask.over and not left)
        self._error, self._note = "", note
        self._advice, self._advised = (), ""
        self.display = True
        self._changed()

    def close(self) -> None:
        """Ask nothing any more."""
        self.asked = None
        self.edit = LineEdit()
        self.display = False

    def fail(self, error: str) -> None:
        """Say, in place of the hint, why what was typed did not do."""
        self._error = error
        self._changed()

    def type(self, key: str, character: str | None) -> None:
        """Take a key: one that edits, or a character."""
        if not self.edit.key(key) and character:
            self.edit.insert(_without_controls(character))
        self._error = self._note = ""
        self._changed()

    def put(self, text: str) -> None:
        """Let another text stand there, the caret at its end."""
        self.edit = LineEdit.of(_without_controls(text))
        self._changed()

    def paste(self, text: str) -> None:
        """Take a pasted text; its line ends arrive as carriage returns."""
        self.edit.insert(_without_controls(text.replace("\r\n", "\n").replace("\r", "\n")))
        self._changed()

    # -- drawing

    def _head(self) -> list[Piece]:
        label = self.asked.label if self.asked else ""
        return [Piece(f" {self.signs.prompt} ", "accent"), Piece(label, "accent"), Piece("  ")]

    def _changed(self) -> None:
        asked, text = self.asked, self.edit.text
        self._beside = asked.beside(text) if asked and asked.beside and text.strip() else ()
        self.styles.height = self._height()
        self.refresh()
        self._place_caret()
        if asked is not None and asked.advise is not None:
            self._advise_later()

    # -- advice

    def _advise_later(self) -> None:
        self._typed_at = time.monotonic()
        if self._pause is None:
            self._pause = self.set_timer(_PAUSE, self._rested)

    def _rested(self) -> None:
        """Have the text read, unless a key came meanwhile: a timer for each would cost it time."""
        self._pause = None
        left = self._typed_at + _PAUSE - time.monotonic()
        if left > 0:
            self._pause = self.set_timer(left, self._rested)
        elif self.asked is not None and self.edit.text != self._advised:
            self.run_worker(self._read(self.asked, self.edit.text))

    async def _read(self, asked: Ask, text: str) -> None:
        advice: tuple[str, ...] = ()
        if asked.advise is not None and text.strip():
            advice = await asyncio.to_thread(asked.advise, text)
        if self.asked is asked:
            self._advice, self._advised = advice, text
            self.refresh()

    def _advice_lines(self) -> list[list[Piece]]:
        """Return as many whole sentences as there is room for; the first in any case."""
        room, width, dot = self._advice_room(), self.size.width - 5, f"  {self.signs.dot}  "
        for sentences in range(len(self._advice), 0, -1):
            text = dot.join(self._advice[:sentences])
            lines = wrapped([Piece(text, "dim")], max(width, 2))
            if len(lines) <= room or sentences == 1:
                return [[Piece("   "), *line] for line in lines]
        return []

    def _advice_room(self) -> int:
        if self.asked is None or self.asked.advise is None:
            return 0
        return 1 if (self.size.width or self.app.size.width) >= _BROAD else 2

    # -- the lines

    def on_resize(self, _event: events.Resize) -> None:
        """Break the text into lines anew."""
        if self.asked is not None:
            self._changed()

    def _height(self) -> int:
        return min(len(self._laid().lines), _MOST_LINES) + self._below()

    def _below(self) -> int:
        """Return how many lines stand below the text."""
        return (2 if self.asked and self.asked.listed else 1) + self._advice_room()

    def _laid(self) -> Laid:
        head = sum(cells(piece.text) for piece in self._head())
        return self.edit.laid((self.size.width or self.app.size.width) - head - 2)

    def _first(self, row: int, lines: int) -> int:
        return max(0, min(row - _MOST_LINES + 1, lines - _MOST_LINES))

    def _place_caret(self) -> None:
        # An input method opens its window where the terminal's hidden cursor is.
        laid = self._laid()
        head = sum(cells(piece.text) for piece in self._head())
        row = laid.row - self._first(laid.row, len(laid.lines))
        corner = self.content_region.offset
        self.app.cursor_position = Offset(corner.x + head + laid.cell, corner.y + row)

    def render_line(self, y: int) -> Strip:
        """Draw a line: of the text, or the last one, the hint."""
        width = self.size.width
        if self.asked is None:
            return self.strip([Piece(" " * width)])
        laid = self._laid()
        first = self._first(laid.row, len(laid.lines))
        head = self._head()
        advice = self.size.height - self._advice_room()
        if y >= advice:
            told = self._advice_lines()
            shown = told[y - advice] if y - advice < len(told) else []
            return self.strip(fitted(shown, width, mark=self.signs.cut), "raised")
        if y >= self.size.height - self._below():
            last = y == advice - 1
            below = self._foot() if last else self._list()
            return self.strip(fitted(below, width, mark=self.signs.cut), "raised")
        index = first + y
        indent = [Piece(" " * sum(cells(piece.text) for piece in head))]
        line = laid.lines[index] if index < len(laid.lines) else ""
        caret = laid.cell if index == laid.row else None
        lead = self.strip(head if y == 0 else indent, "raised")
        room = width - lead.cell_length
        return Strip.join([lead, self._line(line, caret, room)]) if room > 0 else lead

    def _line(self, line: str, caret: int | None, width: int) -> Strip:
        strip = self.strip(fitted([Piece(harmless(line), "bright")], width), "raised")
        if self.edit.selected:
            text, rest = strip.divide([min(cells(harmless(line)), width), width])
            return Strip.join([text.apply_style(_REVERSED), rest])
        if caret is None:
            return strip
        before, rest = strip.divide([min(caret, width - 1), width])
        size = next((size for _, size in clusters(rest.text)), 1)
        here, after = rest.divide([size, rest.cell_length])
        return Strip.join([before, here.apply_style(_REVERSED), after])

    def _foot(self) -> Line:
        if self._error:
            return [Piece(f"   {self._error}", "error")]
        asked, dot = self.asked, f"  {self.signs.dot}  "
        about = dot.join(filter(None, [self._note, self._about(listed=False)]))
        if not self._beside:
            parts = [about, asked.hint if asked else ""]
            return [Piece("   " + dot.join(filter(None, parts)), "dim")]
        understood = Piece(dot.join(self._beside), "normal")
        return [Piece(f"   {about}{dot}" if about else "   ", "dim"), understood]

    def _list(self) -> Line:
        about, listed = self._about(listed=True), self.asked.listed if self.asked else ""
        said = f"  {self.signs.dot}  ".join(filter(None, [about, listed]))
        return [Piece(f"   {said}", "dim")]

    def _about(self, *, listed: bool) -> str:
        """Return what is asked about, on the line where it stands: before a list, where one is."""
        asked = self.asked
        return asked.about if asked and bool(asked.listed) is listed else ""


def _without_controls(text: str) -> str:
    return "".join(c for c in text.replace("\t", " ") if c == "\n" or category(c) != "Cc")
