"""Asking for words: a note, a risk, a value. One line, or as many as it takes.

What is half typed is never lost: each change is told, and leaving hands the text over. The editors
are Textual's own; they are imported when the first prompt opens, not at the start.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.strip import Strip

from okrtui.text.harmless import harmless
from widgets.canvas import Canvas
from widgets.line import Line, Piece, cells, fitted
from widgets.prompt_text import typed
from widgets.signs import PLAIN, Signs

if TYPE_CHECKING:
    from textual.widgets import Input, TextArea

    from widgets.prompt_line import LineField
    from widgets.prompt_note import NoteField

_TALLEST = 8
"""Lines that a note takes at most before it scrolls."""


class _Words(Canvas):
    """Some lines beside or below the field: its label, or hints."""

    DEFAULT_CSS = """
    _Words { height: auto; width: 1fr; }
    """

    def __init__(self, lines: Iterable[Line], *, signs: Signs, id: str) -> None:
        super().__init__(signs=signs, id=id)
        self._lines = [tuple(line) for line in lines]

    def show(self, lines: Iterable[Line]) -> None:
        """Show other lines."""
        was, self._lines = len(self._lines), [tuple(line) for line in lines]
        self.refresh(layout=len(self._lines) != was)

    def get_content_height(self, *_: object) -> int:
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        line = self._lines[y] if y < len(self._lines) else ()
        return self.strip(fitted(line, self.size.width, mark=self.signs.cut), "raised")


class Prompt(Vertical):
    """A label, a field, and below it hints that follow what is typed."""

    DEFAULT_CSS = """
    Prompt { height: auto; background: $surface; padding: 0 1; }
    Prompt > Horizontal { height: auto; }
    Prompt #prompt-label { height: 1; }
    """

    BINDINGS = [  # noqa: RUF012, textual's own way
        Binding("escape", "leave", show=False, id="prompt.leave"),
        Binding("ctrl+e", "edit", show=False, priority=True, id="prompt.editor"),
        Binding("tab,shift+tab", "stay", show=False),
    ]

    class _OfPrompt(Message):
        def __init__(self, prompt: Prompt, text: str) -> None:
            super().__init__()
            self.prompt = prompt
            self.text = text

        @property
        def control(self) -> Prompt:
            """The prompt that says it; its id says what was asked."""
            return self.prompt

    class Changed(_OfPrompt):
        """The text is another now: to keep as a draft, and to hint at."""

    class Submitted(_OfPrompt):
        """Enter: this is the text."""

    class Cancelled(_OfPrompt):
        """Escape: it was left with this text in it."""

    class EditorAsked(_OfPrompt):
        """The text is to be edited in the person's own editor."""

    def __init__(
        self,
        label: Line,
        *,
        text: str = "",
        placeholder: str = "",
        hints: Iterable[Line] = (),
        lines: bool = False,
        masked: bool = False,
        signs: Signs = PLAIN,
        id: str | None = None,
    ) -> None:
        """Make a prompt.

        Args:
            label: what is asked for.
            text: what stands in the field, as if it had been typed: a draft, a text to correct.
            placeholder: shown dim while the field is empty; never a value that enter would take.
            hints: lines below the field.
            lines: whether it may be of many lines, `ctrl+j` between them.
            masked: whether what is typed is hidden.
            signs: the set of signs.
            id: says what is asked, to those who hear its messages.
        """
        super().__init__(id=id)
        self._label = tuple(label)
        self._first = typed(text, lines=lines)
        self._placeholder = harmless(placeholder)
        self._hints = [tuple(line) for line in hints]
        self._lines = lines
        self._masked = masked
        self._signs = signs
        self._said = self._first

    def compose(self) -> ComposeResult:
        """Lay label, field and hints out."""
        label = [Piece(f" {self._signs.prompt} ", "accent"), *self._label, Piece("  ")]
        size = sum(cells(harmless(piece.text)) for piece in label)
        words = _Words([label], signs=self._signs, id="prompt-label")
        words.styles.width = size
        with Horizontal():
            yield words
            yield self._field()
        yield _Words(self._indented(size), signs=self._signs, id="prompt-hints")

    def _indented(self, size: int) -> list[Line]:
        self._indent = size
        return [(Piece(" " * size), *line) for line in self._hints]

    def _field(self) -> LineField | NoteField:
        if self._lines:
            from widgets.prompt_note import NoteField

            return NoteField(self._first, placeholder=self._placeholder, tallest=_TALLEST)
        from widgets.prompt_line import LineField

        return LineField(self._first, placeholder=self._placeholder, masked=self._masked)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._editor.text if self.is_attached else self._first

    @property
    def _editor(self) -> LineField | NoteField:
        return cast("LineField | NoteField", self.query_one(".prompt--field"))

    def show_hints(self, hints: Iterable[Line]) -> None:
        """Show other hints below the field."""
        self._hints = [tuple(line) for line in hints]
        self.query_one("#prompt-hints", _Words).show(self._indented(self._indent))

    def set_text(self, text: str) -> None:
        """Put another text into the field, with the cursor at its end."""
        self._editor.put(typed(text, lines=self._lines))

    def on_mount(self) -> None:
        """Take the keys."""
        self._editor.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that the text is another."""
        event.stop()
        self._changed(event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell that the text is another."""
        event.stop()
        self._changed(event.text_area.text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell that this is the text."""
        event.stop()
        self.post_message(self.Submitted(self, event.value))

    def on_note_field_entered(self, event: NoteField.Entered) -> None:
        """Tell that this is the text."""
        event.stop()
        self.post_message(self.Submitted(self, event.field.text))

    def _changed(self, text: str) -> None:
        if text != self._said:
            self._said = text
            self.post_message(self.Changed(self, text))

    def action_leave(self) -> None:
        """Leave it, and hand over what was typed."""
        self.post_message(self.Cancelled(self, self.text))

    def action_edit(self) -> None:
        """Ask for the person's own editor."""
        self.post_message(self.EditorAsked(self, self.text))

    def action_stay(self) -> None:
        """Keep the keys: tab would hand them to what lies behind."""
