"""Whom an owner in a document means, and the members made of those we do not know yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import datetime

from okrtui.formats.people import group, person
from okrtui.model.books import Books
from okrtui.model.records import Member


class Roster:
    """The members, and those who join them by an import."""

    def __init__(self, books: Books, now: datetime, new_id: Callable[[datetime], str]) -> None:
        self._now = now
        self._new_id = new_id
        self._by_name: dict[str, Member] = {}
        self.joined: list[Member] = []
        for member in books.all(Member):
            self._know(member)

    def known(self, name: str | None) -> str | None:
        """Return the id of the member that a name means, or `team` or `company`; else None."""
        if not name:
            return None
        if said := group(name):
            return said
        for spelling in _spellings(name):
            if member := self._by_name.get(spelling):
                return member.id
        return None

    def join(self, name: str) -> str:
        """Return the id of whom a name means; one whom nobody knows becomes a member."""
        found = self.known(name)
        if found is not None:
            return found
        plain = name.strip().lstrip("@").strip()
        member = Member(
            id=self._new_id(self._now), login=self._login(plain), name=plain.split("@")[0] or plain
        )
        self.joined.append(member)
        self._know(member)
        return member.id

    def login(self, id: str | None) -> str | None:
        """Return the login of a member, joined ones too."""
        return next((m.login for m in self._by_name.values() if m.id == id), None)

    def _know(self, member: Member) -> None:
        for spelling in (member.login.casefold(), member.name.casefold()):
            self._by_name.setdefault(spelling, member)

    def _login(self, name: str) -> str:
        """Return a login made of a name: its first word if that is free, else all of it."""
        taken = {member.login.casefold() for member in self._by_name.values()} | {"team", "company"}
        words = [word for word in _slug(name.split("@")[0]).split("-") if word] or ["member"]
        # A person is called by the first name; a role or a group is not, by its first word.
        for login in _choices(words if person(name) else ["-".join(words)]):
            if login not in taken:
                return login
        raise AssertionError("choices never end")


def _choices(words: list[str]) -> Iterable[str]:
    yield words[0]
    whole = "-".join(words)
    yield whole
    number = 2
    while True:
        yield f"{whole}-{number}"
        number += 1


def _spellings(name: str) -> list[str]:
    plain = name.strip().lstrip("@").strip().casefold()
    return [plain, plain.split("@")[0]]


def _slug(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name)
    latin = "".join(sign for sign in bare if not unicodedata.combining(sign))
    text = latin if latin.isascii() else name
    return re.sub(r"[^\w]+", "-", text.casefold(), flags=re.UNICODE).strip("-_")
