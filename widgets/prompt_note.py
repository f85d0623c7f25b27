"""A field of many lines: Textual's `TextArea`, where enter is done and `ctrl+j` a new line."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets._text_area import TextArea

from widgets.prompt_text import typed


class NoteField(TextArea, inherit_css=False):
    """As many lines as it takes, wrapped, growing with its text up to a limit."""

    COMPONENT_CLASSES = TextArea.COMPONENT_CLASSES

    DEFAULT_CSS = """
    NoteField {
        width: 1fr; height: auto; min-height: 1; background: $surface; color: $foreground;
        scrollbar-size: 1 1; pointer: text;
        & .text-area--cursor { background: $foreground; color: $surface; }
        & .text-area--selection { background: $boost; color: $accent; }
        & .text-area--placeholder { color: $text-muted; }
        &:ansi {
            & .text-area--cursor { text-style: reverse; color: ansi_default; }
            & .text-area--selection { text-style: reverse; color: ansi_default; }
            & .text-area--placeholder { text-style: dim; color: ansi_default; }
        }
    }
    """

    class Entered(Message):
        """Enter was pressed."""

        def __init__(self, field: NoteField) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> NoteField:
            """The field that says it."""
            return self.field

    def __init__(self, text: str, *, placeholder: str, tallest: int) -> None:
        super().__init__(
            text, placeholder=placeholder, highlight_cursor_line=False, classes="prompt--field"
        )
        self.cursor_blink = False
        self.styles.max_height = tallest
        self.move_cursor(self.document.end)

    def put(self, text: str) -> None:
        """Put another text in, with the cursor at its end."""
        self.text = text
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key not in ("enter", "ctrl+j"):
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self.post_message(self.Entered(self))
        else:
            self._take("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        """Insert what the program itself copied."""
        self._take(self.app.clipboard)

    def _take(self, text: str) -> None:
        done = self._replace_via_keyboard(typed(text, lines=True), *self.selection)
        if done:
            self.move_cursor(done.end_location)
