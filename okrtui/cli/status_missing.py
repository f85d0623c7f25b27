"""Who has not prepared the weekly meeting: a line to paste into a chat, or as data."""

from __future__ import annotations

from typing import Any

from okrtui.model.books import Books
from okrtui.model.overview import TeamStatus
from okrtui.model.records import CycleState, Member
from okrtui.model.rows import Missing, OwnerRow
from okrtui.text.dates import show_date
from okrtui.text.words import Words


def missing_line(books: Books, status: TeamStatus, member: Member | None, words: Words) -> str:
    """Return who has not filled in all of their key results since the last meeting, in one line.

    member: only whether this one has; None: of all.
    """
    waiting = _waiting(status, member)
    day = show_date(status.then_on, words.language, year=status.today.year)
    if not waiting:
        asked = _asked(status)
        if not asked:
            return words("closing.nothing_to_prepare", team=books.team_name())
        if member is not None and all(row.owner != member.id for row in asked):
            return words("cli.form_nothing", name=member.name)
        if member is not None:
            return words("closing.has_prepared", name=member.name, day=day)
        return words("closing.all_prepared", team=books.team_name(), day=day)
    names = words("closing.between").join(
        words("closing.waits", name=" ".join(one.member.name.split()), n=one.waiting, of=one.of)
        for one in waiting
    )
    return words("closing.missing", team=books.team_name(), names=names, day=day)


def missing_data(books: Books, status: TeamStatus, member: Member | None) -> dict[str, Any]:
    """Return the same as JSON holds it: who has prepared all, and of whom how much waits."""
    waiting = _waiting(status, member)
    late = {one.member.id for one in status.missing}
    return {
        "team": books.team_name(),
        "today": status.today.isoformat(),
        "then_on": status.then_on.isoformat(),
        "prepared": [
            row.member.login
            for row in _asked(status)
            if row.member and row.owner not in late and _is(row.member, member)
        ],
        "missing": [
            {
                "member": one.member.login,
                "name": one.member.name,
                "waiting": one.waiting,
                "of": one.of,
            }
            for one in waiting
        ],
    }


def _asked(status: TeamStatus) -> list[OwnerRow]:
    """Return the members who have key results to fill in; a closed cycle takes nothing more."""
    if status.cycle.state is CycleState.CLOSED:
        return []
    return [row for row in status.members if row.standings]


def _waiting(status: TeamStatus, member: Member | None) -> list[Missing]:
    return [one for one in status.missing if _is(one.member, member)]


def _is(one: Member, member: Member | None) -> bool:
    return member is None or one.id == member.id
