"""The rows of the closing: what is still open, what was agreed, and what is settled at the end.

The kind of a row decides what its keys do: `waiting`, `absent`, `owed`, `loose`, `unanswered`,
`parked`, `decision`, `action`, `commitments`, `next_on`, `rating`, `summary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from okrtui.meeting.proposals import next_day
from okrtui.model.records import (
    Action,
    ActionState,
    Decision,
    KeyResult,
    Member,
    OpenState,
    Parked,
)
from okrtui.text.dates import show_date, show_weekday
from screens.closing_owed import owed_rows, unanswered_rows
from screens.meeting_lists import action_row
from screens.phrases import owner_name
from screens.room import Room
from widgets.line import cells
from widgets.tree_row import TreeRow

NEXT_ON, RATING, SUMMARY = "next_on", "rating", "summary"
COMMITMENTS = 3
"""How many commitments each may make, by the method."""

_OF = "commitments:"


def member_of(row: str | None) -> str | None:
    """Return whose commitments a row of the closing asks for; None where it is another row."""
    return row.removeprefix(_OF) if row and row.startswith(_OF) else None


def closing_rows(room: Room) -> list[TreeRow]:
    """Return what is settled at the end, in the order in which one goes through it."""
    sections: tuple[tuple[str, Iterable[TreeRow]], ...] = (
        ("not_reviewed", _waiting(room)),
        ("absent", _absent(room)),
        ("owed", owed_rows(room)),
        ("loose", _loose(room)),
        ("unanswered", unanswered_rows(room)),
        ("parked", _parked(room)),
        ("decided", _decided(room)),
        ("new_actions", _new_actions(room)),
        ("commitments", _commitments(room)),
        ("to_settle", _settings(room)),
    )
    rows: list[TreeRow] = []
    for name, found in sections:
        listed = list(found)
        if listed:
            title = room.desk.words(f"closing.{name}", n=len(listed))
            rows += [TreeRow(id=f"heading:{name}", kind="objective", title=title), *listed]
    return rows


def unsettled(row: TreeRow, room: Room) -> bool:
    """Return whether a row of the closing still asks for something."""
    match row.kind:
        case "waiting" | "loose" | "owed" | "unanswered":
            return True
        case "parked":
            parked = room.books.find(Parked, row.id)
            return parked is not None and parked.state is OpenState.OPEN
        case "commitments":
            return not promised(room, member_of(row.id))
        case "next_on":
            return room.meeting.next_on is None
        case "rating":
            return room.meeting.rating is None
        case "summary":
            return not room.meeting.summary
        case _:
            return False


def promised(room: Room, member: str | None) -> list[Action]:
    """Return the commitments of a member in this meeting."""
    made = room.books.where(Action, "meeting", room.meeting.id)
    return [
        action
        for action in made
        if action.commitment and action.owner == member and action.state is not ActionState.DROPPED
    ]


def _waiting(room: Room) -> Iterator[TreeRow]:
    signs, words = room.desk.signs, room.desk.words
    for stop in room.reviewable().stops:
        for kr in stop.to_review():
            if kr.id in room.done:
                continue
            health = room.stand(kr).now.health.value
            yield TreeRow(
                id=kr.id,
                kind="waiting",
                depth=1,
                sign=signs.health[health],
                sign_role=health,
                name=room.books.kr_name(kr).rpartition("/")[2],
                title=kr.title,
                aside=owner_name(room.books, stop.id, words),
            )


def _absent(room: Room) -> Iterator[TreeRow]:
    words = room.desk.words
    for stop in room.way.stops:
        waiting = [kr for kr in stop.to_review() if kr.id not in room.done]
        if room.present(stop) or not waiting:
            continue
        prepared = sum(room.stand(kr).since is not None for kr in waiting)
        counts = [words("meeting.key_results", n=len(waiting))]
        if prepared:
            counts.append(words("closing.filled_in", n=prepared))
        yield TreeRow(
            id=f"absent:{stop.id}",
            kind="absent",
            depth=1,
            sign=room.desk.signs.absent,
            title=owner_name(room.books, stop.id, words),
            aside=f" {room.desk.signs.dot} ".join(counts),
        )


def _loose(room: Room) -> Iterator[TreeRow]:
    words, dot = room.desk.words, room.desk.signs.dot
    for action in room.books.where(Action, "state", ActionState.OPEN.value):
        if not is_loose(action):
            continue
        missing = [
            words("meeting.no_owner") if action.owner is None else "",
            words("meeting.no_due") if action.due is None else "",
        ]
        known = owner_name(room.books, action.owner, words)
        yield TreeRow(
            id=action.id,
            kind="loose",
            depth=1,
            sign=room.desk.signs.task["todo"],
            name=f"A{action.number}",
            title=action.title,
            aside=f" {dot} ".join(filter(None, (known, *missing))),
        )


def is_loose(action: Action) -> bool:
    """Return whether nobody will do an action item, or by no day."""
    return action.state is ActionState.OPEN and (action.owner is None or action.due is None)


def _parked(room: Room) -> Iterator[TreeRow]:
    signs, dot = room.desk.signs, f" {room.desk.signs.dot} "
    for parked in room.books.all(Parked):
        closed = parked.state is OpenState.CLOSED
        if closed and parked.ended_in != room.meeting.id:
            continue
        parts = [parked.outcome, _about(room, parked.key_result)]
        if parked.carries:
            parts.append(room.desk.words("meeting.carried_times", n=parked.carries))
        yield TreeRow(
            id=parked.id,
            kind="parked",
            depth=1,
            sign=signs.done if closed else signs.task["todo"],
            sign_role="on_track" if closed else "dim",
            title=parked.title,
            aside=dot.join(filter(None, parts)),
            dim=closed,
        )


def _decided(room: Room) -> Iterator[TreeRow]:
    for decision in room.books.where(Decision, "meeting", room.meeting.id):
        yield TreeRow(
            id=decision.id,
            kind="decision",
            depth=1,
            name=f"D{decision.number}",
            title=decision.title,
        )


def _new_actions(room: Room) -> Iterator[TreeRow]:
    for action in room.books.where(Action, "meeting", room.meeting.id):
        if not action.commitment and not is_loose(action):
            yield action_row(action, room)


def _commitments(room: Room) -> Iterator[TreeRow]:
    words, signs = room.desk.words, room.desk.signs
    for member in _in_the_order_of_the_round(room):
        made = promised(room, member.id)
        yield TreeRow(
            id=f"{_OF}{member.id}",
            kind="commitments",
            depth=1,
            sign=signs.done if made else signs.dot,
            sign_role="on_track" if made else "dim",
            title=owner_name(room.books, member.id, words),
            title_role="normal",
            aside=words("closing.commitments_of", n=len(made), of=COMMITMENTS),
        )
        for action in made:
            if not is_loose(action):
                yield action_row(action, room, depth=2)


def _in_the_order_of_the_round(room: Room) -> Iterator[Member]:
    for stop in room.way.stops:
        member = room.books.find(Member, stop.id)
        if member is not None and room.present(stop):
            yield member


def _settings(room: Room) -> Iterator[TreeRow]:
    words, meeting = room.desk.words, room.meeting
    labels = {what: words(f"meeting.{what}") for what in (NEXT_ON, RATING, SUMMARY)}
    widest = max(map(cells, labels.values())) + 1
    values = {
        NEXT_ON: on_day(room, meeting.next_on) if meeting.next_on else "",
        RATING: f"{meeting.rating}/10" if meeting.rating else "",
        SUMMARY: meeting.summary,
    }
    hints = {
        NEXT_ON: words("closing.propose_day", day=on_day(room, proposed_day(room))),
        RATING: words("meeting.rating_hint"),
        SUMMARY: words("meeting.summary_hint"),
    }
    for what, label in labels.items():
        yield TreeRow(
            id=what,
            kind=what,
            depth=1,
            name=label + " " * (widest - cells(label)),
            title=values[what] or hints[what],
            title_role="bright" if values[what] else "dim",
        )


def proposed_day(room: Room) -> date:
    """Return when the team meets next, if nobody says otherwise."""
    return next_day(room.desk.calendar.day(room.meeting.opened_at), room.desk.calendar)


def on_day(room: Room, day: date) -> str:
    """Return a day with its weekday: people look at that."""
    language = room.desk.words.language
    date_shown = show_date(day, language, year=room.meeting.opened_at.year)
    return f"{show_weekday(day, language)} {date_shown}"


def _about(room: Room, key_result: str | None) -> str:
    kr = room.books.find(KeyResult, key_result)
    return room.books.kr_name(kr) if kr else ""
