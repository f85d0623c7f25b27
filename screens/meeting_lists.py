"""The rows of the meeting's other parts: last week's action items, and the closing."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.model.open import days_late
from okrtui.model.records import (
    Action,
    ActionState,
    Decision,
    KeyResult,
    Parked,
)
from okrtui.text.dates import show_date, show_weekday
from screens.phrases import due_phrase, owner_name
from screens.room import Room
from widgets.tree_row import TreeRow

RATING, NEXT_ON, SUMMARY = "rating", "next_on", "summary"


def action_rows(room: Room) -> list[TreeRow]:
    """Return last week's action items, with what became of them."""
    return [action_row(action, room) for action in room.actions]


def action_row(action: Action, room: Room) -> TreeRow:
    """Return one action item."""
    words, signs = room.desk.words, room.desk.signs
    today = room.desk.calendar.day(room.desk.clock.now())
    carried = action.carried_in == room.meeting.id
    match action.state:
        case ActionState.DONE:
            sign, role = signs.done, "on_track"
        case ActionState.DROPPED:
            sign, role = signs.absent, "dim"
        case ActionState.OPEN:
            sign, role = (signs.skipped, "at_risk") if carried else (signs.task["todo"], "dim")
    is_open = action.state is ActionState.OPEN
    late = days_late(action.due, today) if is_open else 0
    parts = [
        owner_name(room.books, action.owner, words),
        due_phrase(action.due, late, today, words) if is_open else "",
        words("meeting.carried_times", n=action.carries) if action.carries else "",
    ]
    return TreeRow(
        id=action.id,
        kind="action",
        depth=1,
        sign=sign,
        sign_role=role,
        name=f"A{action.number}",
        title=action.title,
        aside=f" {signs.dot} ".join(filter(None, parts)),
        dim=not is_open,
    )


def closing_rows(room: Room) -> list[TreeRow]:
    """Return what is settled at the end, and what is still open; none of it blocks."""
    rows = list(_settled(room))
    sections = (
        ("decided", list(_decided(room))),
        ("new_actions", list(_new_actions(room))),
        ("parked", list(_parked(room))),
        ("not_reviewed", list(_waiting(room))),
        ("loose", list(_loose(room))),
    )
    for name, found in sections:
        if found:
            rows.append(_heading(name, room.desk.words(f"meeting.{name}", n=len(found))))
            rows += found
    return rows


def _heading(id: str, title: str) -> TreeRow:
    return TreeRow(id=f"heading:{id}", kind="objective", title=title)


def _settled(room: Room) -> Iterator[TreeRow]:
    words, meeting = room.desk.words, room.meeting
    yield _heading("closing", words("meeting.to_settle"))
    key = room.desk.keymap.keys("meeting.value")
    rating = f"{meeting.rating}/10" if meeting.rating else ""
    yield _setting(RATING, words("meeting.rating"), rating, words("meeting.rating_hint"))
    day = meeting.next_on
    language = words.language
    when = f"{show_weekday(day, language)} {show_date(day, language)}" if day else ""
    yield _setting(NEXT_ON, words("meeting.next_on"), when, f"{key} {words('meeting.next_hint')}")
    yield _setting(
        SUMMARY,
        words("meeting.summary"),
        meeting.summary,
        f"{key} {words('meeting.summary_hint')}",
    )


def _setting(id: str, label: str, value: str, hint: str) -> TreeRow:
    return TreeRow(
        id=id,
        kind=id,
        depth=1,
        title=f"{label}   {value or hint}",
        title_role="normal" if value else "dim",
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
        yield action_row(action, room)


def _parked(room: Room) -> Iterator[TreeRow]:
    for parked in room.books.where(Parked, "meeting", room.meeting.id):
        yield TreeRow(
            id=parked.id,
            kind="parked",
            depth=1,
            sign=room.desk.signs.dot,
            title=parked.title,
            aside=_about(room, parked.key_result),
        )


def _waiting(room: Room) -> Iterator[TreeRow]:
    signs, words = room.desk.signs, room.desk.words
    for stop in room.way.stops:
        for kr in stop.to_review():
            if kr.id in room.done:
                continue
            stands = room.stand(kr)
            yield TreeRow(
                id=kr.id,
                kind="waiting",
                depth=1,
                sign=signs.health[stands.now.health.value],
                sign_role=stands.now.health.value,
                name=room.books.kr_name(kr).rpartition("/")[2],
                title=kr.title,
                aside=owner_name(room.books, stop.id, words),
            )


def _loose(room: Room) -> Iterator[TreeRow]:
    for action in room.books.where(Action, "state", ActionState.OPEN.value):
        if action.owner is None or action.due is None:
            missing = "meeting.no_owner" if action.owner is None else "meeting.no_due"
            yield TreeRow(
                id=f"loose:{action.id}",
                kind="loose",
                depth=1,
                name=f"A{action.number}",
                title=action.title,
                aside=room.desk.words(missing),
            )


def _about(room: Room, key_result: str | None) -> str:
    kr = room.books.find(KeyResult, key_result)
    return room.books.kr_name(kr) if kr else ""
