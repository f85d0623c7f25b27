"""Who and by when, typed for an action item whose title is known: `wang fri`, `@vendor`, `+3d`."""

from __future__ import annotations

from datetime import date

from okrtui.meeting.lines.entries import owed_line
from okrtui.meeting.lines.parts import Ground
from okrtui.model.books import Books
from okrtui.text.errors import Refused

_TITLE = "\N{MIDDLE DOT}"
"""What stands for the title, where a line of typing has it."""


def who_and_when(text: str, books: Books, today: date) -> tuple[str | None, date | None]:
    """Return the owner and the day that a line names, at least one of them.

    Raises:
        Refused: it names neither, or says something beside.
    """
    first, _, rest = text.strip().partition(" ")
    for line in (f"{first} {_TITLE} {rest}", f"{_TITLE} {text}"):
        read = owed_line(line, Ground(books, today))
        if read.title == _TITLE and (read.owner or read.due):
            return read.owner, read.due
    raise Refused("closing.not_who_and_when", text=text.strip())
