"""What was asked of somebody and not answered yet, for `okrtui status`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from okrtui.model.books import Books
from okrtui.model.links import Asked, name_of, objective_of, unanswered, whom
from okrtui.model.numbers import NOTHING
from okrtui.model.overview import TeamStatus
from okrtui.model.records import COMPANY, TEAM, Member
from okrtui.text.dates import show_day
from okrtui.text.words import Words


def asked_in(books: Books, status: TeamStatus, member: Member | None) -> list[Asked]:
    """Return what a cycle's objectives and key results wait for, the soonest first.

    member: only what is asked of them, or by them.
    """
    return [
        asked
        for asked in unanswered(books)
        if (objective := objective_of(books, asked.source)) is not None
        and objective.cycle == status.cycle.id
        and (member is None or member.id in {asked.asker, whom(books, asked)})
    ]


def asked_data(books: Books, status: TeamStatus, member: Member | None) -> list[dict[str, Any]]:
    """Return that as JSON holds it, names as they are written."""
    return [
        {
            "kind": asked.link.kind,
            "of": books.owner_login(whom(books, asked)),
            "upon": name_of(books, asked.upon.id) if asked.upon else None,
            "asker": books.owner_login(asked.asker),
            "for": name_of(books, asked.source.id),
            "title": asked.source.title,
            "what": asked.link.what,
            "by": asked.link.by.isoformat() if asked.link.by else None,
        }
        for asked in asked_in(books, status, member)
    ]


def asked_lines(
    books: Books, status: TeamStatus, member: Member | None, words: Words
) -> list[Sequence[str]]:
    """Return that as rows: whom, for what of whose, by when, and what is asked for."""
    return [
        (
            _named(books, whom(books, asked), words),
            "←",
            name_of(books, asked.source.id),
            _by(asked.link.by, status.today, words),
            asked.link.what or asked.source.title,
        )
        for asked in asked_in(books, status, member)
    ]


def _named(books: Books, owner: str, words: Words) -> str:
    return words(f"terms.{owner}") if owner in {TEAM, COMPANY} else books.owner_login(owner)


def _by(day: date | None, today: date, words: Words) -> str:
    return words("links.by", day=show_day(day, today, words.language)) if day else NOTHING
