"""The round of a meeting: per stop, per objective, a line per key result.

Every key result is told once, at the stop of who answers for it. One of which something was said
before it was dropped in the same meeting is told there too.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from okrtui.meeting.agenda import Agenda
from okrtui.minutes.content import Branch, Mark, Pair, Review, Stop
from okrtui.minutes.lines import Voting, Work
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
    Vote,
)
from okrtui.model.rows import ObjectiveRow
from okrtui.model.settings import Thresholds
from okrtui.model.standing import Moment, Standing

_NOWHERE = Pair(then=None, now=None)


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """What the round of a meeting is told from.

    today: the day of its end. took_part: the members who were there, if not all the time.
    stand: how a key result stands that is in no status, because it was dropped.
    """

    books: Books
    meeting: Meeting
    names: Names
    today: date
    thresholds: Thresholds
    took_part: Container[str]
    stand: Callable[[KeyResult], Standing]


def round_stops(scene: Scene, way: Agenda, statuses: Sequence[TeamStatus]) -> tuple[Stop, ...]:
    """Return the stops of the round at which there is something to tell."""
    books, meeting, names = scene.books, scene.meeting, scene.names
    rows = {row.objective.id: row for status in statuses for row in status.objectives}
    known = {one.key_result.id: one for row in rows.values() for one in row.standings}
    home = _homes(books, way)
    changes = books.where(Change, "meeting", meeting.id)
    new = {change.target for change in changes if change.kind is ChangeKind.ADDED}
    told: dict[str, dict[str, list[Review]]] = {}

    def tell(standing: Standing, *, dropped: bool) -> None:
        kr = standing.key_result
        branch = told.setdefault(home(kr.id), {}).setdefault(kr.objective, [])
        branch.append(replace(_review(scene, standing), added=kr.id in new, dropped=dropped))

    for stop in way.stops:
        for branch in stop.branches:
            if branch.lines:
                told.setdefault(stop.id, {}).setdefault(branch.objective.id, [])
        for kr in stop.to_review():
            tell(known[kr.id], dropped=False)
    for spoken_of in _spoken_of(books, meeting):
        given_up = books.find(KeyResult, spoken_of)
        if given_up is not None and given_up.id not in known:
            tell(scene.stand(given_up), dropped=True)

    done = _work(scene, "done_in", home)
    added = _work(scene, "created_in", home)
    taken_up = _work(scene, "state_in", home)
    progress = _progress_by_owner(statuses)
    stops = []
    for owner in dict.fromkeys([TEAM, *(stop.id for stop in way.stops)]):
        if not any(owner in part for part in (told, done, added, taken_up)):
            continue
        member = books.find(Member, owner)
        stops.append(
            Stop(
                name=names.person(owner),
                login=member.login if member else "",
                present=member is None or owner in scene.took_part,
                progress=progress.get(owner, _NOWHERE),
                branches=tuple(
                    _branch(books.get(Objective, objective), reviews, rows, owner, names)
                    for objective, reviews in told.get(owner, {}).items()
                ),
                done=done.get(owner, ()),
                added=added.get(owner, ()),
                taken_up=taken_up.get(owner, ()),
            )
        )
    return tuple(stops)


def _spoken_of(books: Books, meeting: Meeting) -> Iterator[str]:
    """Yield what was said something of, or voted on, in a meeting, each once."""
    here = ("meeting", meeting.id)
    votes = (vote for vote in books.view.where("votes", *here) if vote["given"])
    docs = (*books.view.where("check_ins", *here), *votes)
    yield from dict.fromkeys(doc["key_result"] for doc in docs)


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


def _review(scene: Scene, stands: Standing) -> Review:
    books, names = scene.books, scene.names
    kr, here, since = stands.key_result, stands.here, stands.since
    said = [one for one in (here, since) if one is not None]
    reason = next((one for one in said if one.why or one.next_step), None)
    # What is said in the meeting is the newest word; an override counts while it is that.
    override = said[0] if said and said[0].health else None
    confirmed = here is not None and here.confirmed
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
        fell=stands.fell,
        days_silent=stands.days_silent,
        # Without a check-in of its own, `now.note` may be one of the meeting before.
        note=stands.now.note if here is not None else since.note if since is not None else "",
        why=reason.why if reason else "",
        next_step=reason.next_step if reason else "",
        next_owner=names.person(reason.next_owner) if reason else "",
        next_due=reason.next_due if reason else None,
        health_set=override is not None,
        health_reason=override.health_reason if override else "",
        behind=_behind(stands, scene.thresholds),
        days_late=stands.days_late(scene.today),
        spoken_by=names.person(here.spoken_by) if here else "",
        votes=_votes(scene, kr.id),
    )


def _votes(scene: Scene, key_result: str) -> tuple[Voting, ...]:
    here = scene.books.where(Vote, "meeting", scene.meeting.id)
    return tuple(
        Voting(
            given=vote.given,
            voters=tuple(scene.names.person(voter) for voter in vote.voters),
            agreed=vote.agreed,
        )
        for vote in here
        # Until the reveal of a blind one nobody gave anything.
        if vote.key_result == key_result and vote.given
    )


def _behind(stands: Standing, thresholds: Thresholds) -> Decimal | None:
    lag = stands.behind
    return lag if lag is not None and lag > thresholds.behind_risk else None


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


def _work(scene: Scene, field: str, home: Callable[[str], str]) -> dict[str, tuple[Work, ...]]:
    """Return the tasks that a field says were of this meeting, by the stop of their key result.

    Each is told once: as done, else as new, else as taken up.
    """
    work: dict[str, tuple[Work, ...]] = {}
    here = scene.meeting.id
    for task in scene.books.where(Task, field, here):
        if field != "done_in" and task.done_in == here:
            continue
        if field == "state_in" and task.created_in == here:
            continue
        stop = home(task.key_result)
        line = Work(
            title=task.title,
            assignee=scene.names.person(task.assignee),
            due=task.due,
            key_result=scene.names.key_result(task.key_result),
            state=task.state,
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
