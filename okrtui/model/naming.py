"""What people call things: members by login, key results by `lin/O2/KR1`, cycles by name."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from okrtui.model.books import Books
from okrtui.model.ids import is_id
from okrtui.model.records import COMPANY, TEAM, Cycle, CycleState, KeyResult, Member, State
from okrtui.text.errors import Refused

_NAME = re.compile(
    r"(?:(?P<cycle>.+):)?(?P<owner>[^/:]+)/O(?P<objective>\d{1,6})/KR(?P<number>\d{1,6})",
    re.IGNORECASE,
)
_MOST_NAMES = 12


def find_key_result(books: Books, name: str, today: date) -> KeyResult:
    """Return the key result that a person named; capitals and full-width signs do not matter.

    name: `lin/O2/KR1` (a login, `team` or `company`), `2026-Q3:lin/O2/KR1`, or an id. Without a
        cycle, one of those that run today is meant; where none does, the newest.

    Raises:
        Refused: there is none; says which there are.
    """
    plain = unicodedata.normalize("NFKC", name).strip()
    if is_id(plain.lower()) and (found := books.find(KeyResult, plain.lower())):
        return found
    parts = _NAME.fullmatch(plain)
    if parts is None:
        raise Refused("workspace.kr_form", name=name)
    cycles = [find_cycle(books, parts["cycle"])] if parts["cycle"] else running(books, today)
    found_in = [
        (cycle, key_result) for cycle in cycles for key_result in _named(books, cycle, parts)
    ]
    if not found_in:
        names = _names(books, cycles, parts["owner"]) or _names(books, cycles, None)
        if not names:
            empty = _listed([cycle.name for cycle in cycles])
            raise Refused("workspace.no_key_results_in", cycles=empty, name=name)
        raise Refused("workspace.no_such_key_result", name=name, names=_listed(names))
    if len(found_in) > 1:
        names = [f"{cycle.name}:{books.kr_name(found)}" for cycle, found in found_in]
        raise Refused("workspace.kr_in_cycles", name=name, names=_listed(names))
    return found_in[0][1]


def find_cycle(books: Books, name: str) -> Cycle:
    """Return the cycle with a name; capitals do not matter.

    Raises:
        Refused: there is none; says which there are.
    """
    wanted = name.strip().casefold()
    cycles = books.cycles()
    for cycle in cycles:
        if cycle.name.casefold() == wanted:
            return cycle
    raise Refused(
        "workspace.no_such_cycle", name=name, names=_listed([cycle.name for cycle in cycles])
    )


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


def running(books: Books, today: date) -> list[Cycle]:
    """Return the cycles that run on a day and are not closed; where none does, the newest one."""
    alive = [cycle for cycle in books.cycles() if cycle.state is not CycleState.CLOSED]
    return [cycle for cycle in alive if cycle.start <= today <= cycle.end] or alive[-1:]


def _named(books: Books, cycle: Cycle, parts: re.Match[str]) -> list[KeyResult]:
    """Return the key result that has a name now, else the one that had it before it was moved."""
    wanted = parts["owner"].strip().casefold()
    member = books.member_by_login(wanted)
    owner = wanted if wanted in {TEAM, COMPANY} else member.id if member else None
    number, last = int(parts["objective"]), int(parts["number"])
    named = [
        objective
        for objective in books.objectives(cycle.id)
        if (objective.owner, objective.number) == (owner, number)
        or f"{owner}/{number}" in objective.former
    ]
    now = [
        key_result
        for objective in named
        for key_result in books.key_results(objective.id)
        if key_result.number == last
    ]
    places = {f"{objective.id}/{last}" for objective in named}
    if now or not places:
        return now
    return [kr for kr in books.all(KeyResult) if not places.isdisjoint(kr.former)]


def _names(books: Books, cycles: list[Cycle], owner: str | None) -> list[str]:
    names = [
        books.kr_name(key_result)
        for cycle in cycles
        for objective in books.objectives(cycle.id)
        for key_result in books.key_results(objective.id)
        if key_result.state in {State.AGREED, State.DRAFT}
    ]
    if owner is None:
        return names
    return [name for name in names if name.partition("/")[0].casefold() == owner.casefold()]


def _listed(names: list[str]) -> str:
    if len(names) > _MOST_NAMES:
        names = [*names[:_MOST_NAMES], "…"]
    return ", ".join(names) or "–"
