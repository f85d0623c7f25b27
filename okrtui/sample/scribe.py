"""Who writes the sample down: ids of the right time, and names that stand for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from okrtui.model.codec import TABLE_OF, insert
from okrtui.model.ids import IdMaker
from okrtui.model.ops import Op
from okrtui.model.records import COMPANY, TEAM, Meeting

Record = TypeVar("Record")
Told = Mapping[str, Any]
"""A piece of `en.json` or `zh.json`."""


class Scribe:
    """Collects records, and remembers what each is called in the data files.

    owners: ids by login; `team` and `company` are their own.
    named: ids by name: of objectives (`lin/O2`) and of key results (`lin/O2/KR1`).
    meetings: by week, from 1.
    """

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self.owners = {TEAM: TEAM, COMPANY: COMPANY}
        self.named: dict[str, str] = {}
        self.meetings: dict[int, Meeting] = {}
        self._ids: dict[str, IdMaker] = {}

    def id(self, kind: type, at: datetime) -> str:
        """Return an id as it would have been made at that time.

        Each table has a maker of its own, as a maker never goes back in time.
        """
        return self._ids.setdefault(TABLE_OF[kind], IdMaker())(at)

    def add(self, record: Record) -> Record:
        """Write a record down."""
        self.ops.append(insert(record))
        return record

    def owner(self, login: str | None) -> str | None:
        """Return the id behind a login, or the name of an outsider as it is."""
        return None if login is None else self.owners.get(login, login)

    def key_result(self, told: Told) -> str | None:
        """Return the id of the key result that something is about, if about any."""
        return self.named[told["kr"]] if "kr" in told else None

    def ended(self, week: int | None) -> tuple[datetime | None, str | None]:
        """Return when something ended, and in which meeting; nothing for None."""
        if week is None:
            return None, None
        meeting = self.meetings[week]
        return meeting.closed_at, meeting.id


def key_results(told: Told) -> Iterator[tuple[str, Told]]:
    """Return every key result that is told, with its name."""
    numbers: dict[str, int] = {}
    for objective in told["objectives"]:
        owner = objective["owner"]
        numbers[owner] = numbers.get(owner, 0) + 1
        for number, key_result in enumerate(objective["key_results"], 1):
            yield f"{owner}/O{numbers[owner]}/KR{number}", key_result
