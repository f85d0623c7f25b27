"""Who is at the keyboard, and which member that is."""

from __future__ import annotations

import os
import pwd

from okrtui.model.books import Books
from okrtui.model.records import Member
from okrtui.text.errors import Refused


def os_login() -> str:
    """Return the login of whoever runs this process.

    From the user's number: `$LOGNAME` can say anything.
    """
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        # Containers run as numbers that no list of users knows.
        return str(number)


def member_named(books: Books, name: str) -> Member:
    """Return the member with a login, or a full name.

    Raises:
        Refused: there is no such member; says who there is.
    """
    found = books.member_by_login(name)
    if found is None:
        wanted = name.strip().casefold()
        alike = [m for m in books.all(Member) if m.name.casefold() == wanted]
        found = alike[0] if len(alike) == 1 else None
    if found is None:
        logins = ", ".join(member.login for member in books.members())
        raise Refused("workspace.no_such_member", name=name, logins=logins or "–")
    return found
