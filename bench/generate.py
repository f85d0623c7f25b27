"""Makes workspaces of any size at once: a valid snapshot, journal and archive, written directly.

    python bench/generate.py team|department|organisation FOLDER

Run by the interpreter that has the wheel, or imported by tests. The same size gives the same
transactions. What it writes is what people would have left behind: OKRs agreed at the beginning of
each quarter, a check-in per key result and week, meetings with action items, risks and decisions,
one transaction each. All but the last week's is folded.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from okrtui.model.codec import insert, update
from okrtui.model.ops import Insert, Op, Set, Transaction
from okrtui.model.records import (
    Action,
    ActionState,
    CheckIn,
    Cycle,
    CycleState,
    Decision,
    KeyResult,
    Meeting,
    MeetingState,
    Member,
    MetricKind,
    Objective,
    Risk,
    Task,
    Team,
)
from okrtui.store import archive, snapshot, transaction
from okrtui.store.headers import header_line
from okrtui.store.paths import locate
from okrtui.store.tables import Tables

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_WEEKS = 13
_KEY_RESULTS = 3
_FIRST = "p0000"
_ARCHIVED_AT_ONCE = 20_000
_SAID = (
    "The vendor call dominates; cached prices land on Friday, then we look again.",
    "两家伙伴已经签约，第三家要等法务的意见，下周三之前会有答复。",
    "Half of the old requests are gone; the rest need the new schema first.",
    "No change: everybody was at the fair.",
    "",
)
_TITLES = (
    "p95 of checkout under {target} ms",
    "{target} partners sell without our help",
    "Docs are rated {target} of 500 by those who read them",
    "把核心链路的告警降到每周 {target} 条以内",
)


class Size(NamedTuple):
    """How many people, for how many quarters. Everybody has three key results a quarter."""

    people: int
    quarters: int


SIZES = {"team": Size(8, 1), "department": Size(100, 4), "organisation": Size(1000, 4)}
"""A team for a quarter, a department and an organisation for a year: 156,000 check-ins."""


def generate(folder: Path, size: Size) -> Path:
    """Make the workspace of a team of this size in a new folder; return its `okr.json`."""
    folder.mkdir(parents=True)
    (folder / "okrtui.toml").write_text('language = "en"\ntime_zone = "UTC"\n')
    paths = locate(folder / "okr.json")
    writer = _Writer()
    lines: list[bytes] = []
    first, header = 1, b""
    for at, by, via, ops, last in _history(size):
        if last and not header:
            _archive(paths.archive, first, lines)
            header, lines = writer.fold(paths.snapshot, at), []
        lines.append(writer.line(at, by, via, ops))
        if not header and len(lines) == _ARCHIVED_AT_ONCE:
            _archive(paths.archive, first, lines)
            first, lines = writer.seq + 1, []
    paths.journal.write_bytes(header + b"".join(lines))
    return paths.snapshot


class _Writer:
    """Chains transactions, and keeps the tables that they make."""

    def __init__(self) -> None:
        self.seq = 0
        self._chain = transaction.GENESIS
        self._newest = ""
        self._tables = Tables({}, 0)

    def line(self, at: datetime, by: str, via: str, ops: Sequence[Op]) -> bytes:
        self.seq += 1
        self._newest = _id(at, self.seq)
        made = Transaction(seq=self.seq, id=self._newest, at=at, by=by, via=via, ops=ops)
        line = transaction.encode(made, self._chain)
        self._chain = transaction.chain_of(line[:-1])
        for op in ops:
            rows = self._tables.rows[op.table]
            match op:
                case Insert(_, id, doc):
                    rows[id] = dict(doc)
                case Set(_, id, fields):
                    rows[id] = rows[id] | {name: now for name, (_, now) in fields.items()}
        return line

    def fold(self, path: Path, now: datetime) -> bytes:
        self._tables.seq = self.seq
        data = snapshot.encode(self._tables, self._chain)
        path.write_bytes(data)
        return header_line(
            base=self.seq,
            start=self._chain,
            snapshot=snapshot.digest(data),
            newest=self._newest,
            at=transaction.instant(now),
        )


Step = tuple[datetime, str, str, Sequence[Op], bool]
"""When, who, through which command, what; and whether it stays in the journal."""

NewId = Callable[[datetime], str]


def _history(size: Size) -> Iterator[Step]:
    new = _ids()
    first = date(2026, 1, 1) if size.quarters > 1 else date(2026, 10, 1)
    began = datetime(first.year, first.month, 1, 9, tzinfo=UTC)
    members = [
        Member(
            id=new(began), login=f"p{place:04}", name=f"{'Person' if place % 3 else '成员'} {place}"
        )
        for place in range(size.people)
    ]
    people = [Team(id=new(began), name="Made up"), *members]
    yield began, _FIRST, "init", [insert(record) for record in people], False
    story = _Story(size, members, new)
    for quarter in range(size.quarters):
        yield from story.quarter(first.month + 3 * quarter, last=quarter == size.quarters - 1)


class _Story:
    """What happens, quarter by quarter and week by week."""

    def __init__(self, size: Size, members: Sequence[Member], new: NewId) -> None:
        self._size = size
        self._members = members
        self._new = new
        self._chance = random.Random(7)
        self._numbers = itertools.count(1)
        self._before: str | None = None

    def quarter(self, month: int, *, last: bool) -> Iterator[Step]:
        at = datetime(2026, month, 1, 9, 30, tzinfo=UTC)
        end = date(2027, 1, 1) if month == 10 else date(2026, month + 3, 1)
        cycle = Cycle(
            id=self._new(at),
            name=f"2026-Q{(month + 2) // 3}",
            start=at.date(),
            end=end - timedelta(days=1),
            state=CycleState.RUNNING if last else CycleState.CLOSED,
        )
        goals = list(self._goals(cycle, at))
        yield at, _FIRST, "import", [insert(record) for record in (cycle, *goals)], False
        key_results = [record for record in goals if isinstance(record, KeyResult)]
        for week in range(_WEEKS):
            at += timedelta(weeks=1) if week else timedelta(hours=1)
            for when, who, ops in self._meeting(cycle, key_results, at, week):
                yield when, who, "meet", ops, last and week == _WEEKS - 1

    def _meeting(
        self, cycle: Cycle, key_results: Sequence[KeyResult], at: datetime, week: int
    ) -> Iterator[tuple[datetime, str, Sequence[Op]]]:
        here = tuple(member.id for member in self._members[:12])
        meeting = Meeting(
            id=self._new(at),
            name=f"{at:%G-W%V}",
            cycles=(cycle.id,),
            opened_at=at,
            facilitator=here[0],
            present=here,
            round=here,
            then=self._before,
        )
        yield at, _FIRST, [insert(meeting)]
        for place, key_result in enumerate(key_results):
            at += timedelta(milliseconds=20)
            said = self._check_in(key_result, meeting, at, week / _WEEKS)
            yield at, self._members[place % self._size.people].login, [insert(said)]
        for key_result in key_results[week :: max(1, len(key_results) // 4)]:
            at += timedelta(seconds=1)
            for kind in (Action, Risk, Decision):
                entry = self._entry(kind, key_result, meeting, at, _SAID[week % 4])
                yield at, _FIRST, [insert(entry)]
                if kind is Action and week < _WEEKS - 1:
                    ended = {"state": ActionState.DONE, "ended_at": at, "ended_in": meeting.id}
                    yield at, _FIRST, [update(entry, **ended)]
        at += timedelta(minutes=40)
        yield at, _FIRST, [update(meeting, state=MeetingState.CLOSED, closed_at=at)]
        self._before = meeting.id

    def _goals(self, cycle: Cycle, at: datetime) -> Iterator[Any]:
        for place, member in enumerate(self._members):
            objective = Objective(
                id=self._new(at),
                cycle=cycle.id,
                owner=member.id,
                number=1,
                title=f"Work on {place} well",
            )
            yield objective
            for number in range(1, _KEY_RESULTS + 1):
                target = 200 + 10 * (place % 20) + number
                key_result = KeyResult(
                    id=self._new(at),
                    objective=objective.id,
                    number=number,
                    title=_TITLES[(place + number) % len(_TITLES)].format(target=target),
                    owner=member.id,
                    metric=MetricKind.NUMBER,
                    start=Decimal(100),
                    target=Decimal(target),
                )
                yield key_result
                yield Task(id=self._new(at), key_result=key_result.id, title="ask who knows")

    def _check_in(self, kr: KeyResult, meeting: Meeting, at: datetime, gone: float) -> CheckIn:
        share = Decimal(round(gone * self._chance.uniform(0.6, 1.1), 3))
        return CheckIn(
            id=self._new(at),
            key_result=kr.id,
            at=at,
            author=_FIRST,
            meeting=meeting.id,
            value=round(kr.start + (kr.target - kr.start) * share, 1),
            confidence=self._chance.randint(3, 9),
            note=self._chance.choice(_SAID),
            confirmed=True,
        )

    def _entry(
        self, kind: type, key_result: KeyResult, meeting: Meeting, at: datetime, title: str
    ) -> Any:
        return kind(
            id=self._new(at),
            number=next(self._numbers),
            title=title,
            at=at,
            meeting=meeting.id,
            key_result=key_result.id,
        )


def _archive(folder: Path, first: int, lines: Sequence[bytes]) -> None:
    if lines:
        archive.write(folder, first, first + len(lines) - 1, b"".join(lines))


def _ids() -> NewId:
    numbers = itertools.count(1)
    return lambda at: _id(at, next(numbers))


def _id(at: datetime, number: int) -> str:
    left = int(at.timestamp() * 1000) << 50 | number
    digits = []
    for _ in range(20):
        left, digit = divmod(left, 32)
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))


if __name__ == "__main__":
    print(generate(Path(sys.argv[2]), SIZES[sys.argv[1]]))
