"""What the Board says of the cycles: that one is drafted now, or is over and not closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from okrtui.model.books import Books
from okrtui.model.records import CycleState
from okrtui.text.words import Words
from widgets.line import Line, Piece

_SOON: Final = timedelta(days=15)


def notice(books: Books, words: Words, today: date, key: str) -> Line:
    """Return the one line that leads to the cycles; nothing where there is nothing to do.

    key: the one that leads there. Through most of a quarter this costs a look at the cycles' days:
    the rules of drafting are not even loaded.
    """
    if not _perhaps(books, today):
        return []
    said = _said(books, words, today)
    if not said:
        return []
    return [Piece(said), Piece(f"  {key} ", "key"), Piece(words("quarter.foot_board"), "dim")]


def _perhaps(books: Books, today: date) -> bool:
    """Return whether a cycle ends or begins so soon, or has ended, that there may be a word."""
    soon = (today + _SOON).isoformat()
    return any(
        doc["end"] <= soon
        or doc["start"] > today.isoformat()
        or doc.get("state") == CycleState.DRAFTING
        for doc in books.view.all("cycles")
        if doc.get("state") != CycleState.CLOSED
    )


def _said(books: Books, words: Words, today: date) -> str:
    from okrtui.cycle.drafting import drafting
    from okrtui.text.dates import show_date

    over = [c for c in books.cycles() if c.state is not CycleState.CLOSED and c.end < today]
    if over:
        return words("quarter.board_ended", name=over[0].name)
    for cycle in books.cycles():
        if cycle.state is CycleState.DRAFTING and cycle.start <= today:
            return words("quarter.board_begun", name=cycle.name)
    found = drafting(books, today)
    if found is None:
        return ""
    since = show_date(found.since, words.language, year=today.year)
    if not found.made:
        return words("quarter.board_to_open", name=found.name, since=since)
    return words(
        "quarter.board_drafting",
        name=found.name,
        since=since,
        drafts=found.drafts,
        agreed=found.agreed,
    )
