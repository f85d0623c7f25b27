"""The two lines at the head of the meeting: the stops with the clock, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from okrtui.meeting.agenda import ACTIONS, CLOSING, Part
from okrtui.meeting.flow import elapsed
from okrtui.meeting.timebox import (
    ACTIONS_MINUTES,
    CLOSING_MINUTES,
    Pressure,
    pressure,
)
from okrtui.model.records import Member
from screens.phrases import head_marks, owner_name
from screens.room import Room
from screens.stops import part_of
from widgets.line import Line, Piece
from widgets.member_strip import Stop

_TURN_STEP = 5
"""Seconds by which the clock of a turn goes: two clocks that tick are one too many."""

_HAS = len(" / 00:00")
"""Cells of what a turn has, where that is less than a hundred minutes."""

PRESSURES = {Pressure.CALM: "normal", Pressure.AMBER: "at_risk", Pressure.RED: "off_track"}
"""How time is drawn: calm, nearly used, used up."""


def title(room: Room) -> Line:
    """Return which meeting this is."""
    team = room.books.team_name()
    dot = f" {room.desk.signs.dot} "
    parts = [Piece(team, "strong"), Piece(dot, "dim")] if team else []
    return [*head_marks(room.desk), *parts, Piece(room.meeting.name, "normal")]


def stops(room: Room, stop: str) -> Iterator[Stop]:
    """Return the stops of the round, with what is done, now and to come."""
    for one in room.way.stops:
        name, short = room.names(one.id)
        if one.id == stop:
            state = "now"
        elif not room.present(one):
            state = "absent"
        else:
            state = "done" if room.is_done(one) else "to_come"
        yield Stop(id=one.id, name=name, short=short, state=state, sits=_sits(room, one.id))  # type: ignore[arg-type]


def _sits(room: Room, member: str) -> Literal["", "here", "cut"]:
    """Return whether a member has a session of their own in the meeting, or had one."""
    table = room.desk.seat.table
    if not table.shared:
        return ""
    return "here" if member in table.members else "cut" if member in table.gone else ""


def where(room: Room, stop: str) -> Line:
    """Return whose turn it is, and what of it is done."""
    words, dot = room.desk.words, f" {room.desk.signs.dot} "
    match part_of(stop):
        case Part.ACTIONS:
            actions = room.actions
            ended = sum(action.state.value != "open" for action in actions)
            count = words("meeting.ended_of", n=ended, of=len(actions))
            return [Piece(words("meeting.part_actions"), "strong"), Piece(dot + count, "dim")]
        case Part.CLOSING:
            return [Piece(words("meeting.part_closing"), "strong")]
    found = room.way.stop(stop)
    member = room.books.find(Member, stop)
    name = member.name if member else owner_name(room.books, stop, words)
    pieces = [Piece(name, "strong")]
    if found is None:
        return pieces
    ids = room.ids(found)
    if not room.present(found):
        pieces.append(Piece(f"   {words('meeting.absent')}", "at_risk"))
    if ids:
        count = words("meeting.reviewed_of", n=len(room.done.intersection(ids)), of=len(ids))
        pieces.append(Piece(dot + count, "dim"))
    return pieces


def clock(room: Room, now: datetime) -> Line:
    """Return the time that the meeting has taken."""
    meeting = room.meeting
    whole, planned = elapsed(meeting, None, now), meeting.minutes_planned * 60
    return [Piece(_time(whole), PRESSURES[pressure(whole, planned)])]


def planned(room: Room) -> Line:
    """Return what is planned for the meeting, and whether its clock stands."""
    meeting = room.meeting
    pieces = [Piece(f" / {_time(meeting.minutes_planned * 60)} ", "dim")]
    if meeting.stop_since is None:
        pieces.append(Piece(f"{room.desk.words('meeting.paused')} ", "at_risk"))
    return pieces


def turn(room: Room, stop: str, now: datetime) -> Line:
    """Return the time that this turn has taken, to five seconds; nothing where it has none."""
    box = _box(room, stop)
    if not box:
        return []
    spent = elapsed(room.meeting, stop, now)
    return [Piece(_time(spent - spent % _TURN_STEP), PRESSURES[pressure(spent, box)])]


def counted(room: Room, stop: str) -> Line:
    """Return what this turn has, and how much of the whole meeting is reviewed.

    As wide for each turn and each number: what lies beside it stays where it is.
    """
    words = room.desk.words
    box = _box(room, stop)
    has = f" / {_time(box)}" if box else ""
    done, of = room.counts()
    count = " " * (len(str(of)) - len(str(done))) + words("meeting.key_results_of", n=done, of=of)
    return [Piece(f"{has:{_HAS}}  {count} ", "dim")]


def _box(room: Room, stop: str) -> int | None:
    """Return the seconds that a turn has, or a part of the meeting; None for who is absent."""
    parts = {ACTIONS: ACTIONS_MINUTES * 60, CLOSING: CLOSING_MINUTES * 60}
    return parts.get(stop) or room.box(stop)


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02d}"
