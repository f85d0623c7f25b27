"""One line of typing that makes an entry: `wang send trace fri` is an action of wang's, due Friday.

Only where the line plainly says so: the owner is its first word, or a word with an `@`; the day is
its last words. Whatever is not understood stays in the title, as it was typed.
"""

from __future__ import annotations

from datetime import date

import msgspec

from okrtui.model.books import Books
from okrtui.model.records import Member
from okrtui.text.dates import take_day


class OneLine(msgspec.Struct, frozen=True):
    """What a line says. `owner` is a member's id, or the name of somebody outside."""

    title: str
    owner: str | None = None
    due: date | None = None


def action_line(text: str, books: Books, today: date) -> OneLine:
    """Read an action: who, what, by when."""
    words = text.split()
    owner = None
    if len(words) > 1:
        member = _member(words[0].lstrip("@"), books)
        if member is not None:
            owner, words = member.id, words[1:]
    line = owned_line(" ".join(words), books)
    words, due = take_day(line.title.split(), today)
    if not words:
        # A line that is nothing but a day is a title, not an action without a name.
        return OneLine(line.title, owner or line.owner)
    return OneLine(" ".join(words), owner or line.owner, due)


def owned_line(text: str, books: Books) -> OneLine:
    """Read a line whose owner is named with an `@`, as its first or last word."""
    words = text.split()
    for place in (-1, 0):
        if len(words) > 1 and words[place].startswith("@") and len(words[place]) > 1:
            name = words.pop(place)[1:]
            member = _member(name, books)
            return OneLine(" ".join(words), member.id if member else name)
    return OneLine(text.strip())


def _member(name: str, books: Books) -> Member | None:
    wanted = name.casefold()
    for member in books.members():
        first = member.name.split()[0] if member.name.split() else ""
        if wanted in {member.login.casefold(), member.name.casefold(), first.casefold()}:
            return member
    return None
