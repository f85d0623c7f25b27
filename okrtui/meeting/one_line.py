"""Who does what by when, in one line of typing: `wang send trace fri`."""

from __future__ import annotations

from datetime import date

from okrtui.meeting.lines.entries import owed_line
from okrtui.meeting.lines.parts import Ground, Line
from okrtui.model.books import Books


def action_line(text: str, books: Books, today: date) -> Line:
    """Read an action whose number nobody has spoken of yet: who, what, by when."""
    return owed_line(text, Ground(books, today))
