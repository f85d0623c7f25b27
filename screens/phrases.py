"""Small phrases that several screens say: who, when, how much it changed, how it stands."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from okrtui.model.books import Books
from okrtui.model.numbers import MINUS, NOTHING
from okrtui.model.records import COMPANY, TEAM, Health, Member
from okrtui.text.dates import show_date, show_day
from okrtui.text.words import Words
from widgets.line import Piece
from widgets.signs import Signs

if TYPE_CHECKING:
    from screens.desk import Desk

_WEEK = 7
_FAR = 300
"""Days from which on a date needs its year."""


def short_name(member: Member) -> str:
    """Return what a member is called: the first word of the name, else the login."""
    return next(iter(member.name.split()), member.login)


def owner_name(books: Books, owner: str | None, words: Words) -> str:
    """Return what an owner is called: a member, the team, the company, or a name from outside."""
    if owner in {TEAM, COMPANY}:
        return words(f"terms.{owner}")
    member = books.find(Member, owner)
    return short_name(member) if member else owner or ""


def one_decimal(number: Decimal | None) -> str:
    """Return a mean with one decimal, none where it is whole: `6.4`, `8`."""
    if number is None:
        return NOTHING
    rounded = number.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def signed_decimal(then: Decimal | None, now: Decimal | None) -> str:
    """Return by how much a mean changed, as the difference of what is shown; nothing for none."""
    if then is None or now is None:
        return ""
    tenth = Decimal("0.1")
    change = now.quantize(tenth, ROUND_HALF_UP) - then.quantize(tenth, ROUND_HALF_UP)
    if not change:
        return "0"
    return f"{'+' if change > 0 else MINUS}{one_decimal(abs(change))}"


def signed_role(change: int | Decimal | None) -> str:
    """Return how a change is drawn: a fall stands out, standing still steps back."""
    if not change:
        return "dim"
    return "normal" if change > 0 else "at_risk"


def ago(day: date | None, today: date, words: Words) -> str:
    """Return how long ago a day was: `today`, `yesterday`, `5 days ago`, `never`."""
    if day is None:
        return words("board.never")
    days = (today - day).days
    if days <= 0:
        return words("board.today")
    if days == 1:
        return words("board.yesterday")
    return words("board.days_ago", n=days)


def health_piece(health: Health, signs: Signs) -> Piece:
    """Return the sign of a health in its colour."""
    return Piece(signs.health[health.value], health.value)


def due_phrase(day: date | None, days_late: int, today: date, words: Words) -> str:
    """Return when something is due: `due Fri`, `4 days late`; nothing without a day."""
    if day is None:
        return ""
    if days_late:
        return words("board.late", n=days_late)
    return words("board.due", day=near_day(day, today, words))


def near_day(day: date, today: date, words: Words) -> str:
    """Return a day as briefly as it is clear: its year only where it is far off."""
    if 0 <= (day - today).days < _WEEK:
        return show_day(day, today, words.language)
    year = day.year if abs((day - today).days) < _FAR else today.year
    return show_date(day, words.language, year=year)


def head_marks(desk: Desk) -> list[Piece]:
    """Return what goes before all at the head of a screen, if anything does.

    That nothing of it stays; and for whom one acts, where that is another than who types.
    """
    marks = [desk.words("closing.rehearsal")] if desk.rehearsal else []
    if desk.as_ and desk.me:
        marks.append(desk.words("members.acting", name=short_name(desk.me)))
    return [piece for mark in marks for piece in (Piece(mark, "key"), Piece("  "))]
