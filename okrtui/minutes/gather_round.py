"""The round of a meeting: per stop, per objective, a line per key result.

Every key result is told once, at the stop of who answers for it. One of which something was said
before it was dropped in the same meeting is told there too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from okrtui.meeting.agenda import Agenda
from okrtui.minutes.content import Branch, Mark, Pair, Review, Stop, Work
from okrtui.minutes.names import Names
from okrtui.model.books import Books
from okrtui.model.overview import TeamStatus
from okrtui.model.records import (
    TEAM,
    Change,
    ChangeKind,
    KeyResult,
    Meeting,
    Member,
    MetricKind,
    Objective,
    Task,
)
from okrtui.model.rows import ObjectiveRow
from okrtui.model.standing import Moment, Standing

_NOWHERE = Pair(then=None, now=None)


def round_stops(
    books: Books,
    meeting: Meeting,
    way: Agenda,
    statuses: Sequence[TeamStatus],
    names: Names,
    stand: Callable[[KeyResult], Standing],
) -> tuple[Stop, ...]:
    """Return the stops of the round at which there is something to tell.

    stand: how a key result stands that is in no status, because it was dropped.
    """
    rows = {row.objective.id: row for status in statuses for row in status.objectives}
    known = {one.key_result.id: one for row in rows.values() for one in row.standings}
    home = _homes(books, way)
    changes = books.where(Change, "meeting", meeting.id)
    new = {change.target for change in changes if change.kind is ChangeKind.ADDED}
    told: dict[str, dict[str, list[Review]]] = {}

    def tell(standing: Standing, *, dropped: bool) -> None:
        kr = standing.key_result
        branch = told.setdefault(home(kr.id), {}).setdefault(kr.objective, [])
        review = _review(books, standing, names)
        branch.append(replace(review, added=kr.id in new, dropped=dropped))

    for stop in way.stops:
        for branch in stop.branches:
            if branch.lines:
                told.setdefault(stop.id, {}).setdefault(branch.objective.id, [])
        for kr in stop.to_review():
            tell(known[kr.id], dropped=False)
    for said in books.view.where("check_ins", "meeting", meeting.id):
        given_up = books.find(KeyResult, said["key_result"])
        if given_up is not None and given_up.id not in known:
            tell(stand(given_up), dropped=True)

    done = _work(books, meeting, "done_in", home, names)
    added = _work(books, meeting, "created_in", home, names)
    progress = _progress_by_owner(statuses)
    stops = []
    for owner in dict.fromkeys([TEAM, *(stop.id for stop in way.stops)]):
        if owner not in told and owner not in done and owner not in added:
            continue
        member = books.find(Member, owner)
        stops.append(
            Stop(
                name=names.person(owner),
                login=member.login if member else "",
                present=member is None or owner in meeting.present,
                progress=progress.get(owner, _NOWHERE),
                branches=tuple(
                    _branch(books.get(Objective, objective), reviews, rows, owner, names)
                    for objective, reviews in told.get(owner, {}).items()
                ),
                done=done.get(owner, ()),
                added=added.get(owner, ()),
            )
        )
    return tuple(stops)


def _homes(books: Books, way: Agenda) -> Callable[[str], str]:
    """Return what tells the stop of a key result; the team's where its owner has none."""
    stops = {stop.id for stop in way.stops}

    def home(key_result: str) -> str:
        found = books.find(KeyResult, key_result)
        owner = books.answers_for(found) if found else TEAM
        return owner if owner in stops else TEAM

    return home


def _branch(
    objective: Objective,
    reviews: Sequence[Review],
    rows: dict[str, ObjectiveRow],
    stop: str,
    names: Names,
) -> Branch:
    row = rows.get(objective.id)
    return Branch(
        name=names.objective(objective),
        title=objective.title,
        own=stop in {objective.owner, TEAM},
        progress=Pair(then=row.progress_then, now=row.progress) if row else _NOWHERE,
        reviews=tuple(reviews),
    )


def _review(books: Books, stands: Standing, names: Names) -> Review:
    kr, here, since = stands.key_result, stands.here, stands.since
    said = [one for one in (here, since) if one is not None]
    reason = next((one for one in said if one.why or one.next_step), None)
    override = next((one for one in said if one.health), None)
    confirmed = here is not None and here.confirmed
    was, now = stands.then.confidence, stands.now.confidence
    return Review(
        name=names.key_result(kr.id),
        owner=names.person(books.answers_for(kr)),
        key_result=kr,
        then=_mark(stands.then),
        now=_mark(stands.now),
        remaining=_remaining(stands),
        reviewed=confirmed,
        entered=here is not None and not confirmed,
        unchanged=stands.unchanged if here is not None and here.unchanged and confirmed else 0,
        beforehand=here is None and since is not None,
        fell=0 if was is None or now is None else max(was - now, 0),
        days_silent=stands.days_silent,
        # Without a check-in of its own, `now.note` may be one of the meeting before.
        note=stands.now.note if here is not None else since.note if since is not None else "",
        why=reason.why if reason else "",
        next_step=reason.next_step if reason else "",
        next_owner=names.person(reason.next_owner) if reason else "",
        health_reason=override.health_reason if override else "",
    )


def _mark(moment: Moment) -> Mark:
    return Mark(
        value=moment.value,
        progress=moment.progress,
        confidence=moment.confidence,
        health=moment.health,
        of=moment.of,
    )


def _remaining(stands: Standing) -> Decimal | None:
    if stands.pace is None or stands.key_result.metric is MetricKind.YES_NO:
        return None
    return stands.pace.remaining


def _work(
    books: Books, meeting: Meeting, field: str, home: Callable[[str], str], names: Names
) -> dict[str, tuple[Work, ...]]:
    """Return the tasks that this meeting ticked or agreed on, by the stop of their key result."""
    work: dict[str, tuple[Work, ...]] = {}
    for task in books.where(Task, field, meeting.id):
        stop = home(task.key_result)
        line = Work(
            title=task.title,
            assignee=names.person(task.assignee),
            due=task.due,
            key_result=names.key_result(task.key_result),
        )
        work[stop] = (*work.get(stop, ()), line)
    return work


def _progress_by_owner(statuses: Sequence[TeamStatus]) -> dict[str, Pair]:
    """Return each member's progress, in the shortest cycle in which they have any."""
    longest_first = sorted(statuses, key=lambda s: s.cycle.start - s.cycle.end)
    return {
        row.owner: Pair(then=row.progress_then, now=row.progress)
        for status in longest_first
        for row in status.members
        if row.progress is not None
    }
