"""A field of one line: Textual's `Input`, calm, and safe with what is pasted."""

from __future__ import annotations

from textual import events
from textual.widgets._input import Input

from widgets.prompt_text import typed


class LineField(Input, inherit_css=False):
    """One line, without a frame, whose cursor does not blink (over ssh that costs 2.5 KB/s)."""

    COMPONENT_CLASSES = Input.COMPONENT_CLASSES

    DEFAULT_CSS = """
    LineField {
        width: 1fr; height: 1; background: $surface; color: $foreground;
        scrollbar-size-horizontal: 0; pointer: text;
        & > .input--cursor { background: $foreground; color: $surface; }
        & > .input--selection { background: $boost; color: $accent; }
        & > .input--placeholder { color: $text-muted; }
        &:ansi {
            & > .input--cursor { text-style: reverse; color: ansi_default; }
            & > .input--selection { text-style: reverse; color: ansi_default; }
            & > .input--placeholder { text-style: dim; color: ansi_default; }
        }
    }
    """

    def __init__(self, text: str, *, placeholder: str, masked: bool) -> None:
        super().__init__(
            text, placeholder, password=masked, select_on_focus=False, classes="prompt--field"
        )
        self.cursor_blink = False

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.value

    def put(self, text: str) -> None:
        """Put another text in, with the cursor at its end."""
        self.value = text
        self.cursor_position = len(text)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        """Insert what the program itself copied."""
        self._take(self.app.clipboard)

    def _take(self, text: str) -> None:
        start, end = sorted(self.selection)
        self.replace(typed(text), start, end)
