"""The card beside what is no key result: an objective, an action item, the closing."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.model.numbers import change_in_percent, show_percent, show_signed
from okrtui.model.open import days_late
from okrtui.model.records import (
    Action,
    Change,
    Decision,
    Health,
    KeyResult,
    Objective,
    Problem,
    ProgressOf,
    Risk,
)
from okrtui.model.rows import mean_confidence
from screens.phrases import (
    due_phrase,
    near_day,
    one_decimal,
    owner_name,
    signed_decimal,
    signed_role,
)
from screens.room import Room
from widgets.kr_card_lines import Compare, Entry, KrCardData
from widgets.line import Piece


def objective_card(objective: Objective, room: Room) -> KrCardData:
    """Return the card of an objective: its key results together, then and now."""
    words, signs = room.desk.words, room.desk.signs
    row = room.objective(objective)
    today = room.desk.today
    points = change_in_percent(row.progress_then, row.progress)
    then = mean_confidence(one.then for one in row.standings)
    now = mean_confidence(one.now for one in row.standings)
    healths = [one.now.health for one in row.standings]
    then_on = next((one.then_on for one in row.standings if one.then_on), None)
    facts = [Piece(owner_name(room.books, objective.owner, words), "dim")]
    for health in Health:
        if count := healths.count(health):
            facts += [
                Piece(f" {signs.dot} ", "dim"),
                Piece(f"{signs.health[health.value]} {count}", health.value),
                Piece(f" {words(f'terms.{health.value}')}", "dim"),
            ]
    if objective.progress_of is ProgressOf.ALIGNED:
        made_of = f"{words('terms.progress_of')} {words('terms.from_aligned')}"
        facts += [Piece(f" {signs.dot} ", "dim"), Piece(made_of, "dim")]
    return KrCardData(
        name=f"O{objective.number}",
        title=objective.title,
        facts=facts,
        then=near_day(then_on, today, words) if then_on else "",
        now=words("meeting.now"),
        compares=(
            Compare(
                label=words("terms.progress"),
                then=show_percent(row.progress_then),
                now=show_percent(row.progress),
                change=show_signed(points) if points is not None else "",
                change_role=signed_role(points),
                large=True,
            ),
            Compare(
                label=words("terms.confidence"),
                then=one_decimal(then),
                now=one_decimal(now),
                change=signed_decimal(then, now),
                change_role=signed_role(now - then if now is not None and then is not None else 0),
                large=True,
            ),
        ),
        note_label=words("terms.note"),
        note=objective.note,
    )


def action_card(action: Action, room: Room) -> KrCardData:
    """Return the card of an action item: who, since when, and what stopped it."""
    words = room.desk.words
    today = room.desk.today
    parts = [
        owner_name(room.books, action.owner, words) or words("meeting.no_owner"),
        due_phrase(action.due, days_late(action.due, today), today, words)
        or words("meeting.no_due"),
        words("meeting.since_day", day=near_day(room.desk.calendar.day(action.at), today, words)),
    ]
    if action.carries:
        parts.append(words("meeting.carried_times", n=action.carries))
    kr = room.books.find(KeyResult, action.key_result)
    entries = []
    if kr is not None:
        entries.append(Entry(name=room.books.kr_name(kr), line=[Piece(kr.title)]))
    return KrCardData(
        name=f"A{action.number}",
        title=action.title,
        facts=[Piece(f" {room.desk.signs.dot} ".join(parts), "dim")],
        entries=tuple(entries),
        note_label=words("meeting.why_label"),
        note=action.why,
        note_role="bright",
    )


def closing_card(room: Room) -> KrCardData:
    """Return what the meeting recorded beside its check-ins."""
    words, meeting = room.desk.words, room.meeting.id
    done, of = room.counts()
    decisions = room.books.where(Decision, "meeting", meeting)
    actions = room.books.where(Action, "meeting", meeting)
    parts = [
        words("meeting.said_counts", n=done, of=of),
        words("meeting.decisions_count", n=len(decisions)),
        words("meeting.actions_count", n=len(actions)),
    ]
    return KrCardData(
        title=words("meeting.so_far"),
        facts=[Piece(f" {room.desk.signs.dot} ".join(parts), "dim")],
        entries=tuple(_recorded(room, meeting)),
    )


def _recorded(room: Room, meeting: str) -> Iterator[Entry]:
    words = room.desk.words
    for problem in room.books.where(Problem, "meeting", meeting):
        yield Entry(name=f"P{problem.number}", line=[Piece(problem.title)], name_role="off_track")
    for risk in room.books.where(Risk, "meeting", meeting):
        yield Entry(name=f"R{risk.number}", line=[Piece(risk.title)])
    for change in room.books.where(Change, "meeting", meeting):
        yield Entry(
            name=f"C{change.number}",
            line=[
                Piece(f"{words(f'meeting.change_{change.kind.value}')} ", "dim"),
                Piece(change.title),
                Piece(f" {room.desk.signs.dot} {change.why}" if change.why else "", "dim"),
            ],
        )
