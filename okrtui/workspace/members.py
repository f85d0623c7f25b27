"""Who belongs to the team: who joins it, is called otherwise, leaves it, and comes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from okrtui.model.books import Books
from okrtui.model.codec import amend, insert
from okrtui.model.ids import new_id
from okrtui.model.ops import Insert, Op
from okrtui.model.records import COMPANY, TEAM, Member
from okrtui.model.scores import Review
from okrtui.text.errors import Refused, WrongUsage
from okrtui.text.harmless import clean_line

_LOGIN = re.compile(r"[\w.-]{1,32}")


def person(text: str) -> tuple[str, str]:
    """Return login and name of a member as told: `Lin Mei`, `lin`, or `lin=Lin Mei`.

    Raises:
        WrongUsage: no login can be made of it, or it is `team` or `company`.
    """
    told, equals, name = clean_line(text).partition("=")
    name = clean_line(name if equals else told)
    login = told.strip() if equals else slug(told)
    if not name or not _LOGIN.fullmatch(login):
        raise WrongUsage("workspace.bad_member", given=text)
    return checked_login(login), name


def slug(name: str) -> str:
    """Return a login made of a name: its first word, in small letters, without what is no letter.

    Chinese names stay as they are: nobody would guess how theirs is spelled.
    """
    first = next(iter(name.split()), "")
    return re.sub(r"[^\w.-]", "", first).casefold()


def checked_login(login: str) -> str:
    """Return a login that may be one.

    Raises:
        WrongUsage: key results could not be named by it, or it is `team` or `company`.
    """
    if not _LOGIN.fullmatch(login):
        raise WrongUsage("workspace.bad_login", given=login)
    if login.casefold() in {TEAM, COMPANY}:
        raise WrongUsage("workspace.reserved_login", login=login)
    return login


def join(books: Books, login: str, name: str, now: datetime, *, manager: str | None) -> Insert:
    """Return the op that makes somebody a member. manager: the id of who manages them, if any.

    Raises:
        Refused: another member has this login, or had it and left.
    """
    _check_free(books, login)
    return insert(Member(id=new_id(now), login=login, name=name, manager=manager))


def call(books: Books, member: Member, login: str, name: str) -> Sequence[Op]:
    """Return the ops that give a member another login, or another name, or none where all is so.

    An appraisal knows its author by the login, so what they wrote there is told of the new one.

    Raises:
        Refused: another member has this login, or had it and left.
    """
    if login.casefold() != member.login.casefold():
        _check_free(books, login)
    ops: list[Op] = [*amend(member, login=login, name=name)]
    if login != member.login:
        for text in books.where(Review, "author", member.login):
            ops += amend(text, author=login)
    return ops


def leave(member: Member) -> Sequence[Op]:
    """Return the op by which a member is with the team no longer; what is theirs stays.

    Raises:
        Refused: they have left before.
    """
    if not member.active:
        raise Refused("workspace.left_already", name=member.name)
    return amend(member, active=False)


def come_back(member: Member) -> Sequence[Op]:
    """Return the op by which a member who left is with the team again.

    Raises:
        Refused: they never left.
    """
    if member.active:
        raise Refused("workspace.here_already", name=member.name)
    return amend(member, active=True)


def _check_free(books: Books, login: str) -> None:
    other = books.member_by_login(login)
    if other is None:
        return
    key = "workspace.login_taken" if other.active else "workspace.login_of_one_who_left"
    raise Refused(key, login=other.login, name=other.name)
