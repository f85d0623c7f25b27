"""The team at a glance, kept up: worked out in small steps, and again only where it changed.

How a thousand people stand takes a second, and who looks at the Board must not wait for it: `work`
pauses at every step, and a change costs about as much as it touched.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import date
from operator import is_
from typing import Any

from okrtui.model.agreed import branches, counts, owners
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar, week_of
from okrtui.model.open import open_actions, open_risks
from okrtui.model.progress import told
from okrtui.model.records import (
    Cycle,
    KeyResult,
    Meeting,
    Objective,
    OpenState,
    Problem,
    ProgressOf,
)
from okrtui.model.rows import (
    Attention,
    ObjectiveRow,
    OwnerRow,
    attention_of,
    by_urgency,
    counts_by_health,
    mean_confidence,
    missing,
    objective_row,
    owner_row,
    progress_of_all,
    was_there,
)
from okrtui.model.settings import Settings
from okrtui.model.standing import Standing, standing
from okrtui.model.status import TeamStatus, running_cycle
from okrtui.model.timeline import OPEN_END, Closings, Cut, now_of, then_of
from okrtui.model.work import finished
from okrtui.text.errors import Refused

_SHAPES = frozenset({"objectives", "key_results", "members"})
_BESIDE = frozenset({"actions", "risks", "problems"})
_MANY = 5_000
"""Changed documents from which on to work all out again is less work."""


class Glance:
    """The status of a team, with all that it was worked out from.

    Whoever keeps one tells it what `changed`, in any order, before they ask it again.
    """

    def __init__(
        self,
        books: Books,
        *,
        calendar: Calendar,
        settings: Settings,
        meeting: Meeting | None = None,
        cycle: Cycle | None = None,
    ) -> None:
        self._books = books
        self._calendar = calendar
        self._settings = settings
        self._meeting = meeting
        self._given = cycle
        self._as_of: tuple[Cycle, Cut, Cut] | None = None
        self._result: TeamStatus | None = None
        self._forget()

    def _forget(self) -> None:
        self._result = None
        self._closings = Closings(self._books)
        self._tree: list[tuple[Objective, list[KeyResult]]] | None = None
        self._standings: dict[str, Standing] = {}
        self._key_result_of: dict[str, str] = {}
        self._objectives: dict[str, ObjectiveRow] = {}
        self._rolled: dict[str, ObjectiveRow] = {}
        self._owners: dict[str, tuple[Sequence[ObjectiveRow], OwnerRow]] = {}
        self._attention: dict[str, tuple[Standing, Attention | None]] = {}
        self._beside: dict[str, tuple[Any, ...]] = {}

    # -- what changed

    def changed(self, keys: Iterable[tuple[str, str]] | None) -> None:
        """Forget what was worked out from these documents, by table and id; None: from any."""
        keys = None if keys is None else list(keys)
        if keys is None or len(keys) > _MANY:
            self._forget()
            return
        for table, key in keys:
            self._result = None
            if table == "check_ins" or table == "tasks":
                self._said(table, key)
            elif table in _SHAPES:
                self._tree = None
                self._standings.pop(key, None)
                self._attention.clear()
                self._owners.clear()
            elif table in _BESIDE:
                self._beside.pop(table, None)
            elif table == "cycles" or (table == "meetings" and self._closed_otherwise(key)):
                self._forget()

    def _said(self, table: str, key: str) -> None:
        doc = self._books.view.get(table, key)
        was, now = self._key_result_of.get(key), doc["key_result"] if doc else None
        if was is None and now is None:
            self._standings.clear()  # A check-in is gone, and with it where it was.
        for key_result in (was, now):
            self._standings.pop(key_result or "", None)

    def _closed_otherwise(self, key: str) -> bool:
        """Return whether a meeting closed, or is open again: words count from its closing on."""
        was, now = self._closings.known(key), Closings(self._books).of(key)
        return was != now and (was, now) != (None, OPEN_END)

    # -- working it out

    def status(self, today: date) -> TeamStatus:
        """Return the team at a glance, at once.

        Raises:
            Refused: there is no cycle yet.
        """
        return finished(self.work(today))

    def work(self, today: date) -> Generator[int, None, TeamStatus]:
        """Work it out step by step: each says how many key results are done; the end has it all.

        Where something `changed` on the way, begin anew: what was done is kept.

        Raises:
            Refused: there is no cycle yet.
        """
        books, meeting = self._books, self._meeting
        now = now_of(meeting, today, self._calendar)
        cycle = self._given or running_cycle(books, now.day)
        if cycle is None:
            raise Refused("overview.no_cycle")
        then = then_of(books, cycle, meeting, self._calendar, self._closings)
        if self._as_of != (cycle, then, now):
            self._forget()
            self._as_of = (cycle, then, now)
        if self._result is not None:
            return self._result
        if self._tree is None:
            found = []
            for branch in branches(books, cycle.id):
                found.append(branch)
                yield 0
            self._tree = found
        rows: list[ObjectiveRow] = []
        for objective, key_results in self._tree:
            standings = []
            for kr in key_results:
                standings.append(self._stand(kr, cycle, today))
                yield len(self._standings)
            rows.append(self._objective(objective, tuple(standings), then, cycle))
        if any(row.objective.progress_of is ProgressOf.ALIGNED for row in rows):
            rows = yield from self._from_below(rows, today)
        done = len(self._standings)
        of_owner = _by_owner(rows)
        by_owner: list[OwnerRow] = []
        for owner in owners(books, self._tree):
            by_owner.append(self._owner(owner, of_owner.get(owner, ()), then, cycle))
            yield done
        attention: list[Attention] = []
        for row in rows:
            attention += self._attention_in(row)
            yield done
        self._result = self._whole(cycle, then, now, rows, by_owner, by_urgency(attention))
        return self._result

    def _stand(self, kr: KeyResult, cycle: Cycle, today: date) -> Standing:
        found = self._standings.get(kr.id)
        if found is None:
            for doc in self._books.view.where("tasks", "key_result", kr.id):
                self._key_result_of[doc["id"]] = kr.id
            found = self._standings[kr.id] = standing(
                self._books,
                kr,
                cycle=cycle,
                meeting=self._meeting,
                today=today,
                calendar=self._calendar,
                thresholds=self._settings.thresholds,
                closings=self._closings,
            )
        return found

    def _objective(
        self, objective: Objective, standings: tuple[Standing, ...], then: Cut, cycle: Cycle
    ) -> ObjectiveRow:
        kept = self._objectives.get(objective.id)
        if kept and kept.objective == objective and _are(kept.standings, standings):
            return kept
        row = objective_row(objective, standings, then, cycle)
        self._objectives[objective.id] = row
        return row

    def _from_below(
        self, rows: Sequence[ObjectiveRow], today: date
    ) -> Generator[int, None, list[ObjectiveRow]]:
        """Give those their progress that get it from what is aligned below, of any cycle."""
        # Few teams have such objectives, and every start would wait for the import.
        from okrtui.model.rollup import all_below, rolled_up

        books = self._books
        by_id = {row.objective.id: row for row in rows}
        below = all_below(books, (row.objective for row in rows))
        for one in (objective for some in below.values() for objective in some):
            if one.id in by_id:
                continue
            cycle = books.get(Cycle, one.cycle)
            then = then_of(books, cycle, self._meeting, self._calendar, self._closings)
            standings = []
            for kr in filter(counts, books.key_results(one.id)):
                standings.append(self._stand(kr, cycle, today))
                yield len(self._standings)
            by_id[one.id] = self._objective(one, tuple(standings), then, cycle)
        found = rolled_up(below, by_id)
        # The one that was told before where nothing changed, so that its owner's row holds too.
        self._rolled = {
            one: was if (was := self._rolled.get(one)) == row else row for one, row in found.items()
        }
        return [self._rolled.get(row.objective.id, row) for row in rows]

    def _owner(self, owner: str, rows: Sequence[ObjectiveRow], then: Cut, cycle: Cycle) -> OwnerRow:
        kept = self._owners.get(owner)
        if kept and _are(kept[0], rows):
            return kept[1]
        row = owner_row(self._books, owner, rows, then, cycle)
        self._owners[owner] = rows, row
        return row

    def _attention_in(self, row: ObjectiveRow) -> Iterator[Attention]:
        for one in row.standings:
            kept = self._attention.get(one.key_result.id)
            if kept is None or kept[0] is not one:
                kept = self._attention[one.key_result.id] = one, attention_of(self._books, one)
            if kept[1] is not None:
                yield kept[1]

    def _whole(
        self,
        cycle: Cycle,
        then: Cut,
        now: Cut,
        rows: Sequence[ObjectiveRow],
        by_owner: Sequence[OwnerRow],
        attention: tuple[Attention, ...],
    ) -> TeamStatus:
        every = [one for row in rows for one in row.standings]
        before = [one.then for one in every if was_there(one.key_result, then, cycle)]
        members = tuple(row for row in by_owner if row.member and row.member.active)
        week, weeks = week_of(cycle, now.day)
        progress_then, progress = progress_of_all(rows)
        met = self._closings.last() if self._meeting is None else None
        books = self._books
        return TeamStatus(
            cycle=cycle,
            today=now.day,
            then_on=then.day,
            week=week,
            weeks=weeks,
            gone=told(self._calendar.share_gone(cycle.start, cycle.end, now.day)),
            progress_then=progress_then,
            progress=progress,
            confidence_then=mean_confidence(before),
            confidence=mean_confidence(one.now for one in every),
            counts_then=counts_by_health(before),
            counts=counts_by_health(one.now for one in every),
            objectives=tuple(rows),
            members=members,
            others=tuple(row for row in by_owner if not (row.member and row.member.active)),
            attention=attention,
            actions=self._kept("actions", lambda: open_actions(books, now.day)),
            risks=self._kept("risks", lambda: open_risks(books)),
            problems=self._kept(
                "problems", lambda: tuple(books.where(Problem, "state", OpenState.OPEN.value))
            ),
            missing=missing(members),
            met_on=None if met is None else self._calendar.day(met),
        )

    def _kept(self, table: str, read: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
        if table not in self._beside:
            self._beside[table] = read()
        return self._beside[table]


def _by_owner(rows: Iterable[ObjectiveRow]) -> dict[str, list[ObjectiveRow]]:
    """Return for each owner the objectives that are theirs, or have a key result of theirs."""
    found: dict[str, list[ObjectiveRow]] = {}
    for row in rows:
        owner = row.objective.owner
        for one in dict.fromkeys((owner, *(s.key_result.owner or owner for s in row.standings))):
            found.setdefault(one, []).append(row)
    return found


def _are(these: Sequence[object], those: Sequence[object]) -> bool:
    """Return whether two sequences hold the very same things."""
    return len(these) == len(those) and all(map(is_, these, those))
