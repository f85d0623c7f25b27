"""A few answers of which one is picked: a confirmation, a probability."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from okrtui.text.fullwidth import plain
from okrtui.text.harmless import harmless
from widgets.canvas import Canvas
from widgets.line import Line, Piece, cells, column, fitted
from widgets.signs import PLAIN, Signs


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One of the answers: its id, the key that picks it, and its words."""

    id: str
    key: str
    words: Line


class Choice(Canvas, can_focus=True):
    """A question and its answers, one a line: by its key, by arrows and enter, or by a click.

    No answer is in hand at first, unless the caller says which: enter alone must not decide.
    """

    DEFAULT_CSS = """
    Choice { height: auto; background: $surface; }
    """

    BINDINGS = [  # noqa: RUF012, textual's own way
        Binding("down,j", "move(1)", show=False, id="choice.next"),
        Binding("up,k", "move(-1)", show=False, id="choice.previous"),
        Binding("enter", "pick", show=False, id="choice.pick"),
        Binding("escape", "dismiss", show=False, id="choice.leave"),
    ]

    class _OfChoice(Message):
        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> Choice:
            """The choice that says it."""
            return self.choice

    class Picked(_OfChoice):
        """An answer was picked; `id` is that of the answer."""

        def __init__(self, choice: Choice, id: str) -> None:
            super().__init__(choice)
            self.id = id

    class Dismissed(_OfChoice):
        """It was left without an answer."""

    def __init__(
        self,
        question: Line,
        answers: Iterable[Answer],
        *,
        cursor: str | None = None,
        signs: Signs = PLAIN,
        id: str | None = None,
    ) -> None:
        """Make a choice.

        Args:
            question: stands above the answers.
            answers: in order; a key of theirs goes before `j` and `k`.
            cursor: the id of the answer that is in hand at first.
            signs: the set of signs.
            id: of the widget.
        """
        super().__init__(signs=signs, id=id)
        self._question = tuple(question)
        self._answers = tuple(answers)
        known = [answer.id for answer in self._answers]
        self._cursor = known.index(cursor) if cursor in known else None

    def get_content_height(self, *_: object) -> int:
        """One line each."""
        return len(self._answers) + 1

    def render_line(self, y: int) -> Strip:
        """Draw the question or an answer."""
        width, mark = self.size.width, self.signs.cut
        if y == 0:
            return self.strip(fitted([Piece("  "), *self._question], width, mark=mark), "raised")
        if y > len(self._answers):
            return self.strip([Piece(" " * width)], "raised")
        answer, here = self._answers[y - 1], y - 1 == self._cursor
        key = max(cells(harmless(answer.key)) for answer in self._answers)
        line = [
            Piece(self.signs.bar if here else " ", "accent"),
            Piece("   "),
            *column(answer.key, key, "key"),
            Piece("  "),
            *answer.words,
        ]
        return self.strip(fitted(line, width, mark=mark), "cursor" if here else "raised")

    def action_move(self, by: int) -> None:
        """Take the next answer in hand."""
        last = len(self._answers) - 1
        start = -1 if by > 0 else last + 1
        at = start if self._cursor is None else self._cursor
        self._cursor = min(max(at + by, 0), last)
        self.refresh()

    def action_pick(self) -> None:
        """Pick the answer in hand."""
        if self._cursor is not None:
            self._pick(self._cursor)

    def action_dismiss(self) -> None:
        """Leave without an answer."""
        self.post_message(self.Dismissed(self))

    def _pick(self, at: int) -> None:
        self.post_message(self.Picked(self, self._answers[at].id))

    def on_key(self, event: events.Key) -> None:
        """Pick the answer whose key it is; a full-width sign is its plain twin."""
        typed = plain(event.character or "")
        for at, answer in enumerate(self._answers):
            if typed and typed == answer.key:
                event.stop()
                event.prevent_default()
                self._pick(at)
                return

    def on_click(self, event: events.Click) -> None:
        """Pick the answer that was clicked."""
        if 0 < event.y <= len(self._answers):
            self._pick(event.y - 1)
