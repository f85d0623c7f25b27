"""The team's books: what a view holds, asked for as records and by what they mean.

A `Books` is cheap: it keeps nothing, reads through the indexes of the view, and builds a record
when it is asked for. It is the one vocabulary in which rules, meeting, minutes and screens read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from okrtui.model import records
from okrtui.model.codec import TABLE_OF, decode
from okrtui.model.view import View
from okrtui.text.errors import Refused

Record = TypeVar("Record")


class Books:
    """Everything the team has written down, as of one view."""

    def __init__(self, view: View) -> None:
        self.view = view

    # -- any record

    def find(self, kind: type[Record], id: str | None) -> Record | None:
        """Return the record of a kind with this id, or None."""
        doc = self.view.get(TABLE_OF[kind], id) if id else None
        return None if doc is None else decode(kind, doc)

    def get(self, kind: type[Record], id: str | None) -> Record:
        """Return the record of a kind with this id.

        Raises:
            Refused: it is not there, perhaps no longer.
        """
        record = self.find(kind, id)
        if record is None:
            raise Refused("entry.gone")
        return record

    def all(self, kind: type[Record]) -> Iterator[Record]:
        """Return every record of a kind, in the order of their making."""
        return (decode(kind, doc) for doc in self.view.all(TABLE_OF[kind]))

    def where(self, kind: type[Record], field: str, value: str | None) -> list[Record]:
        """Return the records whose `field` is `value`, in the order of their making."""
        return [decode(kind, doc) for doc in self.view.where(TABLE_OF[kind], field, value)]

    # -- who

    def team_name(self) -> str:
        """Return the team's name, or nothing where the workspace has none yet."""
        return next((team.name for team in self.all(records.Team)), "")

    def members(self) -> list[records.Member]:
        """Return the members who are with us, in the order in which they were listed."""
        return [member for member in self.all(records.Member) if member.active]

    def member_by_login(self, login: str) -> records.Member | None:
        """Return the member with a login; capitals do not matter."""
        wanted = login.casefold()
        return next((m for m in self.all(records.Member) if m.login.casefold() == wanted), None)

    def owner_login(self, owner: str | None) -> str:
        """Return how an owner is written in a key result's name: a login, `team` or `company`.

        An outsider, who has no login, keeps their name; nobody is an empty string.
        """
        member = self.find(records.Member, owner)
        return member.login if member else owner or ""

    # -- what

    def cycles(self) -> list[records.Cycle]:
        """Return all cycles, the earliest first."""
        return sorted(self.all(records.Cycle), key=lambda cycle: (cycle.start, cycle.end))

    def objectives(self, cycle: str) -> list[records.Objective]:
        """Return the objectives of a cycle, dropped ones too, by owner in order of number."""
        found = self.where(records.Objective, "cycle", cycle)
        return sorted(found, key=lambda objective: objective.number)

    def key_results(self, objective: str) -> list[records.KeyResult]:
        """Return the key results of an objective, dropped ones too, in order of number."""
        found = self.where(records.KeyResult, "objective", objective)
        return sorted(found, key=lambda key_result: key_result.number)

    def tasks(self, key_result: str) -> list[records.Task]:
        """Return the tasks under a key result, in the order of their making."""
        return self.where(records.Task, "key_result", key_result)

    def check_ins(self, key_result: str) -> list[records.CheckIn]:
        """Return what was said of a key result, the earliest first."""
        return self.where(records.CheckIn, "key_result", key_result)

    def objective_of(self, key_result: records.KeyResult) -> records.Objective:
        """Return the objective that a key result belongs to."""
        return self.get(records.Objective, key_result.objective)

    def answers_for(self, key_result: records.KeyResult) -> str:
        """Return who answers for a key result: its owner, else its objective's."""
        return key_result.owner or self.objective_of(key_result).owner

    def objective_name(self, objective: records.Objective) -> str:
        """Return the name people use: `lin/O2`."""
        return f"{self.owner_login(objective.owner)}/O{objective.number}"

    def kr_name(self, key_result: records.KeyResult) -> str:
        """Return the name people use: `lin/O2/KR1`."""
        return f"{self.objective_name(self.objective_of(key_result))}/KR{key_result.number}"
