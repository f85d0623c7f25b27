"""What people and OKRs are called in minutes."""

from __future__ import annotations

from okrtui.model.books import Books
from okrtui.model.records import COMPANY, TEAM, Cycle, KeyResult, Meeting, Member, Objective


class Names:
    """Names as of one meeting; kept, for the same ones are asked for again and again.

    Where a meeting covers several cycles, names of all but the shortest carry the cycle's:
    `2026:team/O1/KR2`.
    """

    def __init__(self, books: Books, meeting: Meeting) -> None:
        self._books = books
        found = [books.find(Cycle, cycle) for cycle in meeting.cycles]
        cycles = [cycle for cycle in found if cycle is not None]
        self._main = min(cycles, key=lambda c: c.end - c.start).id if cycles else None
        self._cycles = {cycle.id: cycle.name for cycle in books.cycles()}
        self._people: dict[str, str] = {}

    def person(self, id: str | None) -> str:
        """Return a member's name, an outsider's as it was typed; nobody is empty.

        `TEAM` and `COMPANY` stay as they are: they have a word in each language.
        """
        if not id or id in {TEAM, COMPANY}:
            return id or ""
        if id not in self._people:
            member = self._books.find(Member, id)
            self._people[id] = (member.name or member.login) if member else id
        return self._people[id]

    def login(self, login: str) -> str:
        """Return the name of the member with a login; one that nobody has stays as it is."""
        member = self._books.member_by_login(login)
        return self.person(member.id) if member else login

    def key_result(self, id: str | None) -> str:
        """Return `lin/O1/KR2`; nothing for none, or for one that is gone."""
        key_result = self._books.find(KeyResult, id)
        if key_result is None:
            return ""
        objective = self._books.find(Objective, key_result.objective)
        return f"{self.objective(objective)}/KR{key_result.number}" if objective else ""

    def objective(self, objective: Objective) -> str:
        """Return `lin/O1`."""
        return self._in_cycle(objective, objective.owner, str(objective.number))

    def former(self, objective: Objective) -> str:
        """Return what an objective was called before it got its owner; nothing for a first one."""
        if not objective.former:
            return ""
        owner, _, number = objective.former[-1].rpartition("/")
        return self._in_cycle(objective, owner, number)

    def _in_cycle(self, objective: Objective, owner: str, number: str) -> str:
        name = f"{self._books.owner_login(owner)}/O{number}"
        if objective.cycle == self._main:
            return name
        return f"{self._cycles.get(objective.cycle, '')}:{name}"
